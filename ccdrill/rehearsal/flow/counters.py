"""Meters that count: a few whole numbers, moved by nothing but decisions. Proofs can keep their numbers apart, as they do facts.

A hub that counts the calls it has taken leads elsewhere with each of them: who only knows that there were between none and six
knows next to nothing.
"""

from collections.abc import Iterable
from functools import cached_property
from math import ceil, floor
from typing import NamedTuple

from ccdrill.model.ids import MeterName
from ccdrill.rehearsal.known.ranges import Number, Range, unscaled
from ccdrill.rehearsal.known.reach import Spans
from ccdrill.rehearsal.walk.table import Table

_MOST = 16
"""Numbers that a meter may have and still counts."""


class _Counter(NamedTuple):
    """A meter that counts."""

    bit: int
    """That of the meter, in masks of what is kept apart."""
    first: int
    """The number of the bit of its lowest number."""
    low: int
    """That number."""
    high: int
    """Its highest."""

    def among(self, low: int, high: int) -> int:
        """The bits of the numbers between these."""
        return ((1 << high - low + 1) - 1) << self.first + low - self.low


class Counters:
    """The meters of one table that count. In masks a bit for each meter follows those of the facts, as for `Liveness`; then one for each number."""

    def __init__(self, table: Table) -> None:
        """Nothing is looked at before it is asked for."""
        self._table = table
        self._facts = len(table.layout.bit)

    @cached_property
    def mask(self) -> int:
        """The bits of these meters."""
        return sum(one.bit for one in self._found.values())

    def counts(self, meter: MeterName) -> bool:
        """Whether a meter is one of them."""
        return [*self._table.layout.reach].index(meter) in self._found

    def kept_apart(self, meters: int, spans: Spans) -> tuple[int, int]:
        """The numbers that these meters, by their bits, may have, and those that they may not."""
        may = may_not = 0
        for meter, one in self._found.items():
            if meters & one.bit:
                low, high = (spans[meter].low, spans[meter].high) if spans else (None, None)
                first = one.low if low is None else max(one.low, ceil(low))
                last = one.high if high is None else min(one.high, floor(high))
                here, every = one.among(first, last), one.among(one.low, one.high)
                may |= here
                may_not |= every if first < last else every & ~here
        return may, may_not

    def of(self, meters: Iterable[Number]) -> int:
        """The numbers that they have where a walker carries these, scaled."""
        values = [unscaled(one, by) for one, by in zip(meters, self._table.scale, strict=True)]
        return self.kept_apart(self.mask, tuple(Range(one, one) for one in values))[0]

    @cached_property
    def _found(self) -> dict[int, _Counter]:
        """By the place of the meter among those of the layout."""
        found: dict[int, _Counter] = {}
        numbers = self._facts + len(self._table.layout.meters)
        for meter, reach in enumerate(self._table.layout.reach.values()):
            low, high = reach.range
            is_moved_else = reach.falls or reach.rises or reach.less or reach.more
            if (
                is_moved_else
                or low is None
                or high is None
                or high - low >= _MOST
                or not self._is_whole(meter, low, high)
            ):
                continue
            found[meter] = _Counter(1 << self._facts + meter, numbers + meter * _MOST, int(low), int(high))
        return found

    def _is_whole(self, meter: int, *ends: Number) -> bool:
        """Whether it never has any number but a whole one. `ends`: its lowest and its highest."""
        table = self._table
        scaled = [table.start_meters[meter]]
        scaled += [by for effect in table.effects for one, _, by in effect.meters if one == meter]
        numbers = (*ends, *(unscaled(one, table.scale[meter]) for one in scaled))
        return all(one.denominator == 1 for one in numbers)
