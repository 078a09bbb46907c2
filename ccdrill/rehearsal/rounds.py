"""What choices come to that lead back to where they were taken and move meters: again and again, until they can't be taken or move nothing that is asked for."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from ccdrill.model.condition import Comparison, MeterCompared, leaves
from ccdrill.rehearsal.known import Known, either
from ccdrill.rehearsal.ranges import Number, plain
from ccdrill.rehearsal.spans import Reach, learned
from ccdrill.rehearsal.table import Row, Table

_TOWARDS: Mapping[int, Comparison] = {1: ">=", -1: "<="}
_MOST = 4
"""Companies of choices that are looked at, of one place."""


class Rounds:
    """Answers for one table."""

    def __init__(self, table: Table) -> None:
        """Looks through every condition of a choice once."""
        self._table = table
        self._reach = [table.layout.reach[name] for name in table.layout.meters]
        trees = {row.guard.tree for rows in table.rows for row in rows}
        self._asked: dict[int, list[Number]] = {}
        for leaf in {leaf for tree in trees for leaf in leaves(tree)}:
            if isinstance(leaf, MeterCompared):
                self._asked.setdefault(table.layout.reach[leaf.meter].place, []).append(plain(leaf.number))

    def companies(self, rows: Iterable[Row]) -> Iterator[list[Row]]:
        """Choices of one place that can be taken in turns, for none of them moves a meter back, nor does a drift."""
        fit = [(row, ways) for row in rows if (ways := self._ways(row))]
        found: list[list[Row]] = []
        for first, ways in fit[:_MOST]:
            company, together = [first], dict(ways)
            for row, more in fit:
                if row is not first and all(together.get(meter, way) == way for meter, way in more.items()):
                    company.append(row)
                    together |= more
            company.sort(key=lambda row: row.index)
            if company not in found:
                found.append(company)
        yield from found

    def ended(self, row: Row, known: Known) -> Known | None:
        """What is known when a choice of a company can't be taken any more, or moves nothing that is asked for; None: that never is."""
        used = known._replace(false=known.false & ~row.once) if row.once & known.true else None
        refused = either(row.guard.question.if_fails(known), used)
        spans = known.spans
        for meter, way in self._ways(row).items() if spans else ():
            reach, comparison, end = self._reach[meter], _TOWARDS[way], self._end(self._reach[meter], way)
            if not reach.seen(spans, known.when).may_be(comparison, end):
                return refused
            spans = learned(spans, reach, comparison, end, known.when)
        return either(refused, known._replace(spans=spans))

    def _ways(self, row: Row) -> dict[int, int]:
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
