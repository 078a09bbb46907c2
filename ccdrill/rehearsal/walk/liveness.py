"""What of a situation can still matter: facts and meters that something later asks for, and how far the clock is looked at.

Static, by what can be reached without asking any condition, so it errs on the side of keeping. Facts and meters stand in
one mask: the facts first, then a bit for each meter.
"""

from collections.abc import Iterable
from functools import cached_property, reduce
from operator import or_

from ccdrill.model.condition import ElapsedCompared, Expression, MeterCompared, leaves
from ccdrill.model.scenario import Branch
from ccdrill.model.value import Value
from ccdrill.rehearsal.known.guards import resolve
from ccdrill.rehearsal.known.ranges import Number, plain
from ccdrill.rehearsal.walk.onward import Onward
from ccdrill.rehearsal.walk.table import Call, MeterChange, Table
from ccdrill.rehearsal.walk.walker import Walker

Top = tuple[int, Number]
"""Which way a meter moves beyond everything (1, -1), and to where; 0: it may move both ways, or does not matter."""
_BOTH_WAYS: Top = (0, 0)
_DEAD: Top = (0, 1)


class Outlook(Value, frozen=True):
    """What can still matter in a situation."""

    facts: int
    """Facts that something asks for."""
    horizon: int
    """The second from which on nothing looks at the clock."""
    meters: tuple[Top, ...]
    """Per meter: where it has left everything behind."""


