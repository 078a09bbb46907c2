"""What can be true where: for each state, the facts that may hold and that may not, and when it can be entered at the soonest.

A flow over the states, joined where ways meet, in linear time. It errs on one side: what it calls impossible is proved to be so,
however many situations there are; what it calls possible may be. Where a search can't list every situation, this decides. A
flow by cases keeps situations apart that differ in some of the facts: it proves more, and there are more places to look at.
"""

from collections.abc import Callable, Iterable
from functools import partial

from ccdrill.rehearsal.flow.agenda import Agenda
from ccdrill.rehearsal.flow.cases import Cases
from ccdrill.rehearsal.flow.counters import Counters
from ccdrill.rehearsal.flow.effects import Effects
from ccdrill.rehearsal.flow.lasting import last_by_deciding
from ccdrill.rehearsal.flow.messages import Messages
from ccdrill.rehearsal.flow.places import NOTHING_KNOWN, Flow, Never, Place, Way
from ccdrill.rehearsal.flow.seconds import Bounds, at_any_time, bounds_of, forestalled, longest_stay, over_by
from ccdrill.rehearsal.flow.under_way import Under, UnderWay
from ccdrill.rehearsal.known.known import Known, join_in, joined
from ccdrill.rehearsal.known.lines import later
from ccdrill.rehearsal.known.ranges import NEVER, Number, plain, unscaled
from ccdrill.rehearsal.known.spans import spans_at
from ccdrill.rehearsal.walk.liveness import Liveness
from ccdrill.rehearsal.walk.table import Call, Effect, Row, Table
from ccdrill.rehearsal.walk.walker import Walker


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
    every_fact = table.layout.every_fact
    kept = facts & (every_fact & ~arrived | (Counters(table).mask if facts & ~every_fact else 0))
    tracked = [one & kept for one in Liveness(table).asked_by_state()]
    return _Flowing(table, tracked, most, bounds_of(table), never).run(*_start(table))


def _start(table: Table) -> tuple[int, Known]:
    return table.index[table.program.scenario.start], _exactly(table, table.start_facts, table.start_meters, 0)


def _exactly(table: Table, facts: int, meters: Iterable[Number], now: int) -> Known:
    others = ~facts & table.layout.every_fact
    values = (plain(unscaled(meter, by)) for meter, by in zip(meters, table.scale, strict=True))
    return Known(facts, others, now, now, spans_at(tuple(table.layout.reach.values()), values, now))


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
        self._cases = Cases(table, tracked)
        self._messages = Messages(table, never.calls, by_cases=self._cases.are_kept)
        self._effects = Effects(table)
        self._under_way = UnderWay(table, self._cases, self._messages, self._effects, self._set_out)
        self._most = most
        self._agenda = Agenda(table.layout.reach, bounds.last)
        self._drifts = table.drifts
        self._can_wait = can_wait
        self._stays = tuple(map(longest_stay, table.limits)) if can_wait else (0,) * len(table.names)
        self._questions = 0
        self._expired: set[int] = set()
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
                join_in(self._under_way.meantime, place, known)
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
            self._effects.after,
            self._onward,
            self._led,
            self._timeouts,
            self._asked,
            self._under_way.meantime,
        )
        found.calls -= self._messages.over_too_soon(found.before_the_end)
        return found

    @property
    def _asked(self) -> int:
        """How many questions so far."""
        return self._questions + self._effects.questions + self._messages.questions

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
        place = self._cases.at(state, known)
        self._here.add(place)
        self._agenda.come_to(place, known)

    def _set_out(self, state: int, target: int, known: Known) -> None:
        """Goes to a state; to one that opens later on a way on which more may happen."""
        if target in self._never.states:
            return
        if self._table.opens[target] <= known.soonest:
            self._arrive(target, known)
            return
        way = self._cases.between(state, target, known)
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
        if self._most is not None and self._asked > self._most:
            raise TooManyCases
        stands: dict[tuple[Known, int], Under] = {}
        at_rest_until = known.latest if self._can_wait else NEVER
        for row in table.rows[state]:
            here = None if (state, row.index) in self._never.choices else row.guard.question.if_holds(known)
            if here is None or (row.once and not here.false & row.once):
                continue
            self._here = set()
            if (here, row.done) not in stands:
                stands[here, row.done] = self._under_way.while_taking(place, here, row.done, may_come)
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
        after = self._effects.then(("choice", row.offer.key), through, row.effect)
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
            after = self._effects.then(("timeout", self._table.names[state]), known, limit.effect)
            self._follow(state, after, limit.effect, NEVER)

    def _meanwhile(
        self, place: Place | Way, known: Known, elsewhere: Callable[[Known], None]
    ) -> tuple[Known, list[Call]]:
        """What may have happened by itself, in any order: injects that may arrive here. Other cases go `elsewhere`."""
        state = place[0]
        while True:
            before, may_come = known, list[Call]()
            for call in self._messages.to_ask(known):
                told = self._messages.told(call, known)
                if told is None:
                    continue
                may_come.append(call)
                after = self._effects.then(("inject", call.id), told, call.effect)
                if call.effect.targets:
                    self._follow(state, after, call.effect, known.latest)
                elif self._cases.as_at(place, after) != place:
                    elsewhere(after._replace(latest=known.latest))
                else:
                    known = joined(known, after._replace(soonest=known.soonest, latest=known.latest))
            if known == before:
                return known, may_come

    def _follow(self, state: int, after: Known, effect: Effect, until: int | None) -> None:
        """Where something leads after its effect. `until`: the last second for who stays; None: counted from now on."""
        for target, here in self._effects.ways_on(after, effect):
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
