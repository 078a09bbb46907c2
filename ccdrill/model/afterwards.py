"""What a run records once its exercise is over: what people agreed, said in the hot wash, and put down on the feedback form."""

from typing import Annotated, Literal

from msgspec import Meta

from ccdrill.model.drill import Grade
from ccdrill.model.form import Counts, RemarkKind, RemarkNumber, Statement
from ccdrill.model.ids import ObjectiveId, Subject
from ccdrill.model.text_ref import TextRef
from ccdrill.model.value import Recorded

Disposition = Literal["not-followed", "procedure-wrong", "scenario-wrong", "deliberate"]
"""What the team says of what differed: we did not follow the procedure; it is wrong; the scenario is; deliberate and better."""
Question = Literal["see", "know", "trace"]
"""What a hot wash asks of every exercise: could we see it, would we have known at once, could we trace it and respond."""
Answer = Literal["yes", "partly", "no"]
"""What is answered to such a question."""
MOST_GAPS = 5
"""Gaps that a hot wash has room for: what is more than a handful, nobody puts right."""
Gap = Annotated[int, Meta(ge=1, le=MOST_GAPS)]
"""The number of a gap, by which it stays the same whatever becomes of the others."""


Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?!\n)$")]
"""A day in ISO 8601."""


class LookedBack(Recorded, frozen=True):
    """The base of every Afterword: none of them changes what was played, nor the score."""


class ActionAgreed(LookedBack, frozen=True, kw_only=True, tag="action-agreed"):
    """After the end, people agreed what is done about something, who does it, and by when.

    It says all of it, as it stands from now on: one action for each subject, so that one person answers for it and a row
    of the plan is either done or not. What is withdrawn is agreed anew with nothing.
    """

    about: Subject
    """What is to be put right."""
    what: TextRef | None = None
    """The action; None: nothing is agreed any more, nor is there an owner or a date."""
    owner: TextRef | None = None
    """Who sees to it."""
    due: Day | None = None
    """By which day."""


class ActionDone(LookedBack, frozen=True, kw_only=True, tag="action-done"):
    """After the end, an action that was agreed is done. It stays as it was agreed then, until it is reopened."""

    about: Subject
    """What was to be put right."""
    day: Day
    """On which day it was done."""
    proof: TextRef | None = None
    """Where one sees it: a ticket, a version of a document, a card on the wall."""
    by: TextRef | None = None
    """Who checked it."""


class ActionReopened(LookedBack, frozen=True, kw_only=True, tag="action-reopened"):
    """After the end, an action that was done is not done any more, or never was: it is open again."""

    about: Subject
    """What is to be put right."""
    reason: TextRef
    """Why."""


class RatingConfirmed(LookedBack, frozen=True, kw_only=True, tag="rating-confirmed"):
    """After the end, an evaluator confirmed or changed the rating that was proposed for an objective; both are kept."""

    objective: ObjectiveId
    """Which."""
    grade: Grade | None = None
    """How it went by the evaluator's word; None: only the proposed rating stands."""
    reason: TextRef | None = None
    """Why; never None when it differs from what was proposed then."""
    by: TextRef | None = None
    """The evaluator's name."""


class Disposed(LookedBack, frozen=True, kw_only=True, tag="disposed"):
    """After the end, the team said what it makes of what differed from the procedure."""

    about: Subject
    """What differed."""
    disposition: Disposition | None = None
    """What the team says; None: nothing any more."""
    reason: TextRef | None = None
    """Why."""


class DoubtNamed(LookedBack, frozen=True, kw_only=True, tag="doubt-named"):
    """Right after play, the team named the moment at which it was least sure: a decision, or one in its own words."""

    decision: int | None = None
    """The seq of the decision; None: it is told in words, or withdrawn."""
    words: TextRef | None = None
    """The moment in words; None: it is a decision, or withdrawn."""


class GapNamed(LookedBack, frozen=True, kw_only=True, tag="gap-named"):
    """Right after play, the team named something that was missing. What is done about it is agreed like any other action."""

    gap: Gap
    """Which of its gaps."""
    what: TextRef | None = None
    """What was missing; None: it is withdrawn, and the action about it with it."""


class QuestionAnswered(LookedBack, frozen=True, kw_only=True, tag="question-answered"):
    """Right after play, the team answered one of the three questions of a hot wash."""

    question: Question
    """Which."""
    answer: Answer | None = None
    """The answer; None: it is withdrawn."""
    why: TextRef | None = None
    """In a sentence."""


class StatementCounted(LookedBack, frozen=True, kw_only=True, tag="statement-counted"):
    """After the end, the facilitator counted how far participants agree with a statement of the feedback form."""

    statement: Statement
    """Which."""
    counts: Counts | None = None
    """How many gave each answer; None: it is withdrawn."""


class RemarkWritten(LookedBack, frozen=True, kw_only=True, tag="remark-written"):
    """After the end, something that participants wrote on the feedback form was taken down: never whose it was."""

    kind: RemarkKind
    """What sort of remark."""
    remark: RemarkNumber
    """Which of these."""
    text: TextRef | None = None
    """What it says; None: it is withdrawn."""


class LedBy(LookedBack, frozen=True, kw_only=True, tag="led-by"):
    """After the end, it was said who led the exercise. It stands in place of what was said while it was played."""

    who: TextRef | None = None
    """Their names; None: it is withdrawn."""


Afterword = (
    ActionAgreed
    | ActionDone
    | ActionReopened
    | RatingConfirmed
    | Disposed
    | DoubtNamed
    | GapNamed
    | QuestionAnswered
    | StatementCounted
    | RemarkWritten
    | LedBy
)
"""What is said of an exercise that is over, one by one: the sealed union of the events that look back."""
