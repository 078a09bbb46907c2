"""The hot wash as a report tells it: what the team itself said right after play. Beside what was found, never in place of it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ccdrill.debrief.document.course import DecisionRow
from ccdrill.debrief.document.lessons import TurningPoint
from ccdrill.model.afterwards import Answer, Question
from ccdrill.model.confidence import CONFIDENCE
from ccdrill.model.value import Value

QUESTIONS: Mapping[Question, str] = {
    "see": "Could we see it?",
    "know": "Would we have known at once?",
    "trace": "Could we trace it, and respond?",
}
"""What is asked after every exercise, in this order."""
MEANT: Mapping[Question, str] = {
    "see": '"It" is what went wrong in the story. Would a log, an alarm or one of us have shown it, or only luck?',
    "know": "On an ordinary day: would it have reached somebody who can act, and how soon?",
    "trace": "Afterwards: do we keep what shows what was touched, and by whom; and is it clear who then does what?",
}
"""What each of them is about, for whoever is asked for the first time."""
IN_SHORT: Mapping[Question, str] = {"see": "seen", "know": "known at once", "trace": "traced and responded to"}
"""The same where there is no room for a question."""


class Doubt(Value, frozen=True, kw_only=True):
    """The moment at which the team was least sure."""

    decision: int
    """The decision's event; 0: it is told in words."""
    clock: str = ""
    """When it was taken; empty where it is told in words."""
    situation: str = ""
    """Where; empty like it."""
    choice: str = ""
    """What was chosen; empty like it."""
    sure: str = ""
    """How sure they had said they were; empty: that was not asked, or it is told in words."""
    words: str = ""
    """The moment, as typed; empty: it is a decision."""
    recorded: str
    """When it was recorded as it stands, in UTC."""

    @property
    def told(self) -> str:
        """All of it."""
        sure = f" ({self.sure})" if self.sure else ""
        return self.words or f"{self.clock}, {self.situation}: {self.choice}{sure}"

    @property
    def in_short(self) -> str:
        """Enough of it to find it."""
        return self.words or f"{self.clock}, {self.situation}"


class MissingThing(Value, frozen=True, kw_only=True):
    """What was missing, as the team says; the row of the plan with the same `about` says what is done about it."""

    about: str
    """By what name the plan has it: gap:1, gap:2, ..."""
    what: str
    """What was missing, as typed."""
    recorded: str
    """When it was recorded as it stands, in UTC."""


class Answered(Value, frozen=True, kw_only=True):
    """One of the three questions, answered."""

    question: Question
    """Which: see, know or trace."""
    asked: str
    """The same in words."""
    answer: Answer
    """yes, partly or no."""
    why: str
    """In a sentence, as typed; may be empty."""
    recorded: str
    """When it was recorded as it stands, in UTC."""

    @property
    def told(self) -> str:
        """The answer with its sentence."""
        return f"{self.answer}, {self.why}" if self.why else self.answer


class HotWash(Value, frozen=True, kw_only=True):
    """What the team itself said right after play: when it was least sure, what was missing, and three questions."""

    doubt: Doubt | None = None
    """When it was least sure; None: that was not said."""
    gaps: tuple[MissingThing, ...] = ()
    """What was missing, by number."""
    answers: tuple[Answered, ...] = ()
    """The questions that were answered."""

    @property
    def recorded(self) -> str:
        """Up to when it was recorded, in UTC; empty: nothing was."""
        doubt = (self.doubt,) if self.doubt is not None else ()
        return max((one.recorded for one in (*doubt, *self.gaps, *self.answers)), default="")


def least_sure(decisions: Sequence[DecisionRow], turns: Sequence[TurningPoint]) -> DecisionRow | None:
    """The decision that a team can be asked about first: that of which it said it was least sure.

    Of several the one that cost most, as far as that is known. None where nobody was asked, where the team was as sure of
    every decision, and where several are alike: a moment that somebody else picked is worse than none.
    """
    level = {one.seq: CONFIDENCE.index(one.confidence) for one in decisions if one.confidence and not one.is_taken_back}
    lowest = min(level.values(), default=0)
    if lowest == max(level.values(), default=0):
        return None
    found = [one for one in decisions if level.get(one.seq) == lowest]
    if len(found) > 1:
        cost = {one.decision: Fraction(one.cost or 0) for one in turns if one.is_known}
        if any(one.seq not in cost for one in found):
            return None
        most = max(cost[one.seq] for one in found)
        found = [one for one in found if cost[one.seq] == most]
    return found[0] if len(found) == 1 else None
