"""From the models to JSON Schema, draft 7: the newest that the language servers of all editors know.

Whatever the loader accepts is accepted; what else it refuses is refused as far as one value shows it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

import msgspec

from ccdrill.authoring.decoding.load import KINDS
from ccdrill.authoring.schemas.forms import FORMS, Form, described
from ccdrill.authoring.schemas.limits import limited, limits_of
from ccdrill.authoring.schemas.sentences import sentence_of, sentences_of
from ccdrill.model.exercise import Kind
from ccdrill.model.ids import Slug
from ccdrill.model.scenario import Branch
from ccdrill.model.units import Duration

Schema = dict[str, Any]
_DIALECT = "http://json-schema.org/draft-07/schema#"
"""A name, never opened."""


def schema_text(kind: Kind) -> str:
    """The schema of that kind of file, as JSON that people can read too."""
    return json.dumps(build_schema(kind), indent=2, ensure_ascii=False) + "\n"


def build_schema(kind: Kind) -> Schema:
    """The schema of that kind of file."""
    build = _Build()
    root = build.struct(KINDS[kind]) | {"title": title_of(kind)}
    return {"$schema": _DIALECT, **root, "definitions": dict(sorted(build.definitions.items()))}


def title_of(kind: Kind) -> str:
    """What a schema of ours calls itself."""
    return f"ccdrill {kind}, version 1"


class _Build:
    """One schema in the making: what has a name becomes a definition."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def struct(self, kind: type[msgspec.Struct]) -> Schema:
        sentences, hints = sentences_of(kind), get_type_hints(kind, include_extras=True)
        fields = msgspec.structs.fields(kind)
        required = [one.encode_name for one in fields if one.required]
        return {
            "title": kind.__name__,
            "type": "object",
            **described(sentence_of(kind)),
            "properties": {
                one.encode_name: limited(self._value(hints[one.name]), kind, one.name)
                | self._said(hints[one.name], sentences[one.name], one.default)
                for one in fields
            },
            **({"required": required} if required else {}),
            "additionalProperties": False,
            **limits_of(kind),
        }

    @staticmethod
    def _said(hint: Any, sentence: str, default: Any) -> Schema:
        """The sentence under a field, how its value is written, and what it is when it is left out."""
        how = " ".join(dict.fromkeys(form.how for form in _forms_in(hint) if form.how))
        left_out = _as_written(default)
        return described(sentence, how) | ({} if left_out is None else {"default": left_out})

    def _value(self, hint: Any) -> Schema:
        hint = _plain(hint)
        if hint in FORMS:
            return self._form(FORMS[hint])
        match get_origin(hint):
            case origin if origin is Annotated:
                base, meta = get_args(hint)
                limits = {"minimum": meta.ge, "maximum": meta.le}
                return self._value(base) | {key: limit for key, limit in limits.items() if limit is not None}
            case origin if origin is Literal:
                words = get_args(hint)
                return {"const": words[0]} if len(words) == 1 else {"type": "string", "enum": list(words)}
            case origin if origin is tuple:
                return {"type": "array", "items": self._value(get_args(hint)[0])}
            case origin if origin is Mapping:
                name, entry = get_args(hint)
                return {
                    "type": "object",
                    "propertyNames": self._value(name),
                    "additionalProperties": self._value(entry),
                }
            case origin if origin in (Union, UnionType):
                return self._union([one for one in get_args(hint) if one is not NoneType])
            case _:
                return self._defined(hint.__name__, lambda: self.struct(hint))

    def _form(self, form: Form) -> Schema:
        return self._defined(form.name, form.schema) if form.name else form.schema()

    def _defined(self, name: str, make: Callable[[], Schema]) -> Schema:
        if name not in self.definitions:
            self.definitions[name] = {}  # a definition that needs itself finds it here
            self.definitions[name] = make()
        return {"$ref": f"#/definitions/{name}"}

    def _union(self, members: list[Any]) -> Schema:
        """Members differ in their sort of YAML, so one schema can say of each sort what it must be like.

        Editors read that better than a list of alternatives: they know at once which of them was meant.
        """
        if len(members) == 1:
            return self._value(members[0])
        if tuple[Branch, ...] in members:
            members = [Slug if one is str else one for one in members]  # a target: see the trap at `Goto`
        alternatives = [self._whole(one) for one in members]
        merged: Schema = {}
        for one in alternatives:
            merged |= one
        return merged | {"type": [one["type"] for one in alternatives]}

    def _whole(self, hint: Any) -> Schema:
        """The value itself, even if it has a name."""
        hint = _plain(hint)
        if hint in FORMS:
            return FORMS[hint].schema()
        return self.struct(hint) if isinstance(hint, type) else self._value(hint)


def _plain(hint: Any) -> Any:
    while isinstance(hint, NewType):
        hint = hint.__supertype__
    return hint


def _forms_in(hint: Any) -> Iterator[Form]:
    """The forms of the single values that may stand at a place; those inside lists and mappings say it there."""
    hint = _plain(hint)
    if hint in FORMS:
        yield FORMS[hint]
    elif get_origin(hint) in (Union, UnionType):
        for one in get_args(hint):
            yield from _forms_in(one)


def _as_written(default: Any) -> bool | int | float | str | None:
    """A default as an author would write it; None for what nobody would: an empty text or list, or nothing."""
    match default:
        case Duration():
            return f"{default // 60}m"
        case Fraction():
            return int(default) if default.denominator == 1 else float(default)
        case bool() | int():
            return default
        case str() if default:
            return default
        case _:
            return None
