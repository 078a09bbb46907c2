"""Plays that avoid endings until it is proved, of the very situation where they stand, that none can be reached any more.

What only time forecloses is found so: a way out that comes with a message, and not again.
"""

from bisect import bisect_left

from ccdrill.rehearsal.flow.flow import flow_from
from ccdrill.rehearsal.flow.places import Flow
from ccdrill.rehearsal.flow.release import going_nowhere, round_which_it_goes
from ccdrill.rehearsal.survey.seeking import Draw
from ccdrill.rehearsal.walk.locks import Lock
from ccdrill.rehearsal.walk.table import Row, Table
from ccdrill.rehearsal.walk.trails import WAITED, Play, trail_of
from ccdrill.rehearsal.walk.walker import Walker

_LONGEST = 3_000
"""Moves until all messages with a time have come."""
_AFTERWARDS = 100
"""Moves after that."""


def wander(table: Table, draw: Draw) -> Lock | None:
    """A play to where no ending can be reached, for any length of waiting; None when this one came to no such place."""
    way = _wandered(table, draw)
    if way is None or reaches_an_ending(table, way[-1][1]):
        return None
    first = bisect_left(way[:-1], 1, key=lambda step: 0 if reaches_an_ending(table, step[1]) else 1)
    possible = flow_from(table, way[first][1])
    round_it = round_which_it_goes(possible, going_nowhere(possible))
    at = next((number for number in range(first, len(way)) if way[number][1].state in round_it), len(way) - 1)
    walker = way[at][1]
    return Lock(
        walker.state,
        trail_of(_play(way[: at + 1])),
        is_stuck=not _may_move(possible, walker.state),
        is_saved_by_time=False,
        is_proved=True,
    )


def is_for_good(table: Table, play: Play) -> bool:
    """Whether it is proved that no ending can be reached after a play, for any length of waiting."""
    possible = after_play(table, play)
    return possible is not None and not _ends(possible)


def after_play(table: Table, play: Play) -> Flow | None:
    """What is possible after a play; None if it can't be played."""
    walker = walk(table, play)
    return flow_from(table, walker) if walker is not None else None


def walk(table: Table, play: Play) -> Walker | None:
    """Where a play comes to; None if it can't be played."""
    walker = Walker.at_start(table)
    for key in play:
        row = walker.open_row(key)
        if row is not None:
            walker.take(row)
        elif not (key == WAITED and walker.wait()):
            return None
    return walker


def _wandered(table: Table, draw: Draw) -> list[tuple[Row | None, Walker]] | None:
    """Each choice with where it led, the least taken first; None if nothing was left but to end."""
    walker = Walker.at_start(table)
    way: list[tuple[Row | None, Walker]] = [(None, walker)]
    tried: dict[str, int] = {}
    last = table.timed[-1].at or 0 if table.timed else 0
    left = _AFTERWARDS
    while left and len(way) < _LONGEST and not walker.is_ended:
        left -= walker.now > last
        rows = walker.open_rows()
        if not rows:
            break
        ranked = sorted(rows, key=lambda row: (tried.get(row.offer.key, 0), draw()))
        steps = ((row, walker.after(row)) for row in ranked)
        step = next((one for one in steps if not one[1].is_ended), None)
        if step is None:
            return None
        row, walker = step
        tried[row.offer.key] = tried.get(row.offer.key, 0) + 1
        way.append((row, walker))
    return None if walker.is_ended else way


def reaches_an_ending(table: Table, walker: Walker) -> bool:
    """Whether it is not proved that no ending can be reached from where a walker stands, for any length of waiting."""
    return _ends(flow_from(table, walker))


def _ends(possible: Flow) -> bool:
    return any(state >= possible.table.endings for state in possible.states)


def _may_move(possible: Flow, state: int) -> bool:
    return any(possible.guard(row).may_hold for row in possible.table.rows[state])


def _play(way: list[tuple[Row | None, Walker]]) -> Play:
    return tuple(row.offer.key for row, _ in way if row is not None)
