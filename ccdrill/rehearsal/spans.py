"""Between which numbers each meter can be where something is known: a span per meter, in the order of the layout.

Where people are at rest a span is wide on the side that drifts may push to there. Behind them stand, for each meter that drifts,
the heights of two lines that bound it by the clock (`lines.py`). What messages add is no part of all that: each arrives once, so
all that they can add together is put on when a number is compared. It errs on one side: no meter is ever outside.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import chain, repeat

from ccdrill.model.condition import Comparison
from ccdrill.model.ids import MeterName
from ccdrill.model.scenario import Drift, Scenario
from ccdrill.model.value import Value
from ccdrill.rehearsal.lines import HOUR, Line, Window
from ccdrill.rehearsal.ranges import Number, Range, plain

Spans = tuple[Range, ...]
"""Per meter of the layout, then the lines; none at all: nothing is known but the ranges."""
_ANYTHING = Range(None, None)


class Lines(Value, frozen=True):
    """What bounds a meter that drifts by the clock."""

    place: int
    """Where their heights stand."""
    low: Line
    """The lower bound."""
    high: Line
    """The upper bound, with every number's sign turned."""

    def at(self, heights: Range, when: Window) -> Range:
        """Between which numbers the meter is then."""
        return Range(self.low.least(heights.low, when), _turned(self.high.least(_turned(heights.high), when)))

    def through(self, span: Range, when: Window) -> Range:
        """The heights if the meter is within this span at some second then."""
        low, high = span
        return Range(
            None if low is None else self.low.through(low, when),
            None if high is None else _turned(self.high.through(-high, when)),
        )

    def lifted(self, heights: Range, by: Number, when: Window) -> Range:
        """The heights after something was added then."""
        return Range(
            self.low.lifted(heights.low, by, when), _turned(self.high.lifted(_turned(heights.high), -by, when))
        )

    def run(self, heights: Range, rate: Range, seconds: int, when: Window) -> Range:
        """The heights after drifts moved the meter at such rates for so long."""
        assert rate.low is not None and rate.high is not None, "a drift has a rate"
        low = self.low.run(heights.low, rate.low, seconds, when)
        return Range(low, _turned(self.high.run(_turned(heights.high), -rate.high, seconds, when)))


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
    lines: Lines | None
    """What bounds it by the clock; None: no drift moves it."""
    less: Number
    """What all messages together may take from it."""
    more: Number
    """What they may add to it."""

    def seen(self, spans: Spans, when: Window) -> Range:
        """Between which numbers it can be when it is compared."""
        low, high = spans[self.place]
        if self.lines is not None:
            low, high = _narrower(Range(low, high), self.lines.at(spans[self.lines.place], when))
        low = None if low is None else _within(low - self.less, self.range, self.range.low)
        high = None if high is None else _within(high + self.more, self.range, self.range.high)
        return Range(low, high)

    def asked(self, spans: Spans, comparison: Comparison, number: Number, when: Window) -> Window:
        """When a comparison can hold, of the seconds that are given."""
        if self.lines is None:
            return when
        low, high = spans[self.lines.place]
        if comparison in ("<", "<=", "=="):
            when = self.lines.low.while_below(low, number + self.less, when)
        if comparison in (">", ">=", "=="):
            when = self.lines.high.while_below(_turned(high), self.more - number, when)
        return when


def reaches(
    scenario: Scenario, meters: Sequence[MeterName], ranges: Mapping[MeterName, Range], drifts: Sequence[Drift]
) -> dict[MeterName, Reach]:
    """What moves each of these meters beside what people decide."""
    rates_of = dict[MeterName, list[Drift]]()
    for drift in drifts:
        if drift.per_hour:
            rates_of.setdefault(drift.meter, []).append(drift)
    told_of = dict[MeterName, list[Fraction]]()
    for inject in scenario.injects.values():
        for meter, number in inject.add.items():
            told_of.setdefault(meter, []).append(number)
    found, drifting = {}, [name for name in meters if name in rates_of]
    for place, name in enumerate(meters):
        told, rates = told_of.get(name, []), [drift.per_hour for drift in rates_of.get(name, ())]
        lines = None
        if name in rates_of:
            lines = _lines(len(meters) + drifting.index(name), rates_of[name], ranges[name])
        found[name] = Reach(
            place=place,
            range=ranges[name],
            falls=plain(-_total(rates, -1)),
            rises=plain(_total(rates, 1)),
            lines=lines,
            less=plain(-_total(told, -1)),
            more=plain(_total(told, 1)),
        )
    return found


def _lines(place: int, drifts: Iterable[Drift], ends: Range) -> Lines:
    always = sum((drift.per_hour for drift in drifts if drift.while_ is None), Fraction(0))
    sometimes = [drift.per_hour for drift in drifts if drift.while_ is not None]
    low, high = (plain(always + _total(sometimes, sign)) for sign in (-1, 1))
    top, bottom = (None if end is None else plain(end * HOUR) for end in (ends.high, ends.low))
    return Lines(place, Line(low, top), Line(-high, _turned(bottom)))


