"""What people ask of a running exercise, in the imperative."""

from collections.abc import Mapping

from ccdrill.model.afterwards import Answer, Disposition, Gap, Question
from ccdrill.model.drill import Grade
from ccdrill.model.events import Confidence
from ccdrill.model.form import RemarkKind, RemarkNumber, Statement
from ccdrill.model.ids import (
    ActionId,
    ChoiceId,
    ExhibitId,
    InjectId,
    ObjectiveId,
    PlaceId,
    RecordId,
    RoleId,
    StateId,
    Subject,
)
from ccdrill.model.value import Value


class Answers(Value, frozen=True, kw_only=True):
    """What was answered beside the choice; None: not answered."""

    roles: tuple[RoleId, ...] | None = None
    """Who acts, in the order named."""
    records: tuple[RecordId, ...] | None = None
    """What was recorded."""
    where: PlaceId | None = None
    """Where it was done."""
    reason: str | None = None
    """Why, as typed."""
    confidence: Confidence | None = None
    """How sure, 1 to 4."""


class Decide(Value, frozen=True, kw_only=True):
    """Take a choice that is offered now."""

    choice: ChoiceId
    """Its id in the file."""
    answers: Answers = Answers()
    """What was answered beside it."""


class WriteIn(Value, frozen=True, kw_only=True):
    """Take a decision that no choice says."""

    text: str
    """What the team does, as typed."""
    does: tuple[ActionId, ...] = ()
    """The actions that it comes to."""
    takes: int = 0
    """Seconds of exercise time until the team can decide again."""
    goto: StateId | None = None
    """The state or ending that it leads to; None: the run stays."""
    like: ChoiceId | None = None
    """The choice that is offered now as which it moves meters and flags; None: it moves none."""
    answers: Answers = Answers()
    """What was answered beside it."""


class Amend(Value, frozen=True, kw_only=True):
    """Answer what was asked with an earlier decision, or change the answers."""

    decision: int
    """The seq of the decision."""
    answers: Answers
    """All of them, as they stand now."""


class LeadOn(Value, frozen=True, kw_only=True):
    """Lead the story on by hand, without a decision."""

    to: StateId
    """The state or ending."""
    reason: str
    """Why, as typed."""


class SendInject(Value, frozen=True, kw_only=True):
    """Have a message arrive now."""

    inject: InjectId
    """Which."""
    reason: str = ""
    """Why, as typed."""


class HoldInject(Value, frozen=True, kw_only=True):
    """Hold a message back: it no longer comes by itself."""

    inject: InjectId
    """Which."""
    reason: str = ""
    """Why, as typed."""


class OpenOptions(Value, frozen=True, kw_only=True):
    """Show the choices after the talk."""


class OpenExhibit(Value, frozen=True, kw_only=True):
    """Look at an exhibit."""

    exhibit: ExhibitId
    """Which."""


class TakeHint(Value, frozen=True, kw_only=True):
    """Be given the next hint of this situation."""


class TakeBack(Value, frozen=True, kw_only=True):
    """Undo the last decision, or what the facilitator did by hand since."""

    reason: str = ""
    """Why, as typed."""


class CutShort(Value, frozen=True, kw_only=True):
    """End the exercise now."""

    reason: str = ""
    """Why, as typed."""


class WriteNote(Value, frozen=True, kw_only=True):
    """Write something down."""

    text: str
    """What, as typed."""


class CountHands(Value, frozen=True, kw_only=True):
    """Record a show of hands, in place of the one before it."""

    hands: Mapping[ChoiceId, int]
    """How many are for each choice that is offered now; one that is left out has none."""


class GiveMinutes(Value, frozen=True, kw_only=True):
    """Give more minutes to the situation than were planned for it."""

    minutes: int
    """How many; less than none: take so many of them back."""


class CountPeople(Value, frozen=True, kw_only=True):
    """Say how many people take part from now on."""

    people: int
    """How many."""


class SeatRole(Value, frozen=True, kw_only=True):
    """Say who plays a role from now on."""

    role: RoleId
    """Which."""
    players: tuple[str, ...] = ()
    """Their names, as typed; none: nobody does, so the facilitator."""


class Pause(Value, frozen=True, kw_only=True):
    """Stop exercise time."""


class StopForReal(Value, frozen=True, kw_only=True):
    """Stop everything: something real has happened. Until somebody resumes, nothing is played."""


class Resume(Value, frozen=True, kw_only=True):
    """Let exercise time run again."""


