"""Between which numbers a meter can ever be, whatever is played: what bounds it, and which way anything moves it, and how often."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

from ccdrill.model.condition import All, Comparison, Expression, FlagSet, Not
from ccdrill.model.ids import MeterName
from ccdrill.model.scenario import Choice, Inject, Meter, Scenario
from ccdrill.model.walks import Moves, choices_of, moves_of_meters, sources_of

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


def ranges_of(scenario: Scenario, moves: Mapping[MeterName, Moves] | None = None) -> dict[MeterName, Range]:
    """The range of each meter of a checked scenario. `moves`: what moves them, if that is known."""
    moves = moves_of_meters(scenario) if moves is None else moves
    once = list(_happening_once(scenario)) if moves else []
    return {
        name: _range_of(meter, moves[name], [source.add[name] for source in once if name in source.add])
        for name, meter in scenario.meters.items()
    }


def _happening_once(scenario: Scenario) -> Iterator[Choice | Inject]:
    """What happens at most once in a play: messages, and choices that are made once."""
    yield from scenario.injects.values()
    yield from filter(chosen_once(scenario), choices_of(scenario))


def chosen_once(scenario: Scenario) -> Callable[[Choice], bool]:
    """What tells whether a choice is made at most once in a play: it is offered once, or only until it sets a flag for good.

    Nobody chooses while a choice is under way, whatever comes meanwhile: it is through, and its flag set, before it could be made
    again.
    """
    cleared = {
        name for source in sources_of(scenario) for name, setting in source.set.items() if setting.value is False
    }

    def is_once(choice: Choice) -> bool:
        setting = {name for name, setting in choice.set.items() if setting.value is True} - cleared
        return choice.once or (choice.when is not None and bool(setting & _refusing(choice.when.tree)))

    return is_once


def _refusing(tree: Expression) -> set[str]:
    """The flags with any of which a condition fails."""
    match tree:
        case Not(term=FlagSet(flag=flag)):
            return {flag}
        case All(terms=terms):
            return set[str]().union(*map(_refusing, terms))
        case _:
            return set()


def _range_of(meter: Meter, moves: Moves, once: Iterable[Fraction]) -> Range:
    """`once`: those of its steps that are made at most once."""
    settled, steps = [meter.start, *moves.settings], list(moves.steps)
    falls = rises = Fraction(0)
    for step in once:
        steps.remove(step)
        falls, rises = falls + min(step, Fraction(0)), rises + max(step, Fraction(0))
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
