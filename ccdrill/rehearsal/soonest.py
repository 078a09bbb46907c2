"""When each step can be done at the soonest, whatever conditions say: nothing that a play does can be sooner."""

import heapq
from collections.abc import Iterator, Mapping

from ccdrill.model.ids import StepId
from ccdrill.rehearsal.flow import flow
from ccdrill.rehearsal.table import Row, Table
from ccdrill.scoring.frame import Frame

Times = Mapping[StepId, int]
"""Seconds from the start, for each step that may still be done."""
NOTHING: Times = {}
"""At an ending."""


class Soonest:
    """Answers for one table; asks each situation once."""

    def __init__(self, table: Table, frame: Frame) -> None:
        """Which choice performs which step is the frame's."""
        self._table = table
        possible = flow(table)
        self._rows = [[row for row in rows if possible.guard(row).may_hold] for rows in table.rows]
        self._acts = [[self._acts_of(frame, row) for row in rows] for rows in self._rows]
        self._pushes = [
            (call.at, target)
            for call in (*table.timed, *table.waiting)
            if call.index in possible.calls
            for _, target in call.effect.targets
        ]
        self._known: dict[tuple[int, int], Times] = {}

    def times(self, state: int, now: int) -> Times:
        """From a state at a second on (Dijkstra over states, by the time of arrival)."""
        found = self._known.get((state, now))
        if found is None:
            found = self._known[state, now] = self._look(state, now)
        return found

    def _look(self, start: int, now: int) -> Times:
        table, found = self._table, dict[StepId, int]()
        open_states, seen = [(now, start)], set[int]()
        while open_states:
            t, state = heapq.heappop(open_states)
            if state in seen:
                continue
            seen.add(state)
            for row, acts in zip(self._rows[state], self._acts[state], strict=True):
                for step, after in acts:
                    found[step] = min(found.get(step, t + after), t + after)
                for _, target in row.effect.targets:
                    heapq.heappush(open_states, (max(t + row.takes, table.opens[target]), target))
            for second, target in self._by_itself(state, t, is_under_way=state == start):
                heapq.heappush(open_states, (max(second, table.opens[target]), target))
        return found

    def _by_itself(self, state: int, t: int, *, is_under_way: bool) -> Iterator[tuple[int, int]]:
        """Where messages and a timeout may lead, and when at the soonest. `is_under_way`: the state was entered before."""
        if state >= self._table.endings:
            return
        for at, target in self._pushes:
            if at is None or at >= t:
                yield (t if at is None else at), target
        limit = self._table.limits[state]
        if limit is not None:
            for _, target in limit.effect.targets:
                yield (t if is_under_way else t + limit.after), target

    @staticmethod
    def _acts_of(frame: Frame, row: Row) -> list[tuple[StepId, int]]:
        acts = [(action, after) for after, action in row.early] + [(action, row.takes) for action in row.effect.acts]
        return [(frame.performer[action], after) for action, after in acts if action in frame.performer]