def _total(numbers: Iterable[Fraction], sign: int) -> Fraction:
    """What those of one sign come to."""
    return sum((one for one in numbers if one * sign > 0), Fraction(0))


def spans_at(reach: Sequence[Reach], values: Iterable[Number], now: int) -> Spans:
    """Where the meters have these values at that second."""
    spans = tuple(Range(value, value) for value in values)
    when = Window(now, now)
    return (*spans, *(one.lines.through(spans[one.place], when) for one in reach if one.lines is not None))


def moved(spans: Spans, reach: Reach, by: Number, when: Window, *, is_set: bool) -> Spans:
    """After a meter was set to a number, or had one added, then."""
    if not spans:
        return spans
    low, high = spans[reach.place]
    if is_set:
        low = high = by
    else:
        low, high = None if low is None else low + by, None if high is None else high + by
    span = _inside(reach, low, high)
    if reach.lines is not None:
        heights = spans[reach.lines.place]
        heights = reach.lines.through(span, when) if is_set else reach.lines.lifted(heights, by, when)
        spans = _with(spans, reach.lines.place, heights)
    return _with(spans, reach.place, span)


def learned(spans: Spans, reach: Reach, comparison: Comparison, number: Number, when: Window) -> Spans:
    """After a comparison turned out to hold, then."""
    if not spans or comparison == "!=":
        return spans
    low, high = spans[reach.place]
    if comparison in (">", ">=", "==") and (low is None or low < number):
        low = number
    if comparison in ("<", "<=", "==") and (high is None or high > number):
        high = number
    span = _inside(reach, low, high)  # if they cross, messages make up for the difference
    if reach.lines is not None and span != spans[reach.place]:
        heights = _narrower(spans[reach.lines.place], reach.lines.through(span, when))
        spans = _with(spans, reach.lines.place, heights)
    return _with(spans, reach.place, span)


def rested(spans: Spans, reach: Reach, rate: Range) -> Spans:
    """While people wait, for any length of time, and drifts push a meter at such rates."""
    low, high = spans[reach.place]
    if rate.low is not None and rate.low < 0:
        low = reach.range.low
    if rate.high is not None and rate.high > 0:
        high = reach.range.high
    return _with(spans, reach.place, Range(low, high))


def pinned(spans: Spans, reach: Reach, when: Window) -> Spans:
    """At one instant then, whichever it is."""
    assert reach.lines is not None, "it drifts"
    low, high = _narrower(spans[reach.place], reach.lines.at(spans[reach.lines.place], when))
    if low is not None and high is not None and low > high:
        return spans  # messages make up for the difference
    return _with(spans, reach.place, _inside(reach, low, high))


def run_on(spans: Spans, reach: Reach, rate: Range, seconds: int, when: Window) -> Spans:
    """After drifts moved a meter at such rates for so long. `when`: after that."""
    assert reach.lines is not None and rate.low is not None and rate.high is not None, "it drifts"
    low, high = spans[reach.place]
    if low is not None and rate.low:
        low = plain(low + Fraction(rate.low * seconds) / HOUR)
    if high is not None and rate.high:
        high = plain(high + Fraction(rate.high * seconds) / HOUR)
    heights = reach.lines.run(spans[reach.lines.place], rate, seconds, when)
    return _with(_with(spans, reach.lines.place, heights), reach.place, _inside(reach, low, high))


def joined_spans(one: Spans, other: Spans) -> Spans:
    """If either may be so."""
    if one == other or not one or not other:
        return one if one == other else ()
    return tuple([a if a == b else _both(a, b) for a, b in zip(one, other, strict=True)])


def widened(before: Spans, now: Spans, reach: Mapping[MeterName, Reach]) -> Spans:
    """What goes on growing is as wide as it can be, so that looking ends."""
    if not before or not now:
        return now
    ends = chain((one.range for one in reach.values()), repeat(_ANYTHING))
    return tuple(
        Range(
            new.low if old.low == new.low else end.low,
            new.high if old.high == new.high else end.high,
        )
        for old, new, end in zip(before, now, ends, strict=False)
    )


def _with(spans: Spans, place: int, span: Range) -> Spans:
    return spans if spans[place] == span else (*spans[:place], span, *spans[place + 1 :])


def _inside(reach: Reach, low: Number | None, high: Number | None) -> Range:
    """A span within the range of its meter."""
    ends = reach.range
    return Range(_within(low, ends, ends.low), _within(high, ends, ends.high))


def _narrower(one: Range, other: Range) -> Range:
    """What lies in both."""
    lows = [low for low in (one.low, other.low) if low is not None]
    highs = [high for high in (one.high, other.high) if high is not None]
    return Range(max(lows, default=None), min(highs, default=None))


def _turned(number: Number | None) -> Number | None:
    return None if number is None else -number


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
