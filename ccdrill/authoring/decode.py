"""Plain values to typed values.

The types are the truth: msgspec converts at C speed, and only when it refuses, a walk over the same types names *all*
problems, each at its line, with the nearest known name.
"""

import datetime as dt
import re
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from ccdrill.authoring.conditions import ConditionError, parse_condition
from ccdrill.authoring.document import Document, Node, Path
from ccdrill.model.condition import Condition
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.ids import SLUG, WORD
from ccdrill.model.units import Duration, Setting, StoryStart, StoryTime, Within

T = TypeVar("T")


def decode(document: Document, kind: type[T]) -> tuple[T | None, tuple[Diagnostic, ...]]:
    """The typed value of a document, or every problem that keeps it from being one."""
    try:
        return msgspec.convert(document.root, kind, dec_hook=read_custom), ()
    except msgspec.ValidationError as error:
        problems = _Walk(document).problems_of(kind)
        fallback = document.diagnose((), "wrong-value", str(error), "Check the file against the format.")
        return None, problems or (fallback,)


def read_custom(kind: type, value: object) -> object:
    """Values of the field's own types from YAML scalars. Raises ValueError with the cure."""
    if kind is Condition:
        return parse_condition(value)
    if kind is Duration or kind is StoryTime or kind is Within or kind is StoryStart:
        return kind.parse(value)
    if kind is Fraction:
        return _number(value)
    if kind is Setting:
        return Setting(value if isinstance(value, bool) else _number(value, "true, false or a number"))
    raise NotImplementedError(f"no reader for {kind}")


def _number(value: object, wanted: str = "a number") -> Fraction:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Fraction(value)
    raise ValueError(f"this is not {wanted}: write one such as 120 or 0.5, without quotes")


@cache
def _type_info(kind: type) -> inspect.Type:
    return inspect.type_info(kind)


