"""What can be true of a situation: facts that may hold and that may not, and what that makes of conditions.

It errs on one side: what it calls impossible is so.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import reduce
from itertools import product
from math import prod
from typing import NamedTuple

from ccdrill.model.condition import (
    All,
    Any,
    Constant,
    ElapsedCompared,
    Expression,
    MeterCompared,
    Not,
    leaves,
)
from ccdrill.model.ids import MeterName
from ccdrill.rehearsal.guards import COMPARE
from ccdrill.rehearsal.layout import Layout, fact_of
from ccdrill.rehearsal.ranges import Range
from ccdrill.rehearsal.spans import Spans, joined_spans, learned, moved
from ccdrill.rehearsal.table import Effect, Table

_MOST_CELLS = 64
"""Combinations of numbers that one condition is asked with."""


class Known(NamedTuple):
    """What is known of every situation in a state."""

    true: int
    """Facts that may hold."""
    false: int
    """Facts that may not."""
    soonest: int
    """No second before this; how long people wait in it has no limit."""
    spans: Spans = ()
    """Between which numbers the meters are, but for what messages add; none: as far as they can ever be."""


class Truth(NamedTuple):
    """What a condition may turn out to be."""

    may_hold: bool
    """Whether it may hold."""
    may_fail: bool
    """Whether it may not."""


NEVER = Truth(may_hold=False, may_fail=False)
"""Of what is never asked."""


def truth(tree: Expression, known: Known, layout: Layout) -> Truth:
    """What a resolved condition may be."""
    match tree:
        case Constant(value=value):
            return Truth(value, not value)
        case Not(term=term):
            inner = truth(term, known, layout)
            return Truth(inner.may_fail, inner.may_hold)
        case All(terms=terms):
            inner_truths = [truth(term, known, layout) for term in terms]
            return Truth(all(one.may_hold for one in inner_truths), any(one.may_fail for one in inner_truths))
        case Any(terms=terms):
            inner_truths = [truth(term, known, layout) for term in terms]
            return Truth(any(one.may_hold for one in inner_truths), all(one.may_fail for one in inner_truths))
        case ElapsedCompared(comparison=comparison, seconds=seconds):
            compare = COMPARE[comparison]
            points = {max(known.soonest, second) for second in (0, seconds - 1, seconds, seconds + 1)}
            answers = {compare(point, seconds) for point in points}
            return Truth(True in answers, False in answers)
        case MeterCompared():
            found = range_where(tree.meter, known, layout).answers(tree.comparison, tree.number)
            return Truth(True in found, False in found)
        case _:
            fact = fact_of(tree)
            assert fact is not None, "questions about the case are resolved"
            bit = layout.bit[fact]
            return Truth(bool(known.true & bit), bool(known.false & bit))


def answers(tree: Expression, known: Known, layout: Layout) -> Truth:
    """What a resolved condition may be, with what it asks of one thing taken together: `x < 9 or x >= 5` always holds.

    The clock is such a number too; and `a and not a` never holds.
    """
    found = _of_numbers(tree, known, layout)
    if not isinstance(tree, All | Any):
        return found
    return Truth(
        found.may_hold and assume(tree, known, layout) is not None,
        found.may_fail and assume(Not(term=tree), known, layout) is not None,
    )


def _of_numbers(tree: Expression, known: Known, layout: Layout) -> Truth:
    asked: dict[MeterName | None, list[MeterCompared | ElapsedCompared]] = {}
    for leaf in leaves(tree):
        if isinstance(leaf, MeterCompared | ElapsedCompared):
            asked.setdefault(leaf.meter if isinstance(leaf, MeterCompared) else None, []).append(leaf)
    joint = {name: {_number(leaf) for leaf in found} for name, found in asked.items() if len(found) > 1}
    clock = Range(Fraction(known.soonest), None)
    cells = [
        (range_where(name, known, layout) if name is not None else clock).cells(numbers)
        for name, numbers in joint.items()
    ]
    if not joint or prod(map(len, cells)) > _MOST_CELLS:
        return truth(tree, known, layout)
    cases = [truth(_with(tree, dict(zip(joint, cell, strict=True))), known, layout) for cell in product(*cells)]
    return Truth(any(one.may_hold for one in cases), any(one.may_fail for one in cases))


def range_where(meter: MeterName, known: Known, layout: Layout) -> Range:
    """Between which numbers a meter can be there."""
    reach = layout.reach[meter]
    return reach.seen(known.spans[reach.place]) if known.spans else reach.range


def _number(leaf: MeterCompared | ElapsedCompared) -> Fraction:
    return leaf.number if isinstance(leaf, MeterCompared) else Fraction(leaf.seconds)


def _with(tree: Expression, values: Mapping[MeterName | None, Fraction]) -> Expression:
    """The condition where some meters, and the clock, have these values."""
    match tree:
        case Not(term=term):
            return Not(term=_with(term, values))
        case All(terms=terms):
            return All(terms=tuple(_with(term, values) for term in terms))
        case Any(terms=terms):
            return Any(terms=tuple(_with(term, values) for term in terms))
        case MeterCompared(meter=meter, comparison=comparison, number=number) if meter in values:
            return Constant(value=COMPARE[comparison](values[meter], number))
        case ElapsedCompared(comparison=comparison, seconds=seconds) if None in values:
            return Constant(value=COMPARE[comparison](values[None], Fraction(seconds)))
        case _:
            return tree


def assume(tree: Expression, known: Known, layout: Layout) -> Known | None:
    """What is known if the condition holds; None if it can't."""
    if not truth(tree, known, layout).may_hold:
        return None
    match tree:
        case All(terms=terms):
            for term in terms:
                narrowed = assume(term, known, layout)
                if narrowed is None:
                    return None
                known = narrowed
            return known
        case Any(terms=terms):
            ways = [way for way in (assume(term, known, layout) for term in terms) if way is not None]
            return reduce(joined, ways) if ways else None  # each may hold, but no way of it does
        case Not(term=Not(term=term)):
            return assume(term, known, layout)
        case Not(term=All(terms=terms)):
            return assume(Any(terms=tuple(Not(term=term) for term in terms)), known, layout)
        case Not(term=Any(terms=terms)):
            return assume(All(terms=tuple(Not(term=term) for term in terms)), known, layout)
        case Not(term=MeterCompared() as term):
            return known._replace(spans=learned(known.spans, layout.reach[term.meter], term, holds=False))
        case MeterCompared():
            return known._replace(spans=learned(known.spans, layout.reach[tree.meter], tree, holds=True))
        case Not(term=term):
            fact = fact_of(term)  # type: ignore[arg-type]  # a leaf: every other kind was matched above
            return known if fact is None else known._replace(true=known.true & ~layout.bit[fact])
        case _:
            fact = fact_of(tree)
            return known if fact is None else known._replace(false=known.false & ~layout.bit[fact])


