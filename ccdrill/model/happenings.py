"""What time and decisions bring about, each with its instant in seconds from the start of the story."""

from ccdrill.model.ids import ActionId, ChoiceKey, InjectId, MomentId, StateId
from ccdrill.model.value import Recorded


class Acted(Recorded, frozen=True, kw_only=True, tag="acted"):
    """An action was done."""

    action: ActionId
    """Which."""
    t: int
    """When, in seconds from the start."""


class Marked(Recorded, frozen=True, kw_only=True, tag="marked"):
    """A moment happened, for the first and only time."""

    moment: MomentId
    """Which."""
    t: int
    """When, in seconds from the start."""


class Arrived(Recorded, frozen=True, kw_only=True, tag="arrived"):
    """An inject arrived."""

    inject: InjectId
    """Which."""
    t: int
    """When, in seconds from the start."""


class Lapsed(Recorded, frozen=True, kw_only=True, tag="lapsed"):
    """An inject does not arrive by itself any more: its time came and its condition did not hold, or it was held back."""

    inject: InjectId
    """Which."""
    t: int
    """When, in seconds from the start."""


class TimedOut(Recorded, frozen=True, kw_only=True, tag="timed-out"):
    """A state's timeout fired."""

    state: StateId
    """Which."""
    t: int
    """When, in seconds from the start."""


class Entered(Recorded, frozen=True, kw_only=True, tag="entered"):
    """The run came to a state or an ending."""

    state: StateId
    """Which."""
    t: int
    """When, in seconds from the start."""


class Chosen(Recorded, frozen=True, kw_only=True, tag="chosen"):
    """A choice was completed: its effects stand."""

    choice: ChoiceKey
    """Which."""
    t: int
    """When it was completed, in seconds from the start."""


Happening = Acted | Marked | Arrived | Lapsed | TimedOut | Entered | Chosen
