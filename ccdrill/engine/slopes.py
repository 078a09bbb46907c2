"""How fast each meter moves just after an instant, and for how long: drifts move meters, and meters switch drifts.

A meter that stands at a number of a condition goes where it is pushed, if it is still pushed that way just beyond. If not,
it goes the other way, if it is pushed that way there. Else it stands still, exact, at that number: because what pushes it
switches itself off (`while: cards <= 500`, at 500), or because it is pushed back from both sides (+30 below 40, -10 from
40 on, at 40). Solved so, the meters move as they would had the clock stopped on the way: splitting a span changes nothing.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from ccdrill.engine.conditions import COMPARE, Case, Values, evaluate
from ccdrill.model.condition import All, Any, ElapsedCompared, Expression, Leaf, MeterCompared, Not
from ccdrill.model.ids import MeterName
from ccdrill.model.scenario import Drift, Scenario

Slopes = Mapping[MeterName, Fraction]
_HOUR = 3600
_STILL = Fraction(0)
_FINEST = 2_000
"""Bits of a denominator. Only meters that spiral into a point get there; they then stand still."""


def slopes_after(scenario: Scenario, values: Values, passed: Fraction) -> dict[MeterName, Fraction]:
    """Change a second of each meter that moves, just after `passed` seconds from `values.now`."""
    names = tuple(dict.fromkeys(drift.meter for drift in scenario.drift))
    if any(
        isinstance(leaf, MeterCompared) and values.meters[leaf.meter] == leaf.number for leaf in _asked(scenario.drift)
    ):
        slopes = _solve(scenario, values, passed, names)
    else:
        slopes = {name: _rate(scenario, values, passed, {}, name) for name in names}
    spiralling = {name for name in names if values.meters[name].denominator.bit_length() > _FINEST}
    held = _hanging_together(scenario.drift, spiralling) if spiralling else spiralling
    return {name: slope for name, slope in slopes.items() if slope and name not in held}


def breaks(scenario: Scenario, values: Values, slopes: Slopes, passed: Fraction) -> list[Fraction]:
    """After how many seconds (above 0) slopes may change: a number of a drift's condition, or a limit, is reached."""
    found: list[Fraction] = []
    for leaf in _asked(scenario.drift):
        if isinstance(leaf, ElapsedCompared):
            found.append(leaf.seconds - values.now - passed)
        elif isinstance(leaf, MeterCompared) and leaf.meter in slopes:
            slope, beyond = slopes[leaf.meter], _beyond(values.meters[leaf.meter], leaf.number)
            if beyond and (beyond < 0) == (slope > 0):  # it moves towards the number
                found.append((leaf.number - values.meters[leaf.meter]) / slope)
    for name, slope in slopes.items():
        meter = scenario.meters[name]
        limit = meter.max if slope > 0 else meter.min
        if limit is not None:
            found.append((limit - values.meters[name]) / slope)
    return [after for after in found if after > 0]


def _solve(
    scenario: Scenario, values: Values, passed: Fraction, names: Iterable[MeterName]
) -> dict[MeterName, Fraction]:
    """Slopes that agree with each other where meters stand at numbers, found from all of them standing still."""
    slopes = dict.fromkeys(names, Fraction(0))
    for _ in range(2 * len(slopes) + 2):
        restless = set()
        for name in slopes:
            slope = _slope(scenario, values, passed, slopes, name)
            if slope != slopes[name]:
                slopes[name] = slope
                restless.add(name)
        if not restless:
            return slopes
    held = _hanging_together(scenario.drift, restless)
    return {name: Fraction(0) if name in held else slope for name, slope in slopes.items()}


def _slope(scenario: Scenario, values: Values, passed: Fraction, slopes: Slopes, name: MeterName) -> Fraction:
    """The meter's slope, given those of the others."""

    def push(way: int) -> Fraction:
        return _rate(scenario, values, passed, {**slopes, name: Fraction(way)}, name)

    standing = push(0)
    ahead = (standing > 0) - (standing < 0)
    for way in (ahead, -ahead) if ahead else ():
        rate = push(way)
        if rate * way > 0:
            return rate
    return Fraction(0)


def _rate(scenario: Scenario, values: Values, passed: Fraction, slopes: Slopes, name: MeterName) -> Fraction:
    """What the drifts that run just after this instant come to; 0 where a limit is in the way."""
    running = [
        drift.per_hour
        for drift in scenario.drift
        if drift.meter == name
        and (drift.while_ is None or _holds_after(drift.while_.tree, values, scenario.case, passed, slopes))
    ]
    if not running:
        return _STILL
    rate = sum(running[1:], running[0])
    meter, value = scenario.meters[name], values.meters[name]
    is_at_limit = (rate > 0 and meter.max is not None and value >= meter.max) or (
        rate < 0 and meter.min is not None and value <= meter.min
    )
    return _STILL if is_at_limit else rate / _HOUR


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
            # At the number itself the direction decides: any sign of the slope stands for "just beyond".
            return COMPARE[comparison](_beyond(values.meters[meter], number) or slopes.get(meter, _STILL), 0)
        case ElapsedCompared(comparison=comparison, seconds=seconds):
            return COMPARE[comparison](values.now - seconds + passed or 1, 0)
        case _:
            return evaluate(tree, values, case)


def _beyond(value: Fraction, number: Fraction) -> int:
    """Above 0 where the value lies above the number, below 0 where below, 0 at it: quicker than to subtract."""
    return value.numerator * number.denominator - number.numerator * value.denominator


def _asked(drifts: Iterable[Drift]) -> Iterable[Leaf]:
    return (leaf for drift in drifts if drift.while_ is not None for leaf in drift.while_.leaves)


def _hanging_together(drifts: Iterable[Drift], endless: set[MeterName]) -> set[MeterName]:
    """Meters that push each other round one point without end, with all that the same conditions join to them."""
    groups = [
        {drift.meter, *(leaf.meter for leaf in _asked((drift,)) if isinstance(leaf, MeterCompared))} for drift in drifts
    ]
    held = set(endless)
    for _ in groups:
        held.update(*(group for group in groups if group & held))
    return held
