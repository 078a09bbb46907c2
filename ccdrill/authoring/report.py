"""Diagnostics as text: `file:line:column: what is wrong. What to do`, with the line and a caret under it."""

import unicodedata
from collections.abc import Iterable, Iterator

from ccdrill.model.diagnostics import Diagnostic

_WIDEST = 160


def report(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """The lines of a report; errors and warnings in the order given."""
    for one in diagnostics:
        place = f"{one.file}:{one.line}:{one.column}" if one.line else one.file
        severity = "warning: " if one.severity == "warning" else ""
        message = one.message.rstrip(".")
        yield f"{place}: {severity}{message}. {one.cure} [{one.code}]".replace(".  [", ". [")
        if one.line and one.source.strip():
            yield from _excerpt(one)


def _excerpt(one: Diagnostic) -> Iterator[str]:
    """The source line and the caret; a very long line is cut around the place."""
    source, start = one.source.replace("\t", " "), one.column - 1
    if len(source) > _WIDEST:
        cut = max(0, start - _WIDEST // 2)
        source, start = source[cut : cut + _WIDEST], start - cut
    gutter = f"{one.line:>5} | "
    yield gutter + source
    yield " " * (len(gutter) + _columns(source[:start])) + "^" * max(1, _columns(source[start : start + one.width]))


def _columns(text: str) -> int:
    """How many columns a terminal gives the text."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
