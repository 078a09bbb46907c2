"""What can be true where: for each state, the facts that may hold and that may not, and when it can be entered at the soonest.

A flow over the states, joined where ways meet, in linear time. It errs on one side: what it calls impossible is proved to be so,
however many situations there are; what it calls possible may be. Where a search can't list every situation, this decides.
"""

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import NamedTuple

import msgspec

from ccdrill.model.condition import (
    All,
    Any,
    Constant,
    ElapsedCompared,
    Expression,
    MeterCompared,
    Not,
)
from ccdrill.model.scenario import Branch
from ccdrill.rehearsal.guards import COMPARE, resolve
from ccdrill.rehearsal.layout import Layout, fact_of
from ccdrill.rehearsal.table import Call, Effect, Row, Table


class Known(NamedTuple):
    """What is known of every situation in a state."""

    true: int
    """Facts that may hold."""
    false: int
    """Facts that may not."""
    soonest: int
    """No second before this; how long people wait in it has no limit."""


class Truth(NamedTuple):
    """What a condition may turn out to be."""

    may_hold: bool
    """Whether it may hold."""
    may_fail: bool
    """Whether it may not."""


class Flow(msgspec.Struct):
    """What is known, per state that can be reached."""

    table: Table
    """What it is about."""
    states: dict[int, Known]
    """By index, endings included. A state that is missing can't be reached."""
    calls: set[int]
    """Injects that may arrive, by index."""
    expired: set[int]
    """States whose timeout may fire."""

    def guard(self, row: Row) -> Truth:
        """What the guard of a choice may be where it is offered."""
        known = self.states.get(row.state)
        if known is None:
            return Truth(may_hold=False, may_fail=False)
        asked = truth(row.guard.tree, known, self.table.layout)
        is_used_up = row.once and not known.false & row.once
        return Truth(asked.may_hold and not is_used_up, asked.may_fail or bool(row.once & known.true))


def flow(table: Table) -> Flow:
    """The flow from the start."""
    return _Flowing(table).run()


class _Flowing:
    def __init__(self, table: Table) -> None:
        self._table = table
        self._all = (1 << len(table.layout.bit)) - 1
        self._states: dict[int, Known] = {}
        self._ways: dict[tuple[int, int], Known] = {}
        self._waiting: list[int | tuple[int, int]] = []
        self._calls: set[int] = set()
        self._expired: set[int] = set()

    def run(self) -> Flow:
        table = self._table
        first = Known(table.start_facts, self._all & ~table.start_facts, 0)
        start = table.index[table.program.scenario.start]
        self._set_out(start, start, first)
        while self._waiting:
            place = self._waiting.pop()
            if isinstance(place, tuple):
                state, target = place
                self._arrive(target, self._meanwhile(state, self._ways[place]))
            elif place < table.endings:
                self._leave(place)
        return Flow(table, self._states, self._calls, self._expired)

    def _arrive(self, state: int, known: Known) -> None:
        """Comes to a state: it opens, and its moments happen; the state is looked at again if that is news."""
        opens = self._table.opens[state]
        add = self._table.on_entry[state][0] if state < self._table.endings else 0
        known = Known(known.true | add, known.false & ~add, max(known.soonest, opens))
        before = self._states.get(state)
        if before is not None:
            known = _joined(before, known)
        if known != before:
            self._states[state] = known
            self._waiting.append(state)

    def _set_out(self, state: int, target: int, known: Known) -> None:
        """Goes to a state; to one that opens later on a way on which more may happen."""
        if self._table.opens[target] <= known.soonest:
            self._arrive(target, known)
            return
        before = self._ways.get((state, target))
        known = known if before is None else _joined(before, known)
        if known != before:
            self._ways[state, target] = known
            self._waiting.append((state, target))

    def _leave(self, state: int) -> None:
        """Every way on from a state; what may happen meanwhile is known first."""
        table = self._table
        known = self._meanwhile(state, self._states[state])
        self._states[state] = _joined(self._states[state], known)  # what happens meanwhile may lead back here
        for row in table.rows[state]:
            here = assume(row.guard.tree, known, table.layout)
            if here is None or (row.once and not here.false & row.once):
                continue
            done = 0
            for _, action in row.early:
                done |= table.layout.done(action)
            for place, there in self._while_taking(state, here, done).items():
                later = Known(there.true, there.false & ~done, here.soonest + row.takes)
                self._follow(place, later, row.effect, row.offer.edge.branches)
        limit = table.limits[state]
        if limit is not None:
            self._expired.add(state)
            expiry = table.program.expiries[table.names[state]]
            self._follow(state, known, limit.effect, expiry.edge.branches)

    def _while_taking(self, state: int, here: Known, done: int) -> dict[int, Known]:
        """Where the story may stand when a choice is through, per state, and what is known there.

        What arrives meanwhile may lead elsewhere, and the choice has its effect there. `done`: facts of what is done on
        the way; before that they may not hold yet.
        """
        table = self._table
        places = {state: here._replace(true=here.true | done)}
        waiting = [state]
        while waiting:
            place = waiting.pop()
            for call in (*table.timed, *table.waiting):
                told = self._told(call, places[place])
                if told is None:
                    continue
                self._calls.add(call.index)
                branches = table.program.injects[call.index].edge.branches
                for target, known in self._ways_on(place, _changed(told, call.effect), branches):
                    if target != place:
                        self._set_out(place, target, known)
                    if target >= table.endings:
                        continue
                    there = known._replace(true=known.true | table.on_entry[target][0])
                    there = _joined(places[target], there) if target in places else there
                    if there != places.get(target):
                        places[target] = there
                        waiting.append(target)
        return places

    def _meanwhile(self, state: int, known: Known) -> Known:
        """What may have happened by itself, in any order: injects that may arrive here."""
        while True:
            before = known
            for call in (*self._table.timed, *self._table.waiting):
                told = self._told(call, known)
                if told is None:
                    continue
                self._calls.add(call.index)
                branches = self._table.program.injects[call.index].edge.branches
                if branches:
                    self._follow(state, told, call.effect, branches)
                else:
                    after = _changed(told, call.effect)
                    known = Known(known.true | after.true, known.false | after.false, known.soonest)
            if known == before:
                return known

    def _told(self, call: Call, known: Known) -> Known | None:
        """What is known when the inject arrives; None if it can't here."""
        if call.at is not None and not known.soonest <= call.at:
            return None
        if call.bit and not known.false & call.bit:
            return None
        return assume(call.guard.tree, known, self._table.layout)

    def _follow(self, state: int, known: Known, effect: Effect, branches: Iterable[Branch]) -> None:
        """The effect, then where it leads."""
        after = _changed(known, effect)
        for target, here in self._ways_on(state, after, branches):
            self._set_out(state, target, here)  # a message may have led to a state that is not open yet

    def _ways_on(self, state: int, after: Known, branches: Iterable[Branch]) -> Iterator[tuple[int, Known]]:
        """Each target that may be the first whose condition holds, with what is known then; the state itself without any."""
        left: Known | None = after
        for branch, target in self._branches(branches):
            if left is None:
                return
            here = assume(branch, left, self._table.layout)
            if here is not None:
                yield target, here
            left = assume(Not(term=branch), left, self._table.layout)
        if left is not None:
            yield state, left

    def _branches(self, branches: Iterable[Branch]) -> Iterator[tuple[Expression, int]]:
        for branch in branches:
            tree = resolve(branch.when.tree, self._table.program.case) if branch.when else Constant(value=True)
            yield tree, self._table.index[branch.to]


