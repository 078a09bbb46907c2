"""What may lead to a state or an ending, and when: where a pursuit must come to, and what must hold there. Plays nothing."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from ccdrill.model.condition import All, Expression, Not
from ccdrill.model.scenario import Branch
from ccdrill.model.value import Value
from ccdrill.rehearsal.known.guards import Compiler
from ccdrill.rehearsal.walk.table import Row, Table


class Goal(Value, frozen=True):
    """A situation to be come to: where a choice can be taken, say, and what it must lead to holds."""

    state: int | None
    """The state; None: any."""
    wish: Expression
    """What should hold there."""


class Goals:
    """Those of one table."""

    def __init__(self, table: Table, *, waits: bool) -> None:
        """`waits`: also where nobody decides until something happens."""
        self._table = table
        self._waits = waits
        scale = dict(zip(table.layout.meters, table.scale, strict=True))
        self.compiler = Compiler(table.layout, table.program.case, scale)
        """Of the table's conditions."""

    def into(self, target: int) -> Iterator[Goal]:
        """What may lead to a state or an ending, each with the condition under which it does."""
        yield from self._chosen_into(target)
        if self._waits:
            yield from self._brought_into(target)

    def ever_into(self, target: int) -> Iterator[Goal]:
        """The same, with timeouts and messages also where nobody waits: a choice may take so long."""
        yield from self._chosen_into(target)
        yield from self._brought_into(target)

    def _chosen_into(self, target: int) -> Iterator[Goal]:
        """Where choices may lead there, each with the condition under which they do."""
        for row in self._leading_to.get(target, ()):
            for to, wish in self.wishes(row.offer.edge.branches, row.guard.tree):
                if to == target:
                    yield Goal(row.state, wish)

    def _brought_into(self, target: int) -> Iterator[Goal]:
        """Where timeouts and messages may lead there, each with the condition under which they do."""
        program = self._table.program
        for name, expiry in program.expiries.items():
            for to, wish in self.wishes(expiry.edge.branches):
                if to == target:
                    yield Goal(self._table.index[name], wish)
        for call in self._table.calls:
            for to, wish in self.wishes(program.injects[call.index].edge.branches, call.guard.tree):
                if to == target:
                    yield Goal(None, wish)

    def wishes(self, branches: Iterable[Branch], *also: Expression) -> Iterator[tuple[int, Expression]]:
        """Where each branch leads, and when it does."""
        refused: list[Expression] = []
        for branch in branches:
            asked = self.compiler.guard(branch.when).tree
            yield self._table.index[branch.to], All(terms=(*also, asked, *(Not(term=one) for one in refused)))
            refused.append(asked)

    @cached_property
    def _leading_to(self) -> dict[int, list[Row]]:
        """The choices that may lead to each state and ending."""
        found: dict[int, list[Row]] = {}
        for row in self._table.every_row:
            for target in {target for _, target in row.effect.targets}:
                found.setdefault(target, []).append(row)
        return found
