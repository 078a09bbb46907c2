"""What can be said of a scenario before people sit down: what can be reached, taken, refused, told, and where it can get stuck.

Three answers: it happens (a play shows it), it can't (proved), or it was not decided. Where every situation can be listed, nothing
is left undecided.
"""

from functools import cached_property
from operator import and_, or_, sub
from typing import TYPE_CHECKING

import msgspec

from ccdrill.model.condition import ElapsedCompared, MeterCompared
from ccdrill.model.ids import ChoiceKey
from ccdrill.model.walks import conditions_of
from ccdrill.rehearsal.flow.flow import flow, flow_by_deciding
from ccdrill.rehearsal.flow.places import Flow
from ccdrill.rehearsal.flow.release import going_nowhere
from ccdrill.rehearsal.known.known import UNASKED, Truth
from ccdrill.rehearsal.known.layout import knows_all, lay_out
from ccdrill.rehearsal.walk.explore import Exploration, explore
from ccdrill.rehearsal.walk.listing import NOTHING, Seen, left_in_time, only_by_waiting
from ccdrill.rehearsal.walk.locks import Lock
from ccdrill.rehearsal.walk.table import Row, Table
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.trails import Shown, Trail

if TYPE_CHECKING:
    from ccdrill.rehearsal.survey.rests import Rests
    from ccdrill.rehearsal.survey.slices import Slices