def truth(tree: Expression, known: Known, layout: Layout) -> Truth:
    """What a resolved condition may be."""
    match tree:
        case Constant(value=value):
            return Truth(value, not value)
        case Not(term=term):
            inner = truth(term, known, layout)
            return Truth(inner.may_fail, inner.may_hold)
        case All(terms=terms):
            inner_truths = [truth(term, known, layout) for term in terms]
            return Truth(all(one.may_hold for one in inner_truths), any(one.may_fail for one in inner_truths))
        case Any(terms=terms):
            inner_truths = [truth(term, known, layout) for term in terms]
            return Truth(any(one.may_hold for one in inner_truths), all(one.may_fail for one in inner_truths))
        case ElapsedCompared(comparison=comparison, seconds=seconds):
            compare = COMPARE[comparison]
            points = {max(known.soonest, second) for second in (0, seconds - 1, seconds, seconds + 1)}
            answers = {compare(point, seconds) for point in points}
            return Truth(True in answers, False in answers)
        case MeterCompared():
            return Truth(may_hold=True, may_fail=True)
        case _:
            fact = fact_of(tree)
            assert fact is not None, "questions about the case are resolved"
            bit = layout.bit[fact]
            return Truth(bool(known.true & bit), bool(known.false & bit))


def assume(tree: Expression, known: Known, layout: Layout) -> Known | None:
    """What is known if the condition holds; None if it can't."""
    if not truth(tree, known, layout).may_hold:
        return None
    match tree:
        case All(terms=terms):
            for term in terms:
                narrowed = assume(term, known, layout)
                if narrowed is None:
                    return None
                known = narrowed
            return known
        case Any(terms=terms):
            ways = [way for way in (assume(term, known, layout) for term in terms) if way is not None]
            return reduce(_joined, ways)
        case Not(term=Not(term=term)):
            return assume(term, known, layout)
        case Not(term=All(terms=terms)):
            return assume(Any(terms=tuple(Not(term=term) for term in terms)), known, layout)
        case Not(term=Any(terms=terms)):
            return assume(All(terms=tuple(Not(term=term) for term in terms)), known, layout)
        case Not(term=term):
            fact = fact_of(term)  # type: ignore[arg-type]  # a leaf: every other kind was matched above
            return known if fact is None else known._replace(true=known.true & ~layout.bit[fact])
        case _:
            fact = fact_of(tree)
            return known if fact is None else known._replace(false=known.false & ~layout.bit[fact])


def _changed(known: Known, effect: Effect) -> Known:
    cleared = ~effect.keep
    return Known(
        known.true & effect.keep | effect.add,
        (known.false | (cleared & (known.true | known.false))) & ~effect.add,
        known.soonest,
    )


def _joined(one: Known, other: Known) -> Known:
    return Known(
        one.true | other.true,
        one.false | other.false,
        min(one.soonest, other.soonest),
    )
