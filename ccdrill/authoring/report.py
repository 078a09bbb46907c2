"""Diagnostics as text: `file:line:column: what is wrong. What to do`, with the line and a caret under it."""

from collections.abc import Iterable, Iterator

from ccdrill.authoring.excerpt import as_one_line, columns
from ccdrill.model.diagnostics import Diagnostic

_WIDEST = 160
_INSTEAD = {"\t": " ", "\u00a0": " ", "\u202f": " ", "\u3000": " "}


def report(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """The lines of a report; errors and warnings in the order given."""
    for one in diagnostics:
        file = as_one_line(one.file)
        place = f"{file}:{one.line}:{one.column}" if one.line else file
        severity = "" if one.severity == "error" else f"{one.severity}: "
        message = one.message.rstrip(".")
        yield f"{place}: {severity}{message}. {one.cure} [{one.code}]".replace(".  [", ". [")
        if one.line and one.source.strip():
            yield from _excerpt(one)
        if one.play:
            yield f"      | shown by: {' > '.join(one.play)}"


def _excerpt(one: Diagnostic) -> Iterator[str]:
    """The source line and the caret; a very long line is cut around the place."""
    start = one.column - 1
    cut = max(0, start - _WIDEST // 2) if len(one.source) > _WIDEST else 0
    source, start = _visible(one.source[cut : cut + _WIDEST]), start - cut
    gutter = f"{one.line:>5} | "
    yield gutter + source.rstrip()
    yield " " * (len(gutter) + columns(source[:start])) + "^" * max(1, columns(source[start : start + one.width]))


def _visible(source: str) -> str:
    """The line as a terminal can show it: every character that it would act upon or hide is made a visible one."""
    if source.isprintable():
        return source
    return "".join(one if one.isprintable() else _INSTEAD.get(one, "\ufffd") for one in source)