class Survey(msgspec.Struct, dict=True):
    """The answers for one scenario."""

    table: Table
    """What was surveyed."""
    flow: Flow
    """What is possible at all."""
    proofs: list[Flow] = msgspec.field(default_factory=list)
    """The same by cases, where that was asked: what any of them calls impossible is."""
    situations: int = 0
    """How many were looked at."""
    is_exhausted: bool = True
    """Whether these are all."""
    states: Shown[int] = msgspec.field(default_factory=Shown)
    """States and endings that are reached, each with a play."""
    taken: Shown[ChoiceKey] = msgspec.field(default_factory=Shown)
    """Choices that can be taken."""
    refused: set[ChoiceKey] = msgspec.field(default_factory=set)
    """Choices whose condition fails somewhere where they would be offered."""
    told: Shown[int] = msgspec.field(default_factory=Shown)
    """Injects that arrive, by index."""
    expired: Shown[int] = msgspec.field(default_factory=Shown)
    """States whose timeout fires, by index."""
    led: set[tuple[ChoiceKey, int]] = msgspec.field(default_factory=set)
    """Choices with several targets, each with a state or an ending that a play came to by it."""
    crowds: dict[int, tuple[int, Trail | None]] = msgspec.field(default_factory=dict)
    """How many choices were offered at once where more were than the screen holds, by state, and after which play: one without waits, if there is one."""
    locks: list[Lock] = msgspec.field(default_factory=list)
    """Where it gets stuck."""
    listed: Exploration | None = None
    """The situations that were listed."""
    budget: int = 0
    """How many situations may be listed."""
    holding: list[int] = msgspec.field(default_factory=list)
    """States of which it is not known whether a play may get stuck there, or after them; for any length of waiting."""
    is_proved_for_waiting: bool = False
    """Whether what a list knows only of waiting until something happens was proved as well as can be."""
    _asked: dict[ChoiceKey, tuple[int, Truth]] = msgspec.field(default_factory=dict)
    """What is known of choices, each with how many proofs there were when that was asked."""

    @cached_property
    def whole(self) -> Flow:
        """The flow with all facts, also those that only decide which text is shown and what drifts."""
        known = self.table.layout
        if knows_all(self.table.program.scenario):
            return self.flow
        layout = lay_out(self.table.program, with_all=True)
        if layout.bit.keys() == known.bit.keys() and layout.compared == known.compared:
            return self.flow
        return flow(build_table(self.table.program, with_all=True, still=known.still))

    @cached_property
    def rests(self) -> "Rests":
        """Where the plays that show states and choices come to rest, with all facts."""
        from ccdrill.rehearsal.survey.rests import Rests  # few stories ask for more than what was noted on the way

        return Rests(self.whole.table, (*self.states.trails(), *self.taken.trails()))

    @cached_property
    def slices(self) -> "Slices":
        """Makes proofs with all facts: however many questions are asked of it, it costs no more than it may."""
        from ccdrill.rehearsal.survey.slices import Slices  # what runs, or is read, is seen to

        return Slices(self.whole)

    @property
    def waited(self) -> Seen:
        """What is known to happen only if people wait and decide nothing.

        Where a list of what waiting brings too is too long, a list of what deciding alone leads to may still be whole.
        """
        return self._waited[0]

    @property
    def perhaps_waited(self) -> Seen:
        """What only plays show in which people wait and decide nothing, where neither list is whole: deciding alone may lead there or not."""
        return self._waited[1]

    @cached_property
    def without_waiting(self) -> Flow:
        """What is possible where nobody waits."""
        return flow_by_deciding(self.table)

    @cached_property
    def by_deciding(self) -> Exploration | None:
        """A list in which every situation is to which deciding alone leads; None: there are too many."""
        listed = self.listed
        if listed is None or not listed.is_exhausted:
            listed = explore(self.table, budget=self.budget)
        return listed if listed.is_exhausted else None

    @cached_property
    def all_decided(self) -> Exploration | None:
        """The same, of a story so small that it is soon made, and where plays have not shown all targets of all choices; else None."""
        if self.is_exhausted:
            return self.listed
        if not self.is_target_open:
            return None
        from ccdrill.rehearsal.survey.unled import list_decided

        return list_decided(self)

    @cached_property
    def is_target_open(self) -> bool:
        """Whether some target is possible, as far as is known, and no play was found that leads to it by its choice."""
        from ccdrill.rehearsal.survey.unled import may_be_unled  # a scenario by itself asks for none of it

        return may_be_unled(self)

    @cached_property
    def _waited(self) -> tuple[Seen, Seen]:
        """What `waited` and `perhaps_waited` say."""
        in_time = left_in_time(self.table)
        suspected = self._shown_by_waiting(in_time)
        found = open_ones = NOTHING
        if any(suspected):
            found, left = self._proved_waited(suspected)
            listed = self.by_deciding if any(left) else None
            if any(left) and listed is None:
                open_ones = left
            elif listed is not None:
                found = Seen(*map(or_, found, only_by_waiting(listed, left)))
        return found._replace(timeouts=found.timeouts | in_time), open_ones

    @property
    def perhaps_decided(self) -> Seen:
        """What only plays have shown so far in which people wait, and what deciding alone may lead to as far as is proved."""
        suspected = self._shown_by_waiting(left_in_time(self.table))
        return self._proved_waited(suspected)[1] if any(suspected) else NOTHING

    def _shown_by_waiting(self, in_time: set[int]) -> Seen:
        """What only plays have shown in which people wait. `in_time`: states whose timeout deciding never lets fire."""
        return Seen(
            set(self.states.by_waiting()),
            set(self.taken.by_waiting()),
            set(self.told.by_waiting()),
            set(self.expired.by_waiting()) - in_time,
        )

    def _proved_waited(self, suspected: Seen) -> tuple[Seen, Seen]:
        """Of what only plays show in which people wait: what is proved to happen in no others, and the rest."""
        possible = self.without_waiting
        may = Seen(
            set(possible.states),
            {key for key in suspected.choices if any(possible.guard(row).may_hold for row in self.offers[key])},
            possible.calls,
            possible.expired,
        )
        return Seen(*map(sub, suspected, may)), Seen(*map(and_, suspected, may))

    @cached_property
    def hangs_on_waiting(self) -> bool:
        """Whether more may come about for people who think for just so long, at a pace: a message comes by time, or something asks for the clock or drifts.

        A timeout alone is no such thing: who waits, decides and is overtaken by it comes to where those do who decide and then
        wait for it, and that was tried.
        """
        scenario = self.table.program.scenario
        asked = (leaf for condition in conditions_of(scenario) for leaf in condition.leaves)
        drifting = {one.meter for one in scenario.drift}
        if any(one.at is not None or one.after for one in scenario.injects.values()):
            return True
        return any(
            isinstance(leaf, ElapsedCompared) or (isinstance(leaf, MeterCompared) and leaf.meter in drifting)
            for leaf in asked
        )

    def can_reach(self, state: int) -> bool | None:
        """Whether a state or an ending is ever reached; None: not decided."""
        return state in self.states or self._unseen(is_possible=self.may_reach(state))

    def may_reach(self, state: int) -> bool:
        """Whether a state or an ending is not proved to be out of reach, for any length of waiting."""
        return all(state in one.states for one in (self.flow, *self.proofs))

    def can_take(self, key: ChoiceKey) -> bool | None:
        """Whether a choice can ever be taken; None: not decided."""
        return key in self.taken or self._unseen(is_possible=self.may(key).may_hold)

    def can_refuse(self, key: ChoiceKey) -> bool | None:
        """Whether a choice's condition ever fails where it would be offered; None: not decided."""
        return key in self.refused or self._unseen(is_possible=self.may(key).may_fail)

    def may(self, key: ChoiceKey) -> Truth:
        """What a choice's condition may be where it is offered, as far as is proved for any length of waiting."""
        proofs, found = self._asked.get(key, (-1, UNASKED))
        if proofs != len(self.proofs):
            truths = [self.guard(row) for row in self.offers[key]]
            found = Truth(any(one.may_hold for one in truths), any(one.may_fail for one in truths))
            self._asked[key] = len(self.proofs), found
        return found

    def guard(self, row: Row) -> Truth:
        """The same in one state."""
        truths = [one.guard(row) for one in (self.flow, *self.proofs)]
        return Truth(all(one.may_hold for one in truths), all(one.may_fail for one in truths))

    def can_arrive(self, call: int) -> bool | None:
        """Whether an inject ever arrives; None: not decided."""
        return call in self.told or self._unseen(is_possible=self.may_arrive(call))

    def may_arrive(self, call: int) -> bool:
        """Whether an inject is not proved never to arrive, for any length of waiting."""
        return all(call in one.calls for one in (self.flow, *self.proofs))

    def can_expire(self, state: int) -> bool | None:
        """Whether a state's timeout ever fires; None: not decided."""
        return state in self.expired or self._unseen(is_possible=self.may_expire(state))

    def may_expire(self, state: int) -> bool:
        """Whether a state's timeout is not proved never to fire, for any length of waiting."""
        return all(state in one.expired for one in (self.flow, *self.proofs))

    def note_crowd(self, state: int, count: int, trail: Trail | None) -> None:
        """More choices are offered at once after a play than the screen holds."""
        most, before = self.crowds.get(state, (0, trail))
        is_waiting, was_waiting = (one is not None and one.is_waiting for one in (trail, before))
        if (not is_waiting, count) > (not was_waiting, most):
            self.crowds[state] = count, trail

    @cached_property
    def offers(self) -> dict[ChoiceKey, list[Row]]:
        """Every choice, in each state that offers it."""
        found: dict[ChoiceKey, list[Row]] = {}
        for rows in self.table.rows:
            for row in rows:
                found.setdefault(row.offer.key, []).append(row)
        return found

    def add_proof(self, proof: Flow | None) -> None:
        """Takes in a proof, if there is one that is new."""
        if proof is not None and not any(one is proof for one in self.proofs):
            self.proofs.append(proof)

    @staticmethod
    def closed(proof: Flow) -> set[int]:
        """The states from which, in every case, nothing leads to an ending, by index."""
        nowhere = set(going_nowhere(proof))
        free = {place[0] for place in proof.places if place not in nowhere}
        return {place[0] for place in nowhere} - free

    def _unseen(self, *, is_possible: bool) -> bool | None:
        """Whether what no play has shown can happen: False or, not decided, None."""
        return False if self.is_exhausted or not is_possible else None
