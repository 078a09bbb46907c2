"""What choices come to that lead back to where they were taken and move meters, or make facts true or false.

They are taken again and again, until they can't be or change nothing that is asked for.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import islice

from ccdrill.model.condition import Comparison, MeterCompared, leaves
from ccdrill.rehearsal.flow.resting import closed
from ccdrill.rehearsal.known.known import Known, either
from ccdrill.rehearsal.known.layout import fact_of
from ccdrill.rehearsal.known.needs import needs
from ccdrill.rehearsal.known.ranges import OPPOSITE, Number, plain
from ccdrill.rehearsal.known.reach import Reach
from ccdrill.rehearsal.known.spans import learned
from ccdrill.rehearsal.walk.onward import bits_of
from ccdrill.rehearsal.walk.table import Row, Table

_TOWARDS: Mapping[int, Comparison] = {1: ">=", -1: "<="}
_MOST = 4
"""Choices with which companies begin that are looked at, of one place, and ways out for which they are made up."""


class Rounds:
    """Answers for one table."""

    def __init__(self, table: Table) -> None:
        """Looks through every condition of a choice once."""
        self._layout = table.layout
        self._reach = [table.layout.reach[name] for name in table.layout.meters]
        trees = {row.guard.tree for row in table.every_row}
        self._asked: dict[int, list[Number]] = {}
        for leaf in {leaf for tree in trees for leaf in leaves(tree)}:
            if isinstance(leaf, MeterCompared):
                self._asked.setdefault(table.layout.reach[leaf.meter].place, []).append(plain(leaf.number))

    def companies(self, rows: Iterable[Row], ways_out: Iterable[Row]) -> Iterator[list[Row]]:
        """Choices of one place that can be taken in turns, for none of them takes back what another did, nor does a drift.

        First of all those that take back nothing that a way out asks for.
        """
        fit = [(row, ways) for row in rows if (ways := self._ways(row))]
        begun = [self._towards(row) for row in islice(ways_out, _MOST)] if fit else []
        found: list[list[Row]] = []
        for together in (*begun, *(ways for _, ways in fit[:_MOST])):
            company = _company(together, fit)
            if company and company not in found:
                found.append(company)
        yield from found

    def ended(self, row: Row, known: Known) -> Known | None:
        """What is known when a choice of a company can't be taken any more, or changes nothing that is asked for; None: that never is."""
        refused = closed(row, known)
        add, cleared = row.effect.add, row.effect.cleared
        if add & ~known.true or cleared & ~known.false:
            return refused
        spans = known.spans
        for meter, way in self._meters(row).items() if spans else ():
            reach, comparison, end = self._reach[meter], _TOWARDS[way], self._end(self._reach[meter], way)
            if not reach.seen(spans, known.when).may_be(comparison, end):
                return refused
            spans = learned(spans, reach, comparison, end, known.when)
        return either(refused, known._replace(true=known.true & ~cleared, false=known.false & ~add, spans=spans))

    def _ways(self, row: Row) -> dict[int, int]:
        """Which way a choice moves each meter, and each fact, by its number turned below 0; none if something may take that back."""
        meters = self._meters(row)
        if not meters and row.effect.meters:
            return {}
        add, cleared = row.effect.add, row.effect.cleared
        return meters | {~fact: 1 for fact in bits_of(add)} | {~fact: -1 for fact in bits_of(cleared)}

    def _towards(self, row: Row) -> dict[int, int]:
        """The same of what would help the condition of a choice to hold."""
        found: dict[int, int] = {}
        for leaf, wanted in needs(row.guard.tree, holds=True):
            fact = fact_of(leaf)
            if fact is not None:
                found.setdefault(~(self._layout.bit[fact].bit_length() - 1), 1 if wanted else -1)
            elif isinstance(leaf, MeterCompared):
                rises = (leaf.comparison if wanted else OPPOSITE[leaf.comparison]) in (">", ">=")
                found.setdefault(self._layout.reach[leaf.meter].place, 1 if rises else -1)
        return found

    def _meters(self, row: Row) -> dict[int, int]:
        """Which way a choice moves each meter; none if it sets one, or a drift or itself moves one back."""
        found: dict[int, int] = {}
        for meter, is_set, by in row.effect.meters:
            way = 1 if by > 0 else -1
            reach = self._reach[meter]
            if is_set or not by or found.get(meter, way) != way or (reach.falls if way > 0 else reach.rises):
                return {}
            found[meter] = way
        return found

    def _end(self, reach: Reach, way: int) -> Number:
        """Where a meter can't go on, or beyond all that choices compare it with."""
        bound = reach.range.high if way > 0 else reach.range.low
        if bound is not None:
            return bound
        asked = self._asked.get(reach.place, [0])
        return plain(Fraction(max(asked) + 1 if way > 0 else min(asked) - 1))


def _company(begun: Mapping[int, int], fit: Iterable[tuple[Row, Mapping[int, int]]]) -> list[Row]:
    """All that move nothing back from where it is to go, or from where another of them moves it."""
    company, together = list[Row](), dict(begun)
    for row, ways in fit:
        if all(together.get(what, way) == way for what, way in ways.items()):
            company.append(row)
            together |= ways
    return company
