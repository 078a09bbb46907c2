"""The shared words between scenarios and procedures: actions, moments, roles, records, places, outside sources."""

from collections.abc import Mapping
from typing import Literal

from msgspec import field

from ccdrill.model.ids import ActionId, MomentId, PlaceId, RecordId, RoleId, SourceId
from ccdrill.model.procedure import Procedure, Role, Term
from ccdrill.model.references import OutsideSource
from ccdrill.model.value import Value


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
    sources: Mapping[SourceId, OutsideSource] = field(default_factory=dict)
    """What procedures refer to: standards, card brands' rules, laws, guidance."""


def with_own_words(vocabulary: Vocabulary, procedure: Procedure) -> Vocabulary:
    """The vocabulary as the procedure means it: its own words override the shared ones."""
    return Vocabulary(
        schema="ccdrill/vocabulary/v1",
        actions={**vocabulary.actions, **procedure.actions},
        moments={**vocabulary.moments, **procedure.moments},
        roles={**vocabulary.roles, **procedure.roles},
        records={**vocabulary.records, **procedure.records},
        places={**vocabulary.places, **procedure.places},
        sources={**vocabulary.sources, **procedure.sources},
    )
