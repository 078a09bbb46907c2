"""A run, folded from its entries: where it stands, what was decided, what lies on the table. Asks no rule."""

from collections.abc import Iterable, Mapping
from typing import assert_never

import msgspec
from msgspec.structs import replace

from ccdrill.engine.situation import Situation
from ccdrill.engine.step import apply
from ccdrill.model.afterwards import LookedBack
from ccdrill.model.errors import DamagedRun
from ccdrill.model.events import (
    Amended,
    ByHand,
    CutShort,
    Decided,
    Entry,
    ExhibitOpened,
    Facilitator,
    FacilitatorNamed,
    HandsCounted,
    HintTaken,
    InjectHeld,
    InjectSent,
    Judgement,
    LedOn,
    MinutesGiven,
    Noted,
    Opened,
    OptionsOpened,
    Paused,
    PeopleCounted,
    Resumed,
    Seat,
    Seated,
    TakenBack,
    TimePassed,
    WrittenIn,
)
from ccdrill.model.happenings import Arrived
from ccdrill.model.ids import WRITTEN_IN, ChoiceKey, ExhibitId, InjectId, RoleId, StateId
from ccdrill.model.outcome import Outcome
from ccdrill.model.value import Value
from ccdrill.session.run.afterwards import Afterwards


class Stretch(Value, frozen=True):
    """A part of the run that stands: a decision, or time that passed, with where it began and ended."""

    entry: Entry
    """What was recorded."""
    outcome: Outcome
    """What it came to."""
    before: Situation | None
    """Where it began; None for the beginning of the run."""
    after: Situation
    """Where it ended."""
    judgement: Judgement | None = None
    """For a decision: what was asked beside the choice, as it stands now."""
    were_options_open: bool = False
    """Whether the choices were shown when it began."""

    @property
    def is_decision(self) -> bool:
        """Whether the team decided it."""
        return isinstance(self.entry.event, Decided | WrittenIn)

    @property
    def written(self) -> WrittenIn | None:
        """The decision, if the team took it in its own words."""
        return self.entry.event if isinstance(self.entry.event, WrittenIn) else None

    @property
    def is_by_hand(self) -> bool:
        """Whether no rule of the story led here: the facilitator did, with the team's own words or without."""
        return isinstance(self.entry.event, WrittenIn | ByHand)

    @property
    def can_be_taken_back(self) -> bool:
        """Whether somebody did it: time did not."""
        return self.is_decision or self.is_by_hand

    @property
    def choice(self) -> ChoiceKey | None:
        """What was chosen; `WRITTEN_IN` for what no choice says."""
        event = self.entry.event
        return event.choice if isinstance(event, Decided) else WRITTEN_IN if isinstance(event, WrittenIn) else None


