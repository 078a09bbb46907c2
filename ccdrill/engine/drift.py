"""Consequences that run on: meters as exact, piecewise linear functions of time.

A drift runs while its condition holds. Where a condition flips between two whole seconds (a meter reaches a number), the
motion is split there, in exact fractions.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Protocol

from ccdrill.engine.conditions import COMPARE, Values
from ccdrill.engine.slopes import Slopes, breaks, slopes_after
from ccdrill.model.condition import ElapsedCompared, Expression, Leaf, MeterCompared, leaves
from ccdrill.model.ids import MeterName
from ccdrill.model.scenario import Meter, Scenario

_MOST_BREAKS = 20
"""Between two whole seconds. Drifts that need more switch each other endlessly: the meters stand until that second is over."""


class Moving(Values, Protocol):
    """Values whose meters may be given new numbers."""

    meters: dict[MeterName, Fraction]
    """By name; changed in place."""


def move_meters(scenario: Scenario, values: Moving, seconds: int) -> None:
    """Lets the meters run on for so many whole seconds; nothing else changes, and `values.now` stays as it is."""
    if not scenario.drift:
        return
    passed, second, broken = Fraction(0), 0, 0
    while passed < seconds:
        slopes = slopes_after(scenario, values, passed)
        piece = min((seconds - passed, *breaks(scenario, values, slopes, passed)))
        for meter, slope in slopes.items():
            values.meters[meter] += slope * piece
        passed += piece
        if passed.denominator > 1:
            broken = broken + 1 if int(passed) == second else 1
            second = int(passed)
            if broken > _MOST_BREAKS:
                passed = Fraction(second + 1)


def clamp(meter: Meter, value: Fraction) -> Fraction:
    """The value kept between the meter's limits."""
    if meter.min is not None and value < meter.min:
        return meter.min
    if meter.max is not None and value > meter.max:
        return meter.max
    return value


def next_change(scenario: Scenario, values: Values, trees: Iterable[Expression]) -> int | None:
    """After how many whole seconds (at least 1) the truth of an elementary question of `trees` may first differ from now.

    None if none ever does. It may be sooner, where slopes change: what comes then is not known now.
    """
    asked = [leaf for tree in trees for leaf in leaves(tree) if isinstance(leaf, MeterCompared | ElapsedCompared)]
    if not asked:
        return None
    slopes = slopes_after(scenario, values, Fraction(0))
    found = [after for leaf in asked if (after := _first_difference(leaf, values, slopes)) is not None]
    if any(isinstance(leaf, MeterCompared) for leaf in asked):
        found += [_up(after) for after in breaks(scenario, values, slopes, Fraction(0))]
    return min(found, default=None)


def _first_difference(leaf: Leaf, values: Values, slopes: Slopes) -> int | None:
    """The first whole second (from 1) at which the question's truth differs from now, at these slopes."""
    match leaf:
        case ElapsedCompared(comparison=comparison, seconds=seconds):
            value, slope, number = Fraction(values.now), Fraction(1), Fraction(seconds)
        case MeterCompared(meter=meter, comparison=comparison, number=number):
            value, slope = values.meters[meter], slopes.get(meter, Fraction(0))
        case _:
            return None
    if slope == 0:
        return None
    compare = COMPARE[comparison]
    truth = compare(value, number)
    reached = _up((number - value) / slope)
    for second in (1, reached, reached + 1):
        if second >= 1 and second <= reached + 1 and compare(value + slope * second, number) != truth:
            return second
    return None


def _up(after: Fraction) -> int:
    """The first whole second at or after it."""
    return -((-after.numerator) // after.denominator)
