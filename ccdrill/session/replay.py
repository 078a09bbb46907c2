"""A run played again: every recorded outcome must be what the rules give from what stood before it."""

import re
from collections.abc import Mapping
from typing import assert_never

from ccdrill.engine.situation import Situation
from ccdrill.engine.step import Step
from ccdrill.model.afterwards import Agreement, LookedBack
from ccdrill.model.errors import DamagedRun, NotAllowed
from ccdrill.model.events import (
    RULES,
    Amended,
    CutShort,
    Decided,
    Entry,
    ExhibitOpened,
    HandsCounted,
    HintTaken,
    Judgement,
    Noted,
    Opened,
    OptionsOpened,
    Paused,
    Resumed,
    TakenBack,
    TimePassed,
)
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import ChoiceId, ChoiceKey
from ccdrill.model.outcome import Outcome
from ccdrill.session.agreeing import Proposed, check_agreed
from ccdrill.session.answers import check_answers
from ccdrill.session.commands import Answers
from ccdrill.session.hands import check_hands
from ccdrill.session.ports import MAX_NAME
from ccdrill.session.run import Run
from ccdrill.session.story import Story

_UTC = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
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
        _require(entry, bool(_UTC.fullmatch(entry.utc)) and earliest <= entry.t <= _LONGEST, "its time can't be")
        self._check(entry)
        self.run.take(entry)

    def _check(self, entry: Entry) -> None:
        event = entry.event
        match event:
            case Opened(team=team, outcome=outcome):
                _require(entry, len(team) <= MAX_NAME, "no team is called so")
                _same(entry, outcome, self.story.begin())
            case Decided(choice=choice, judgement=judgement, outcome=outcome):
                self._check_open(entry)
                _same(entry, outcome, self._decide(entry, choice))
                self._check_judgement(entry, self.run.situation, judgement)
            case TimePassed(outcome=outcome):
                self._check_open(entry)
                _require(entry, self.run.situation.now <= outcome.now == entry.t, "its time can't be")
                _same(entry, outcome, self.story.pass_time(self.run.situation, outcome.now))
            case TakenBack(decision=decision):
                last = self.run.decisions[-1] if self.run.decisions else None
                _require(entry, last is not None and last.entry.seq == decision, "another decision came after that")
                assert last is not None and last.before is not None, "just required, and every decision has a before"
                _require(entry, entry.t == last.before.now, "its time can't be")
            case Amended(decision=decision, judgement=judgement):
                amended = next((one for one in self.run.decisions if one.entry.seq == decision), None)
                _require(entry, amended is not None, "there is no such decision")
                assert amended is not None and amended.before is not None, "just required, and it is a decision"
                self._check_judgement(entry, amended.before, judgement)
            case HintTaken(state=state, hint=hint):
                self._check_open(entry)
                found = self.exercise.scenario.states.get(state)
                offered = len(found.facilitator.hints) if found is not None else 0
                is_next = hint == self.run.hints_taken.get(state, 0) + 1 <= offered
                _require(entry, state == self.run.situation.state and is_next, "there was no such hint to take")
            case HandsCounted(hands=hands):
                self._check_open(entry)
                choices = {offer.key for offer in self.story.offers(self.run.situation)}
                _require(entry, self.exercise.drill.mode == "team", "nobody counts hands who plays alone")
                _require(entry, hands.keys() <= choices, "there was no such choice to raise a hand for")
                self._check_hands(entry, hands)
            case CutShort() | Paused() | OptionsOpened():
                self._check_open(entry)
            case ExhibitOpened(exhibit=exhibit):
                _require(entry, exhibit in self.exhibits, "there is no such exhibit")
            case LookedBack():
                self._check_agreed(entry, event)
            case Resumed() | Noted():
                pass
            case _:
                assert_never(event)

    def _check_open(self, entry: Entry) -> None:
        _require(entry, not self.run.is_over, "the exercise was over")

    def _check_hands(self, entry: Entry, hands: Mapping[ChoiceKey, int]) -> None:
        try:
            check_hands(hands, self.run.opened.head_count)
        except NotAllowed as error:
            raise _impossible(entry, error.message) from None

    def _check_agreed(self, entry: Entry, event: Agreement) -> None:
        try:
            check_agreed(self.exercise, self.run, self.run.afterwards, event, self.proposed)
        except NotAllowed as error:
            raise _impossible(entry, error.message) from None

    def _decide(self, entry: Entry, key: ChoiceKey) -> Step:
        choice = ChoiceId(key.rpartition("/")[2])
        offer = self.story.offer(self.run.situation, choice)
        step = self.story.decide(self.run.situation, choice)
        _require(entry, offer is not None and offer.key == key and step is not None, "that could not be chosen")
        assert step is not None, "just required"
        return step

    def _check_judgement(self, entry: Entry, before: Situation, judgement: Judgement) -> None:
        answers = Answers(
            roles=judgement.roles, records=judgement.records, where=judgement.where, confidence=judgement.confidence
        )
        try:
            check_answers(self.exercise, self.story.offers(before), answers)
        except NotAllowed as error:
            raise _impossible(entry, error.message) from None


def _same(entry: Entry, recorded: Outcome, step: Step) -> None:
    _require(entry, recorded == step.outcome, "the rules do not give what it came to")
    _require(entry, entry.t == recorded.now, "its time can't be")


def _require(entry: Entry, holds: bool, why: str) -> None:
    if not holds:
        raise _impossible(entry, why)


def _impossible(entry: Entry, why: str) -> DamagedRun:
    return DamagedRun(
        f"event {entry.seq} of the run can't have come about so: {why}", "Export it again from where it was played."
    )
