"""What `ccdrill check` refuses in any file and one value, or one mapping, shows: editors can say it while it is written.

The types of the model do not know it, so each is named here with its field; `tests/authoring/schemas` hold both against each other.
"""

from typing import Any

import msgspec

from ccdrill.authoring.reading.limits import (
    MAX_CHOICES,
    MAX_CUES,
    MAX_FLAGS,
    MAX_INJECTS,
    MAX_ITEMS,
    MAX_LOOKS,
    MAX_METERS,
    MAX_ROUTES,
)
from ccdrill.model.deck import Deck, Item
from ccdrill.model.drill import Drill, Objective
from ccdrill.model.procedure import Fractions, OwnFractions, Procedure, Prohibition, Step, Unneeded
from ccdrill.model.scenario import Inject, Scenario, State

_NOT_NEGATIVE = {"minimum": 0}
_OF_FIELDS: dict[type[msgspec.Struct], dict[str, dict[str, Any]]] = {
    Scenario: {
        "states": {"minProperties": 1},
        "endings": {"minProperties": 1},
        "flags": {"maxProperties": MAX_FLAGS},
        "meters": {"maxProperties": MAX_METERS},
        "injects": {"maxProperties": MAX_INJECTS},
        "anywhere": {"maxProperties": MAX_CHOICES},
    },
    State: {"choices": {"maxProperties": MAX_CHOICES}},
    Procedure: {"steps": {"minItems": 1}},
    Step: {"weight": {"exclusiveMinimum": 0}},
    Prohibition: {"cost": _NOT_NEGATIVE},
    Fractions: dict.fromkeys(Fractions.__struct_fields__, _NOT_NEGATIVE),
    OwnFractions: dict.fromkeys(OwnFractions.__struct_fields__, _NOT_NEGATIVE),
    Unneeded: {"cost": _NOT_NEGATIVE, "cap": _NOT_NEGATIVE},
    Drill: {"pace": _NOT_NEGATIVE},
    Objective: {"steps": {"minItems": 1}},
    Deck: {
        "routes": {"maxItems": MAX_ROUTES},
        "items": {"minProperties": 1, "maxProperties": MAX_ITEMS},
    },
    Item: {
        "cues": {"maxItems": MAX_CUES},
        "links": {"maxItems": MAX_LOOKS},
        "attachments": {"maxItems": MAX_LOOKS},
        "right": {"minItems": 1},
    },
}
_OF_WHOLE: dict[type[msgspec.Struct], dict[str, Any]] = {
    Inject: {
        "anyOf": [{"required": ["at"]}, {"required": ["when"]}],
        "dependencies": {"after": {"required": ["when"], "not": {"required": ["at"]}}},
    }
}


def limited(value: dict[str, Any], kind: type[msgspec.Struct], field: str) -> dict[str, Any]:
    """The schema of a field's value with what else it must be like: nothing beside a reference is read, so that goes inside."""
    limits = _OF_FIELDS.get(kind, {}).get(field)
    if limits is None:
        return value
    return ({"allOf": [value]} if "$ref" in value else value) | limits


def limits_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """What a mapping as a whole must be like."""
    return _OF_WHOLE.get(kind, {})
