"""What drifts may do to meters where something is known: how fast, by the conditions that decide over them, and what comes of it."""

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from typing import NamedTuple

from ccdrill.engine.conditions import Case
from ccdrill.model.condition import ElapsedCompared, MeterCompared, leaves
from ccdrill.rehearsal.known.guards import tree_of
from ccdrill.rehearsal.known.known import Known, joined
from ccdrill.rehearsal.known.layout import Layout
from ccdrill.rehearsal.known.lines import later
from ccdrill.rehearsal.known.questions import Question
from ccdrill.rehearsal.known.ranges import Range, plain
from ccdrill.rehearsal.known.spans import pinned, rested, run_on

Rates = tuple[Range, ...]
"""How much may come to each meter that drifts in an hour, at the least and at the most."""


class _Drift(NamedTuple):
    rate: Fraction
    """How much in an hour."""
    asked: Question
    """Whether it runs."""


class Drifts:
    """Answers for one layout."""

    def __init__(self, layout: Layout, case: Case) -> None:
        """Compiles the conditions of the drifts."""
        self._reach = tuple(one for one in layout.reach.values() if one.lines is not None)
        self._of: list[list[_Drift]] = [[] for _ in self._reach]
        self._facts, self._is_timed, self._asks_for_meters = 0, False, False
        self._found: dict[tuple[object, ...], Rates] = {}
        place = {reach.place: number for number, reach in enumerate(self._reach)}
        for drift in layout.drifts:
            number = place.get(layout.reach[drift.meter].place)
            if number is None or drift in layout.still:
                continue  # its rate is 0, or it never runs
            tree = tree_of(drift.while_, case)
            asked = leaves(tree)
            self._asks_for_meters = self._asks_for_meters or any(isinstance(one, MeterCompared) for one in asked)
            self._is_timed = self._is_timed or any(isinstance(one, ElapsedCompared) for one in asked)
            self._facts |= layout.asked_by(tree)
            self._of[number].append(_Drift(drift.per_hour, Question(tree, layout)))

    def rates(self, known: Iterable[Known]) -> Rates:
        """How fast meters may move where any of that is known."""
        return self._rates(reduce(joined, known)) if self._reach else ()

    def rested(self, known: Known) -> Known:
        """What is known while people wait, for any length of time."""
        spans = known.spans
        if not self._reach or not spans:
            return known
        for reach, rate in zip(self._reach, self._rates(known), strict=True):
            spans = rested(spans, reach, rate)
        return known if spans is known.spans else known._replace(spans=spans)

    def run(self, known: Known, seconds: int, rates: Rates) -> Known:
        """What is known after just so many seconds, in which nothing else moved a meter that drifts."""
        true, false, soonest, latest, spans = known
        known = Known(true, false, soonest + seconds, later(latest, seconds), spans)
        for reach, rate in zip(self._reach, rates, strict=True) if spans and seconds else ():
            spans = run_on(spans, reach, rate, seconds, known.when)
        return known if spans is known.spans else known._replace(spans=spans)

    def now(self, known: Known) -> Known:
        """What is known at one instant, whichever it is of those to which the clock may have come."""
        spans = known.spans
        for reach in self._reach if spans else ():
            spans = pinned(spans, reach, known.when)
        return known if spans is known.spans else known._replace(spans=spans)

    def wide(self, known: Known) -> Known:
        """What is known at any time after that, whatever drifts run."""
        spans = known.spans
        for reach in self._reach if spans else ():
            spans = rested(spans, reach, Range(-reach.falls, reach.rises))
        return known if spans is known.spans else known._replace(spans=spans)

    def _rates(self, known: Known) -> Rates:
        key: tuple[object, ...] = (known.true & self._facts, known.false & self._facts)
        if self._asks_for_meters:
            known = self.wide(known)  # while a drift runs, others do
            key += (known.when, known.spans)
        elif self._is_timed:
            key += known.when
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = tuple(_rate(drifts, known) for drifts in self._of)
        return found


def _rate(drifts: Iterable[_Drift], known: Known) -> Range:
    low = high = Fraction(0)
    for rate, asked in drifts:
        if not asked.may_hold(known):
            continue
        may_rest = asked.may_fail(known)
        low += rate if rate < 0 or not may_rest else 0
        high += rate if rate > 0 or not may_rest else 0
    return Range(plain(low), plain(high))
