"""Makes a play that gets stuck shorter: what it does in vain is left out, and a detour is cut where one choice does as well."""

from collections.abc import Iterator, Sequence

from ccdrill.rehearsal.survey.seeking import stuck_at
from ccdrill.rehearsal.survey.wandering import is_for_good
from ccdrill.rehearsal.walk.locks import Lock
from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.trails import Play, trail_of
from ccdrill.rehearsal.walk.walker import Walker

_MOST = 4_000
"""Choices that are taken for one play."""


def shorten(table: Table, lock: Lock) -> None:
    """Gives a lock where nothing can be chosen a play without detours, as far as they are found; what is proved of it stays so."""
    way = _Shortening(table, lock).run()
    if len(way) < len(lock.play) and (is_for_good(table, way) or not is_for_good(table, lock.play)):
        lock.trail = trail_of(way)


class _Shortening:
    def __init__(self, table: Table, lock: Lock) -> None:
        self._table, self._lock = table, lock
        self._left = _MOST

    def run(self) -> Play:
        way = self._lock.play
        while True:
            shorter = next((one for one in self._shorter(way) if self._ends_there(one)), None)
            if shorter is None or self._left <= 0:
                return way
            way = shorter

    def _shorter(self, way: Play) -> Iterator[Play]:
        """Plays that leave something out, or that take one choice where the play takes several to come to the same state."""
        stands = self._stands(way)
        for number, here in enumerate(stands[:-1]):
            for row in here.open_rows():
                state = here.after(row).state
                yield from (
                    (*way[:number], row.offer.key, *way[later:])
                    for later in range(len(way), number + 1, -1)
                    if stands[later].state == state
                )
            yield (*way[:number], *way[number + 1 :])

    def _ends_there(self, way: Play) -> bool:
        """Whether the play can be played and gets stuck in the same state, and time saves it as little."""
        stands = self._stands(way)
        last = stands[-1]
        if len(stands) <= len(way) or last.state != self._lock.state or last.open_rows():
            return False
        return stuck_at(last, trail_of(way)).is_saved_by_time is self._lock.is_saved_by_time

    def _stands(self, way: Sequence[str]) -> list[Walker]:
        """Where a play stands at first and after each choice, as far as it can be played."""
        stands = [Walker.at_start(self._table)]
        for key in way:
            row = stands[-1].open_row(key)
            if row is None or self._left <= 0:
                break
            self._left -= 1
            stands.append(stands[-1].after(row))
        return stands
