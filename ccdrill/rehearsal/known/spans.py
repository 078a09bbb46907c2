"""Between which numbers each meter can be where something is known: a span per meter, in the order of the layout.

Where people are at rest a span is wide on the side that drifts may push to there. Behind them stand the heights of the lines that
bound it by the clock, of each meter that drifts (`reach.py`). It errs on one side: no meter is ever outside.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import chain, repeat

from ccdrill.model.condition import Comparison
from ccdrill.model.ids import MeterName
from ccdrill.rehearsal.known.lines import HOUR, Window
from ccdrill.rehearsal.known.ranges import Number, Range, plain
from ccdrill.rehearsal.known.reach import Reach, Spans

_ANYTHING = Range(None, None)


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
        heights = spans[reach.lines.place].narrowed(reach.lines.through(span, when))
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
    low, high = spans[reach.place].narrowed(reach.lines.at(spans[reach.lines.place], when))
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
    return Range(ends.kept(low, ends.low), ends.kept(high, ends.high))


def _both(one: Range, other: Range) -> Range:
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return Range(low, high)
