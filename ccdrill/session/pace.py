"""How real time becomes exercise time: it stands still without a pace, while paused, and while no process runs."""

from fractions import Fraction

from ccdrill.model.machine import Clock


class StoryClock:
    """Exercise time between two entries. Within a process elapsed time is monotonic; nothing counts ticks."""

    def __init__(self, pace: Fraction, clock: Clock, t: int, *, is_running: bool) -> None:
        """`pace`: exercise minutes per real minute; 0 stands still. It is `t` seconds from the start now."""
        self._pace = pace
        self._clock = clock
        self.set(t, is_running=is_running)

    @property
    def is_running(self) -> bool:
        """Whether thinking takes exercise time now."""
        return self._is_running and self._pace > 0

    def set(self, t: int, *, is_running: bool) -> None:
        """Fixes exercise time `t` (seconds from the start) to this instant."""
        self._base, self._since, self._is_running = t, self._clock.monotonic(), is_running

    def keep(self, seen: int, t: int, *, is_running: bool) -> None:
        """After something was recorded at `t`, when the clock had shown `seen`.

        Where it neither jumped nor stopped it runs on as it did: the part of a second that has passed is not lost.
        """
        if t != seen or is_running != self._is_running:
            self.set(t, is_running=is_running)

    def now(self) -> int:
        """Exercise time in whole seconds from the start."""
        if not self.is_running:
            return self._base
        elapsed = Fraction(self._clock.monotonic() - self._since)
        return self._base + int(max(Fraction(0), elapsed) * self._pace)
