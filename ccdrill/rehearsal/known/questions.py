"""Conditions asked of what is known: what they may turn out to be, and what is known if they hold, or fail.

Compiled, for a proof asks each of them many thousand times. They err on one side: what they call impossible is so.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cached_property, reduce
from itertools import product
from math import prod

from ccdrill.engine.conditions import COMPARE
from ccdrill.model.condition import (
    All,
    Any,
    Comparison,
    Constant,
    ElapsedCompared,
    Expression,
    MeterCompared,
    Not,
    leaves,
)
from ccdrill.model.ids import MeterName
from ccdrill.model.value import Value
from ccdrill.rehearsal.known.known import Known, Truth, joined
from ccdrill.rehearsal.known.layout import Layout, fact_of
from ccdrill.rehearsal.known.lines import Window
from ccdrill.rehearsal.known.ranges import NEVER, OPPOSITE, Number, Range, plain
from ccdrill.rehearsal.known.reach import Reach
from ccdrill.rehearsal.known.spans import learned

_MOST_CELLS = 64
"""Combinations of numbers that one condition is asked with."""
Asked = Callable[[Known], bool]
Learned = Callable[[Known], Known | None]


class _Side(Value, frozen=True):
    """A condition, or its opposite."""

    may_be: Asked
    """Whether it may hold."""
    told: Learned
    """What is known if it does; None if it can't."""


class Question:
    """A resolved condition. Equal trees have equal answers."""

    def __init__(self, tree: Expression, layout: Layout) -> None:
        """`layout`: of the facts and meters of what is known."""
        self.tree = tree
        """What it is."""
        self._layout = layout
        holds, fails = _sides(tree, layout)
        self.may_hold: Asked = holds.may_be
        """Whether it may hold, each thing that it asks taken by itself."""
        self.may_fail: Asked = fails.may_be
        """Whether it may fail."""
        self.if_holds: Learned = holds.told
        """What is known if it holds; None if it can't."""
        self.if_fails: Learned = fails.told
        """What is known if it fails; None if it always holds."""

    def truth(self, known: Known) -> Truth:
        """What it may be, each thing that it asks taken by itself."""
        return Truth(self.may_hold(known), self.may_fail(known))

    def answers(self, known: Known) -> Truth:
        """What it may be, with what it asks of one thing taken together: `x < 9 or x >= 5` always holds.

        The clock is such a number too; and `a and not a` never holds.
        """
        found = self._of_numbers(known)
        if not isinstance(self.tree, All | Any):
            return found
        return Truth(
            found.may_hold and self.if_holds(known) is not None,
            found.may_fail and self.if_fails(known) is not None,
        )

    def _of_numbers(self, known: Known) -> Truth:
        if not self._joint:
            return self.truth(known)
        clock = _clock_of(known)
        cells = [
            (seen(self._layout.reach[name], known) if name is not None else clock).cells(numbers)
            for name, numbers in self._joint.items()
        ]
        if prod(map(len, cells)) > _MOST_CELLS:
            return self.truth(known)
        trees = (_with(self.tree, dict(zip(self._joint, cell, strict=True))) for cell in product(*cells))
        cases = [Question(tree, self._layout) for tree in trees]
        return Truth(
            any(one.may_hold(known) and one.if_holds(known) is not None for one in cases),
            any(one.may_fail(known) and one.if_fails(known) is not None for one in cases),
        )

    @cached_property
    def _joint(self) -> Mapping[MeterName | None, set[Number]]:
        """The numbers that one meter, or the clock, is compared with, where it is more than once."""
        asked: dict[MeterName | None, list[Number]] = {}
        for leaf in leaves(self.tree):
            if isinstance(leaf, MeterCompared):
                asked.setdefault(leaf.meter, []).append(plain(leaf.number))
            elif isinstance(leaf, ElapsedCompared):
                asked.setdefault(None, []).append(leaf.seconds)
        return {name: set(found) for name, found in asked.items() if len(found) > 1}


def in_turn(questions: Iterable[Question], known: Known) -> list[Known | None]:
    """For each condition of a list, what is known if it is the first that holds; then, if none does. None: it can't be."""
    found: list[Known | None] = []
    left: Known | None = known
    for question in questions:
        found.append(question.if_holds(left) if left is not None else None)
        left = question.if_fails(left) if left is not None else None
    return [*found, left]