class _Walk:
    """Walks values and types side by side and notes what does not fit."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Diagnostic] = []

    def problems_of(self, kind: type) -> tuple[Diagnostic, ...]:
        self._check(self.document.root, _type_info(kind), ())
        return tuple(self.problems)

    def _check(self, node: Node, kind: inspect.Type, path: Path) -> None:
        if isinstance(kind, inspect.Metadata):
            kind = kind.type
        match kind:
            case inspect.StructType():
                self._struct(node, kind, path)
            case inspect.DictType():
                self._mapping(node, kind, path)
            case inspect.VarTupleType():
                self._list(node, kind, path)
            case inspect.UnionType():
                self._union(node, kind, path)
            case inspect.CustomType():
                self._custom(node, kind.cls, path)
            case _:
                self._scalar(node, kind, path)

    def _struct(self, node: Node, kind: inspect.StructType, path: Path) -> None:
        if not isinstance(node, dict):
            self._note(path, "wrong-kind", f"{_found(node)} stands where settings are expected", _example(kind))
            return
        fields = {field.encode_name: field for field in kind.fields}
        for key, value in node.items():
            if key in fields:
                self._check(value, fields[key].type, (*path, key))
            else:
                near = get_close_matches(key, fields, n=1, cutoff=0.6)
                cure = f"Did you mean '{near[0]}'?" if near else f"Known here: {', '.join(fields)}."
                self._note((*path, key), "unknown-key", f"'{key}' is not known here", cure, at_key=True)
        missing = [name for name, field in fields.items() if field.required and name not in node]
        if missing:
            names = ", ".join(f"'{name}'" for name in missing)
            self._note(
                path,
                "missing-key",
                f"{names} {'is' if len(missing) == 1 else 'are'} missing here",
                f"Add {names}.",
                at_key=True,
            )

    def _mapping(self, node: Node, kind: inspect.DictType, path: Path) -> None:
        if not isinstance(node, dict):
            self._note(
                path,
                "wrong-kind",
                f"{_found(node)} stands where named entries are expected",
                "Write them as 'name: value', one a line.",
            )
            return
        for key, value in node.items():
            self._text(key, kind.key_type, (*path, key), at_key=True)
            self._check(value, kind.value_type, (*path, key))

    def _list(self, node: Node, kind: inspect.VarTupleType, path: Path) -> None:
        if not isinstance(node, list):
            self._note(
                path,
                "wrong-kind",
                f"{_found(node)} stands where a list is expected",
                "Write it as [one, two], or one '- item' a line.",
            )
            return
        for index, value in enumerate(node):
            self._check(value, kind.item_type, (*path, index))

    def _union(self, node: Node, kind: inspect.UnionType, path: Path) -> None:
        """The members differ in shape, so the shape of the value tells which one was meant."""
        members = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
        fitting = [one for one in members if _has_shape(node, one)]
        if fitting:
            self._check(node, fitting[0], path)
        elif len(members) == 1:
            self._check(node, members[0], path)
        else:
            wanted = " or ".join(_name(one) for one in members)
            self._note(path, "wrong-kind", f"{_found(node)} stands where {wanted} is expected", f"Write {wanted}.")

    def _custom(self, node: Node, kind: type, path: Path) -> None:
        if isinstance(node, dict | list):
            self._note(
                path, "wrong-kind", f"{_found(node)} stands where one value is expected", "Write a single value."
            )
            return
        try:
            read_custom(kind, node)
        except ConditionError as error:
            self.problems.append(
                self.document.diagnose_within(
                    path, error.offset, error.width, "bad-condition", error.message, _sentence(error.cure)
                )
            )
        except ValueError as error:
            message, _, cure = str(error).partition(": ")
            self._note(path, "wrong-value", message, _sentence(cure))

    def _scalar(self, node: Node, kind: inspect.Type, path: Path) -> None:
        match kind:
            case inspect.StrType():
                self._text(node, kind, path)
            case inspect.BoolType():
                if not isinstance(node, bool):
                    self._note(
                        path,
                        "wrong-kind",
                        f"{_found(node)} stands where true or false is expected",
                        "Write true or false, without quotes.",
                    )
            case inspect.IntType():
                self._integer(node, kind, path)
            case inspect.LiteralType():
                self._literal(node, kind, path)
            case inspect.DateType():
                self._date(node, path)
            case _:
                raise NotImplementedError(f"no check for {kind}")

    def _text(self, node: Node, kind: inspect.Type, path: Path, *, at_key: bool = False) -> None:
        if isinstance(kind, inspect.Metadata):
            kind = kind.type
        assert isinstance(kind, inspect.StrType)
        if not isinstance(node, str):
            cure = "Write a text." if isinstance(node, dict | list) else f'Put it in quotes: "{_plain(node)}".'
            self._note(path, "wrong-kind", f"{_found(node)} stands where a text is expected", cure, at_key=at_key)
        elif kind.min_length and len(node.strip()) < kind.min_length:
            self._note(path, "empty-text", "the text is empty", "Write it.")
        elif kind.pattern and not _matches(kind.pattern, node):
            self._note(
                path, "bad-name", f"'{node}' is not a name of this kind", _pattern_cure(kind.pattern), at_key=at_key
            )

    def _integer(self, node: Node, kind: inspect.IntType, path: Path) -> None:
        if not isinstance(node, int) or isinstance(node, bool):
            self._note(
                path,
                "wrong-kind",
                f"{_found(node)} stands where a whole number is expected",
                "Write one such as 60, without quotes.",
            )
        elif (kind.ge is not None and node < kind.ge) or (kind.le is not None and node > kind.le):
            limits = f"from {kind.ge}" + (f" to {kind.le}" if kind.le is not None else " on")
            self._note(path, "wrong-value", f"{node} is out of range", f"Write a whole number {limits}.")

    def _literal(self, node: Node, kind: inspect.LiteralType, path: Path) -> None:
        known = [str(value) for value in kind.values]
        if node in kind.values and isinstance(node, str):
            return
        near = get_close_matches(str(node), known, n=1, cutoff=0.6) if not isinstance(node, dict | list) else []
        choices = ", ".join(known)
        cure = (f"Did you mean '{near[0]}'? " if near and len(known) > 1 else "") + (
            f"Write one of: {choices}." if len(known) > 1 else f"Write {choices}."
        )
        self._note(path, "wrong-value", f"{_found(node)} is not one of the values known here", cure)

    def _date(self, node: Node, path: Path) -> None:
        try:
            dt.date.fromisoformat(str(node))
        except ValueError:
            self._note(path, "wrong-value", f"{_found(node)} is not a date", "Write it as 2026-03-02.")

    def _note(self, path: Path, code: str, message: str, cure: str, *, at_key: bool = False) -> None:
        self.problems.append(self.document.diagnose(path, code, message, cure, at_key=at_key))


def _has_shape(node: Node, kind: inspect.Type) -> bool:
    if isinstance(kind, inspect.Metadata):
        kind = kind.type
    match kind:
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


def _found(node: Node) -> str:
    if isinstance(node, dict):
        return "a mapping"
    if isinstance(node, list):
        return "a list"
    if isinstance(node, bool | int | Decimal):
        return _plain(node)
    return f"'{node}'" if len(node) <= 40 and "\n" not in node else "a text"


def _plain(node: Any) -> str:
    return str(node).lower() if isinstance(node, bool) else str(node)


def _name(kind: inspect.Type) -> str:
    if isinstance(kind, inspect.Metadata):
        kind = kind.type
    match kind:
        case inspect.StructType():
            return "a mapping"
        case inspect.VarTupleType():
            return "a list"
        case inspect.BoolType():
            return "true or false"
        case inspect.IntType():
            return "a whole number"
        case _:
            return "a text"


def _example(kind: inspect.StructType) -> str:
    required = [field.encode_name for field in kind.fields if field.required] or [
        field.encode_name for field in kind.fields[:2]
    ]
    return "Write it as {" + ", ".join(f"{name}: ..." for name in required) + "}."


def _matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None


def _pattern_cure(pattern: str) -> str:
    if pattern == SLUG:
        return "Write lower-case words joined by hyphens, such as open-incident."
    if pattern == WORD:
        return "Write lower-case words joined by underscores, such as cards_exposed."
    if "start" in pattern:
        return "Write start, step:step-id or moment:moment-id."
    if "step" in pattern:
        return "Write step:step-id or moment:moment-id."
    return "Write moment:moment-id; doing a step can't make a later act forbidden."


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if not text or text.endswith((".", "?")) else ".")
