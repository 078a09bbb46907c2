"""Between which numbers each meter can be where something is known: a span per meter, in the order of the layout.

A span is wide on the side that a drift pushes to, at all times. What messages add is no part of it: each arrives once, so all
that they can add together is put on when a number is compared. It errs on one side: no meter is ever outside.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from ccdrill.model.condition import Comparison
from ccdrill.model.ids import MeterName
from ccdrill.model.scenario import Drift, Inject, Scenario
from ccdrill.model.value import Value
from ccdrill.model.walks import sources_of
from ccdrill.rehearsal.ranges import Number, Range, plain

Spans = tuple[Range, ...]
"""Per meter of the layout; none at all: nothing is known but the ranges."""
_HOUR = 3600


class Reach(Value, frozen=True):
    """How far a meter can be from what is known of it by what was decided."""

    place: int
    """Where its span stands."""
    range: Range
    """Between which numbers it can ever be."""
    falls: Number
    """How much drifts can take from it in an hour."""
    rises: Number
    """How much they can add to it in an hour."""
    set_to: Range
    """Between which numbers it starts or is set to; no end where decisions add to it, or take from it."""
    less: Number
    """What all messages together may take from it."""
    more: Number
    """What they may add to it."""

    def settled(self, low: Number | None, high: Number | None) -> Range:
        """A span within the range, wide where a drift pushes."""
        ends = self.range
        low = ends.low if self.falls else _within(low, ends, ends.low)
        high = ends.high if self.rises else _within(high, ends, ends.high)
        return Range(low, high)

    def by(self, second: int) -> Range:
        """Between which numbers it can be at that second after the start, but for what messages add."""
        low, high = self.set_to
        hours = Fraction(second, _HOUR)
        return Range(
            None if low is None else plain(low - self.falls * hours),
            None if high is None else plain(high + self.rises * hours),
        )

    def seen(self, span: Range) -> Range:
        """Between which numbers it can be when it is compared."""
        low = None if span.low is None else _within(span.low - self.less, self.range, self.range.low)
        high = None if span.high is None else _within(span.high + self.more, self.range, self.range.high)
        return Range(low, high)


def reaches(
    scenario: Scenario, meters: Sequence[MeterName], ranges: Mapping[MeterName, Range], drifts: Sequence[Drift]
) -> dict[MeterName, Reach]:
    """What moves each of these meters beside what people decide."""
    rates_of = dict[MeterName, list[Fraction]]()
    for drift in drifts:
        rates_of.setdefault(drift.meter, []).append(drift.per_hour)
    told_of = dict[MeterName, list[Fraction]]()
    for inject in scenario.injects.values():
        for meter, number in inject.add.items():
            told_of.setdefault(meter, []).append(number)
    found = {}
    for place, name in enumerate(meters):
        rates, told = rates_of.get(name, []), told_of.get(name, [])
        found[name] = Reach(
            place=place,
            range=ranges[name],
            falls=plain(-_total(rates, -1)),
            rises=plain(_total(rates, 1)),
            set_to=_set_to(scenario, name),
            less=plain(-_total(told, -1)),
            more=plain(_total(told, 1)),
        )
    return found


def _total(numbers: Iterable[Fraction], sign: int) -> Fraction:
    """What those of one sign come to."""
    return sum((one for one in numbers if one * sign > 0), Fraction(0))


def _set_to(scenario: Scenario, name: MeterName) -> Range:
    settled, moves = [scenario.meters[name].start], list[Fraction]()
    for source in sources_of(scenario):
        if name in source.add and not isinstance(source, Inject):
            moves.append(source.add[name])
        setting = source.set.get(name)
        if setting is not None and not isinstance(setting.value, bool):
            settled.append(setting.value)
    return Range(
        plain(min(settled)) if all(by >= 0 for by in moves) else None,
        plain(max(settled)) if all(by <= 0 for by in moves) else None,
    )


def spans_at(reach: Iterable[Reach], values: Iterable[Number]) -> Spans:
    """Where the meters have these values."""
    return tuple(one.settled(value, value) for one, value in zip(reach, values, strict=True))


def spans_by(second: int, spans: Spans, reach: Iterable[Reach]) -> Spans:
    """What is known at that second after the start, and at no other: a drift has had no more time than that."""
    return tuple([_inner(spans[one.place] if spans else one.range, one.by(second)) for one in reach])


def moved(spans: Spans, reach: Reach, by: Number, *, is_set: bool) -> Spans:
    """After a meter was set to a number, or had one added."""
    if not spans:
        return spans
    low, high = spans[reach.place]
    if is_set:
        low = high = by
    else:
        low, high = None if low is None else low + by, None if high is None else high + by
    return _with(spans, reach.place, reach.settled(low, high))


def learned(spans: Spans, reach: Reach, comparison: Comparison, number: Number) -> Spans:
    """After a comparison turned out to hold. Nothing is learned on a side that a drift pushes to."""
    if not spans or comparison == "!=":
        return spans
    low, high = spans[reach.place]
    if comparison in (">", ">=", "==") and (low is None or low < number):
        low = number
    if comparison in ("<", "<=", "==") and (high is None or high > number):
        high = number
    if low is not None and high is not None and low > high:
        return spans  # messages make up for the difference
    return _with(spans, reach.place, reach.settled(low, high))


def joined_spans(one: Spans, other: Spans) -> Spans:
    """If either may be so."""
    if one == other or not one or not other:
        return one if one == other else ()
    return tuple([a if a == b else _both(a, b) for a, b in zip(one, other, strict=True)])


def widened(before: Spans, now: Spans, reach: Mapping[MeterName, Reach]) -> Spans:
    """What goes on growing is as wide as it can be, so that looking ends."""
    if not before or not now:
        return now
    return tuple(
        Range(
            new.low if old.low == new.low else one.range.low,
            new.high if old.high == new.high else one.range.high,
        )
        for old, new, one in zip(before, now, reach.values(), strict=True)
    )


def _with(spans: Spans, place: int, span: Range) -> Spans:
    return spans if spans[place] == span else (*spans[:place], span, *spans[place + 1 :])


def _inner(one: Range, other: Range) -> Range:
    """What lies in both; the one where nothing does, for messages make up for the difference."""
    lows = [low for low in (one.low, other.low) if low is not None]
    highs = [high for high in (one.high, other.high) if high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    return one if low is not None and high is not None and low > high else Range(low, high)


def _within(number: Number | None, ends: Range, otherwise: Number | None) -> Number | None:
    if number is None:
        return otherwise
    if ends.low is not None and number < ends.low:
        return ends.low
    return ends.high if ends.high is not None and number > ends.high else number


def _both(one: Range, other: Range) -> Range:
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return Range(low, high)