def _sides(tree: Expression, layout: Layout) -> tuple[_Side, _Side]:
    """The condition and its opposite."""
    match tree:
        case Constant(value=value):
            always, never = _Side(lambda _: True, lambda known: known), _Side(lambda _: False, lambda _: None)
            return (always, never) if value else (never, always)
        case Not(term=term):
            holds, fails = _sides(term, layout)
            return fails, holds
        case All(terms=terms):
            sides = [_sides(term, layout) for term in terms]
            return _each([holds for holds, _ in sides]), _one([fails for _, fails in sides])
        case Any(terms=terms):
            sides = [_sides(term, layout) for term in terms]
            return _one([holds for holds, _ in sides]), _each([fails for _, fails in sides])
        case ElapsedCompared(comparison=comparison, seconds=seconds):
            return _clock(comparison, seconds), _clock(OPPOSITE[comparison], seconds)
        case MeterCompared(meter=meter, comparison=comparison, number=number):
            reach = layout.reach[meter]
            return _meter(reach, comparison, plain(number)), _meter(reach, OPPOSITE[comparison], plain(number))
        case _:
            fact = fact_of(tree)
            assert fact is not None, "questions about the case are resolved"
            return _fact(layout.bit[fact])


def _each(sides: list[_Side]) -> _Side:
    """All of them."""

    def told(known: Known) -> Known | None:
        found: Known | None = known
        for side in sides:
            if found is None:
                return None
            found = side.told(found)
        return found

    asked = [side.may_be for side in sides]
    return _Side(lambda known: all(may_be(known) for may_be in asked), told)


def _one(sides: list[_Side]) -> _Side:
    """One of them, whichever."""

    def told(known: Known) -> Known | None:
        ways = [way for way in [side.told(known) for side in sides] if way is not None]
        return reduce(joined, ways) if ways else None  # each may hold, but no way of it does

    asked = [side.may_be for side in sides]
    return _Side(lambda known: any(may_be(known) for may_be in asked), told)


def _fact(bit: int) -> tuple[_Side, _Side]:
    def if_true(known: Known) -> Known | None:
        true, false, soonest, latest, spans = known
        if not true & bit:
            return None
        return Known(true, false & ~bit, soonest, latest, spans) if false & bit else known

    def if_false(known: Known) -> Known | None:
        true, false, soonest, latest, spans = known
        if not false & bit:
            return None
        return Known(true & ~bit, false, soonest, latest, spans) if true & bit else known

    return _Side(lambda known: bool(known.true & bit), if_true), _Side(lambda known: bool(known.false & bit), if_false)


def _clock(comparison: Comparison, seconds: int) -> _Side:
    """The clock only goes on: whoever must wait for a second is not there sooner, and whoever must be there by one not later."""
    waits_for = {">": seconds + 1, ">=": seconds, "==": seconds}.get(comparison, 0)
    is_over_by = {"<": seconds - 1, "<=": seconds, "==": seconds}.get(comparison, NEVER)

    def may_be(known: Known) -> bool:
        return _clock_of(known).may_be(comparison, seconds)

    def told(known: Known) -> Known | None:
        if not may_be(known):
            return None
        return _within(known, Window(waits_for, is_over_by))

    return _Side(may_be, told)


def _meter(reach: Reach, comparison: Comparison, number: Number) -> _Side:
    def may_be(known: Known) -> bool:
        return seen(reach, known).may_be(comparison, number)

    def told(known: Known) -> Known | None:
        if not may_be(known):
            return None
        if not known.spans:
            return known
        found: Known | None = known
        if reach.lines is not None:
            found = _within(known, reach.asked(known.spans, comparison, number, known.when))
        if found is None:
            return None
        spans = learned(found.spans, reach, comparison, number, found.when)
        return found if spans is found.spans else found._replace(spans=spans)

    return _Side(may_be, told)


def seen(reach: Reach, known: Known) -> Range:
    """Between which numbers a meter can be there."""
    return reach.seen(known.spans, known.when) if known.spans else reach.range


def _clock_of(known: Known) -> Range:
    return Range(known.soonest, known.latest if known.latest < NEVER else None)


def _within(known: Known, when: Window) -> Known | None:
    """What is known between these seconds; None if it is at no such one."""
    soonest, latest = max(known.soonest, when.soonest), min(known.latest, when.latest)
    if soonest > latest:
        return None
    if soonest == known.soonest and latest == known.latest:
        return known
    return known._replace(soonest=soonest, latest=latest)


def _with(tree: Expression, values: Mapping[MeterName | None, Number]) -> Expression:
    """The condition where some meters, and the clock, have these values."""
    match tree:
        case Not(term=term):
            return Not(term=_with(term, values))
        case All(terms=terms):
            return All(terms=tuple(_with(term, values) for term in terms))
        case Any(terms=terms):
            return Any(terms=tuple(_with(term, values) for term in terms))
        case MeterCompared(meter=meter, comparison=comparison, number=number) if meter in values:
            return Constant(value=COMPARE[comparison](Fraction(values[meter]), number))
        case ElapsedCompared(comparison=comparison, seconds=seconds) if None in values:
            return Constant(value=COMPARE[comparison](Fraction(values[None]), Fraction(seconds)))
        case _:
            return tree
