"""What a guide says of a format of JSON, written from the code: each field, under what it belongs to."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import msgspec

from ccdrill.authoring.schemas.sentences import sentence_of, sentences_of
from tests.golden import check_golden

BEGINS = "<!-- every field, from the code -->\n"


def kinds_in(kind: object) -> Iterator[type[msgspec.Struct]]:
    """The structs that a type speaks of, itself included."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
    for part in get_args(kind):
        yield from kinds_in(part)


def fields_of(kind: type[msgspec.Struct]) -> dict[str, object]:
    hints = get_type_hints(kind)
    return {name: hints[name] for name in kind.__struct_fields__}


def below(kind: type[msgspec.Struct]) -> list[type[msgspec.Struct]]:
    """The structs of a struct's fields, each once, in their order, with all that lies below."""
    found: dict[type[msgspec.Struct], None] = {}
    for hint in fields_of(kind).values():
        for one in kinds_in(hint):
            found |= {one: None} | dict.fromkeys(below(one))
    return list(found)


def reference(document: type[msgspec.Struct]) -> str:
    """A table for each kind of value."""
    lines = []
    for kind in (document, *below(document)):
        says = sentences_of(kind)
        lines += [f"### {kind.__name__}", "", sentence_of(kind), "", "| field | what it holds |", "|---|---|"]
        for name, hint in fields_of(kind).items():
            inner = [one.__name__ for one in kinds_in(hint)]
            of = f" ([{inner[0]}](#{inner[0].lower()}))" if inner else ""
            lines.append(f"| `{name}` | {says[name]}{of} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def check_reference(guide: Path, document: type[msgspec.Struct]) -> None:
    """Fails unless the guide explains every field as the code does; behind its mark nothing else stands."""
    head, marker, _ = guide.read_text(encoding="utf-8").partition(BEGINS)
    assert marker
    check_golden(guide, f"{head}{BEGINS}\n{reference(document)}")
