"""How long a run has been played, and its situation talked about, in real time: by the record, and by a watch while it is on the screen.

Played is what ran: neither pauses, nor time in which nobody had the run open, nor what people talk about once it is over.
Nothing is scored by it.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import pairwise

from ccdrill.model.afterwards import Afterword
from ccdrill.model.events import MOST_AWAY, MOVES, Decided, Entry, Paused, Resumed, TakenBack, WrittenIn
from ccdrill.session.run.run import Run

_AWAY = 3600.0
"""Seconds without an entry after which people are taken to have been away, where nothing tells how long they thought."""

_BREAK = 60
"""Seconds: whoever has a run open again before that was hardly away."""
_LATE = 5.0
"""Seconds by which a sign of life may be older than the last entry: signs come once a second, and one may be lost."""


def played_before(run: Run, open_until: dt.datetime | None = None) -> float:
    """Real seconds for which a run was played: up to its last entry, and on from there as long as somebody had it open.

    A decision tells how long the choices were looked at, so what is longer was a break. `open_until`: when a terminal gave its
    last sign of life at the run; None: what passed since the last entry is not known.
    """
    return _ran(run.entries, open_until, is_over=run.is_over)


def talked_before(run: Run, open_until: dt.datetime | None = None) -> float:
    """Real seconds since the situation was opened, without pauses; `open_until` as above.

    The record does not tell when an outcome had been read, so it counts from the decision on.
    """
    begins = max(at for at, entry in enumerate(run.entries) if _asks_anew(entry))
    return _ran(run.entries[begins:], open_until, is_over=run.is_over)


def away_before(run: Run, open_until: dt.datetime | None, now: dt.datetime) -> int:
    """Whole real seconds up to `now` for which nobody had the run open; 0: hardly any, nobody knows, or nothing was going on.

    `open_until` as above. Who plays in lines gives no signs of life: a sign from long before the last entry tells nothing.
    """
    last = instant(run.entries[-1])
    if open_until is None or run.is_over or run.is_paused or (last - open_until).total_seconds() > _LATE:
        return 0
    away = int((now - max(open_until, last)).total_seconds())
    return min(away, MOST_AWAY) if away >= _BREAK else 0


def since(run: Run, kinds: tuple[type, ...], now: dt.datetime) -> float:
    """Real seconds from the last event of these kinds, or from the beginning, to `now`."""
    last = next((one for one in reversed(run.entries) if isinstance(one.event, kinds)), run.entries[0])
    return max(0.0, (now - instant(last)).total_seconds())


def _ran(entries: Sequence[Entry], open_until: dt.datetime | None, *, is_over: bool) -> float:
    """Real seconds from the first to the last of them, and on to `open_until`, without pauses."""
    ran, is_paused = 0.0, False
    for before, after in pairwise(entries):
        is_paused = _is_paused(before, is_paused)
        ran += 0.0 if is_paused else _between(before, after)
    if open_until is None or is_over or _is_paused(entries[-1], is_paused):
        return ran
    return ran + _run_on((open_until - instant(entries[-1])).total_seconds())


def _asks_anew(entry: Entry) -> bool:
    """Whether people talk about something else from there on."""
    event = entry.event
    if isinstance(event, Decided | WrittenIn | TakenBack):
        return True
    return isinstance(event, MOVES) and event.outcome.leads_on


def _is_paused(entry: Entry, was_paused: bool) -> bool:
    return isinstance(entry.event, Paused) or (was_paused and not isinstance(entry.event, Resumed))


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
    passed = max(0.0, (instant(after) - instant(before)).total_seconds())
    if isinstance(after.event, Decided | WrittenIn):
        return min(passed, after.event.real_ms / 1000)
    if isinstance(after.event, Paused):
        passed -= after.event.away
    return _run_on(passed)


def _run_on(passed: float) -> float:
    """What of the seconds that passed is taken to have been played."""
    return passed if 0 <= passed <= _AWAY else 0.0


def instant(entry: Entry) -> dt.datetime:
    """When an entry was recorded."""
    return dt.datetime.fromisoformat(entry.utc)
