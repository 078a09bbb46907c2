"""What every test may use."""

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
