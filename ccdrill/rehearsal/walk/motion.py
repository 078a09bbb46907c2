"""Meters of a walk, as the clock runs on: exact, in whole numbers where drifts ask for no meter, else as the engine moves them."""

from bisect import bisect_right
from collections.abc import Iterator
from fractions import Fraction

from ccdrill.engine.conditions import COMPARE
from ccdrill.engine.drift import move_meters, next_change
from ccdrill.model.ids import ActionId, FlagName, MeterName, MomentId
from ccdrill.rehearsal.known.ranges import NEVER, Number
from ccdrill.rehearsal.walk.table import Table, Watch


class Moved:
    """What motion reads and writes: a part of the walker's registers."""

    __slots__ = ("bits", "meters", "now")

    def __init__(self) -> None:
        self.bits = 0
        """Facts, as the table's layout has them."""
        self.now = 0
        """Seconds from the start."""
        self.meters: list[Number] = []
        """Scaled, as the table says."""


class Motion:
    """Moves the meters of one table."""

    def __init__(self, table: Table) -> None:
        """Remembers how fast meters move, by the facts that drifts ask for."""
        self._table = table
        self._is_still = not table.layout.drifts
        self._rates: dict[tuple[int, int], dict[int, Number]] = {}

    def advance(self, registers: Moved, instant: int) -> None:
        """Lets meters and clock run on to the instant."""
        table = self._table
        if self._is_still:
            registers.now = instant
        elif table.is_plain:
            while registers.now < instant:
                self._run_straight(registers, min(instant, self._next_turn(registers.now)))
        else:
            values = _EngineValues(table, registers)
            move_meters(table.moving, values, instant - registers.now)
            registers.meters = [values.meters[name] for name in table.layout.meters]
            registers.now = instant

    def next_crossing(self, registers: Moved, until: int) -> int:
        """The next second, after now, at which a question about a meter that an inject waits for may change its truth.

        Of what comes after `until` nothing need be said.
        """
        table = self._table
        if not table.watched:
            return NEVER
        if not table.is_plain:
            whens = [call.guard.tree for call in table.waiting if not registers.bits & call.bit]
            change = next_change(table.moving, _EngineValues(table, registers), whens)
            return NEVER if change is None else registers.now + change
        return self._crossing(registers, until, table.watched)

    def next_opening(self, registers: Moved, until: int, state: int) -> int:
        """The same of the choices of a state; NEVER where drifts ask for meters, for such are not looked at so closely."""
        watched = self._table.asking[state]
        return self._crossing(registers, until, watched) if watched and self._table.is_plain else NEVER

    def _crossing(self, registers: Moved, until: int, watched: tuple[Watch, ...]) -> int:
        found = self._next_turn(registers.now)
        for after in self._crossings(registers, min(until, found) - registers.now, watched):
            found = min(found, registers.now + after)
        return found

    def change(self, registers: Moved, meter: int, *, is_set: bool, by: Number) -> None:
        """Sets a meter, or adds to it, within its limits."""
        registers.meters[meter] = self._kept(meter, by if is_set else registers.meters[meter] + by)

    def _next_turn(self, now: int) -> int:
        turns = self._table.turns
        place = bisect_right(turns, now)
        return turns[place] if place < len(turns) else NEVER

    def _speeds(self, registers: Moved) -> dict[int, Number]:
        """How much each meter that moves does so in a second, just after now; limits are not looked at."""
        table = self._table
        key = (registers.bits & table.drift_facts, bisect_right(table.turns, registers.now))
        found = self._rates.get(key)
        if found is None:
            rates: dict[int, Number] = {}
            for push in table.pushes:
                if push.test(registers):
                    rates[push.meter] = rates.get(push.meter, 0) + push.rate
            found = self._rates[key] = {meter: rate for meter, rate in rates.items() if rate}
        return found

    def _run_straight(self, registers: Moved, instant: int) -> None:
        seconds, meters = instant - registers.now, registers.meters
        for meter, rate in self._speeds(registers).items():
            meters[meter] = self._kept(meter, meters[meter] + rate * seconds)
        registers.now = instant

    def _kept(self, meter: int, value: Number) -> Number:
        low, high = self._table.bounds[meter]
        if low is not None and value < low:
            return low
        return high if high is not None and value > high else value

    def _crossings(self, registers: Moved, within: int, watched: tuple[Watch, ...]) -> Iterator[int]:
        """After how many seconds, at the present speeds, a watched question first differs from now; of later ones not all."""
        speeds, bits = self._speeds(registers), registers.bits
        for meter, comparison, number, arrived in watched:
            rate = speeds.get(meter, 0)
            if not rate or not arrived & ~bits:
                continue
            value = registers.meters[meter]
            reached = int(-((value - number) // rate))
            if not 0 <= reached <= within:
                continue  # it moves away, or is not there yet
            compare = COMPARE[comparison]
            truth = compare(value, number)
            for second in (1, reached, reached + 1):
                if 1 <= second <= reached + 1 and compare(self._kept(meter, value + rate * second), number) != truth:
                    yield second
                    break


class _EngineValues:
    """The registers as the engine's own motion wants them: of facts, those that drifts ask for."""

    def __init__(self, table: Table, registers: Moved) -> None:
        self.now = registers.now
        self.meters: dict[MeterName, Fraction] = {
            name: value if isinstance(value, Fraction) else Fraction(value)
            for name, value in zip(table.layout.meters, registers.meters, strict=True)
        }
        asked = table.asked_by_drifts
        facts = {fact for fact, bit in asked if registers.bits & bit}
        self.flags = {FlagName(fact[1]): fact in facts for fact, _ in asked if fact[0] == "flag"}
        self.done = {ActionId(name): 0 for kind, name in facts if kind == "done"}
        self.moments = {MomentId(name): 0 for kind, name in facts if kind == "moment"}
