"""Proofs for what neither a list nor plays have decided: flows by cases of just the facts that a question hangs on.

All facts together make too many cases where many things can be done in any order. One question asks for a few of them: those of
its conditions, and of the conditions of what makes these facts true or false.
"""

from collections.abc import Iterable
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from ccdrill.model.condition import Expression, MeterCompared, leaves
from ccdrill.model.scenario import Branch
from ccdrill.rehearsal.flow.counters import Counters
from ccdrill.rehearsal.flow.flow import TooManyCases, flow_by_cases, flow_without
from ccdrill.rehearsal.flow.places import NOTHING_KNOWN, Flow, Never
from ccdrill.rehearsal.flow.release import doubtful, holding
from ccdrill.rehearsal.known.guards import resolve
from ccdrill.rehearsal.walk.onward import bits_of
from ccdrill.rehearsal.walk.table import Call, Effect, Row

_WHOLE = 30_000
"""Questions that a proof with all facts may ask."""
_MOST = 70_000
"""Questions that any other may ask."""
_ALL = 300_000
"""Questions that all proofs of one scenario may ask."""


class _Way(NamedTuple):
    """Something that has an effect."""

    effect: Effect
    """What it does."""
    asked: int
    """The facts that decide over whether it does, and where it leads."""


class Slices:
    """Makes proofs for one table, as long as there is room. Each rests on those before it."""

    def __init__(self, first: Flow) -> None:
        """`first`: the flow without cases."""
        self._table = first.table
        self._left = _ALL
        self._never = first.never
        """What is proved not to happen: later proofs need not follow it."""
        self._made: dict[tuple[int, Never], Flow | None] = {}
        self._ways_out = 0
        """Facts on which it hangs whether plays get stuck, as far as that is known."""
        self._counted = 0
        """Meters whose numbers are kept apart too."""
        self._known: dict[Expression, int] = {}
        """The facts of a condition: authors write the same one many times."""

    def count(self) -> bool:
        """From now on keeps apart the numbers of meters that count as well; whether there are any.

        That makes many more cases: it is for what is still open when all else has been tried, and may cost as much again.
        """
        self._counted, self._left = Counters(self._table).mask, _ALL
        return bool(self._counted)

    def whole(self) -> Flow | None:
        """With all facts, if they do not make too many cases."""
        return self._flow(~0, _WHOLE)

    def counted(self) -> Flow | None:
        """With the numbers of meters that count, and no facts."""
        return self._flow(0, _MOST)

    def without(self, states: Iterable[int]) -> Flow:
        """Where it is known of states and endings, by index, that nothing leads to them."""
        self._never = self._never.and_(NOTHING_KNOWN._replace(states=frozenset(states)))
        found = flow_without(self._table, self._never)
        self._never = self._never.and_(found.never)
        return found

    def of_choice(self, rows: Iterable[Row]) -> Flow | None:
        """For whether a choice can be taken, or refused."""
        return self._around(reduce(or_, (self._facts(row.guard.tree) | row.once for row in rows), 0))

    def of_call(self, call: Call) -> Flow | None:
        """For whether an inject arrives."""
        return self._around(self._facts(call.guard.tree))

    def of_condition(self, tree: Expression) -> Flow | None:
        """For whether a condition ever holds, wherever it is asked."""
        return self._around(self._facts(tree))

    def of_state(self, state: int) -> Flow | None:
        """For whether a state or an ending is come to."""
        return self._around(reduce(or_, (way.asked for way in self._ways_to.get(state, ())), 0))

    def of_lock(self, state: int) -> Flow | None:
        """For whether plays get stuck in a state."""
        return self.of_choice(self._table.rows[state])

    def of_locks(self, before: Flow) -> Flow | None:
        """For whether plays get stuck at all, where `before` has just not proved that they do not: with what the ways out hang on.

        None: no more than that can be proved so.
        """
        known = self._ways_out, self._never
        for row in doubtful(before):
            self._ways_out |= self._facts(row.guard.tree) | row.once | self._facts_of_meters(row.guard.tree)
        if known == (self._ways_out, self._never) and self._counted:
            for row in (row for state in holding(before) for row in self._table.rows[state]):
                self._ways_out |= self._way(row.effect, row.offer.edge.branches).asked
        found = self._flow(self._ways_out, _MOST)
        return None if known == (self._ways_out, self._never) else found

    def of_every_lock(self, first: Flow, proofs: list[Flow]) -> list[int]:
        """The states of which no proof shows that plays do not get stuck there; what is proved on the way is added to the proofs."""
        found = set(holding(first)).intersection(*map(holding, proofs))
        wider: Flow | None = first
        while found and wider is not None:
            wider = self.of_locks(wider)
            found &= self._held(wider, proofs)
        for state in sorted(found):
            if state in found:
                found &= self._held(self.of_lock(state), proofs)
        return sorted(found)

    def _held(self, proof: Flow | None, proofs: list[Flow]) -> set[int]:
        """The states of which a proof does not show it; it is added to the others. Without a proof all of them."""
        if proof is None:
            return set(range(self._table.endings))
        if not any(one is proof for one in proofs):
            proofs.append(proof)
        return set(holding(proof))

    def _around(self, facts: int) -> Flow | None:
        """With those facts and what they hang on; if these are too many, with those alone."""
        if self._left <= 0:
            return None
        changing = reduce(or_, (self._asked_where[fact] for fact in bits_of(facts) if fact in self._asked_where), 0)
        wider = facts | changing
        return self._flow(wider, _MOST) or (self._flow(facts, _MOST) if facts != wider else None)

    def _flow(self, facts: int, most: int) -> Flow | None:
        key = facts & self._table.layout.every_fact | self._counted, self._never
        if key not in self._made:
            self._made[key] = self._make(key[0], min(most, self._left)) if self._left > 0 else None
        return self._made[key]

    def _make(self, facts: int, most: int) -> Flow | None:
        try:
            found = flow_by_cases(self._table, most, facts, self._never)
        except TooManyCases:
            self._left -= most
            return None
        self._left -= found.questions
        self._never = self._never.and_(found.never)
        return found

    @cached_property
    def _ways(self) -> list[_Way]:
        """Everything that has an effect."""
        table = self._table
        program = table.program
        found = [self._way(row.effect, row.offer.edge.branches, row.guard.tree) for row in table.every_row]
        found += [
            self._way(call.effect, program.injects[call.index].edge.branches, call.guard.tree) for call in table.calls
        ]
        found += [
            self._way(limit.effect, program.expiries[table.names[state]].edge.branches)
            for state, limit in enumerate(table.limits)
            if limit is not None
        ]
        return found

    def _way(self, effect: Effect, branches: Iterable[Branch], guard: Expression | None = None) -> _Way:
        trees = [resolve(one.when.tree, self._table.program.case) for one in branches if one.when is not None]
        asked = reduce(or_, map(self._facts, trees if guard is None else [*trees, guard]), 0)
        return _Way(effect, asked)

    @cached_property
    def _ways_to(self) -> dict[int, list[_Way]]:
        """The same by the states and endings to which they may lead."""
        found: dict[int, list[_Way]] = {}
        for way in self._ways:
            for state in {target for _, target in way.effect.targets}:
                found.setdefault(state, []).append(way)
        return found

    @cached_property
    def _asked_where(self) -> dict[int, int]:
        """Per fact, by the number of its bit: the facts that decide over what makes it true or false."""
        found: dict[int, int] = {}
        for way in self._ways:
            for fact in bits_of(way.effect.add | way.effect.cleared):
                found[fact] = found.get(fact, 0) | way.asked
        return found

    def _facts_of_meters(self, tree: Expression) -> int:
        """The facts that tell how often the meters of a condition may have been moved by choices; of drifts none does."""
        reach = self._table.layout.reach
        asked = {reach[leaf.meter] for leaf in leaves(tree) if isinstance(leaf, MeterCompared)}
        places = {one.place for one in asked if not (one.falls or one.rises)}
        moving = [row for row in self._moving if any(meter in places for meter, _, _ in row.effect.meters)]
        return reduce(or_, (row.once | self._facts(row.guard.tree) for row in moving), 0)

    @cached_property
    def _moving(self) -> list[Row]:
        """The choices that move meters, each once."""
        rows = {row.offer.key: row for row in self._table.every_row if row.effect.meters}
        return list(rows.values())

    def _facts(self, tree: Expression) -> int:
        found = self._known.get(tree)
        if found is None:
            found = self._known[tree] = self._table.layout.asked_by(tree)
        return found
