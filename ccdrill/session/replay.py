"""A run played again: every recorded outcome must be what the rules give from what stood before it."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import assert_never

from ccdrill.engine.program import Offer
from ccdrill.engine.step import Step
from ccdrill.model.afterwards import Afterword, LookedBack
from ccdrill.model.errors import DamagedRun, NotAllowed
from ccdrill.model.events import (
    Amended,
    ByHand,
    CutShort,
    Decided,
    Entry,
    ExhibitOpened,
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
    Seated,
    TakenBack,
    TimePassed,
    WrittenIn,
)
from ccdrill.model.exercise import Exercise
from ccdrill.model.form import MOST_HEADS
from ccdrill.model.ids import ChoiceId, ChoiceKey
from ccdrill.model.outcome import Outcome
from ccdrill.model.rules import RULES
from ccdrill.session.deciding.agreeing import Proposed, check_afterword
from ccdrill.session.deciding.answers import check_answers
from ccdrill.session.deciding.by_hand import Hand
from ccdrill.session.deciding.commands import Answers
from ccdrill.session.deciding.hands import check_hands
from ccdrill.session.deciding.minutes import check_minutes
from ccdrill.session.deciding.people import check_people
from ccdrill.session.deciding.seating import check_facilitators, check_seated
from ccdrill.session.deciding.story import Story
from ccdrill.session.deciding.written import check_written, moved_as, offer_of, offered_to
from ccdrill.session.run.ports import MAX_NAME
from ccdrill.session.run.run import Run
from ccdrill.session.telling.telling import Telling

_UTC = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_OfTheRoom = HandsCounted | MinutesGiven | PeopleCounted | Seated | FacilitatorNamed
_WHILE_STOPPED = Resumed | CutShort | Noted
"""What is recorded while something real keeps people from the exercise. Runs of before hold no such stop."""
_LONGEST_VERSION = 40
"""Characters of a version of ccdrill: more is none."""
_EARLIEST = 1970
"""The year before which no computer's clock is."""
_LONGEST = 100 * 365 * 86_400
"""Seconds of exercise time: no story is longer, and everything that reckons with its clock can rely on that."""


def replay(exercise: Exercise, run: Run) -> None:
    """Raises DamagedRun at the first event that can't have come about so.

    A run of earlier rules is not played again: those rules are gone, what they gave is recorded.
    """
    if run.opened.rules == RULES:
        replayer = _Replayer(exercise, run.opened)
        for entry in run.entries:
            replayer.take(entry)


