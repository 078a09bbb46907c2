"""What can be true where: for each state, the facts that may hold and that may not, and when it can be entered at the soonest.

A flow over the states, joined where ways meet, in linear time. It errs on one side: what it calls impossible is proved to be so,
however many situations there are; what it calls possible may be. Where a search can't list every situation, this decides. A
flow by cases keeps situations apart that differ in some of the facts: it proves more, and there are more places to look at.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ccdrill.rehearsal.agenda import Agenda
from ccdrill.rehearsal.changes import Change
from ccdrill.rehearsal.counters import Counters
from ccdrill.rehearsal.drifts import Rates
from ccdrill.rehearsal.known import Known, join_in, joined
from ccdrill.rehearsal.lasting import last_by_deciding
from ccdrill.rehearsal.lines import later
from ccdrill.rehearsal.liveness import Liveness
from ccdrill.rehearsal.messages import Messages
from ccdrill.rehearsal.places import NOTHING_KNOWN, Flow, Never, Place, Source, Way
from ccdrill.rehearsal.questions import in_turn
from ccdrill.rehearsal.ranges import NEVER, Number, plain, unscaled
from ccdrill.rehearsal.seconds import Bounds, at_any_time, bounds_of, forestalled, longest_stay, over_by
from ccdrill.rehearsal.spans import spans_at
from ccdrill.rehearsal.table import Call, Effect, Row, Table
from ccdrill.rehearsal.walker import Walker


class TooManyCases(Exception):  # says what happened
    """A flow by cases asks more questions than it may."""


def flow(table: Table) -> Flow:
    """The flow from the start."""
    return _Flowing(table, [0] * len(table.names), None, bounds_of(table)).run(*_start(table))


def flow_by_deciding(table: Table) -> Flow:
    """The flow from the start of plays in which nobody waits: without a pace the clock stands still while people think."""
    bounds = bounds_of(table)._replace(last=last_by_deciding(table))
    return _Flowing(table, [0] * len(table.names), None, bounds, can_wait=False).run(*_start(table))


def flow_without(table: Table, never: Never) -> Flow:
    """The flow from the start where it is known what does not happen."""
    return _Flowing(table, [0] * len(table.names), None, bounds_of(table), never).run(*_start(table))


def flow_from(table: Table, walker: Walker) -> Flow:
    """The flow from where a walker is at rest."""
    known, states = _exactly(table, walker.bits, walker.meters, walker.now), len(table.names)
    return _Flowing(table, [0] * states, None, at_any_time(states)).run(walker.state, known)


def flow_by_cases(table: Table, most: int, facts: int = ~0, never: Never = NOTHING_KNOWN) -> Flow:
    """The flow that keeps apart what differs in some facts, and in meters that count, in each state those that can still matter there.

    `most`: questions that it may ask. `facts`: which ones, beside that a message has arrived, which never makes a case; and which
    meters, by their bits (`Counters`). `never`: what other proofs have shown not to happen. Raises TooManyCases.
    """
    arrived = sum(bit for (kind, _), bit in table.layout.bit.items() if kind == "arrived")
    every_fact = (1 << len(table.layout.bit)) - 1
    kept = facts & (every_fact & ~arrived | (Counters(table).mask if facts & ~every_fact else 0))
    tracked = [one & kept for one in Liveness(table).asked_by_state()]
    return _Flowing(table, tracked, most, bounds_of(table), never).run(*_start(table))


def _start(table: Table) -> tuple[int, Known]:
    return table.index[table.program.scenario.start], _exactly(table, table.start_facts, table.start_meters, 0)


def _exactly(table: Table, facts: int, meters: Iterable[Number], now: int) -> Known:
    others = ~facts & (1 << len(table.layout.bit)) - 1
    values = (plain(unscaled(meter, by)) for meter, by in zip(meters, table.scale, strict=True))
    return Known(facts, others, now, now, spans_at(tuple(table.layout.reach.values()), values, now))


class _Under(NamedTuple):
    """What may happen while a choice is under way."""

    others: list[tuple[int, Known]]
    """Where else the story may stand when it is through, and what is known there, but for how long it took at the least."""
    rates: Rates
    """How fast drifts may move meters meanwhile."""
    is_led: bool
    """Whether something else may lead on meanwhile."""


class _Flowing:
    def __init__(
        self,
        table: Table,
        tracked: list[int],
        most: int | None,
        bounds: Bounds,
        never: Never = NOTHING_KNOWN,
        *,
        can_wait: bool = True,
    ) -> None:
        """`tracked`: the facts and the meters that make cases, per state. `can_wait`: people may; else `last` counts for endings too."""
        self._table = table
        self._never = never
        self._bounds = bounds
        self._over_by = over_by(table)
        self._forestalled = forestalled(table)
        self._messages = Messages(table, never.calls)
        self._tracked = tracked
        self._is_by_cases = any(tracked)
        self._every_fact = (1 << len(table.layout.bit)) - 1
        self._counters = Counters(table)
        self._most = most
        self._agenda = Agenda(table.layout.reach, bounds.last)
        self._drifts = table.drifts
        self._can_wait = can_wait
        self._stays = tuple(map(longest_stay, table.limits)) if can_wait else (0,) * len(table.names)
        self._longest = tuple(max((row.takes for row in rows), default=0) for rows in table.rows)
        self._meantime: dict[Place | Way, Known] = {}
        self._changes: dict[Source, Change] = {}
        self._questions = 0
        self._expired: set[int] = set()
        self._after: dict[Source, Known] = {}
        self._onward: dict[Place | Way, set[Place | Way]] = {}
        self._led: dict[tuple[Place, int], set[Place | Way]] = {}
        self._timeouts: dict[Place, set[Place | Way]] = {}
        self._here: set[Place | Way] = set()
        """Collects where what is looked at leads."""

    def run(self, start: int, known: Known) -> Flow:
        table = self._table
        self._messages.begin(known)
        self._set_out(start, start, known)
        for place in self._agenda:
            self._here = set()
            if len(place) == 4:
                on = partial(self._set_out, *place[:2])
                known = self._drifts.wide(self._meanwhile(place, self._agenda.ways[place], on)[0])
                join_in(self._meantime, place, known)
                self._arrive(place[1], known)
            elif place[0] < table.endings:
                self._leave(place)
            self._onward.setdefault(place, set()).update(self._here)
        found = Flow(
            table,
            self._agenda.places,
            self._messages.calls,
            self._expired,
            self._messages.asked,
            self._after,
            self._onward,
            self._led,
            self._timeouts,
            self._questions + self._messages.questions,
            self._meantime,
        )
        found.calls -= self._messages.over_too_soon(found.before_the_end)
        return found

    def _arrive(self, state: int, known: Known) -> None:
        """Comes to a state: it opens, and its moments happen. People stay as long as its timeout lets them."""
        opens = self._table.opens[state]
        is_over = state >= self._table.endings
        add = 0 if is_over else self._table.on_entry[state][0]
        true, false, soonest, latest, spans = known
        known = self._drifts.now(Known(true | add, false & ~add, max(soonest, opens), max(latest, opens), spans))
        self._settle(state, self._until(state, known, later(known.latest, 0 if is_over else self._stays[state])))

    def _until(self, state: int, known: Known, latest: int) -> Known:
        """What is known at rest there, until that second; where nobody waits, as soon as people are there."""
        if not self._can_wait:
            latest = max(known.soonest, min(known.latest, self._bounds.last[state]))
        return known._replace(latest=latest)

    def _settle(self, state: int, known: Known) -> None:
        """Is in a state until the last second that is known; its case is looked at again if that is news."""
        place = self._case(state, known)
        self._here.add(place)
        self._agenda.come_to(place, known)

    def _case(self, state: int, known: Known) -> Place:
        return state, *self._kept_apart(self._tracked[state], known)

    def _kept_apart(self, tracked: int, known: Known) -> tuple[int, int]:
        """What makes the case: the facts and numbers that may be so, and those that may not."""
        true, false = known.true & tracked, known.false & tracked
        if tracked > self._every_fact:
            may, may_not = self._counters.kept_apart(tracked, known.spans)
            return true | may, false | may_not
        return true, false

    def _set_out(self, state: int, target: int, known: Known) -> None:
        """Goes to a state; to one that opens later on a way on which more may happen."""
        if target in self._never.states:
            return
        if self._table.opens[target] <= known.soonest:
            self._arrive(target, known)
            return
        way = (state, target, *self._kept_apart(self._tracked[state] | self._tracked[target], known))
        self._here.add(way)
        known = known._replace(latest=max(known.latest, self._table.opens[target]))
        self._agenda.go_by(way, self._drifts.wide(known))

    def _leave(self, place: Place) -> None:
        """Every way on from a place; what may happen meanwhile is known first."""
        table, state, places = self._table, place[0], self._agenda.places
        known, may_come = self._at_rest(place, places[place])
        places[place] = joined(places[place], known)  # what happens meanwhile may lead back here
        around = self._here
        self._questions += len(table.rows[state])
        if self._most is not None and self._questions + self._messages.questions > self._most:
            raise TooManyCases
        stands: dict[tuple[Known, int], _Under] = {}
        at_rest_until = known.latest if self._can_wait else NEVER
        for row in table.rows[state]:
            here = None if (state, row.index) in self._never.choices else row.guard.question.if_holds(known)
            if here is None or (row.once and not here.false & row.once):
                continue
            self._here = set()
            if (here, row.done) not in stands:
                stands[here, row.done] = self._while_taking(place, here, row.done, may_come)
            under = stands[here, row.done]
            around |= self._here
            self._here = set()
            through = self._drifts.run(here, row.takes, under.rates)
            self._take(state, through, row, at_rest_until)
            self._led[place, row.index] = self._here.copy()
            for target, other in under.others:
                until = at_rest_until if target == state and not under.is_led else None
                there = other._replace(soonest=max(through.soonest, other.soonest))
                self._take(target, there, row, until)
            around |= self._here
        self._here = set()
        if self._can_wait:
            self._expire(state, known)
        if self._stays[state] < NEVER:
            self._timeouts[place] = self._here
        self._here = around | self._here

    def _at_rest(self, place: Place, known: Known) -> tuple[Known, list[Call]]:
        """What may have happened while nobody decides, with what drifts may have done; and the messages that may have come."""
        while True:
            found, may_come = self._meanwhile(place, known, lambda other: self._settle(place[0], other))
            known = self._drifts.rested(found) if self._can_wait else found
            if known == found:
                return known, may_come

    def _take(self, state: int, known: Known, row: Row, until: int | None) -> None:
        """Takes a choice, through which the story stands in a state.

        `until`: the last second in that state; None: counted from now on. Who stays may have stayed too long: then the
        timeout fires before anybody can choose again.
        """
        through = known._replace(true=known.true | row.done, false=known.false & ~row.done)
        after = self._then(("choice", row.offer.key), through, row.effect)
        self._follow(state, after, row.effect, until)
        if row.takes and not row.effect.targets:
            self._expire(state, after)

    def _expire(self, state: int, known: Known) -> None:
        """What a state's timeout does, if it may fire."""
        limit = self._table.limits[state]
        known = known._replace(soonest=max(known.soonest, self._bounds.expiries[state]))
        is_soon_enough = known.soonest <= min(self._over_by, known.latest)
        if limit is not None and is_soon_enough and state not in self._forestalled:
            self._expired.add(state)
            after = self._then(("timeout", self._table.names[state]), known, limit.effect)
            self._follow(state, after, limit.effect, NEVER)

    def _while_taking(self, home: Place, here: Known, done: int, may_come: Sequence[Call]) -> _Under:
        """What may happen while a choice is under way that is taken where this is known.

        What arrives meanwhile may lead elsewhere, and the choice has its effect there. `done`: facts of what is done on
        the way; before that they may not hold yet. `may_come`: what may arrive in the place as it is.
        """
        places: dict[Place, Known] = {}
        waiting: list[Place] = []
        is_led = False
        under_way = self._drifts.wide(here)._replace(
            true=here.true | done, latest=later(here.latest, self._longest[home[0]])
        )
        if not done and not self._messages.every:
            if under_way != here:
                join_in(self._meantime, home, under_way)
            return _Under([], self._drifts.rates((under_way,)), is_led=False)
        is_at_rest = not done and here.latest >= NEVER

        def stand(target: int, known: Known) -> None:
            place = self._case(target, known)
            if join_in(places, place, known):
                waiting.append(place)

        stand(home[0], under_way)
        first = waiting[0]
        while waiting:
            place = waiting.pop()
            is_as_before = is_at_rest and place == home and len(places) == 1
            for call in self._to_ask(places[place], may_come if is_as_before else None):
                told = self._messages.told(call, places[place])
                if told is None:
                    continue
                after = self._drifts.wide(self._then(("inject", call.id), told, call.effect))
                for to, known in self._ways_on(after, call.effect):
                    target = place[0] if to is None else to
                    is_led = is_led or to is not None
                    if target != place[0]:
                        self._set_out(place[0], target, known)
                    if target < self._table.endings:
                        true = known.true | self._table.on_entry[target][0]
                        stand(target, known._replace(true=true, latest=under_way.latest))
        others = []
        for place, known in places.items():
            if known != here or place[0] != home[0]:
                join_in(self._meantime, place, known)
            if known != under_way or place != first:
                others.append((place[0], known))
        return _Under(others, self._drifts.rates(places.values()), is_led)

    def _meanwhile(
        self, place: Place | Way, known: Known, elsewhere: Callable[[Known], None]
    ) -> tuple[Known, list[Call]]:
        """What may have happened by itself, in any order: injects that may arrive here. Other cases go `elsewhere`."""
        state, case = place[0], place[-2:]
        tracked = self._tracked[state] | (self._tracked[place[1]] if len(place) == 4 else 0)
        while True:
            before, may_come = known, list[Call]()
            for call in self._to_ask(known):
                told = self._messages.told(call, known)
                if told is None:
                    continue
                may_come.append(call)
                after = self._then(("inject", call.id), told, call.effect)
                if call.effect.targets:
                    self._follow(state, after, call.effect, known.latest)
                elif self._kept_apart(tracked, after) != case:
                    elsewhere(after._replace(latest=known.latest))
                else:
                    known = joined(known, after._replace(soonest=known.soonest, latest=known.latest))
            if known == before:
                return known, may_come

    def _to_ask(self, known: Known, may_come: Sequence[Call] | None = None) -> Sequence[Call]:
        """The messages that may change what is known; `may_come`: of these, where it is known which ones may arrive."""
        if not self._is_by_cases:
            return self._messages.worth_asking(known, may_come)
        return self._messages.every if may_come is None else may_come

    def _then(self, source: Source, known: Known, effect: Effect) -> Known:
        """What is known after an effect."""
        change = self._changes.get(source)
        if change is None:
            change = self._changes[source] = Change(effect, self._table, is_told=source[0] == "inject")
        after = change.after(known)
        join_in(self._after, source, after)
        return after

    def _follow(self, state: int, after: Known, effect: Effect, until: int | None) -> None:
        """Where something leads after its effect. `until`: the last second for who stays; None: counted from now on."""
        for target, here in self._ways_on(after, effect):
            if target is not None or until is None:
                self._set_out(state, state if target is None else target, here)
            elif here.soonest <= until:  # a message may have led to a state that is not open yet
                self._stay(state, here, until)

    def _stay(self, state: int, known: Known, until: int) -> None:
        """Stays in a state, or goes on waiting for it to open."""
        if self._table.opens[state] <= known.soonest:
            self._settle(state, self._until(state, self._drifts.now(known), until))
        else:
            self._set_out(state, state, known)

    def _ways_on(self, after: Known, effect: Effect) -> Iterator[tuple[int | None, Known]]:
        """Each target that may be the first whose condition holds, with what is known then; None: the story stays."""
        if not effect.targets:
            yield None, after
            return
        self._questions += 2 * len(effect.targets)
        known = in_turn(effect.questions, after)
        for target, here in zip((*(target for _, target in effect.targets), None), known, strict=True):
            if here is not None:
                yield target, here
