"""The types of the model seen from YAML: what a value is called, whether it has a type's shape, what can stand in for it."""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from msgspec import inspect

from ccdrill.authoring.reading.document import Node
from ccdrill.model.condition import Condition
from ccdrill.model.units import Duration, Setting, StoryStart, StoryTime, Within

Fits = Callable[[Node, inspect.Type], bool]
"""Whether there is nothing wrong with a value of a type."""
_LONGEST = 40
_CUSTOM: dict[type, Node] = {
    Condition: True,
    Duration: "0s",
    StoryTime: "0s",
    Within: "1d",
    StoryStart: "2000-01-01T00:00+00:00",
    Fraction: 0,
    Setting: 0,
}
_NAMES = ("unknown", "start", "step:unknown", "moment:unknown")


def bare(kind: inspect.Type) -> inspect.Type:
    """The type without its notes."""
    return kind.type if isinstance(kind, inspect.Metadata) else kind


def found(node: Node) -> str:
    """What to call a value in a sentence."""
    if isinstance(node, dict):
        return "a set of 'key: value' lines"
    if isinstance(node, list):
        return "a list"
    if isinstance(node, bool | int | Decimal):
        return plain(node)
    return f"'{node}'" if len(node) <= _LONGEST and "\n" not in node else "a text"


def plain(node: Any) -> str:
    """A scalar as an author writes it."""
    return str(node).lower() if isinstance(node, bool) else str(node)


def has_shape(node: Node, kind: inspect.Type) -> bool:
    """Whether the value is of the sort of YAML that the type is written in."""
    match bare(kind):
        case inspect.StructType() | inspect.DictType():
            return isinstance(node, dict)
        case inspect.VarTupleType():
            return isinstance(node, list)
        case inspect.BoolType():
            return isinstance(node, bool)
        case inspect.IntType():
            return isinstance(node, int) and not isinstance(node, bool)
        case _:
            return isinstance(node, str)


def name_of(kind: inspect.Type) -> str:
    """What to call what is expected."""
    match bare(kind):
        case inspect.StructType():
            return "a set of 'key: value' lines"
        case inspect.VarTupleType():
            return "a list"
        case inspect.BoolType():
            return "true or false"
        case inspect.IntType():
            return "a whole number"
        case _:
            return "a text"


def example_of(kind: inspect.StructType) -> str:
    """How a mapping of the type is written, by its required keys."""
    required = [field.encode_name for field in kind.fields if field.required]
    names = required or [field.encode_name for field in kind.fields[:2]]
    return "{" + ", ".join(f"{name}: ..." for name in names) + "}"


def stand_in(kind: inspect.Type) -> Node:
    """A value that the type accepts, as empty as it can be."""
    kind = bare(kind)
    match kind:
        case inspect.StructType():
            return {field.encode_name: stand_in(field.type) for field in kind.fields if field.required}
        case inspect.DictType():
            return {}
        case inspect.VarTupleType():
            return []
        case inspect.UnionType():
            return stand_in(next(one for one in kind.types if not isinstance(one, inspect.NoneType)))
        case inspect.CustomType():
            return _CUSTOM[kind.cls]
        case inspect.LiteralType():
            return str(kind.values[0])
        case inspect.BoolType():
            return False
        case inspect.IntType():
            return kind.ge or 0
        case inspect.DateType():
            return "2000-01-01"
        case inspect.StrType():
            return _text(kind)
        case _:
            raise NotImplementedError(f"no stand-in for {kind}")


def is_entry_of(node: Node, kind: inspect.Type) -> bool:
    """Whether the value is written like one entry of such a list, without its dash."""
    entry = bare(kind.item_type) if isinstance(kind, inspect.VarTupleType) else None
    names = {field.encode_name for field in entry.fields} if isinstance(entry, inspect.StructType) else set()
    return isinstance(node, dict) and bool(node) and node.keys() <= names


def example_of_key(field: inspect.Field) -> str:
    """How to write a key that is missing: with its value, where there is only one."""
    kind = bare(field.type)
    if isinstance(kind, inspect.LiteralType) and len(kind.values) == 1:
        return f"{field.encode_name}: {kind.values[0]}"
    return f"'{field.encode_name}'"


def may_hold_names(kind: inspect.Type) -> bool:
    """Whether a value of the type can hold a name by which it is known elsewhere."""
    match bare(kind):
        case inspect.StrType(pattern=pattern):
            return pattern is not None
        case inspect.UnionType(types=types):
            return any(may_hold_names(one) for one in types)
        case inspect.StructType() | inspect.DictType() | inspect.VarTupleType():
            return True
        case _:
            return False


def _text(kind: inspect.StrType) -> str:
    if kind.pattern is None:
        return "?" if kind.min_length else ""
    return next(name for name in _NAMES if re.search(kind.pattern, name))