class Liveness:
    """Answers for one table what can still matter in a situation."""

    def __init__(self, table: Table) -> None:
        """Looks through every condition once."""
        self._table = table
        self._facts = len(table.layout.bit)
        self._fact_mask = table.layout.every_fact
        self._place = {name: index for index, name in enumerate(table.layout.meters)}
        onward = Onward(table)
        reads, clocks = self._by_state()
        self.of_state = onward.gather(reads, or_)
        self._clock_of_state = onward.gather([max(pair) for pair in zip(clocks, table.opens, strict=True)], max)
        self._of_drifts = _joined(self._reads(drift.while_.tree) for drift in table.layout.drifts if drift.while_)
        calls = [self._call_reads(call) for call in table.timed]
        self._of_timed = tuple(_joined(calls[place:]) for place in range(len(calls) + 1))
        self._of_waiting = tuple((call.bit, self._call_reads(call)) for call in table.waiting)
        self._arrived = _joined(call.bit for call in table.waiting)
        self._clock_of_waiting = max((_clock(tree) for call in table.waiting for tree in self._ways(call)), default=0)
        self._known: dict[tuple[int, int, int], Outlook] = {}
        self._tops = tuple(self._top(index) for index in range(len(table.layout.meters)))

    def asked_by_state(self) -> list[int]:
        """Per state: the facts and meters that something may still ask for there or later, whatever has arrived."""
        anytime = reduce(or_, (reads for _, reads in self._of_waiting), self._of_timed[0] | self._of_drifts)
        return [reads | anytime for reads in self.of_state]

    def outlook(self, walker: Walker) -> Outlook:
        """What can still matter, from where the walker stands."""
        key = (walker.state, walker.next_timed, walker.bits & self._arrived)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._look(*key)
        return found

    def _look(self, state: int, next_timed: int, arrived: int) -> Outlook:
        pending = reduce(or_, (reads for bit, reads in self._of_waiting if not arrived & bit), 0)
        mask = self.of_state[state] | self._of_timed[next_timed] | pending | self._arrived
        horizon = self._clock_of_state[state]
        if next_timed:  # the clock tells which injects have been asked for
            horizon = max(horizon, self._table.timed[next_timed - 1].at or 0)
        if next_timed < len(self._table.timed):
            horizon = max(horizon, self._table.timed[-1].at or 0)
        if arrived != self._arrived:
            horizon = max((horizon, self._clock_of_waiting, *self._table.flips))
        if mask >> self._facts:
            mask |= self._of_drifts
            horizon = max((horizon, *self._table.turns))
        alive = mask >> self._facts
        return Outlook(
            facts=mask & self._fact_mask,
            horizon=horizon + 1,
            meters=tuple(top if alive >> index & 1 else _DEAD for index, top in enumerate(self._tops)),
        )

    def _by_state(self) -> tuple[list[int], list[int]]:
        """What the choices and the timeout of each state ask for, and the last second that they look at."""
        table = self._table
        reads, clocks = [], []
        for name, rows in zip(table.names, table.rows, strict=True):
            resolved = [row.guard.tree for row in rows if not row.guard.is_always]
            branches = [branch for row in rows for branch in row.offer.edge.branches]
            if name in table.program.expiries:
                branches += table.program.expiries[name].edge.branches
            resolved += [resolve(tree, table.program.case) for tree in _trees(branches)]
            reads.append(_joined([*(self._reads(tree) for tree in resolved), *(row.once for row in rows)]))
            clocks.append(max((_clock(tree) for tree in resolved), default=0))
        return reads, clocks

    def _call_reads(self, call: Call) -> int:
        return _joined(self._reads(tree) for tree in (call.guard.tree, *self._ways(call)))

    def _ways(self, call: Call) -> list[Expression]:
        """The conditions that decide where an inject leads."""
        program = self._table.program
        return [resolve(tree, program.case) for tree in _trees(program.injects[call.index].edge.branches)]

    def _reads(self, tree: Expression) -> int:
        meters = {leaf.meter for leaf in leaves(tree) if isinstance(leaf, MeterCompared)}
        return self._table.layout.asked_by(tree) | _joined(1 << self._facts + self._place[one] for one in meters)

    def _top(self, meter: int) -> Top:
        """Beyond which value a meter that only ever rises, or falls, has left behind all that it is compared with."""
        table = self._table
        name = table.layout.meters[meter]
        changes = self._changes.get(meter, ())
        moves = [by for _, _, by in changes] + [drift.per_hour for drift in table.layout.drifts if drift.meter == name]
        compared = self._compared.get(meter)
        if any(is_set for _, is_set, _ in changes) or not compared:
            return _BOTH_WAYS
        low, high = table.bounds[meter]
        if all(move >= 0 for move in moves):
            beyond = max(compared) + 1
            return (1, beyond if high is None else min(beyond, high))
        if all(move <= 0 for move in moves):
            beyond = min(compared) - 1
            return (-1, beyond if low is None else max(beyond, low))
        return _BOTH_WAYS

    @cached_property
    def _changes(self) -> dict[int, list[MeterChange]]:
        """What effects change, by meter."""
        found: dict[int, list[MeterChange]] = {}
        for change in (one for effect in self._table.effects for one in effect.meters):
            found.setdefault(change[0], []).append(change)
        return found

    @cached_property
    def _compared(self) -> dict[int, set[Number]]:
        """The numbers that each meter is compared with, scaled."""
        table = self._table
        trees = [row.guard.tree for row in table.every_row]
        trees += [call.guard.tree for call in table.calls]
        trees += [drift.while_.tree for drift in table.layout.drifts if drift.while_ is not None]
        edges = [row.offer.edge for row in table.every_row]
        edges += [timed.edge for timed in table.program.injects]
        edges += [expiry.edge for expiry in table.program.expiries.values()]
        trees += [tree for edge in edges for tree in _trees(edge.branches)]
        found: dict[int, set[Number]] = {}
        for leaf in dict.fromkeys(leaf for tree in trees for leaf in leaves(tree)):
            place = self._place.get(leaf.meter) if isinstance(leaf, MeterCompared) else None
            if isinstance(leaf, MeterCompared) and place is not None:
                found.setdefault(place, set()).add(plain(leaf.number * table.scale[place]))
        return found


def clipped(value: Number, top: Top) -> Number:
    """The value, or the one that stands for all values beyond everything."""
    direction, beyond = top
    if top is _DEAD:
        return 0
    return beyond if (value - beyond) * direction > 0 else value


def _trees(branches: Iterable[Branch]) -> list[Expression]:
    return [branch.when.tree for branch in branches if branch.when is not None]


def _clock(tree: Expression) -> int:
    return max((leaf.seconds + 1 for leaf in leaves(tree) if isinstance(leaf, ElapsedCompared)), default=0)


def _joined(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)
