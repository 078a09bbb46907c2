"""What was done, as the score sees it: one deed an action, and when each moment happened."""

import datetime as dt
from collections.abc import Mapping

from msgspec import field

from ccdrill.model.ids import ActionId, MomentId, PlaceId, RecordId, RoleId
from ccdrill.model.value import Value


class Deed(Value, frozen=True, kw_only=True):
    """An action that was done. Role, evidence and place are None when they were not asked for: then they are not judged."""

    seq: int
    """Its place in the trace; `t` never falls from one to the next."""
    t: int
    """Whole seconds from the start."""
    action: ActionId
    """What was done."""
    role: RoleId | None = None
    """By whom."""
    is_vacant: bool = False
    """Whether nobody plays that role (the facilitator does): it is then never charged for role."""
    evidence: tuple[RecordId, ...] | None = None
    """The records that it left; empty: asked, and nothing was recorded."""
    not_left: tuple[RecordId, ...] = ()
    """Records that were ticked though the choice leaves none such: told, never charged."""
    place: PlaceId | None = None
    """Where."""
    is_mapped: bool = False
    """Whether the team decided in its own words, and the facilitator said that it is this: told, never judged."""
    decision: int | None = None
    """Deeds of one decision share this number; None: a decision of its own."""


class Trace(Value, frozen=True, kw_only=True):
    """Everything about a run that the score looks at."""

    deeds: tuple[Deed, ...]
    """By seq."""
    moments: Mapping[MomentId, int] = field(default_factory=dict)
    """When each moment happened, in seconds from the start."""
    begins: dt.datetime | None = None
    """The start, with its UTC offset: for business days and for words."""
    ends: int | None = None
    """The last second of what was played, from the start: for words. None: not known."""
    lasts: int = 0
    """About how long its story is, in seconds: for words, which are then those of whoever played it. 0: not known."""
