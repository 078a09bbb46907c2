"""Where a run stands: the state, the clock, the values, and what has been done. Frozen; every step makes a new one."""

from collections.abc import Mapping
from fractions import Fraction

from msgspec import field

from ccdrill.model.ids import ActionId, ChoiceKey, FlagName, InjectId, MeterName, MomentId, StateId
from ccdrill.model.value import Value


class Situation(Value, frozen=True, kw_only=True):
    """Everything that conditions can ask for and that later steps depend on."""

    state: StateId
    """The state or ending that the run is in."""
    entered: int = 0
    """When it was entered, in seconds from the start."""
    now: int = 0
    """Exercise time in seconds from the start."""
    meters: Mapping[MeterName, Fraction] = field(default_factory=dict)
    """Exact values."""
    flags: Mapping[FlagName, bool] = field(default_factory=dict)
    """Values."""
    done: Mapping[ActionId, int] = field(default_factory=dict)
    """When each action was first done."""
    moments: Mapping[MomentId, int] = field(default_factory=dict)
    """When each moment happened."""
    delivered: Mapping[InjectId, int] = field(default_factory=dict)
    """When each inject arrived, or was given up: it does not arrive by itself any more."""
    armed: Mapping[InjectId, int] = field(default_factory=dict)
    """Since when the `when` of an inject with `after` has held."""
    used: Mapping[ChoiceKey, int] = field(default_factory=dict)
    """How often each choice was taken."""
    is_timeout_spent: bool = False
    """Whether this state's timeout has fired since it was entered."""
    is_ended: bool = False
    """Whether the state is an ending."""
