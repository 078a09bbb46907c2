"""How real time becomes exercise time: it stands still without a pace, while paused, and while no process runs."""

from fractions import Fraction

from ccdrill.session.ports import Clock


class StoryClock:
    """Exercise time between two entries. Within a process elapsed time is monotonic; nothing counts ticks."""

    def __init__(self, pace: Fraction, clock: Clock) -> None:
        """`pace`: exercise minutes per real minute; 0 stands still."""
        self._pace = pace
        self._clock = clock
        self._base = 0
        self._since = clock.monotonic()
        self._is_running = False

    @property
    def is_paced(self) -> bool:
        """Whether thinking takes exercise time."""
        return self._pace > 0

    def set(self, t: int, *, is_running: bool) -> None:
        """Fixes exercise time `t` (seconds from the start) to this instant."""
        self._base, self._since, self._is_running = t, self._clock.monotonic(), is_running

    def now(self) -> int:
        """Exercise time in whole seconds from the start."""
        if not self._is_running or not self.is_paced:
            return self._base
        elapsed = Fraction(self._clock.monotonic() - self._since)
        return self._base + int(max(Fraction(0), elapsed) * self._pace)
