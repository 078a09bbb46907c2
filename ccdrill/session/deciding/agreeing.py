"""What people agree once an exercise is over: actions, ratings, what they make of what differed; and whether it can stand.

Nothing of it changes the score: that is of what was done.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import get_args

from ccdrill.model.afterwards import (
    ActionAgreed,
    ActionDone,
    ActionReopened,
    Afterword,
    Disposed,
    Disposition,
    LedBy,
    RatingConfirmed,
    RemarkWritten,
    StatementCounted,
)
from ccdrill.model.days import meant_day
from ccdrill.model.drill import Grade
from ccdrill.model.errors import NotAllowed
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import ObjectiveId, Subject
from ccdrill.model.machine import Chance
from ccdrill.session.deciding import commands
from ccdrill.session.deciding.closing import check_closed, check_not_before, check_not_closed, closed
from ccdrill.session.deciding.filling import check_filled, filled
from ccdrill.session.deciding.washing import check_washed, washed
from ccdrill.session.run.afterwards import Afterwards
from ccdrill.session.run.keeping import Keeping
from ccdrill.session.run.ports import Beside
from ccdrill.session.run.run import Run
from ccdrill.session.run.trace import score_run
from ccdrill.session.run.typed import clean_name
from ccdrill.session.telling.naming import name_one_of


class Agreeing:
    """Turns what is asked of a run that is over into events. Records nothing."""

    def __init__(self, exercise: Exercise, run: Run, beside: Beside, chance: Chance, today: dt.date) -> None:
        """`beside` holds what was typed so far; from `today` a day is reckoned that is so many weeks off."""
        self._today = today
        self._exercise = exercise
        self._proposed = Proposed(exercise)
        self._run = run
        self._said = run.afterwards.copy()
        self._keeping = Keeping(beside.texts, chance)

    @property
    def beside(self) -> Beside:
        """What was typed for the events so far."""
        return self._keeping.beside

    @property
    def notice(self) -> str:
        """What the people must be told about what they typed."""
        return self._keeping.notice

    def event(self, command: commands.Agree) -> Afterword | None:
        """What is to be recorded after what was asked before; None: it stands like that already. Raises NotAllowed."""
        event, stands = self._asked(command)
        check_afterword(self._exercise, self._run, self._said, event, self._proposed, self._today)
        if event == stands:
            return None
        self._said.take(event)
        return event

    def _asked(self, command: commands.Agree) -> tuple[Afterword, Afterword | None]:
        """What is asked for, as an event; and what stands, if anything does.

        A reason is of one grade, or of one answer: it does not stand for another.
        """
        said = self._said
        match command:
            case commands.AgreeAction(about=about):
                action = said.actions.get(about, ActionAgreed(about=about))
                return self._action(command, action), action
            case commands.MarkDone() | commands.Reopen():
                return closed(command, said, self._keeping, self._today)
            case commands.ConfirmRating(objective=objective, grade=grade):
                unrated = RatingConfirmed(objective=objective)
                rated = said.ratings.get(objective, unrated)
                rating = self._rating(command, rated if rated.grade == grade else unrated) if grade else unrated
                return rating, rated
            case commands.Dispose(about=about, disposition=answer):
                unsaid = Disposed(about=about)
                disposed = said.dispositions.get(about, unsaid)
                kept = disposed if disposed.disposition == answer else unsaid
                return self._disposition(command, kept) if answer else unsaid, disposed
            case commands.NameDoubt() | commands.NameGap() | commands.AnswerQuestion():
                return washed(command, said, self._keeping)
            case commands.CountStatement() | commands.WriteRemark():
                return filled(command, said, self._keeping)
            case commands.SayWhoLed(who=who):
                led = said.led_by or LedBy()
                return LedBy(who=self._keeping.ref(who, led.who, clean_name)), led

    def _action(self, command: commands.AgreeAction, stands: ActionAgreed) -> ActionAgreed:
        """Whoever empties the action withdraws its owner and its date with it. Raises NotAllowed for an answer in its place."""
        if (typed := (command.what or "").strip().casefold()) in get_args(Disposition):
            raise NotAllowed(
                f"'{typed}' is what a team says of a row, and no action",
                "An action says what is done about it; the answer is asked for apart.",
            )
        what = self._keeping.ref(command.what, stands.what)
        kept = stands if what is not None else ActionAgreed(about=command.about)
        return ActionAgreed(
            about=command.about,
            what=what,
            owner=self._keeping.ref(command.owner, kept.owner, clean_name),
            due=kept.due if command.due is None else self._day(command.due),
        )

    def _day(self, typed: str) -> str | None:
        return meant_day(typed, self._today).isoformat() if typed.strip() else None

    def _rating(self, command: commands.ConfirmRating, kept: RatingConfirmed) -> RatingConfirmed:
        return RatingConfirmed(
            objective=command.objective,
            grade=command.grade,
            reason=self._keeping.ref(command.reason, kept.reason),
            by=self._keeping.ref(command.evaluator, kept.by, clean_name),
        )

    def _disposition(self, command: commands.Dispose, kept: Disposed) -> Disposed:
        reason = self._keeping.ref(command.reason, kept.reason)
        return Disposed(about=command.about, disposition=command.disposition, reason=reason)


def require_over(run: Run) -> None:
    """Raises NotAllowed while an exercise may go on."""
    if not run.is_over:
        raise NotAllowed(
            "the exercise is not over", "Play it to its end, or end it; then agree on what is to be done about it."
        )


class Proposed:
    """The ratings that are proposed of a run: worked out once for as long as what was played stands."""

    def __init__(self, exercise: Exercise) -> None:
        """`exercise` is what is played."""
        self._exercise = exercise
        self._scored: tuple[object, ...] = ()
        self._grades: dict[ObjectiveId, Grade] = {}

    def of(self, run: Run) -> Mapping[ObjectiveId, Grade]:
        """By objective."""
        played = (run.is_cut_short, *run.stretches)
        if played != self._scored:
            self._scored = played
            self._grades = {one.objective: one.grade for one in score_run(self._exercise, run).ratings}
        return self._grades


def check_afterword(
    exercise: Exercise, run: Run, said: Afterwards, event: Afterword, proposed: Proposed, today: dt.date
) -> None:
    """Whether that can be said of a run as it stands; `said` is what was said before, `proposed` are its ratings.

    `today` is the day in UTC on which it is said. Raises NotAllowed.
    """
    require_over(run)
    check_not_closed(said, event)
    match event:
        case ActionAgreed(about=about, what=what, owner=owner, due=due):
            _check_subject(exercise, said, about)
            if what is None and (owner is not None or due is not None):
                raise NotAllowed("an owner or a date needs an action", "Say first what is to be done.")
            if due is not None:
                check_not_before(run, due)
        case ActionDone() | ActionReopened():
            check_closed(run, said, event, today)
        case RatingConfirmed():
            _check_rating(proposed.of(run), event)
        case Disposed(about=about, disposition=disposition, reason=reason):
            if about.startswith("gap:"):
                raise NotAllowed(f"'{about}' is what the team itself said was missing", "Change it, or withdraw it.")
            _check_subject(exercise, said, about)
            if disposition is None and reason is not None:
                raise NotAllowed("a reason needs an answer", "Say first what the team makes of it.")
        case StatementCounted() | RemarkWritten():
            check_filled(event)
        case LedBy(who=who):
            if exercise.drill.mode != "team":
                raise NotAllowed("nobody leads whoever plays alone", "Leave it out.")
            if who is None and said.led_by is None:
                raise NotAllowed("somebody leads every exercise", "Say who led it.")
        case _:
            check_washed(run, event)


def _check_rating(proposed: Mapping[ObjectiveId, Grade], event: RatingConfirmed) -> None:
    if event.objective not in proposed:
        raise NotAllowed(f"there is no objective '{event.objective}'", _what_to_name(event.objective, proposed))
    if event.grade is None and (event.reason is not None or event.by is not None):
        raise NotAllowed("a reason or a name needs a rating", "Give the rating first.")
    if event.grade is not None and event.grade != proposed[event.objective] and event.reason is None:
        raise NotAllowed(
            f"{proposed[event.objective]} is proposed for '{event.objective}', and {event.grade} differs from it",
            "Say why: a rating is changed only with a reason.",
        )


def _check_subject(exercise: Exercise, said: Afterwards, about: Subject) -> None:
    """Whether the procedure or the scenario knows it, or the team named it; what went well may be agreed on as well."""
    kind, _, name = about.partition(":")
    procedure = exercise.procedure
    kinds: dict[str, tuple[str, list[str]]] = {
        "step": ("step", [step.id for step in procedure.steps]),
        "rule": ("prohibition", [rule.id for rule in procedure.prohibited]),
        "action": ("action", list(exercise.words.actions)),
        "gap": ("gap", [str(one) for one in sorted(said.gaps)]),
    }
    called, known = kinds.get(kind, ("subject", list(kinds)))
    if name not in known:
        raise NotAllowed(f"there is no {called} '{name}'", _what_to_name(name, known))


def _what_to_name(name: str, known: Collection[str]) -> str:
    if not known:
        return "Name it first: say what was missing."
    return name_one_of(name, known, f"Name one of: {', '.join(list(known)[:12])}.")
