"""Consequences that run on: meters as exact, piecewise linear functions of time.

A drift runs while its condition holds. Where a condition flips between two whole seconds (a meter reaches a number, the
clock a span), the motion is split there, in exact fractions. A drift that would switch itself off the instant it is on
(`while: cards <= 500`, with 500 reached) does not run.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Protocol

from ccdrill.engine.conditions import COMPARE, Case, Values, evaluate
from ccdrill.model.condition import All, Any, ElapsedCompared, Expression, Leaf, MeterCompared, Not, leaves
from ccdrill.model.ids import MeterName
from ccdrill.model.scenario import Drift, Meter, Scenario

Slopes = Mapping[MeterName, Fraction]
_HOUR = 3600
_MOST_PIECES = 10_000
"""Of one motion. Conditions that need more switch each other endlessly; the meters then stand still for the rest."""


class Moving(Values, Protocol):
    """Values whose meters may be given new numbers."""

    meters: dict[MeterName, Fraction]


def move_meters(scenario: Scenario, values: Moving, seconds: int) -> None:
    """Lets the meters run on for so many whole seconds; nothing else changes, and `values.now` stays as it is."""
    case: Case = scenario.case
    passed = Fraction(0)
    for _ in range(_MOST_PIECES):
        left = seconds - passed
        if left <= 0:
            return
        slopes = _slopes(scenario, values, case, passed)
        piece = min((left, *_breaks(scenario, values, slopes, passed)))
        for meter, slope in slopes.items():
            values.meters[meter] += slope * piece
        passed += piece


def clamp(meter: Meter, value: Fraction) -> Fraction:
    """The value kept between the meter's limits."""
    if meter.min is not None and value < meter.min:
        return meter.min
    if meter.max is not None and value > meter.max:
        return meter.max
    return value


def next_change(scenario: Scenario, values: Values, trees: Iterable[Expression]) -> int | None:
    """After how many whole seconds (at least 1) the truth of an elementary question of `trees` may first differ from now.

    None if, at the present slopes, none ever does. Slopes may break before; then the second of the break is returned.
    """
    slopes = _slopes(scenario, values, scenario.case, Fraction(0))
    found = [_up(after) for after in _breaks(scenario, values, slopes, Fraction(0))]
    for tree in trees:
        for leaf in leaves(tree):
            after = _first_difference(leaf, values, slopes)
            if after is not None:
                found.append(after)
    return min(found, default=None)


def _slopes(scenario: Scenario, values: Values, case: Case, passed: Fraction) -> dict[MeterName, Fraction]:
    """Change a second of each meter that moves, just after this instant."""
    drifts = scenario.drift
    now = _running(drifts, values, case, passed, {})
    rates = _rates(scenario, values, now)
    for _ in range(2):
        just_after = _running(drifts, values, case, passed, rates)
        if just_after == now:
            return rates
        now, rates = just_after, _rates(scenario, values, just_after)
    steady = [here and there for here, there in zip(now, _running(drifts, values, case, passed, rates), strict=True)]
    return _rates(scenario, values, steady)


def _running(drifts: Iterable[Drift], values: Values, case: Case, passed: Fraction, slopes: Slopes) -> list[bool]:
    return [one.while_ is None or _holds_after(one.while_.tree, values, case, passed, slopes) for one in drifts]


def _rates(scenario: Scenario, values: Values, running: list[bool]) -> dict[MeterName, Fraction]:
    """Slopes when these drifts run; a meter at its limit does not move beyond it."""
    rates: dict[MeterName, Fraction] = {}
    for drift, runs in zip(scenario.drift, running, strict=True):
        if runs:
            rates[drift.meter] = rates.get(drift.meter, Fraction(0)) + drift.per_hour / _HOUR
    for name in list(rates):
        meter, value = scenario.meters[name], values.meters[name]
        stuck = (rates[name] > 0 and meter.max is not None and value >= meter.max) or (
            rates[name] < 0 and meter.min is not None and value <= meter.min
        )
        if stuck or rates[name] == 0:
            del rates[name]
    return rates


def _holds_after(tree: Expression, values: Values, case: Case, passed: Fraction, slopes: Slopes) -> bool:
    """The truth just after this instant if the meters move so; `passed` is what the clock has run beyond `values.now`."""
    match tree:
        case Not(term=term):
            return not _holds_after(term, values, case, passed, slopes)
        case All(terms=terms):
            return all(_holds_after(term, values, case, passed, slopes) for term in terms)
        case Any(terms=terms):
            return any(_holds_after(term, values, case, passed, slopes) for term in terms)
        case MeterCompared(meter=meter, comparison=comparison, number=number):
            value, slope = values.meters[meter], slopes.get(meter, Fraction(0))
            # At the number itself the direction decides: any sign of the slope stands for "just beyond".
            return COMPARE[comparison](value if value != number else number + slope, number)
        case ElapsedCompared(comparison=comparison, seconds=seconds):
            clock = values.now + passed
            return COMPARE[comparison](clock if clock != seconds else clock + 1, Fraction(seconds))
        case _:
            return evaluate(tree, values, case)


def _breaks(scenario: Scenario, values: Values, slopes: Slopes, passed: Fraction) -> list[Fraction]:
    """After how long (above 0) slopes may change: a number of a drift's condition, or a meter's limit, is reached."""
    found: list[Fraction] = []
    for drift in scenario.drift:
        for leaf in leaves(drift.while_.tree) if drift.while_ is not None else ():
            if isinstance(leaf, ElapsedCompared):
                found.append(leaf.seconds - values.now - passed)
            elif isinstance(leaf, MeterCompared) and leaf.meter in slopes:
                found.append((leaf.number - values.meters[leaf.meter]) / slopes[leaf.meter])
    for name, slope in slopes.items():
        meter = scenario.meters[name]
        limit = meter.max if slope > 0 else meter.min
        if limit is not None:
            found.append((limit - values.meters[name]) / slope)
    return [after for after in found if after > 0]


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
