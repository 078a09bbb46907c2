"""How long a run has been played, in real time: by what is recorded of it, and by a watch while it is on the screen.

Played is what ran: neither pauses, nor time in which nobody had the run open, nor what people talk about once it is over.
Nothing is scored by it.
"""

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

from ccdrill.model.afterwards import Afterword
from ccdrill.model.events import Decided, Entry, Paused, Resumed, WrittenIn
from ccdrill.session.run import Run

_AWAY = 3600.0
"""Seconds without an entry after which people are taken to have been away, where nothing tells how long they thought."""


def played_before(run: Run) -> float:
    """Real seconds for which a run was played up to its last entry.

    A decision tells how long the choices were looked at, so what is longer was a break. What passed between the last entry
    and leaving is not known.
    """
    played, is_paused = 0.0, False
    for before, after in pairwise(run.entries):
        is_paused = isinstance(before.event, Paused) or (is_paused and not isinstance(before.event, Resumed))
        played += 0.0 if is_paused else _between(before, after)
    return played


class Watch:
    """Goes on from what was played before; stands still while the exercise is paused."""

    def __init__(self, before: float, clock: Callable[[], float]) -> None:
        """`before` in seconds; `clock` gives seconds that never run back."""
        self._played = before
        self._clock = clock
        self._read = clock()

    def read(self, *, is_paused: bool) -> float:
        """Seconds played; `is_paused`: since it was read last, too."""
        now = self._clock()
        if not is_paused:
            self._played += now - self._read
        self._read = now
        return self._played


def _between(before: Entry, after: Entry) -> float:
    if isinstance(after.event, Afterword):
        return 0.0
    passed = max(0.0, (dt.datetime.fromisoformat(after.utc) - dt.datetime.fromisoformat(before.utc)).total_seconds())
    if isinstance(after.event, Decided | WrittenIn):
        return min(passed, after.event.real_ms / 1000)
    return passed if passed <= _AWAY else 0.0
