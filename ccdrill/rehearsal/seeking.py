"""Plays that look for what no play has met yet, and note in a survey what they meet."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from ccdrill.model.ids import ChoiceKey
from ccdrill.rehearsal.listing import WAITED, Play
from ccdrill.rehearsal.locks import Lock
from ccdrill.rehearsal.survey import Survey
from ccdrill.rehearsal.table import Row
from ccdrill.rehearsal.walker import Walker

K = TypeVar("K")
Draw = Callable[[], float]
"""Numbers that decide between equals: the lowest is taken."""
NOBODY: tuple[int, Play] = (0, ())
"""No choice was ever offered."""
_LONGEST = 400
_MOST_WAITS = 50


def seek(found: Survey, draw: Draw, *, is_curious: bool = True) -> None:
    """Plays once to an ending, and notes what it meets.

    Takes what has not been taken yet; or, not curious, what it has taken least in this play and then what `draw` says.
    """
    walker = Walker(found.table)
    walker.start()
    for state in walker.visited:
        found.states.setdefault(state, ())
    for call in walker.arrived:
        found.told.setdefault(call, ())
    play: list[str] = []
    tried: dict[ChoiceKey, int] = {}
    while not walker.is_ended and len(play) < _LONGEST:
        rows = walker.open_rows()
        _wait_for_timeout(found, walker, play)
        if len(rows) > found.crowds.get(walker.state, NOBODY)[0]:
            found.crowds[walker.state] = len(rows), tuple(play)
        for row in found.table.rows[walker.state]:
            if row.offer.key not in found.refused and not row.guard.is_always and not row.guard.test(walker):
                found.refused.add(row.offer.key)
        if not rows:
            if all(lock.state != walker.state or lock.is_saved_by_time for lock in found.locks):
                found.locks.append(stuck_at(walker, tuple(play)))
            return
        row = min(
            rows, key=lambda one: (is_curious and one.offer.key in found.taken, tried.get(one.offer.key, 0), draw())
        )
        tried[row.offer.key] = tried.get(row.offer.key, 0) + 1
        walker.forget()
        walker.take(row)
        play.append(row.offer.key)
        _note(found, walker, row, play)
    found.situations += len(play)


def replay(found: Survey, play: Play) -> None:
    """Plays what is known to be possible, and notes what it meets."""
    walker = Walker(found.table)
    walker.start()
    for number, key in enumerate(play, start=1):
        row = next((one for one in walker.open_rows() if one.offer.key == key), None)
        if row is None:
            return
        walker.forget()
        walker.take(row)
        _note(found, walker, row, play[:number])


def _wait_for_timeout(found: Survey, walker: Walker, play: Sequence[str]) -> None:
    """Whether the timeout fires if nobody decides from here on."""
    state = walker.state
    if state in found.expired or found.table.limits[state] is None:
        return
    idle, waits = Walker(found.table), 0
    idle.copy_from(walker)
    while idle.state == state and not idle.is_ended and waits < _MOST_WAITS and idle.wait():
        waits += 1
        if state in idle.timed_out:
            found.expired[state] = (*play, *(WAITED,) * waits)
            return


def stuck_at(walker: Walker, play: Play) -> Lock:
    """The lock where a walker stands and nothing can be chosen, after a play; time saves it if waiting brings a choice, or an ending.

    The walker waits for that.
    """
    state, waits = walker.state, 0
    while waits < _MOST_WAITS and not walker.is_ended and not walker.open_rows() and walker.wait():
        waits += 1
    is_saved = walker.is_ended or bool(walker.open_rows())
    return Lock(state, play, is_stuck=True, is_everywhere=False, is_saved_by_time=is_saved)


def _note(found: Survey, walker: Walker, row: Row, play: Sequence[str]) -> None:
    _keep(found.taken, row.offer.key, play)
    for state in walker.visited:
        _keep(found.states, state, play)
    for call in walker.arrived:
        _keep(found.told, call, play)
    for action, _ in walker.acts:
        _keep(found.acted, action, play)


def _keep(plays: dict[K, Play], key: K, play: Sequence[str]) -> None:
    """The first play that shows it; long plays are copied only for that."""
    if key not in plays:
        plays[key] = tuple(play)
