"""Where the plays that a survey has found come to rest: a quick look at what is so somewhere, before anybody tries to prove that it never is."""

from collections.abc import Iterable, Iterator
from itertools import islice

from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.trails import WAITED, Trail
from ccdrill.rehearsal.walk.walker import Walker

_MOST = 3_000
"""Situations that are looked at."""


class Rests:
    """The situations in which people can decide, each a walker that stands there. They are walked to when they are first asked for."""

    def __init__(self, table: Table, trails: Iterable[Trail | None]) -> None:
        """`trails`: of the plays; what several of them share is walked once."""
        self._known: list[Walker] = []
        self._more = islice(_walked(table, trails), _MOST)

    def __iter__(self) -> Iterator[Walker]:
        """From the start on."""
        yield from self._known
        for walker in self._more:
            self._known.append(walker)
            yield walker


def _walked(table: Table, trails: Iterable[Trail | None]) -> Iterator[Walker]:
    start = Walker.at_start(table)
    stands: dict[Trail | None, Walker | None] = {None: start}
    if not start.is_ended:
        yield start
    for trail in trails:
        way: list[Trail] = []
        here = trail
        while here is not None and here not in stands:
            way.append(here)
            here = here.before
        for one in reversed(way):
            before = stands[one.before]
            walker = stands[one] = _moved(before, one.move) if before is not None else None
            if walker is not None and not walker.is_ended:
                yield walker


def _moved(walker: Walker, move: str) -> Walker | None:
    """Another walker after a move; None if it can't be made."""
    row = walker.open_row(move)
    if row is not None:
        return walker.after(row)
    found = walker.copy()
    return found if move == WAITED and found.wait() else None
