"""How far a meter must have come, by what was done: one that only ever rises has risen at least by what came with each fact.

It errs on one side: what it says a meter has come to, it has.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from ccdrill.model.condition import Comparison
from ccdrill.rehearsal.known.known import Known
from ccdrill.rehearsal.known.ranges import Number, plain, unscaled
from ccdrill.rehearsal.known.reach import Reach
from ccdrill.rehearsal.known.spans import learned
from ccdrill.rehearsal.walk.onward import bits_of
from ccdrill.rehearsal.walk.table import Effect, Table


class _Gain(NamedTuple):
    """What is known of a meter that moves one way only."""

    reach: Reach
    """The meter."""
    start: Number
    """Where it starts."""
    by_fact: dict[int, Number]
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
            value = plain(start + sum(by for fact, by in by_fact.items() if sure >> fact & 1))
            if most is not None and (value > most if comparison == ">=" else value < most):
                value = most
            spans = learned(spans, reach, comparison, value, known.when)
        return known if spans is known.spans else known._replace(spans=spans)

    @cached_property
    def _gains(self) -> list[_Gain]:
        table, found = self._table, []
        starts = (plain(unscaled(one, by)) for one, by in zip(table.start_meters, table.scale, strict=True))
        for name, start in zip(table.layout.meters, starts, strict=True):
            reach = table.layout.reach[name]
            for sign, against, most in ((1, reach.falls, reach.range.high), (-1, reach.rises, reach.range.low)):
                by_fact = None if against else self._by_fact(reach.place, sign)
                if by_fact:
                    found.append(_Gain(reach, start, by_fact, most, ">=" if sign > 0 else "<="))
        return found

    def _by_fact(self, meter: int, sign: int) -> dict[int, Number] | None:
        """By how much the meter moves that way with each fact; None if something may move it back."""
        scale, found, least = self._table.scale[meter], dict[int, Number](), min if sign > 0 else max
        for effect, once, facts in self._effects:
            moves = [(is_set, by) for one, is_set, by in effect.meters if one == meter]
            if any(is_set or by * sign < 0 for is_set, by in moves):
                return None
            whole, bearing = sum(by for _, by in moves), list(bits_of(once or facts))
            share = plain(Fraction(whole) / scale / len(bearing)) if whole and bearing else 0
            for fact in bits_of(once | facts):
                by = share if fact in bearing else 0
                found[fact] = least(found.get(fact, by), by)
        return {fact: by for fact, by in found.items() if by}

    @cached_property
    def _effects(self) -> tuple[tuple[Effect, int, int], ...]:
        """Those that move a meter or bring something: the others say nothing of what came with what."""
        return tuple(one for one in self._each_effect() if one[0].meters or one[1] or one[2])

    def _each_effect(self) -> Iterator[tuple[Effect, int, int]]:
        """Everything that has an effect; with the fact that it was chosen once, and the lasting facts that come with it."""
        table, nothing = self._table, Effect(-1, 0, 0, (), (), (), (), ())
        for row in table.every_row:
            yield row.effect, row.once, row.effect.add & self._lasting
            yield nothing, 0, row.done & self._lasting  # before the meter moves
        for call in table.calls:
            yield call.effect, 0, call.effect.add & self._lasting
        for limit in (one for one in table.limits if one is not None):
            yield limit.effect, 0, limit.effect.add & self._lasting
        for add, _ in table.on_entry:
            yield nothing, 0, add & self._lasting
