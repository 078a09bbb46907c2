"""Diagnostics for machines: one JSON document, or the lines that GitHub turns into annotations of a change."""

import json
from collections.abc import Sequence

import msgspec

from ccdrill.authoring.excerpt import without_card_numbers
from ccdrill.model.diagnostics import Diagnostic

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def as_json(files: int, diagnostics: Sequence[Diagnostic]) -> str:
    """How many files were checked, and every finding with all its fields; `line` and `column` are 0 where none is meant."""
    found = msgspec.to_builtins(tuple(map(without_card_numbers, diagnostics)))
    return json.dumps({"files": files, "findings": found}, ensure_ascii=True, indent=2)


def as_github(one: Diagnostic) -> str:
    """A finding as a workflow command: `::error file=...,line=...,col=...,title=...::message`."""
    one = without_card_numbers(one)
    place = {"file": one.file}
    if one.line:
        place |= {"line": str(one.line), "col": str(one.column), "endColumn": str(one.column + one.width)}
    place["title"] = one.code
    properties = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in place.items())
    shown = f" Shown by: {' > '.join(one.play)}" if one.play else ""
    message = f"{one.message.rstrip('.')}. {one.cure}{shown}".strip()
    return f"::{_COMMANDS[one.severity]} {properties}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    """What would end the command or one of its parts, percent-encoded as its reader expects."""
    return "".join(f"%{ord(one):02X}" if one in f"%\r\n{more}" else one for one in text)
