"""Diagnostics for machines: one JSON document, or the lines that GitHub turns into annotations of a change."""

import json
from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from ccdrill.authoring.reading.excerpt import without_card_numbers
from ccdrill.authoring.telling.report import named
from ccdrill.model.diagnostics import Diagnostic

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def as_json(files: int, diagnostics: Sequence[Diagnostic]) -> str:
    """How many files were checked, and every finding with all its fields; `line` and `column` are 0 where none is meant."""
    found = msgspec.to_builtins(tuple(map(without_card_numbers, diagnostics)))
    return json.dumps({"files": files, "findings": found}, ensure_ascii=True, indent=2)


def as_annotations(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """The findings as workflow commands: GitHub shows the first ten of a kind, so causes come first, and further places last."""
    for one in (*(one for one in diagnostics if not one.because), *(one for one in diagnostics if one.because)):
        yield as_github(one)
    for one in diagnostics:
        for line, column in one.also:
            again = f"{one.message} (told in line {one.line})"
            yield as_github(replace(one, line=line, column=column, message=again))


def as_github(one: Diagnostic) -> str:
    """A finding as a workflow command: `::error file=...,line=...,col=...,title=...::message`."""
    one = without_card_numbers(one)
    place = {"file": one.file}
    if one.line:
        place |= {"line": str(one.line), "col": str(one.column), "endColumn": str(one.column + one.width)}
    place["title"] = one.code
    properties = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in place.items())
    shown = f" Shown by: {' > '.join(one.play)}" if one.play else ""
    causes = f" This follows from {named(one.because)}." if one.because else ""
    message = f"{one.message.rstrip('.')}. {one.cure}{causes}{shown}".strip()
    return f"::{_COMMANDS[one.severity]} {properties}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    """What would end the command or one of its parts, percent-encoded as its reader expects."""
    return "".join(f"%{ord(one):02X}" if one in f"%\r\n{more}" else one for one in text)
