"""Situations as single whole numbers: small, quick to compare, and alike whenever they go on alike.

From the low end: the state, the facts, whether the timeout is spent, the clock, how long ago the state was entered, how long
each waiting inject has been armed, and a number for the meters. What can't matter any more is left out: facts that nothing
later asks for, a clock beyond everything that looks at it, and where a meter stands beyond all that it is compared with.
"""

from bisect import bisect_right

from ccdrill.rehearsal.known.ranges import Number
from ccdrill.rehearsal.walk.liveness import Liveness, clipped
from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.walker import Walker

_TIME = 36
"""Bits of a time in seconds: less than two thousand years."""
_TIME_MASK = (1 << _TIME) - 1


class Packing:
    """Packs and unpacks the situations of one table, at rest."""

    def __init__(self, table: Table, *, is_exact: bool = False) -> None:
        """`is_exact`: the clock counts, because somebody else looks at it (deadlines do)."""
        self.table = table
        self.state_bits = len(table.names).bit_length()
        self.state_mask = (1 << self.state_bits) - 1
        self.is_timeless = table.is_timeless and not is_exact
        self._live = Liveness(table)
        self._fact_mask = table.layout.every_fact
        self._spent_at = self.state_bits + len(table.layout.bit)
        self._now_at = self._spent_at + 1
        self._entered_at = self._now_at + _TIME
        self._armed_at = self._entered_at + _TIME
        self._meters_at = self._armed_at + _TIME * sum(call.after > 0 for call in table.waiting)
        self._meter_ids: dict[tuple[Number, ...], int] = {}
        self._meter_values: list[tuple[Number, ...]] = []
        delayed = (place for place, call in enumerate(table.waiting) if call.after)
        self._delayed = {place: self._armed_at + number * _TIME for number, place in enumerate(delayed)}
        self._instants = [call.at or 0 for call in table.timed]

    @property
    def weight(self) -> int:
        """How many bytes a situation may take, with its place in a list and in an index, about."""
        return 150 + (self._meters_at + 32) // 8 + 40 * len(self.table.layout.meters)

    def facts_of_state(self, state: int) -> int:
        """The facts that can matter in a state of a table in which facts alone decide."""
        return self._live.of_state[state] & self._fact_mask

    def pack(self, walker: Walker, until: int | None = 0) -> int:
        """The number of the walker's situation. `until`: from which second on nobody else looks at the clock; None: from none."""
        if walker.is_ended:
            return walker.state
        outlook = self._live.outlook(walker)
        key = walker.state | (walker.bits & outlook.facts) << self.state_bits
        if self.is_timeless:
            return key
        now = walker.now
        key |= (now if until is None else min(now, max(until, outlook.horizon))) << self._now_at
        if self.table.limits[walker.state] is not None:
            key |= 1 << self._spent_at if walker.is_spent else now - walker.entered << self._entered_at
        for place, since in walker.armed.items():
            if place in self._delayed:  # what need not wait is never armed at rest
                key |= now - since + 1 << self._delayed[place]
        if walker.meters:
            values = tuple(map(clipped, walker.meters, outlook.meters))
            found = self._meter_ids.get(values)
            if found is None:
                found = self._meter_ids[values] = len(self._meter_values)
                self._meter_values.append(values)
            key |= found << self._meters_at
        return key

    def unpack(self, key: int, walker: Walker) -> None:
        """Puts the walker into a situation; what had been left out is as at first."""
        state = key & self.state_mask
        walker.bits = key >> self.state_bits & self._fact_mask
        now = 0
        if not self.is_timeless:
            now = key >> self._now_at & _TIME_MASK
            walker.is_spent = bool(key >> self._spent_at & 1)
            walker.entered = now - (key >> self._entered_at & _TIME_MASK)
            walker.ask_timed_from(bisect_right(self._instants, now))
            walker.armed = {}
            for place, at in self._delayed.items():
                age = key >> at & _TIME_MASK
                if age:
                    walker.armed[place] = now - age + 1
            if self.table.layout.meters and state < self.table.endings:
                walker.meters = list(self._meter_values[key >> self._meters_at])
        walker.place_at(state, now)
