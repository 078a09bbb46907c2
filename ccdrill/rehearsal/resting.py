"""What is known where plays that come to no ending go round in the end: there is nothing left that can be done for good.

A fact that nothing makes false becomes true once. Whoever can't reach an ending, and does what makes such facts true as long as
that can be done, comes to where it can't be any more, whatever is chosen. The same holds of the clock, up to the last second
that a choice asks for: in the end it is past that, or nothing that takes time can be chosen.
"""

from functools import reduce
from operator import and_

from ccdrill.model.condition import ElapsedCompared, leaves
from ccdrill.rehearsal.known import Known, either
from ccdrill.rehearsal.table import Row, Table


class Resting:
    """What the choices of one table leave to be known where they can't be taken, or would bring nothing that lasts."""

    def __init__(self, table: Table) -> None:
        """Looks through every effect once."""
        effects = [row.effect for rows in table.rows for row in rows]
        effects += [call.effect for call in (*table.timed, *table.waiting)]
        effects += [limit.effect for limit in table.limits if limit is not None]
        self.lasting = reduce(and_, (one.keep | one.add for one in effects), (1 << len(table.layout.bit)) - 1)
        """The facts that nothing makes false."""
        trees = {row.guard.tree for rows in table.rows for row in rows}
        self.horizon = max(
            (leaf.seconds + 1 for tree in trees for leaf in leaves(tree) if isinstance(leaf, ElapsedCompared)),
            default=0,
        )
        """The second from which on no choice looks at the clock; 0: none ever does."""

    def brings(self, row: Row, *, is_late: bool) -> bool:
        """Whether a choice may bring something that lasts. `is_late`: the clock is past the horizon."""
        return bool(self._facts(row)) or (row.takes > 0 and not is_late)

    def closed(self, row: Row, known: Known) -> Known | None:
        """What is known if a choice can't be taken; None: it always can."""
        fails = row.guard.question.if_fails(known)
        return either(fails, _with(known, row.once) if row.once else None)

    def idle(self, row: Row, known: Known, *, is_late: bool) -> Known | None:
        """What is known if a choice can't be taken, or would bring nothing that lasts; None: it always does."""
        if row.once or (row.takes > 0 and not is_late):
            return self.closed(row, known)
        holds, facts = row.guard.question.if_holds(known), self._facts(row)
        return either(row.guard.question.if_fails(known), None if holds is None else _with(holds, facts))

    def _facts(self, row: Row) -> int:
        """The facts that a choice makes true and that nothing makes false."""
        return (row.effect.add | row.done) & self.lasting


def _with(known: Known, facts: int) -> Known | None:
    """What is known if these facts are true; None if they can't be."""
    return None if facts & ~known.true else known._replace(false=known.false & ~facts)