class _Replayer:
    """Plays one run again, entry by entry."""

    def __init__(self, exercise: Exercise, opened: Opened) -> None:
        self.exercise = exercise
        self.story = Story(exercise.scenario)
        self.run = Run(opened)
        self.proposed = Proposed(exercise)
        self.exhibits = {one.id for state in exercise.scenario.states.values() for one in state.exhibits}

    def take(self, entry: Entry) -> None:
        """Raises DamagedRun when the entry does not follow from what stands; else it stands too."""
        can_go_back = isinstance(entry.event, Opened | TakenBack)
        earliest = 0 if can_go_back else self.run.t
        _require(entry, _is_instant(entry.utc) and earliest <= entry.t <= _LONGEST, "its time can't be")
        can_be = isinstance(entry.event, _WHILE_STOPPED) or not self.run.is_stopped
        _require(entry, can_be, "the exercise was stopped, for something real had happened")
        self._check(entry)
        self.run.take(entry)

    def _check(self, entry: Entry) -> None:
        event = entry.event
        match event:
            case Opened():
                self._check_opened(entry, event)
            case Decided() | WrittenIn():
                self._check_decision(entry, event)
            case LedOn() | InjectSent() | InjectHeld():
                self._check_open(entry)
                _same(entry, event.outcome, self._by_hand(entry, event))
            case TimePassed(outcome=outcome):
                self._check_open(entry)
                _require(entry, self.run.situation.now <= outcome.now == entry.t, "its time can't be")
                _same(entry, outcome, self.story.pass_time(self.run.situation, outcome.now))
            case TakenBack(decision=decision):
                last = self.run.last_done
                _require(entry, last is not None and last.entry.seq == decision, "another decision came after that")
                assert last is not None and last.before is not None, (
                    "just required, and only the beginning has no before"
                )
                _require(entry, entry.t == last.before.now, "its time can't be")
            case Amended(decision=decision, judgement=judgement):
                amended = next((one for one in self.run.decisions if one.entry.seq == decision), None)
                _require(entry, amended is not None, "there is no such decision")
                assert amended is not None, "just required"
                self._check_judgement(entry, offered_to(self.exercise, self.story, amended), judgement)
            case HintTaken(state=state, hint=hint):
                self._check_open(entry)
                found = self.exercise.scenario.states.get(state)
                offered = len(found.facilitator.hints) if found is not None else 0
                is_next = hint == self.run.hints_taken.get(state, 0) + 1 <= offered
                _require(entry, state == self.run.situation.state and is_next, "there was no such hint to take")
            case HandsCounted() | MinutesGiven() | PeopleCounted() | Seated() | FacilitatorNamed():
                self._check_open(entry)
                self._check_room(entry, event)
            case Paused(why=why):
                self._check_open(entry)
                is_led = self.exercise.drill.mode == "team"
                _require(entry, is_led or why != "real-event", "nobody stops it for a real event who plays alone")
            case CutShort() | OptionsOpened():
                self._check_open(entry)
            case ExhibitOpened(exhibit=exhibit):
                _require(entry, exhibit in self.exhibits, "there is no such exhibit")
            case LookedBack():
                self._check_afterword(entry, event)
            case Resumed() | Noted():
                pass
            case _:
                assert_never(event)

    def _check_opened(self, entry: Entry, event: Opened) -> None:
        _require(entry, event.drill == self.exercise.drill.id, "another drill was played")
        _require(entry, len(event.ccdrill) <= _LONGEST_VERSION, "no version is called so")
        _require(entry, len(event.team) <= MAX_NAME, "no team is called so")
        _require(entry, 0 <= event.head_count <= MOST_HEADS, f"from 0 to {MOST_HEADS:,} people take part")
        roles = Telling(self.exercise).roles()
        _require(entry, all(seat.role in roles for seat in event.seats), "nobody in this drill plays such a role")
        _same(entry, event.outcome, self.story.begin())

    def _check_decision(self, entry: Entry, event: Decided | WrittenIn) -> None:
        self._check_open(entry)
        _require(entry, 0 <= event.real_ms <= _LONGEST * 1000, "nobody thinks for so long")
        offered = self.story.offers(self.run.situation)
        if isinstance(event, Decided):
            _same(entry, event.outcome, self._decide(entry, event.choice))
        else:
            offer = self._written(entry, event)
            _same(entry, event.outcome, self.story.improvise(self.run.situation, offer))
            offered = (*offered, offer)
        self._check_judgement(entry, offered, event.judgement)

    def _check_open(self, entry: Entry) -> None:
        _require(entry, not self.run.is_over, "the exercise was over")

    def _check_room(self, entry: Entry, event: _OfTheRoom) -> None:
        """Of what only a facilitator says of the people in the room."""
        _require(entry, self.exercise.drill.mode == "team", "nobody leads whoever plays alone")
        try:
            match event:
                case HandsCounted(hands=hands):
                    choices = {offer.key for offer in self.story.offers(self.run.situation)}
                    _require(entry, hands.keys() <= choices, "there was no such choice to raise a hand for")
                    check_hands(hands, self.run.head_count)
                case MinutesGiven(minutes=minutes):
                    check_minutes(self.run, minutes)
                case PeopleCounted(people=people):
                    check_people(self.run, people)
                case Seated(seats=seats):
                    check_seated(self.exercise, self.run, seats)
                case FacilitatorNamed(people=people):
                    check_facilitators(self.run, people)
        except NotAllowed as error:
            raise _impossible(entry, error.message) from None

    def _check_afterword(self, entry: Entry, event: Afterword) -> None:
        try:
            today = dt.date.fromisoformat(entry.utc[:10])
            check_afterword(self.exercise, self.run, self.run.afterwards, event, self.proposed, today)
        except NotAllowed as error:
            raise _impossible(entry, error.message) from None

    def _decide(self, entry: Entry, key: ChoiceKey) -> Step:
        choice = ChoiceId(key.rpartition("/")[2])
        offer = self.story.offer(self.run.situation, choice)
        step = self.story.decide(self.run.situation, choice)
        _require(entry, offer is not None and offer.key == key and step is not None, "that could not be chosen")
        assert step is not None, "just required"
        return step

    def _by_hand(self, entry: Entry, event: ByHand) -> Step:
        try:
            return Hand(self.exercise, self.story, self.run, self.run.situation).step(event)
        except NotAllowed as error:
            raise _impossible(entry, error.message) from None

    def _written(self, entry: Entry, event: WrittenIn) -> Offer:
        try:
            check_written(self.exercise, event.does, event.takes, event.goto)
            name = ChoiceId(event.like.rpartition("/")[2]) if event.like is not None else None
            like = moved_as(self.story.offers(self.run.situation), name)
        except NotAllowed as error:
            raise _impossible(entry, error.message) from None
        _require(entry, like == event.like, "there was no such choice to be like")
        return offer_of(self.exercise, event)

    def _check_judgement(self, entry: Entry, offered: Sequence[Offer], judgement: Judgement) -> None:
        answers = Answers(
            roles=judgement.roles, records=judgement.records, where=judgement.where, confidence=judgement.confidence
        )
        try:
            check_answers(self.exercise, offered, answers)
        except NotAllowed as error:
            raise _impossible(entry, error.message) from None


def _is_instant(utc: str) -> bool:
    """Whether a stamp is one that a clock can give: days that are none, or before clocks, are read by nobody."""
    if not _UTC.fullmatch(utc):
        return False
    try:
        return dt.datetime.fromisoformat(utc).year >= _EARLIEST
    except ValueError:
        return False


def _same(entry: Entry, recorded: Outcome, step: Step | None) -> None:
    _require(entry, step is not None and recorded == step.outcome, "the rules do not give what it came to")
    _require(entry, entry.t == recorded.now, "its time can't be")


def _require(entry: Entry, holds: bool, why: str) -> None:
    if not holds:
        raise _impossible(entry, why)


def _impossible(entry: Entry, why: str) -> DamagedRun:
    return DamagedRun(
        f"event {entry.seq} of the run can't have come about so: {why}", "Export it again from where it was played."
    )
