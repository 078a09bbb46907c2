"""How long a play can last that only decides: by when people are in each state at the latest, whatever conditions say.

Nobody waits, so only choices take time, and the clock moves on to what opens late. What can be chosen once counts once, in all.
States that lead round to each other are gone round as often as such choices lead on there.
"""

from collections.abc import Iterable, Sequence

from ccdrill.rehearsal.known.lines import later
from ccdrill.rehearsal.known.ranges import NEVER, chosen_once
from ccdrill.rehearsal.walk.onward import Onward, knots
from ccdrill.rehearsal.walk.table import Row, Table


def last_by_deciding(table: Table) -> Sequence[int]:
    """For each state and ending the last second at which a play that only decides is there; NEVER: there is none."""
    return _Lasting(table).run()


class _Lasting:
    def __init__(self, table: Table) -> None:
        self._table = table
        is_once = chosen_once(table.program.scenario)
        self._once = [[is_once(row.offer.choice) for row in rows] for rows in table.rows]
        self._brought = [target for call in table.calls for _, target in call.effect.targets]

    def run(self) -> Sequence[int]:
        table = self._table
        by = [0] * len(table.names)
        by[table.index[table.program.scenario.start]] = self._of_once()
        for knot in reversed(list(knots(Onward(table).targets))):
            here = set(knot)
            begun = max(by[state] for state in knot)
            opens = max(table.opens[state] for state in knot) + self._of_once()
            last = later(max(begun, opens), self._round(here))
            for state in knot:
                by[state] = last
            for state in knot:
                for target, takes in self._ways(state):
                    if target not in here:
                        by[target] = max(by[target], later(last, takes))
        return by

    def _of_once(self) -> int:
        """How long everything takes together that can be chosen once."""
        rows = self._rows()
        return sum({row.offer.key: row.takes for row, is_once in rows if is_once}.values())

    def _rows(self) -> Iterable[tuple[Row, bool]]:
        for rows, once in zip(self._table.rows, self._once, strict=True):
            yield from zip(rows, once, strict=True)

    def _round(self, here: set[int]) -> int:
        """How long people can go round among states, beside what they choose once; NEVER: for ever."""
        longest = dict.fromkeys(here, 0)
        for _ in range(len(here) + 1):
            is_growing = False
            for state in here:
                for target, takes in self._ways(state, is_again=True):
                    if target in here and longest[state] + takes > longest[target]:
                        longest[target], is_growing = longest[state] + takes, True
            if not is_growing:
                break
        else:
            return NEVER
        jumps = {
            row.offer.key
            for row, is_once in self._rows()
            if is_once and row.state in here and any(target in here for _, target in row.effect.targets)
        }
        return max(longest.values()) * (1 + len(jumps) + sum(target in here for target in self._brought))

    def _ways(self, state: int, *, is_again: bool = False) -> Iterable[tuple[int, int]]:
        """Where a state leads, and how long that takes beside what can be chosen once. `is_again`: by what can happen again."""
        if state >= self._table.endings:
            return
        for row, is_once in zip(self._table.rows[state], self._once[state], strict=True):
            if not (is_again and is_once):
                takes = 0 if is_once else row.takes
                yield from ((target, takes) for _, target in row.effect.targets)
                if not row.effect.always_leads:
                    yield state, takes
        limit = self._table.limits[state]
        if limit is not None:
            yield from ((target, 0) for _, target in limit.effect.targets)
        if not is_again:
            yield from ((target, 0) for target in self._brought)
