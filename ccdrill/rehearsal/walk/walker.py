"""One step of a walk, in registers: exactly what the engine does in its decision, instant by instant, on whole numbers.

Compare `engine/clock.py`, `engine/instant.py` and `engine/effects.py`, which are the meaning; this is the second speed.
"""

from bisect import bisect_right

from ccdrill.model.ids import ActionId, MomentId
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.walk.motion import Motion, Moved
from ccdrill.rehearsal.walk.table import Call, Effect, Row, Table

NOWHERE = -1
"""No state to head for."""


class Walker(Moved):
    """The registers of a situation, and the steps that change them."""

    __slots__ = (
        "_asked",
        "_motion",
        "acts",
        "armed",
        "arrived",
        "entered",
        "heading",
        "is_ended",
        "is_spent",
        "marks",
        "next_at",
        "next_timed",
        "state",
        "table",
        "timed_out",
        "under_way",
        "visited",
    )

    def __init__(self, table: Table) -> None:
        """At no situation yet: use `start` or unpack one."""
        super().__init__()
        self.table = table
        self._motion = Motion(table)
        self._asked = table.holding
        self.state = 0
        self.entered = 0
        self.is_spent = False
        self.is_ended = False
        self.heading = NOWHERE
        """The state that the run is on its way to."""
        self.armed: dict[int, int] = {}
        """Since when the condition of a waiting inject has held, by its place among them."""
        self.under_way: list[tuple[int, ActionId]] = []
        """Actions of the choice being taken, each with its second."""
        self.ask_timed_from(0)
        self.forget()

    def ask_timed_from(self, place: int) -> None:
        """Sets which inject with a time has not been asked for yet: that one and all after it."""
        timed = self.table.timed
        self.next_timed = place
        self.next_at = timed[place].at or 0 if place < len(timed) else NEVER

    def place_at(self, state: int, now: int) -> None:
        """At rest in a state, at a second; for whoever sets the other registers."""
        self.state, self.now, self.heading, self.under_way = state, now, NOWHERE, []
        self.is_ended = state >= self.table.endings

    def copy_from(self, other: "Walker") -> None:
        """The same situation as another's, at rest; nothing is reported yet."""
        self.state, self.now, self.bits, self.entered = other.state, other.now, other.bits, other.entered
        self.is_spent, self.is_ended = other.is_spent, other.is_ended
        self.next_timed, self.next_at = other.next_timed, other.next_at
        self.meters, self.armed = other.meters[:], other.armed.copy()
        self.heading, self.under_way = NOWHERE, []
        self.forget()

    def forget(self) -> None:
        """Empties what the last steps are reported in."""
        self.acts: list[tuple[ActionId, int]] = []
        """Actions done, each with its second."""
        self.marks: list[tuple[MomentId, int]] = []
        """Moments marked, each with its second; repeats included."""
        self.arrived: list[int] = []
        """Injects that arrived, by index."""
        self.timed_out: list[int] = []
        """States whose timeout fired."""
        self.visited: list[int] = []
        """States and endings entered."""

    @classmethod
    def at_start(cls, table: Table) -> "Walker":
        """A walker at the first instant of the story."""
        found = cls(table)
        found.start()
        return found

    def start(self) -> None:
        """Goes to the first instant of the story."""
        table = self.table
        self.place_at(table.index[table.program.scenario.start], 0)
        self.bits = table.start_facts
        self.meters = list(table.start_meters)
        self.armed, self.entered, self.is_spent = {}, 0, False
        self.ask_timed_from(0)
        self._enter(self.state)
        self._come_to_rest()

    def open_rows(self) -> list[Row]:
        """The choices that can be taken now."""
        bits = self.bits
        return [row for row in self.table.rows[self.state] if not bits & row.once and row.guard.test(self)]

    def open_row(self, key: str) -> Row | None:
        """The choice of that key, if it can be taken now."""
        return next((row for row in self.open_rows() if row.offer.key == key), None)

    def copy(self) -> "Walker":
        """Another walker where this one stands."""
        found = Walker(self.table)
        found.copy_from(self)
        return found

    def after(self, row: Row) -> "Walker":
        """Another walker, where this one would come to by a choice that can be taken now."""
        found = self.copy()
        found.take(row)
        return found

    def take(self, row: Row) -> None:
        """Takes a choice that can be taken now."""
        end = self.now + row.takes
        if row.early:
            self.under_way = [(self.now + after, action) for after, action in row.early]
        elif end < self.next_at and not self.armed and not self.table.brought_by_time & ~self.bits:
            self._motion.advance(self, end)  # nothing can be due on the way
        while self.now < end and not self.is_ended:
            self._go_on(end)
            if self.now < end:
                self._settle()
        if not self.is_ended:
            self._do(row.effect)
        self._come_to_rest()

    def wait(self) -> bool:
        """Lets time run on, while nobody acts, until something happens: time may open a choice, too, or close it.

        False if nothing ever does; the clock may then stand anywhere, so work on a copy.
        """
        before = self._what_happened()
        while not self.is_ended:
            instant = self._next_instant(is_idle=True)
            if instant >= NEVER:
                return False
            self._go_on(instant)
            self._come_to_rest()
            if self._what_happened() != before:
                return True
        return False

    def _what_happened(self) -> tuple[object, ...]:
        """What is another when something has happened."""
        table = self.table
        is_by_time = table.looks[self.state] or table.asking[self.state]
        offered = [row.index for row in self.open_rows()] if is_by_time else []
        return self.state, self.bits, len(self.arrived), len(self.timed_out), len(self.visited), offered

    # Instant by instant

    def _go_on(self, until: int) -> None:
        instant = min(until, self._next_instant())
        if self.under_way:
            instant = min(instant, self.under_way[0][0])
        self._motion.advance(self, instant)
        while self.under_way and self.under_way[0][0] <= instant:
            action = self.under_way.pop(0)[1]
            self.bits |= self.table.layout.done(action)
            self.acts.append((action, instant))
        if self.heading != NOWHERE:
            self._arrive()

    def _next_instant(self, *, is_idle: bool = False) -> int:
        """The next second, after now, at which anything may be due."""
        table, now = self.table, self.now
        found = self.next_at
        for place, since in self.armed.items():
            if now < since + table.waiting[place].after < found:
                found = since + table.waiting[place].after
        if table.brought_by_time & ~self.bits:
            found = min(found, self._next_question(found))
        if self.heading != NOWHERE:
            found = min(found, table.opens[self.heading])
        if is_idle:
            limit = table.limits[self.state] if not self.is_spent else None
            if limit is not None and now < self.entered + limit.after < found:
                found = self.entered + limit.after
            found = next((second for second in table.looks[self.state] if now < second < found), found)
            found = min(found, self._motion.next_opening(self, found, self.state))
        return found

    def _next_question(self, until: int) -> int:
        """The next second, after now, at which a waiting inject's question about clock or meters may change its truth.

        After `until` it does not matter.
        """
        flips = self.table.flips
        place = bisect_right(flips, self.now)
        found = self._motion.next_crossing(self, until)
        return min(found, flips[place]) if place < len(flips) else found

    def _come_to_rest(self) -> None:
        while not self.is_ended:
            self._settle()
            if self.heading != NOWHERE:
                self._go_on(self.table.opens[self.heading])
            elif self.is_spent or self.table.limits[self.state] is None or not self._expire():
                return

    def _settle(self) -> None:
        table = self.table
        while not self.is_ended:
            due = self._due_of_waiting() if table.waiting else None
            if self.next_at <= self.now and (due is None or table.timed[self.next_timed].index < due.index):
                timed = table.timed[self.next_timed]
                self.ask_timed_from(self.next_timed + 1)
                if timed.guard.test(self):
                    self.arrived.append(timed.index)
                    self._do(timed.effect)
            elif due is None:
                return
            else:
                self.arrived.append(due.index)
                self._do(due.effect)

    def _due_of_waiting(self) -> Call | None:
        """Arms and disarms the injects that wait for a condition, then picks the first that is due."""
        holding = self._holding()
        if not holding and not self.armed:
            return None
        self.armed = {place: self.armed.get(place, self.now) for place in holding}
        calls = self.table.waiting
        return next(
            (calls[place] for place, since in self.armed.items() if since + calls[place].after <= self.now), None
        )

    def _holding(self) -> tuple[int, ...]:
        """The waiting injects that have not arrived and whose conditions hold, by their places."""
        table = self.table
        if table.brought_by_time & ~self.bits:
            return tuple(place for place, call in enumerate(table.waiting) if self._waits(call))
        key = self.bits & table.waiting_facts
        found = self._asked.get(key)
        if found is None:
            found = self._asked[key] = tuple(place for place, call in enumerate(table.waiting) if self._waits(call))
        return found

    def _waits(self, call: Call) -> bool:
        return not self.bits & call.bit and call.guard.test(self)

    def _expire(self) -> bool:
        limit = self.table.limits[self.state]
        if limit is None or self.now < self.entered + limit.after:
            return False
        self.is_spent = True
        self.timed_out.append(self.state)
        self._do(limit.effect)
        return True

    def _do(self, effect: Effect) -> None:
        """Values, actions, moments, and where it leads."""
        self.bits = self.bits & effect.keep | effect.add
        for meter, is_set, by in effect.meters:
            self._motion.change(self, meter, is_set=is_set, by=by)
        if effect.acts:
            self.acts += [(action, self.now) for action in effect.acts]
        if effect.moments:
            self.marks += [(moment, self.now) for moment in effect.moments]
        for test, target in effect.targets:
            if test(self):
                self._enter(target)
                return

    def _enter(self, target: int) -> None:
        self.heading = target
        self._arrive()

    def _arrive(self) -> None:
        target, table = self.heading, self.table
        if table.opens[target] > self.now:
            return
        self.state, self.entered, self.is_spent, self.heading = target, self.now, False, NOWHERE
        self.visited.append(target)
        if target >= table.endings:
            self.is_ended = True
            return
        add, moments = table.on_entry[target]
        if moments:
            self.bits |= add
            self.marks += [(moment, self.now) for moment in moments]
