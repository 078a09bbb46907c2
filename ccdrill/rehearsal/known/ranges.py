"""Between which numbers a meter can ever be, whatever is played: what bounds it, and which way anything moves it, and how often."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

from ccdrill.model.condition import All, Any, Comparison, Done, Expression, FlagSet, Leaf, MeterCompared, Not, leaves
from ccdrill.model.ids import FlagName, MeterName
from ccdrill.model.scenario import Choice, Inject, Meter, Scenario, Timeout, acts_of
from ccdrill.model.walks import Moves, moves_of_meters, sources_of

Number = int | Fraction
NEVER = 1 << 60
"""A second that never comes."""


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

    def cells(self, numbers: Iterable[Number]) -> list[Number]:
        """A value for every way to lie among these numbers that the range allows: on each, between two, and beyond them."""
        rising = sorted(numbers)
        between = [Fraction(one + other) / 2 for one, other in pairwise(rising)]
        values = {*rising, *between, rising[0] - 1, rising[-1] + 1}
        return sorted({self.nearest(value) for value in values})

    def nearest(self, number: Number) -> Number:
        """The number, or the end that it lies beyond."""
        if self.low is not None and number < self.low:
            return self.low
        return self.high if self.high is not None and number > self.high else number

    def kept(self, number: Number | None, otherwise: Number | None) -> Number | None:
        """The number, or the end that it lies beyond; `otherwise` without one."""
        return otherwise if number is None else self.nearest(number)

    def narrowed(self, other: "Range") -> "Range":
        """What lies in both."""
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        return Range(max(lows, default=None), min(highs, default=None))


OPPOSITE: Mapping[Comparison, Comparison] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
"""What holds when a comparison fails."""


class _Step(NamedTuple):
    """Something that moves a meter."""

    by: Fraction
    """By how much; of a drift in an hour."""
    is_once: bool
    """Whether it does so at most once in a play."""
    asked: Expression | None
    """Under which condition."""


def ranges_of(scenario: Scenario, moves: Mapping[MeterName, Moves] | None = None) -> dict[MeterName, Range]:
    """The range of each meter of a checked scenario. `moves`: what moves them, if that is known."""
    moves = moves_of_meters(scenario) if moves is None else moves
    steps = _steps_of(scenario) if moves else {}
    return {
        name: _settled(name, meter, moves[name].settings, steps.get(name, ()))
        for name, meter in scenario.meters.items()
    }


def _steps_of(scenario: Scenario) -> dict[MeterName, list[_Step]]:
    """What moves each meter: of choices and messages, some at most once."""
    found, is_once = dict[MeterName, list[_Step]](), chosen_once(scenario)
    for source in sources_of(scenario):
        once = not isinstance(source, Timeout) and (isinstance(source, Inject) or is_once(source))
        when = None if isinstance(source, Timeout) else source.when
        for name, by in source.add.items():
            found.setdefault(name, []).append(_Step(by, once, when.tree if when is not None else None))
    for drift in scenario.drift:
        asked = drift.while_.tree if drift.while_ is not None else None
        found.setdefault(drift.meter, []).append(_Step(drift.per_hour, is_once=False, asked=asked))
    return found


def _settled(name: MeterName, meter: Meter, settings: Sequence[Fraction], steps: Iterable[_Step]) -> Range:
    """The range of a meter. What waits for a number that the meter never has without it never moves it.

    The first that did would have met that number by what the others do.
    """
    waiting = [one for one in steps if one.asked is not None and name in _meters_in(one.asked)]
    moving = [one for one in steps if one not in waiting]
    while True:
        found = _range_of(meter, settings, moving)
        may = [one for one in waiting if one.asked is not None and _may_be(one.asked, name, found, wanted=True)]
        if not may:
            return found
        moving += may
        waiting = [one for one in waiting if one not in may]


def _meters_in(tree: Expression) -> set[MeterName]:
    return {leaf.meter for leaf in leaves(tree) if isinstance(leaf, MeterCompared)}


def _may_be(tree: Expression, name: MeterName, range_: Range, *, wanted: bool) -> bool:
    """Whether a condition may hold, or fail, while a meter is within a range; whatever else it asks may be."""
    match tree:
        case MeterCompared(meter=meter, comparison=comparison, number=number) if meter == name:
            return range_.may_be(comparison if wanted else OPPOSITE[comparison], plain(number))
        case Not(term=term):
            return _may_be(term, name, range_, wanted=not wanted)
        case All(terms=terms) | Any(terms=terms):
            may = (_may_be(one, name, range_, wanted=wanted) for one in terms)
            return all(may) if isinstance(tree, All) is wanted else any(may)
        case _:
            return True


def chosen_once(scenario: Scenario) -> Callable[[Choice], bool]:
    """What tells whether a choice is made at most once in a play: it is offered once, or only until it has done or set something for good.

    Nobody chooses while a choice is under way, whatever comes meanwhile: it is through, and what it did and set stands, before
    it could be made again.
    """
    cleared = {
        name for source in sources_of(scenario) for name, setting in source.set.items() if setting.value is False
    }

    def is_once(choice: Choice) -> bool:
        if choice.once or choice.when is None:
            return choice.once
        refusing = _refusing(choice.when.tree)
        flags = {FlagName(name) for name, setting in choice.set.items() if setting.value is True} - cleared
        made: set[Leaf] = {FlagSet(flag=flag) for flag in flags}
        made.update(Done(action=act.action) for act in acts_of(choice))
        return not refusing.isdisjoint(made)

    return is_once


def _refusing(tree: Expression) -> set[Leaf]:
    """The flags and actions with any of which a condition fails."""
    match tree:
        case Not(term=FlagSet() | Done() as made):
            return {made}
        case All(terms=terms):
            return set[Leaf]().union(*map(_refusing, terms))
        case _:
            return set()


def _range_of(meter: Meter, settings: Iterable[Fraction], moving: Iterable[_Step]) -> Range:
    settled, steps = [meter.start, *settings], list[Fraction]()
    falls = rises = Fraction(0)
    for step in moving:
        if step.is_once:
            falls, rises = falls + min(step.by, Fraction(0)), rises + max(step.by, Fraction(0))
        else:
            steps.append(step.by)
    low, high = min(settled), max(settled)
    if meter.min is not None:
        low, high = max(low, meter.min), max(high, meter.min)
    if meter.max is not None:
        low, high = min(low, meter.max), min(high, meter.max)
    return Range(
        _end(meter.min, None if min(steps, default=0) < 0 else low + falls, max),
        _end(meter.max, None if max(steps, default=0) > 0 else high + rises, min),
    )


def _end(
    bound: Fraction | None, moved: Fraction | None, nearer: Callable[[Fraction, Fraction], Fraction]
) -> Number | None:
    """Where a range ends: where the meter is kept, or where all that moves it may bring it."""
    ends = [end for end in (bound, moved) if end is not None]
    return plain(reduce(nearer, ends)) if ends else None
