"""Between which numbers a meter can ever be, whatever is played: what bounds it, and which way anything moves it."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from ccdrill.model.condition import Comparison
from ccdrill.model.ids import MeterName
from ccdrill.model.scenario import Meter, Scenario
from ccdrill.model.walks import Moves, moves_of_meters

Number = int | Fraction


def plain(number: Number) -> Number:
    """The same number, as an `int` if it is whole: proofs compare numbers by the hundred thousand, and fractions are slow."""
    return int(number) if number.denominator == 1 else number


def scaled(number: Number, by: int) -> Number:
    """So many times the number. Most meters have a scale of 1, and fractions are slow."""
    return number if by == 1 else number * by


def unscaled(number: Number, by: int) -> Number:
    """The number of which this is so many times as much."""
    return number if by == 1 else Fraction(number) / by


class Range(NamedTuple):
    """The numbers that a meter may have; None: no end on that side."""

    low: Number | None
    """No less than this."""
    high: Number | None
    """No more than this."""

    def may_be(self, comparison: Comparison, number: Number) -> bool:
        """Whether the comparison may hold."""
        low, high = self
        match comparison:
            case "<":
                return low is None or low < number
            case "<=":
                return low is None or low <= number
            case ">":
                return high is None or high > number
            case ">=":
                return high is None or high >= number
            case "==":
                return (low is None or low <= number) and (high is None or high >= number)
            case "!=":
                return low != number or high != number

    def answers(self, comparison: Comparison, number: Number) -> frozenset[bool]:
        """What the comparison may turn out to be."""
        holds, fails = self.may_be(comparison, number), self.may_be(OPPOSITE[comparison], number)
        return frozenset(answer for answer, may_be in ((True, holds), (False, fails)) if may_be)

    def cells(self, numbers: Iterable[Number]) -> list[Number]:
        """A value for every way to lie among these numbers that the range allows: on each, between two, and beyond them."""
        rising = sorted(numbers)
        between = [Fraction(one + other) / 2 for one, other in pairwise(rising)]
        values = {*rising, *between, rising[0] - 1, rising[-1] + 1}
        return sorted({self._nearest(value) for value in values})

    def _nearest(self, number: Number) -> Number:
        if self.low is not None and number < self.low:
            return self.low
        return self.high if self.high is not None and number > self.high else number


OPPOSITE: Mapping[Comparison, Comparison] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
"""What holds when a comparison fails."""


def ranges_of(scenario: Scenario, moves: Mapping[MeterName, Moves] | None = None) -> dict[MeterName, Range]:
    """The range of each meter of a checked scenario. `moves`: what moves them, if that is known."""
    moves = moves_of_meters(scenario) if moves is None else moves
    return {name: _range_of(meter, moves[name]) for name, meter in scenario.meters.items()}


def _range_of(meter: Meter, moves: Moves) -> Range:
    settled = [meter.start, *moves.settings]
    low = None if min(moves.steps, default=0) < 0 else min(settled)
    high = None if max(moves.steps, default=0) > 0 else max(settled)
    if meter.min is not None:
        low, high = meter.min if low is None else max(low, meter.min), None if high is None else max(high, meter.min)
    if meter.max is not None:
        low, high = None if low is None else min(low, meter.max), meter.max if high is None else min(high, meter.max)
    return Range(None if low is None else plain(low), None if high is None else plain(high))