def in_turn(trees: Iterable[Expression], known: Known, layout: Layout) -> list[Known | None]:
    """For each resolved condition of a list, what is known if it is the first that holds; then, if none does. None: it can't be."""
    found: list[Known | None] = []
    left: Known | None = known
    for tree in trees:
        found.append(assume(tree, left, layout) if left is not None else None)
        left = assume(Not(term=tree), left, layout) if left is not None else None
    return [*found, left]


def changed(known: Known, effect: Effect, table: Table, *, is_told: bool = False) -> Known:
    """What is known after an effect. `is_told`: of a message, whose `add` the spans leave out."""
    cleared = ~effect.keep
    spans = known.spans
    for meter, is_set, by in effect.meters:
        if is_set or not is_told:
            name = table.layout.meters[meter]
            spans = moved(spans, table.layout.reach[name], Fraction(by) / table.scale[meter], is_set=is_set)
    return Known(
        known.true & effect.keep | effect.add,
        (known.false | (cleared & (known.true | known.false))) & ~effect.add,
        known.soonest,
        spans,
    )


def joined(one: Known, other: Known) -> Known:
    """What is known if either may be so."""
    return Known(
        one.true | other.true,
        one.false | other.false,
        min(one.soonest, other.soonest),
        joined_spans(one.spans, other.spans),
    )
