"""What moves a meter beside what people decide, and how far that brings it from what is known of it.

For each meter that drifts there are two lines that bound it by the clock (`lines.py`). What messages add is no part of them: each
arrives once, so all that they can add together is put on when a number is compared.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from ccdrill.model.condition import Comparison
from ccdrill.model.ids import MeterName
from ccdrill.model.scenario import Drift, Scenario
from ccdrill.model.value import Value
from ccdrill.rehearsal.known.lines import HOUR, Line, Window
from ccdrill.rehearsal.known.ranges import Number, Range, plain

Spans = tuple[Range, ...]
"""Per meter of the layout, then the lines; none at all: nothing is known but the ranges."""


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
            low, high = Range(low, high).narrowed(self.lines.at(spans[self.lines.place], when))
        low = None if low is None else self.range.kept(low - self.less, self.range.low)
        high = None if high is None else self.range.kept(high + self.more, self.range.high)
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


def _turned(number: Number | None) -> Number | None:
    return None if number is None else -number
