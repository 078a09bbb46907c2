"""The shared words between scenarios and procedures: actions, moments, roles, records, places."""

from collections.abc import Mapping
from typing import Literal

from msgspec import field

from ccdrill.model.ids import ActionId, MomentId, PlaceId, RecordId, RoleId
from ccdrill.model.procedure import Role
from ccdrill.model.scenario import Text
from ccdrill.model.value import Value


class Term(Value, frozen=True, kw_only=True):
    """One word of the vocabulary."""

    title: Text
    """What people read."""


class Vocabulary(Value, frozen=True, kw_only=True):
    """The words that scenarios and procedures share."""

    schema: Literal["ccdrill/vocabulary/v1"]
    """The format of this file."""
    actions: Mapping[ActionId, Term] = field(default_factory=dict)
    """Things that choices do and steps ask for."""
    moments: Mapping[MomentId, Term] = field(default_factory=dict)
    """Instants that start clocks."""
    roles: Mapping[RoleId, Role] = field(default_factory=dict)
    """Who takes part."""
    records: Mapping[RecordId, Term] = field(default_factory=dict)
    """Traces that actions leave."""
    places: Mapping[PlaceId, Term] = field(default_factory=dict)
    """Where things are done."""
