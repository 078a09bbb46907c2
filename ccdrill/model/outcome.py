"""What a step of a run came to, as it is recorded: applying it again needs no rules."""

from collections.abc import Mapping
from fractions import Fraction

from msgspec import field

from ccdrill.model.happenings import Entered, Happening
from ccdrill.model.ids import ChoiceKey, FlagName, InjectId, MeterName, StateId
from ccdrill.model.value import Recorded


class Outcome(Recorded, frozen=True, kw_only=True):
    """The result of a step."""

    state: StateId
    """The state or ending that the run came to."""
    now: int
    """Exercise time, in seconds from the start."""
    is_ended: bool = False
    """Whether it is an ending."""
    happenings: tuple[Happening, ...] = ()
    """What happened on the way, in order."""
    meters: Mapping[MeterName, Fraction] = field(default_factory=dict)
    """All meters, exact."""
    flags: Mapping[FlagName, bool] = field(default_factory=dict)
    """All flags."""
    armed: Mapping[InjectId, int] = field(default_factory=dict)
    """Since when the conditions of waiting injects have held."""
    offered: tuple[ChoiceKey, ...] = ()
    """The choices that can be taken from here."""

    @property
    def leads_on(self) -> bool:
        """Whether a state or an ending was come to on the way: a new one, or the same anew."""
        return any(isinstance(one, Entered) for one in self.happenings)
