"""What people agree once an exercise is over: actions, ratings, what they make of what differed; and whether it can stand.

Nothing of it changes the score: that is of what was done.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping

from ccdrill.authoring.nearest import nearest
from ccdrill.model.days import read_day
from ccdrill.model.drill import Grade
from ccdrill.model.errors import NotAllowed
from ccdrill.model.events import ActionAgreed, Agreement, Disposed, RatingConfirmed, TextRef
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import ObjectiveId, Subject
from ccdrill.model.machine import Chance
from ccdrill.session import commands
from ccdrill.session.chain import find_text
from ccdrill.session.ports import Beside, KeptText
from ccdrill.session.run import Run
from ccdrill.session.trace import score_run
from ccdrill.session.typed import Typed, clean_name, clean_text, join_notices, keep_cleaned


class Agreeing:
    """Turns what is asked of a run that is over into events. Records nothing."""

    def __init__(self, exercise: Exercise, run: Run, beside: Beside, chance: Chance) -> None:
        """`beside` holds what was typed so far."""
        self._exercise = exercise
        self._proposed = Proposed(exercise)
        self._run = run
        self._texts = beside.texts
        self._chance = chance
        self._kept: list[KeptText] = []
        self._notices: list[str] = []

    @property
    def beside(self) -> Beside:
        """What was typed for the events so far."""
        return Beside(texts=tuple(self._kept))

    @property
    def notice(self) -> str:
        """What the people must be told about what they typed."""
        return join_notices(*self._notices)

    def event(self, command: commands.Agree) -> Agreement | None:
        """What is to be recorded; None: it stands like that already. Raises NotAllowed.

        A reason is of one grade, or of one answer: it does not stand for another.
        """
        event: Agreement
        stands: Agreement
        match command:
            case commands.AgreeAction(about=about):
                stands = self._run.actions.get(about, ActionAgreed(about=about))
                event = self._action(command, stands)
            case commands.ConfirmRating(objective=objective, grade=grade):
                unrated = RatingConfirmed(objective=objective)
                stands = self._run.ratings.get(objective, unrated)
                event = self._rating(command, stands if stands.grade == grade else unrated) if grade else unrated
            case commands.Dispose(about=about, disposition=said):
                unsaid = Disposed(about=about)
                stands = self._run.dispositions.get(about, unsaid)
                event = self._disposition(command, stands if stands.disposition == said else unsaid) if said else unsaid
        check_agreed(self._exercise, self._run, event, self._proposed)
        return event if event != stands else None

    def _action(self, command: commands.AgreeAction, stands: ActionAgreed) -> ActionAgreed:
        """Whoever empties the action withdraws its owner and its date with it."""
        what = self._ref(command.what, stands.what, clean_text)
        kept = stands if what is not None else ActionAgreed(about=command.about)
        return ActionAgreed(
            about=command.about,
            what=what,
            owner=self._ref(command.owner, kept.owner, clean_name),
            due=kept.due if command.due is None else command.due.strip() or None,
        )

    def _rating(self, command: commands.ConfirmRating, kept: RatingConfirmed) -> RatingConfirmed:
        return RatingConfirmed(
            objective=command.objective,
            grade=command.grade,
            reason=self._ref(command.reason, kept.reason, clean_text),
            by=self._ref(command.evaluator, kept.by, clean_name),
        )

    def _disposition(self, command: commands.Dispose, kept: Disposed) -> Disposed:
        reason = self._ref(command.reason, kept.reason, clean_text)
        return Disposed(about=command.about, disposition=command.disposition, reason=reason)

    def _ref(self, typed: str | None, stands: TextRef | None, clean: Callable[[str], Typed]) -> TextRef | None:
        """What the event says of a text; that which stands, where nothing or the same was typed."""
        if typed is None:
            return stands
        cleaned = clean(typed)
        if stands is not None and find_text(stands, self._texts) == cleaned.text:
            return stands
        ref, kept, notice = keep_cleaned(cleaned, self._chance)
        self._kept += kept
        self._notices.append(notice)
        return ref


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


def check_agreed(exercise: Exercise, run: Run, event: Agreement, proposed: Proposed) -> None:
    """Whether a run as it stands can have that agreed of it; `proposed` are its ratings. Raises NotAllowed."""
    require_over(run)
    match event:
        case ActionAgreed(about=about, what=what, owner=owner, due=due):
            _check_subject(exercise, about)
            if what is None and (owner is not None or due is not None):
                raise NotAllowed("an owner or a date needs an action", "Say first what is to be done.")
            if due is not None:
                _check_due(run, due)
        case RatingConfirmed():
            _check_rating(proposed.of(run), event)
        case Disposed(about=about, disposition=disposition, reason=reason):
            _check_subject(exercise, about)
            if disposition is None and reason is not None:
                raise NotAllowed("a reason needs an answer", "Say first what the team makes of it.")


def _check_rating(proposed: Mapping[ObjectiveId, Grade], event: RatingConfirmed) -> None:
    if event.objective not in proposed:
        raise NotAllowed(f"there is no objective '{event.objective}'", _name_one_of(event.objective, proposed))
    if event.grade is None and (event.reason is not None or event.by is not None):
        raise NotAllowed("a reason or a name needs a rating", "Give the rating first.")
    if event.grade is not None and event.grade != proposed[event.objective] and event.reason is None:
        raise NotAllowed(
            f"{proposed[event.objective]} is proposed for '{event.objective}', and {event.grade} differs from it",
            "Say why: a rating is changed only with a reason.",
        )


def _check_subject(exercise: Exercise, about: Subject) -> None:
    """Whether the procedure or the scenario knows it, lost points or not: what went well may be agreed on as well."""
    kind, _, name = about.partition(":")
    procedure = exercise.procedure
    kinds: dict[str, tuple[str, list[str]]] = {
        "step": ("step", [step.id for step in procedure.steps]),
        "rule": ("prohibition", [rule.id for rule in procedure.prohibited]),
        "action": ("action", list(exercise.words.actions)),
    }
    called, known = kinds.get(kind, ("subject", list(kinds)))
    if name not in known:
        raise NotAllowed(f"there is no {called} '{name}'", _name_one_of(name, known))


def _check_due(run: Run, due: str) -> None:
    """A day that exists, and not one that was over when the exercise began, wherever on earth that was."""
    day = read_day(due)
    began = dt.date.fromisoformat(run.entries[0].utc[:10])
    if day < began - dt.timedelta(days=1):
        raise NotAllowed(f"{due} lies before the exercise, which began on {began}", "Write a day after it.")


def _name_one_of(name: str, known: Collection[str]) -> str:
    near = nearest(name, known)
    return f"Did you mean '{near}'?" if near is not None else f"Name one of: {', '.join(list(known)[:12])}."
