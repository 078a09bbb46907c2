"""What is known where plays that come to no ending go round in the end: there is nothing left that can be done for good.

A fact that nothing makes false becomes true once. Whoever can't reach an ending, and does what makes such facts true as long as
that can be done, comes to where it can't be any more, whatever is chosen. The same holds of the clock: in the
end it is past everything, or nothing that takes time can be chosen. Who may wait lets it go on whatever can be chosen, and all
messages come that come by themselves.
"""

from collections.abc import Collection
from functools import reduce
from operator import and_, or_

from ccdrill.model.condition import ElapsedCompared, Leaf, MeterCompared, leaves
from ccdrill.model.ids import MeterName
from ccdrill.rehearsal.known.known import Known, either
from ccdrill.rehearsal.walk.table import Row, Table

LATE = 1 << 50
"""Seconds: later than anything."""


class Resting:
    """What the choices of one table leave to be known where they can't be taken, or would bring nothing that lasts."""

    def __init__(self, table: Table) -> None:
        """Looks through every effect once."""
        self._waiting = table.waiting
        self.lasting = reduce(and_, (one.keep | one.add for one in table.effects), table.layout.every_fact)
        """The facts that nothing makes false."""
        asked = (leaf for row in table.every_row for leaf in leaves(row.guard.tree))
        drifting = {name for name, reach in table.layout.reach.items() if reach.lines is not None}
        self.horizon = LATE if any(_is_timed(leaf, drifting) for leaf in asked) else 0
        """A second by which no choice looks at the clock any more, and drifts have come as far as they go; 0: no choice ever asks for them."""
        self._told = reduce(or_, (call.effect.add for call in table.timed if call.guard.is_always), 0) & self.lasting
        """The lasting facts that come by themselves."""

    def brings(self, row: Row, *, is_late: bool) -> bool:
        """Whether a choice may bring something that lasts. `is_late`: the clock is past the horizon."""
        return bool(self._facts(row)) or (row.takes > 0 and not is_late)

    def waited(self, known: Known) -> Known:
        """What is known where people have waited until no message comes any more."""
        facts, waiting = self._told, set(self._waiting)
        while True:
            sure = _with(known, facts) or known
            coming = {call for call in waiting if not call.guard.question.may_fail(sure)}
            if not coming:
                return sure
            waiting -= coming
            facts |= reduce(or_, (call.effect.add for call in coming)) & self.lasting

    def idle(self, row: Row, known: Known, *, is_late: bool) -> Known | None:
        """What is known if a choice can't be taken, or would bring nothing that lasts; None: it always does."""
        if row.once or (row.takes > 0 and not is_late):
            return closed(row, known)
        holds, facts = row.guard.question.if_holds(known), self._facts(row)
        return either(row.guard.question.if_fails(known), None if holds is None else _with(holds, facts))

    def _facts(self, row: Row) -> int:
        """The facts that a choice makes true and that nothing makes false."""
        return (row.effect.add | row.done) & self.lasting


def closed(row: Row, known: Known) -> Known | None:
    """What is known if a choice can't be taken, for its condition fails or it was taken; None: it always can."""
    return either(row.guard.question.if_fails(known), _with(known, row.once) if row.once else None)


def _is_timed(leaf: Leaf, drifting: Collection[MeterName]) -> bool:
    """Whether it asks for the clock, or for a meter that drifts."""
    return isinstance(leaf, ElapsedCompared) or (isinstance(leaf, MeterCompared) and leaf.meter in drifting)


def _with(known: Known, facts: int) -> Known | None:
    """What is known if these facts are true; None if they can't be."""
    return None if facts & ~known.true else known._replace(false=known.false & ~facts)
