"""How far a meter must have come, by what was done: one that only ever rises has risen at least by what came with each fact.

It errs on one side: what it says a meter has come to, it has.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from ccdrill.model.condition import Comparison
from ccdrill.rehearsal.known import Known
from ccdrill.rehearsal.onward import bits_of
from ccdrill.rehearsal.ranges import Number, plain
from ccdrill.rehearsal.spans import Reach, learned
from ccdrill.rehearsal.table import Effect, Table


class _Gain(NamedTuple):
    """What is known of a meter that moves one way only."""

    reach: Reach
    """The meter."""
    start: Number
    """Where it starts."""
    by_fact: dict[int, Fraction]
    """By how much it moved when a fact became true, at the least, by the number of its bit."""
    most: Number | None
    """Where it stops."""
    comparison: Comparison
    """Which way it goes: `>=`, it rises."""


class Gains:
    """Answers for one table."""

    def __init__(self, table: Table, lasting: int) -> None:
        """`lasting`: the facts that nothing makes false."""
        self._table = table
        self._lasting = lasting & ~table.start_facts

    def within(self, known: Known) -> Known:
        """What is known, with how far meters must have come by the facts that are known to be true."""
        sure, spans = known.true & ~known.false, known.spans
        for reach, start, by_fact, most, comparison in self._gains if spans else ():
            value = plain(start + sum((by for fact, by in by_fact.items() if sure >> fact & 1), Fraction(0)))
            if most is not None and (value > most if comparison == ">=" else value < most):
                value = most
            spans = learned(spans, reach, comparison, value, known.when)
        return known if spans is known.spans else known._replace(spans=spans)

    @cached_property
    def _gains(self) -> list[_Gain]:
        table, found = self._table, []
        starts = (plain(Fraction(one) / by) for one, by in zip(table.start_meters, table.scale, strict=True))
        for name, start in zip(table.layout.meters, starts, strict=True):
            reach = table.layout.reach[name]
            for sign, against, most in ((1, reach.falls, reach.range.high), (-1, reach.rises, reach.range.low)):
                by_fact = None if against else self._by_fact(reach.place, sign)
                if by_fact:
                    found.append(_Gain(reach, start, by_fact, most, ">=" if sign > 0 else "<="))
        return found

    def _by_fact(self, meter: int, sign: int) -> dict[int, Fraction] | None:
        """By how much the meter moves that way with each fact; None if something may move it back."""
        found: dict[int, Fraction] = {}
        for effect, once, facts in self._effects():
            moves = [
                (is_set, Fraction(by) / self._table.scale[meter]) for one, is_set, by in effect.meters if one == meter
            ]
            if any(is_set or by * sign < 0 for is_set, by in moves):
                return None
            whole, bearing = sum((by for _, by in moves), Fraction(0)), list(bits_of(once or facts))
            for fact in bits_of(once | facts):
                share = whole / len(bearing) if fact in bearing else Fraction(0)
                found[fact] = min(found.get(fact, share), share, key=abs)
        return {fact: by for fact, by in found.items() if by}

    def _effects(self) -> Iterator[tuple[Effect, int, int]]:
        """Everything that has an effect; with the fact that it was chosen once, and the lasting facts that come with it."""
        table, nothing = self._table, Effect(-1, 0, (), (), (), (), ())
        for row in (row for rows in table.rows for row in rows):
            yield row.effect, row.once, row.effect.add & self._lasting
            early = reduce(or_, (table.layout.done(action) for _, action in row.early), 0)
            yield nothing, 0, early & self._lasting  # before the meter moves
        for call in (*table.timed, *table.waiting):
            yield call.effect, 0, call.effect.add & self._lasting
        for limit in (one for one in table.limits if one is not None):
            yield limit.effect, 0, limit.effect.add & self._lasting
        for add, _ in table.on_entry:
            yield nothing, 0, add & self._lasting