class Run(msgspec.Struct):
    """The fold. Grows by `take`, and by nothing else."""

    opened: Opened
    """How it began."""
    entries: list[Entry] = []
    """All that was recorded, what was taken back included."""
    stretches: list[Stretch] = []
    """What stands, the beginning first."""
    exhibits_seen: set[ExhibitId] = set()
    """What somebody looked at."""
    hints_taken: dict[StateId, int] = {}
    """How many hints were taken in each situation."""
    hands: list[tuple[int, Mapping[ChoiceKey, int]]] = []
    """Every show of hands that stands, with how many stretches there were when it was counted."""
    minutes_given: list[tuple[int, int]] = []
    """Minutes that were given to situations that stand, each with how many stretches there were then."""
    people_counted: int | None = None
    """How many took part when somebody joined or left last; None: as it began."""
    seats_taken: list[tuple[int, tuple[Seat, ...]]] = []
    """Every change of who plays a role, with its seq: those who came are there, whatever is taken back."""
    facilitators: list[tuple[int, tuple[Facilitator, ...]]] = []
    """Whenever it was said who leads it, with the exercise time; nobody is named as long as nothing was said."""
    is_options_open: bool = False
    """Whether the choices of this situation are shown."""
    pause: Paused | None = None
    """What exercise time stands still since; None: it runs."""
    is_cut_short: bool = False
    """Whether the facilitator ended it."""
    afterwards: Afterwards = msgspec.field(default_factory=Afterwards)
    """What people said of the end that it came to, as it stands."""

    @property
    def situation(self) -> Situation:
        """Where the run stands."""
        return self.stretches[-1].after

    @property
    def seq(self) -> int:
        """Of the last entry."""
        return self.entries[-1].seq

    @property
    def t(self) -> int:
        """The exercise time of the last entry, in seconds from the start."""
        return self.entries[-1].t

    @property
    def is_over(self) -> bool:
        """Whether nothing can be decided any more."""
        return self.situation.is_ended or self.is_cut_short

    @property
    def is_paused(self) -> bool:
        """Whether exercise time stands still."""
        return self.pause is not None

    @property
    def is_stopped(self) -> bool:
        """Whether something real keeps people from an exercise that is not over: then nothing is played."""
        return self.pause is not None and self.pause.why == "real-event" and not self.is_over

    @property
    def decisions(self) -> tuple[Stretch, ...]:
        """The decisions that stand."""
        return tuple(stretch for stretch in self.stretches if stretch.is_decision)

    @property
    def last_done(self) -> Stretch | None:
        """What was decided or done by hand last, of what stands: an undo takes it back."""
        return next((stretch for stretch in reversed(self.stretches) if stretch.can_be_taken_back), None)

    @property
    def arrived(self) -> frozenset[InjectId]:
        """The messages that came."""
        happenings = (one for stretch in self.stretches for one in stretch.outcome.happenings)
        return frozenset(one.inject for one in happenings if isinstance(one, Arrived))

    @property
    def held(self) -> frozenset[InjectId]:
        """The messages that the facilitator holds back."""
        events = (stretch.entry.event for stretch in self.stretches)
        return frozenset(event.inject for event in events if isinstance(event, InjectHeld)) - self.arrived

    @property
    def head_count(self) -> int:
        """How many take part now; 0: not counted."""
        return self.opened.head_count if self.people_counted is None else self.people_counted

    def seats_at(self, seq: int | None = None) -> Mapping[RoleId, tuple[Seat, ...]]:
        """Who played each role when that entry was recorded; None: who plays it now. Roles of which nothing was said are left out."""
        found: dict[RoleId, tuple[Seat, ...]] = {}
        for seat in self.opened.seats:
            found[seat.role] = (*found.get(seat.role, ()), seat)
        for since, seats in self.seats_taken:
            if seq is None or since < seq:
                found[seats[0].role] = seats
        return found

    def all_seats(self) -> tuple[tuple[Seat, ...], ...]:
        """Those that were taken at any time, the beginning first."""
        return (self.opened.seats, *(seats for _, seats in self.seats_taken))

    def vacant_at(self, seq: int | None = None) -> frozenset[RoleId]:
        """The roles that nobody played when that entry was recorded; None: that nobody plays now."""
        return frozenset(role for role, seats in self.seats_at(seq).items() if is_vacant(seats))

    def offered(self) -> frozenset[ChoiceKey]:
        """Every choice that could be taken at some point of what stands."""
        return frozenset(choice for stretch in self.stretches for choice in stretch.outcome.offered)

    def take(self, entry: Entry) -> None:
        """Takes in the next entry. Raises DamagedRun when it can't follow what stands."""
        event = entry.event
        match event:
            case Opened():
                if self.entries:
                    raise _cannot_follow(entry)
                self._go(entry, event.outcome)
            case Decided() | WrittenIn():
                self._go(entry, event.outcome, event.judgement)
                self.is_options_open = False
            case TimePassed() | LedOn() | InjectSent() | InjectHeld():
                moved = event.outcome.state != self.situation.state
                self._go(entry, event.outcome)
                self.is_options_open = self.is_options_open and not moved
            case Amended(decision=decision, judgement=judgement):
                self._amend(entry, decision, judgement)
            case TakenBack(decision=decision):
                self._take_back(entry, decision)
            case OptionsOpened():
                self.is_options_open = True
            case ExhibitOpened() | HintTaken() | HandsCounted() | MinutesGiven() | PeopleCounted() | Seated():
                self._note_down(entry.seq, event)
            case FacilitatorNamed(people=people):
                self.facilitators.append((entry.t, people))
            case Paused() | Resumed():
                self.pause = event if isinstance(event, Paused) else None
            case CutShort():
                self.is_cut_short = True
            case Noted():
                pass
            case LookedBack():
                self.afterwards.take(event)
            case _:
                assert_never(event)
        self.entries.append(entry)

    def _note_down(
        self, seq: int, event: ExhibitOpened | HintTaken | HandsCounted | MinutesGiven | PeopleCounted | Seated
    ) -> None:
        """What was looked at, given and counted on the way, and who came."""
        match event:
            case ExhibitOpened(exhibit=exhibit):
                self.exhibits_seen.add(exhibit)
            case HintTaken(state=state, hint=hint):
                self.hints_taken[state] = hint
            case HandsCounted(hands=hands):
                self.hands.append((len(self.stretches), hands))
            case MinutesGiven(minutes=minutes):
                self.minutes_given.append((len(self.stretches), minutes))
            case PeopleCounted(people=people):
                self.people_counted = people
            case Seated(seats=seats):
                self.seats_taken.append((seq, seats))

    def _go(self, entry: Entry, outcome: Outcome, judgement: Judgement | None = None) -> None:
        before = self.stretches[-1].after if self.stretches else None
        after = apply(before, outcome)
        self.stretches.append(Stretch(entry, outcome, before, after, judgement, self.is_options_open))

    def _amend(self, entry: Entry, decision: int, judgement: Judgement) -> None:
        for index, stretch in enumerate(self.stretches):
            if stretch.entry.seq == decision and stretch.is_decision:
                self.stretches[index] = replace(stretch, judgement=judgement)
                return
        raise _cannot_follow(entry)

    def _take_back(self, entry: Entry, decision: int) -> None:
        """Withdraws what was done and what time brought after it; and what was said of an end that is no more."""
        for index, stretch in enumerate(self.stretches):
            if stretch.entry.seq == decision and stretch.can_be_taken_back:
                del self.stretches[index:]
                self.hands = [one for one in self.hands if one[0] <= index]
                self.minutes_given = [one for one in self.minutes_given if one[0] <= index]
                self.is_options_open = stretch.is_decision or stretch.were_options_open
                self.is_cut_short = False
                self.afterwards = Afterwards()
                return
        raise _cannot_follow(entry)


def is_vacant(seats: Iterable[Seat]) -> bool:
    """Whether nobody sits in any of a role's seats: the facilitator plays it."""
    return all(seat.person is None for seat in seats)


def fold(entries: Iterable[Entry]) -> Run:
    """The run that a whole chain's entries make. Raises DamagedRun."""
    run: Run | None = None
    for entry in entries:
        if run is None:
            if not isinstance(entry.event, Opened):
                raise _cannot_follow(entry)
            run = Run(entry.event)
        run.take(entry)
    if run is None:
        raise DamagedRun("the run has no events", "Import the run again from an exported file, or delete it.")
    return run


def _cannot_follow(entry: Entry) -> DamagedRun:
    return DamagedRun(
        f"event {entry.seq} of the run can't follow what was recorded before it",
        "Import the run again from an exported file, or delete it.",
    )
