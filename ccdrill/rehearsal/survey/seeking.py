"""Plays that look for what no play has met yet, and note in a survey what they meet."""

from collections.abc import Callable

from ccdrill.authoring.checks.check_lengths import CHOICES
from ccdrill.model.ids import ChoiceKey
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.walk.locks import Lock
from ccdrill.rehearsal.walk.table import Row, Table
from ccdrill.rehearsal.walk.trails import WAITED, Play, Trail
from ccdrill.rehearsal.walk.walker import Walker

Draw = Callable[[], float]
"""Numbers that decide between equals: the lowest is taken."""
_MOST_WAITS = 50


def longest(table: Table) -> int:
    """How many moves a play may have: enough for a long story, told with detours."""
    return max(400, 2 * len(table.names))


def seek(found: Survey, draw: Draw, *, is_curious: bool = True) -> int:
    """Plays once to an ending, and notes what it meets; gives the number of choices that it looked at.

    Takes what has not been taken yet; or, not curious, what it has taken least in this play and then what `draw` says.
    """
    walker = Walker.at_start(found.table)
    for state in walker.visited:
        found.states.note(state, None)
    for call in walker.arrived:
        found.told.note(call, None)
    trail: Trail | None = None
    moves = seen = 0
    most = longest(found.table)
    tried: dict[ChoiceKey, int] = {}
    while not walker.is_ended and moves < most:
        rows, offered = walker.open_rows(), found.table.rows[walker.state]
        seen += len(offered)
        _wait_for_timeout(found, walker, trail)
        if len(rows) > CHOICES:
            found.note_crowd(walker.state, len(rows), trail)
        for row in offered:
            if not row.guard.is_always and row.offer.key not in found.refused and not row.guard.test(walker):
                found.refused.add(row.offer.key)
        if not rows:
            walker.forget()
            lock, trail = _wait_for_choice(walker, trail)
            here = [one for one in found.locks if one.state == lock.state]
            if all(one.is_saved_by_time and not lock.is_saved_by_time for one in here):
                found.locks.append(lock)
            if not lock.is_saved_by_time:
                return seen
            _note(found, walker, trail)
            moves += 1
            continue
        row = min(
            rows, key=lambda one: (is_curious and one.offer.key in found.taken, tried.get(one.offer.key, 0), draw())
        )
        tried[row.offer.key] = tried.get(row.offer.key, 0) + 1
        walker.forget()
        walker.take(row)
        trail = Trail(trail, row.offer.key)
        moves += 1
        _note_taken(found, walker, row, trail)
        _note(found, walker, trail)
    found.situations += moves
    return seen


def replay(found: Survey, play: Play) -> None:
    """Plays what is known to be possible, and notes what it meets; without a play nothing."""
    if not play:
        return
    walker = Walker.at_start(found.table)
    trail: Trail | None = None
    for key in play:
        row = walker.open_row(key)
        walker.forget()
        if row is not None:
            walker.take(row)
        elif not (key == WAITED and walker.wait()):
            return
        trail = Trail(trail, key)
        if row is not None:
            _note_taken(found, walker, row, trail)
        _note(found, walker, trail)
        if not walker.is_ended:
            _wait_for_timeout(found, walker, trail)


def _wait_for_timeout(found: Survey, walker: Walker, trail: Trail | None) -> None:
    """Whether the timeout fires if nobody decides from here on."""
    state = walker.state
    if state in found.expired or found.table.limits[state] is None:
        return
    idle, waits = walker.copy(), 0
    while idle.state == state and not idle.is_ended and waits < _MOST_WAITS and idle.wait():
        waits += 1
        trail = Trail(trail, WAITED)
        if state in idle.timed_out:
            found.expired.note(state, trail)
            return


def stuck_at(walker: Walker, trail: Trail | None) -> Lock:
    """The lock where a walker stands and nothing can be chosen, after a play; time saves it if waiting brings a choice, or an ending.

    The walker waits for that.
    """
    return _wait_for_choice(walker, trail)[0]


def _wait_for_choice(walker: Walker, trail: Trail | None) -> tuple[Lock, Trail | None]:
    """The same, with the play that has waited so long."""
    state, waited, waits = walker.state, trail, 0
    while waits < _MOST_WAITS and not walker.is_ended and not walker.open_rows() and walker.wait():
        waited, waits = Trail(waited, WAITED), waits + 1
    is_saved = walker.is_ended or bool(walker.open_rows())
    return Lock(state, trail, is_stuck=True, is_saved_by_time=is_saved), waited


def _note_taken(found: Survey, walker: Walker, row: Row, trail: Trail | None) -> None:
    found.taken.note(row.offer.key, trail)
    if len(row.effect.targets) > 1:
        found.led.update((row.offer.key, state) for state in walker.visited)


def _note(found: Survey, walker: Walker, trail: Trail | None) -> None:
    for state in walker.visited:
        found.states.note(state, trail)
    for call in walker.arrived:
        found.told.note(call, trail)
    for state in walker.timed_out:
        found.expired.note(state, trail)
