"""Proofs for what neither a list nor plays have decided: flows by cases of just the facts that a question hangs on.

All facts together make too many cases where many things can be done in any order. One question asks for a few of them: those of
its conditions, and of the conditions of what makes these facts true or false.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from ccdrill.model.condition import Expression, MeterCompared, leaves
from ccdrill.model.scenario import Branch
from ccdrill.rehearsal.flow import TooManyCases, flow_by_cases
from ccdrill.rehearsal.guards import resolve
from ccdrill.rehearsal.layout import fact_of
from ccdrill.rehearsal.places import Flow
from ccdrill.rehearsal.release import doubtful, holding
from ccdrill.rehearsal.table import Call, Effect, Limit, Row, Table

_MOST = 30_000
"""Questions that one proof may ask."""
_ALL = 100_000
"""Questions that all proofs of one scenario may ask."""


class Slices:
    """Makes proofs for one table, as long as there is room."""

    def __init__(self, table: Table) -> None:
        """Nothing is proved yet."""
        self._table = table
        self._left = _ALL
        self._tried: set[int] = set()
        self._ways_out = 0
        """Facts on which it hangs whether plays get stuck, as far as that is known."""

    def whole(self) -> Flow | None:
        """With all facts, if they do not make too many cases."""
        return self._flow(~0, _MOST)

    def of_choice(self, rows: Iterable[Row]) -> Flow | None:
        """For whether a choice can be taken, or refused."""
        return self._around(reduce(or_, (self._facts(row.guard.tree) | row.once for row in rows), 0))

    def of_call(self, call: Call) -> Flow | None:
        """For whether an inject arrives."""
        return self._around(self._facts(call.guard.tree))

    def of_state(self, state: int) -> Flow | None:
        """For whether a state or an ending is come to."""
        found = 0
        for source, trees, effect in self._ways():
            if any(target == state for _, target in effect.targets):
                guard = source.guard.tree if isinstance(source, Row | Call) else None
                found |= reduce(or_, map(self._facts, (*trees, *([guard] if guard is not None else []))), 0)
        return self._around(found)

    def of_lock(self, state: int) -> Flow | None:
        """For whether plays get stuck in a state."""
        return self.of_choice(self._table.rows[state])

    def of_locks(self, before: Flow) -> Flow | None:
        """For whether plays get stuck at all, where `before` has just not proved that they do not: with what the ways out hang on."""
        for row in doubtful(before):
            self._ways_out |= self._facts(row.guard.tree) | row.once | self._facts_of_meters(row.guard.tree)
        return self._flow(self._ways_out, _MOST)

    def of_every_lock(self, first: Flow, proofs: list[Flow]) -> list[int]:
        """The states of which no proof shows that plays do not get stuck there; what is proved on the way is added to the proofs."""
        found = set(holding(first)).intersection(*map(holding, proofs))
        wider: Flow | None = first
        while found and wider is not None:
            wider = self.of_locks(wider)
            if wider is not None:
                proofs.append(wider)
                found &= set(holding(wider))
        for state in sorted(found):
            more = self.of_lock(state) if state in found else None
            if more is not None:
                proofs.append(more)
                found &= set(holding(more))
        return sorted(found)

    def _around(self, facts: int) -> Flow | None:
        """With those facts and what they hang on; if these are too many, with those alone."""
        wider = facts
        for source, trees, effect in self._ways():
            if facts & (effect.add | ~effect.keep):
                wider |= reduce(or_, map(self._facts, trees), 0)
                if isinstance(source, Row | Call):
                    wider |= self._facts(source.guard.tree)
        return self._flow(wider, _MOST) or (self._flow(facts, _MOST) if facts != wider else None)

    def _flow(self, facts: int, most: int) -> Flow | None:
        facts &= (1 << len(self._table.layout.bit)) - 1
        if facts in self._tried or self._left <= 0:
            return None
        self._tried.add(facts)
        most = min(most, self._left)
        try:
            found = flow_by_cases(self._table, most, facts)
        except TooManyCases:
            self._left -= most
            return None
        self._left -= found.questions
        return found

    def _ways(self) -> Iterable[tuple[Row | Call | Limit, list[Expression], Effect]]:
        """Everything that has an effect, with the conditions of its targets."""
        table = self._table
        program = table.program
        for rows in table.rows:
            yield from ((row, self._trees(row.offer.edge.branches), row.effect) for row in rows)
        for call in (*table.timed, *table.waiting):
            yield call, self._trees(program.injects[call.index].edge.branches), call.effect
        for state, limit in enumerate(table.limits):
            if limit is not None:
                yield limit, self._trees(program.expiries[table.names[state]].edge.branches), limit.effect

    def _trees(self, branches: Iterable[Branch]) -> list[Expression]:
        return [resolve(one.when.tree, self._table.program.case) for one in branches if one.when is not None]

    def _facts_of_meters(self, tree: Expression) -> int:
        """The facts that tell how often the meters of a condition may have been moved by choices; of drifts none does."""
        reach = self._table.layout.reach
        asked = {reach[leaf.meter] for leaf in leaves(tree) if isinstance(leaf, MeterCompared)}
        places = {one.place for one in asked if not (one.falls or one.rises)}
        rows = {row.offer.key: row for rows in self._table.rows for row in rows}
        moving = [row for row in rows.values() if any(meter in places for meter, _, _ in row.effect.meters)]
        return reduce(or_, (row.once | self._facts(row.guard.tree) for row in moving), 0)

    def _facts(self, tree: Expression) -> int:
        asked = (fact_of(leaf) for leaf in leaves(tree))
        return reduce(or_, (self._table.layout.bit[fact] for fact in asked if fact is not None), 0)
