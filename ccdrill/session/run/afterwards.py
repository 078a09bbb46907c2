"""What stands of what people said once an exercise was over. Folded from those events, and from nothing else."""

from typing import TypeVar

import msgspec

from ccdrill.model.afterwards import (
    ActionAgreed,
    ActionDone,
    ActionReopened,
    Afterword,
    Disposed,
    DoubtNamed,
    Gap,
    GapNamed,
    LedBy,
    Question,
    QuestionAnswered,
    RatingConfirmed,
    RemarkWritten,
    StatementCounted,
)
from ccdrill.model.form import RemarkKind, RemarkNumber, Statement
from ccdrill.model.ids import ObjectiveId, Subject

K = TypeVar("K")
A = TypeVar("A", bound=Afterword)


class Afterwards(msgspec.Struct):
    """The last word on each thing. Grows by `take`, and by nothing else."""

    actions: dict[Subject, ActionAgreed] = {}
    """What was agreed after the end that the run came to."""
    done: dict[Subject, ActionDone | ActionReopened] = {}
    """Whether these are done, where anything was said of that."""
    ratings: dict[ObjectiveId, RatingConfirmed] = {}
    """What evaluators confirmed or changed of the ratings."""
    dispositions: dict[Subject, Disposed] = {}
    """What the team says of what differed."""
    doubt: DoubtNamed | None = None
    """When the team was least sure."""
    gaps: dict[Gap, GapNamed] = {}
    """What was missing."""
    answers: dict[Question, QuestionAnswered] = {}
    """What was answered to the questions of the hot wash."""
    statements: dict[Statement, StatementCounted] = {}
    """How far participants agree with the statements of the feedback form."""
    remarks: dict[tuple[RemarkKind, RemarkNumber], RemarkWritten] = {}
    """What they wrote on it."""
    led_by: LedBy | None = None
    """Who led the exercise."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands."""
        return self == Afterwards()

    def copy(self) -> "Afterwards":
        """Another one that stands alike, and can take in what this one must not."""
        return Afterwards(
            actions=dict(self.actions),
            done=dict(self.done),
            ratings=dict(self.ratings),
            dispositions=dict(self.dispositions),
            doubt=self.doubt,
            gaps=dict(self.gaps),
            answers=dict(self.answers),
            statements=dict(self.statements),
            remarks=dict(self.remarks),
            led_by=self.led_by,
        )

    def take(self, event: Afterword) -> None:
        """Takes in the next event."""
        match event:
            case ActionAgreed(about=about, what=what):
                _stand(self.actions, about, event if what is not None else None)
                if what is None:
                    self.done.pop(about, None)
            case ActionDone(about=about) | ActionReopened(about=about):
                self.done[about] = event
            case RatingConfirmed(objective=objective, grade=grade):
                _stand(self.ratings, objective, event if grade is not None else None)
            case Disposed(about=about, disposition=disposition):
                _stand(self.dispositions, about, event if disposition is not None else None)
            case DoubtNamed(decision=decision, words=words):
                self.doubt = event if decision is not None or words is not None else None
            case GapNamed(gap=gap, what=what):
                _stand(self.gaps, gap, event if what is not None else None)
                if what is None:
                    self.actions.pop(gap_subject(gap), None)
                    self.done.pop(gap_subject(gap), None)
            case QuestionAnswered(question=question, answer=answer):
                _stand(self.answers, question, event if answer is not None else None)
            case StatementCounted(statement=statement, counts=counts):
                _stand(self.statements, statement, event if counts is not None else None)
            case RemarkWritten(kind=kind, remark=remark, text=text):
                _stand(self.remarks, (kind, remark), event if text is not None else None)
            case LedBy(who=who):
                self.led_by = event if who is not None else None


def gap_subject(gap: Gap) -> Subject:
    """What an action about a gap is agreed about."""
    return Subject(f"gap:{gap}")


def _stand(said: dict[K, A], key: K, event: A | None) -> None:
    """The last word on something stands; None: it was withdrawn."""
    if event is None:
        said.pop(key, None)
    else:
        said[key] = event
