"""What every test may use."""

import gc
import signal

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "gate",
    max_examples=80,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.register_profile("long", max_examples=5000, deadline=None)
settings.load_profile("gate")

gc.set_threshold(
    50_000
)  # what tests make mostly goes by itself: at 700, looking for cycles took a twelfth of their time


def pytest_collection_finish(session: pytest.Session) -> None:
    """Thousands of tests and all that they import stay to the end: no collection needs to walk them again."""
    gc.freeze()


for _asked, _usually in (
    (signal.SIGINT, signal.default_int_handler),
    (signal.SIGTERM, signal.SIG_DFL),
    (getattr(signal, "SIGHUP", None), signal.SIG_DFL),
):  # a process that a test starts inherits what is ignored here, as under nohup
    if _asked is not None and signal.getsignal(_asked) is signal.SIG_IGN:
        signal.signal(_asked, _usually)