class Tick(Value, frozen=True, kw_only=True):
    """Let exercise time come up to real time."""


class AgreeAction(Value, frozen=True, kw_only=True):
    """Once the exercise is over: agree what is done about something. A text is as typed; None: as it stands."""

    about: Subject
    """What is to be put right."""
    what: str | None = None
    """The action; empty: withdraw it."""
    owner: str | None = None
    """Who sees to it; empty: nobody yet."""
    due: str | None = None
    """By which day, as typed, such as 31 Jan 2027; empty: not agreed yet."""


class MarkDone(Value, frozen=True, kw_only=True):
    """Once the exercise is over: say that an agreed action is done. None: as it stands, of one that is done already."""

    about: Subject
    """What was to be put right."""
    day: str | None = None
    """On which day, as typed, such as 31 Jan 2027 or today; empty: as it stands, or today."""
    proof: str | None = None
    """Where one sees it, as typed; empty: no proof."""
    checked_by: str | None = None
    """Who checked it, as typed; empty: nobody."""


class Reopen(Value, frozen=True, kw_only=True):
    """Once the exercise is over: say that an action is not done after all, or not any more."""

    about: Subject
    """What is to be put right."""
    reason: str
    """Why, as typed; never empty."""


class ConfirmRating(Value, frozen=True, kw_only=True):
    """Once the exercise is over: confirm the rating that is proposed for an objective, or change it."""

    objective: ObjectiveId
    """Which."""
    grade: Grade | None
    """The evaluator's; None: withdraw it."""
    reason: str | None = None
    """Why, as typed; needed where the grade differs from the proposed one. None: as it stands for the same grade."""
    evaluator: str | None = None
    """Who says so; None: as it stands for the same grade."""


class Dispose(Value, frozen=True, kw_only=True):
    """Once the exercise is over: say what the team makes of what differed."""

    about: Subject
    """What differed."""
    disposition: Disposition | None
    """What the team says; None: withdraw it."""
    reason: str | None = None
    """Why, as typed; None: as it stands for the same answer."""


class NameDoubt(Value, frozen=True, kw_only=True):
    """Right after play: name the moment at which the team was least sure. Neither: withdraw it."""

    decision: int | None = None
    """The seq of the decision."""
    words: str = ""
    """The moment, as typed, where it was no decision."""


class NameGap(Value, frozen=True, kw_only=True):
    """Right after play: say what was missing."""

    gap: Gap
    """Which of the gaps, in place of what stands there."""
    what: str
    """What, as typed; empty: withdraw it, and the action about it."""


class AnswerQuestion(Value, frozen=True, kw_only=True):
    """Right after play: answer one of the three questions of a hot wash."""

    question: Question
    """Which."""
    answer: Answer | None
    """The answer; None: withdraw it."""
    why: str | None = None
    """In a sentence, as typed; None: as it stands for the same answer."""


class CountStatement(Value, frozen=True, kw_only=True):
    """After the end: record how far participants agree with a statement of the feedback form."""

    statement: Statement
    """Which."""
    counts: tuple[int, ...]
    """How many gave each answer, from 1 to 5; nobody at all: withdraw it."""


class WriteRemark(Value, frozen=True, kw_only=True):
    """After the end: take down what participants wrote on the feedback form."""

    kind: RemarkKind
    """What sort of remark."""
    remark: RemarkNumber
    """Which of these, in place of what stands there."""
    text: str
    """What it says, as typed; empty: withdraw it."""


class SayWhoLed(Value, frozen=True, kw_only=True):
    """After the end: say who led the exercise, where nobody did, or not so."""

    who: str
    """Their names, as typed; empty: withdraw it."""


DoByHand = LeadOn | SendInject | HoldInject
"""What the facilitator can do to the story."""
Fill = CountStatement | WriteRemark
"""What is taken down of feedback forms."""
Wash = NameDoubt | NameGap | AnswerQuestion
"""What is said in a hot wash."""
Close = MarkDone | Reopen
"""What is said of an agreed action's being done."""
Agree = AgreeAction | Close | ConfirmRating | Dispose | Wash | Fill | SayWhoLed
"""What can be asked of an exercise that is over."""
Command = (
    Decide
    | WriteIn
    | Amend
    | DoByHand
    | OpenOptions
    | OpenExhibit
    | TakeHint
    | TakeBack
    | CutShort
    | WriteNote
    | CountHands
    | GiveMinutes
    | CountPeople
    | SeatRole
    | Pause
    | StopForReal
    | Resume
    | Tick
    | Agree
)
