"""What can be true where: for each state, the facts that may hold and that may not, and when it can be entered at the soonest.

A flow over the states, joined where ways meet, in linear time. It errs on one side: what it calls impossible is proved to be so,
however many situations there are; what it calls possible may be. Where a search can't list every situation, this decides.
"""

from collections.abc import Iterable, Iterator

import msgspec

from ccdrill.model.condition import Constant, Expression
from ccdrill.model.scenario import Branch
from ccdrill.rehearsal.guards import resolve
from ccdrill.rehearsal.known import NEVER, Known, Truth, answers, assume, changed, in_turn, joined
from ccdrill.rehearsal.table import Call, Effect, Row, Table

Source = tuple[str, str]
"""What has an effect: `choice`, `inject` or `timeout`, and its name (of a choice its key, of a timeout its state)."""


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
    asked: dict[int, Truth]
    """What the conditions of injects with a time may be when they are asked, by index."""
    after: dict[Source, Known]
    """What is known just after each effect, before it leads anywhere. What is missing never has one."""
    _guards: dict[tuple[int, int], Truth] = msgspec.field(default_factory=dict)

    def guard(self, row: Row) -> Truth:
        """What the condition of a choice may be where it is offered; one that can't be taken again can't hold."""
        found = self._guards.get((row.state, row.index))
        if found is None:
            found = self._guards[row.state, row.index] = self._guard(row)
        return found

    def _guard(self, row: Row) -> Truth:
        known = self.states.get(row.state)
        if known is None:
            return NEVER
        asked = answers(row.guard.tree, known, self.table.layout)
        is_used_up = row.once and not known.false & row.once
        return Truth(asked.may_hold and not is_used_up, asked.may_fail)


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
        self._asked: dict[int, Truth] = {}
        self._after: dict[Source, Known] = {}

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
        return Flow(table, self._states, self._calls, self._expired, self._asked, self._after)

    def _arrive(self, state: int, known: Known) -> None:
        """Comes to a state: it opens, and its moments happen; the state is looked at again if that is news."""
        opens = self._table.opens[state]
        add = self._table.on_entry[state][0] if state < self._table.endings else 0
        known = Known(known.true | add, known.false & ~add, max(known.soonest, opens))
        before = self._states.get(state)
        if before is not None:
            known = joined(before, known)
        if known != before:
            self._states[state] = known
            self._waiting.append(state)

    def _set_out(self, state: int, target: int, known: Known) -> None:
        """Goes to a state; to one that opens later on a way on which more may happen."""
        if self._table.opens[target] <= known.soonest:
            self._arrive(target, known)
            return
        before = self._ways.get((state, target))
        known = known if before is None else joined(before, known)
        if known != before:
            self._ways[state, target] = known
            self._waiting.append((state, target))

    def _leave(self, state: int) -> None:
        """Every way on from a state; what may happen meanwhile is known first."""
        table = self._table
        known = self._meanwhile(state, self._states[state])
        self._states[state] = joined(self._states[state], known)  # what happens meanwhile may lead back here
        for row in table.rows[state]:
            here = assume(row.guard.tree, known, table.layout)
            if here is None or (row.once and not here.false & row.once):
                continue
            done = 0
            for _, action in row.early:
                done |= table.layout.done(action)
            for place, there in self._while_taking(state, here, done).items():
                later = Known(there.true, there.false & ~done, here.soonest + row.takes)
                after = self._then(("choice", row.offer.key), later, row.effect)
                self._follow(place, after, row.offer.edge.branches)
        limit = table.limits[state]
        if limit is not None:
            self._expired.add(state)
            expiry = table.program.expiries[table.names[state]]
            after = self._then(("timeout", table.names[state]), known, limit.effect)
            self._follow(state, after, expiry.edge.branches)

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
                after = self._then(("inject", call.id), told, call.effect)
                for target, known in self._ways_on(place, after, branches):
                    if target != place:
                        self._set_out(place, target, known)
                    if target >= table.endings:
                        continue
                    there = known._replace(true=known.true | table.on_entry[target][0])
                    there = joined(places[target], there) if target in places else there
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
                after = self._then(("inject", call.id), told, call.effect)
                if branches:
                    self._follow(state, after, branches)
                else:
                    known = Known(known.true | after.true, known.false | after.false, known.soonest)
            if known == before:
                return known

    def _told(self, call: Call, known: Known) -> Known | None:
        """What is known when the inject arrives; None if it can't here."""
        if call.at is not None and not known.soonest <= call.at:
            return None
        if call.bit and not known.false & call.bit:
            return None
        if call.at is not None:
            before, now = self._asked.get(call.index, NEVER), answers(call.guard.tree, known, self._table.layout)
            self._asked[call.index] = Truth(before.may_hold or now.may_hold, before.may_fail or now.may_fail)
        return assume(call.guard.tree, known, self._table.layout)

    def _then(self, source: Source, known: Known, effect: Effect) -> Known:
        """What is known after an effect."""
        after = changed(known, effect)
        before = self._after.get(source)
        self._after[source] = after if before is None else joined(before, after)
        return after

    def _follow(self, state: int, after: Known, branches: Iterable[Branch]) -> None:
        """Where something leads after its effect."""
        for target, here in self._ways_on(state, after, branches):
            self._set_out(state, target, here)  # a message may have led to a state that is not open yet

    def _ways_on(self, state: int, after: Known, branches: Iterable[Branch]) -> Iterator[tuple[int, Known]]:
        """Each target that may be the first whose condition holds, with what is known then; the state itself without any."""
        ways = [(_tree(branch, self._table), self._table.index[branch.to]) for branch in branches]
        known = in_turn((tree for tree, _ in ways), after, self._table.layout)
        for target, here in zip((*(target for _, target in ways), state), known, strict=True):
            if here is not None:
                yield target, here


def _tree(branch: Branch, table: Table) -> Expression:
    return resolve(branch.when.tree, table.program.case) if branch.when else Constant(value=True)
