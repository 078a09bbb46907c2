"""What every test may use."""

import signal

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

for _asked, _usually in (
    (signal.SIGINT, signal.default_int_handler),
    (signal.SIGTERM, signal.SIG_DFL),
    (getattr(signal, "SIGHUP", None), signal.SIG_DFL),
):  # a process that a test starts inherits what is ignored here, as under nohup
    if _asked is not None and signal.getsignal(_asked) is signal.SIG_IGN:
        signal.signal(_asked, _usually)
