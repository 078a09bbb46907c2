"""When each step can be done at the soonest, from any situation on: nothing that a play does can be sooner.

Of a condition it asks only whether it may hold at all: so it can answer for thousands of situations of a search. What conditions
wait for, from the start of the story, is `earliest.py`'s, and comes in as `start`; the procedure's order is `orderly.py`'s.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping

from ccdrill.model.ids import StepId
from ccdrill.rehearsal.flow.flow import flow
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.walk.table import Row, Table
from ccdrill.scoring.frame import Frame

Times = Mapping[StepId, int]
"""Seconds from the start, for each step that may still be done."""
NOTHING: Times = {}
"""At an ending."""


def _at_once(_: Row) -> int:
    return 0


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
            for call in table.calls
            if call.index in possible.calls
            for _, target in call.effect.targets
        ]
        self._frame = frame
        self.possible = possible
        """What can be at all, from the start of the story."""
        self._known: dict[tuple[int, int], Times] = {}

    def times(self, state: int, now: int) -> Times:
        """From a state at a second on (Dijkstra over states, by the time of arrival)."""
        found = self._known.get((state, now))
        if found is None:
            found = self._known[state, now] = self._look([(now, state)], _at_once)
        return found

    def from_start(self, start: Callable[[Row], int]) -> Times:
        """From the start of the story. `start`: before when a choice can't be taken at all."""
        table = self._table
        return self._look([(0, table.index[table.program.scenario.start])], start)

    def onward(self, taken: Iterable[tuple[Row, int]], start: Callable[[Row], int]) -> Times:
        """After one of these choices, whichever, is through, each with when it was taken. `start`: as above."""
        table, begun = self._table, list[tuple[int, int]]()
        for row, t in taken:
            end = t + row.takes
            targets = [target for _, target in row.effect.targets]  # the last of a list has no condition
            if not targets:
                begun.append((end, row.state))
                targets = [target for at, target in self._pushes if at is None or t <= at <= end]  # meanwhile
            begun += [(max(end, table.opens[target]), target) for target in targets]
        return self._look(begun, start)

    def rows(self) -> Iterator[Row]:
        """The choices that may be taken at all."""
        return (row for rows in self._rows for row in rows)

    def acts_of(self, row: Row) -> list[tuple[StepId, int]]:
        """The steps that a choice does, each after so many seconds."""
        return self._acts_of(self._frame, row)

    def _look(self, begun: list[tuple[int, int]], start: Callable[[Row], int]) -> Times:
        table, found = self._table, dict[StepId, int]()
        open_states, seen = begun.copy(), set[int]()
        heapq.heapify(open_states)
        under_way = {state for _, state in begun}
        while open_states:
            t, state = heapq.heappop(open_states)
            if state in seen:
                continue
            seen.add(state)
            for row, acts in zip(self._rows[state], self._acts[state], strict=True):
                taken = max(t, start(row))
                if taken >= NEVER:
                    continue
                for step, after in acts:
                    found[step] = min(found.get(step, taken + after), taken + after)
                for _, target in row.effect.targets:
                    heapq.heappush(open_states, (max(taken + row.takes, table.opens[target]), target))
            for second, target in self._by_itself(state, t, is_under_way=state in under_way):
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
        return [(frame.performer[action], after) for action, after in row.acts if action in frame.performer]
