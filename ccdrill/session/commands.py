"""What people ask of a running exercise, in the imperative."""

from ccdrill.model.events import Confidence
from ccdrill.model.ids import ChoiceId, ExhibitId, PlaceId, RecordId, RoleId
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


class Amend(Value, frozen=True, kw_only=True):
    """Answer what was asked with an earlier decision, or change the answers."""

    decision: int
    """The seq of the decision."""
    answers: Answers
    """All of them, as they stand now."""


class OpenOptions(Value, frozen=True, kw_only=True):
    """Show the choices after the talk."""


class OpenExhibit(Value, frozen=True, kw_only=True):
    """Look at an exhibit."""

    exhibit: ExhibitId
    """Which."""


class TakeHint(Value, frozen=True, kw_only=True):
    """Be given the next hint of this situation."""


class TakeBack(Value, frozen=True, kw_only=True):
    """Undo the last decision."""

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


class Pause(Value, frozen=True, kw_only=True):
    """Stop exercise time."""


class Resume(Value, frozen=True, kw_only=True):
    """Let exercise time run again."""


class Tick(Value, frozen=True, kw_only=True):
    """Let exercise time come up to real time."""


Command = (
    Decide | Amend | OpenOptions | OpenExhibit | TakeHint | TakeBack | CutShort | WriteNote | Pause | Resume | Tick
)
