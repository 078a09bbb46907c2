"""Diagnostics as text: `file:line:column: what is wrong. What to do`, with the line and a caret under it.

A line and its caret each keep to one row of whoever shows them, or they would not stand below one another.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, zip_longest

from ccdrill.authoring.reading.excerpt import as_one_line, columns, without_card_numbers
from ccdrill.model.diagnostics import Cause, Diagnostic

WIDEST = 160
"""Columns of a line and its caret where nothing narrower shows them."""
_NARROWEST = 40
_CUT = "..."
"""Stands where a line goes on: ASCII, so that it is as wide in every terminal."""
_INSTEAD = {"\t": " ", "\u00a0": " ", "\u202f": " ", "\u3000": " "}


def report(
    diagnostics: Iterable[Diagnostic], widest: int = WIDEST, fold: Callable[[str, str], str] = lambda text, _: text
) -> Iterator[str]:
    """The lines of a report; errors and warnings in the order given.

    `widest`: the columns that a line of a file and its caret may take. `fold` fits what is said of it into them, with an
    indent for what follows its first line.
    """
    diagnostics = tuple(map(without_card_numbers, diagnostics))
    if any(one.because for one in diagnostics):
        from ccdrill.authoring.telling.causes import with_consequences  # few findings follow from others

        told: Iterable[tuple[Diagnostic, Iterable[Diagnostic]]] = with_consequences(diagnostics)
    else:
        told = ((one, ()) for one in diagnostics)
    for one, beside in told:
        yield fold(f"{_said(one)}. {one.cure} [{one.code}]".replace(".  [", ". ["), "  ")
        if one.line and one.source.strip():
            yield from _excerpt(one, max(_NARROWEST, min(widest, WIDEST)))
        if one.play:
            yield fold(f"      | shown by: {' > '.join(one.play)}", "      |   ")
        if one.because:
            yield fold(f"      | this follows from {named(one.because)}", "      |   ")
        here = _called(one)
        for other in beside:
            causes = [cause for cause in other.because if _called(cause) != here]
            also = f", together with {named(causes)}" if causes else ""
            yield fold(f"      | because of this: {_said(other)} [{other.code}]{also}", "      |   ")
            if other.play:
                yield fold(f"      |   shown by: {' > '.join(other.play)}", "      |     ")


def _said(one: Diagnostic) -> str:
    """Where, how severe, and what is wrong."""
    severity = "" if one.severity == "error" else f"{one.severity}: "
    return f"{_place(one)}: {severity}{one.message.rstrip('.')}"


def named(causes: Iterable[Cause]) -> str:
    """Findings by where they are told."""
    names = list(map(_called, causes))
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _called(one: Diagnostic | Cause) -> str:
    return f"{_place(one)} [{one.code}]"


def _place(one: Diagnostic | Cause) -> str:
    file = as_one_line(one.file)
    return f"{file}:{one.line}:{one.column}" if one.line else file


def _excerpt(one: Diagnostic, widest: int) -> Iterator[str]:
    """The source line and the caret; a line that is too long is cut around the place."""
    gutter = f"{one.line:>5} | "
    source, start = one.source.rstrip(), one.column - 1
    first, last = _part(source, start, max(1, one.width), widest - len(gutter))
    before = (_CUT if first else "") + _visible(source[first:start])
    after = _visible(source[start:last])
    yield gutter + before + after + (_CUT if last < len(source) else "")
    marked = columns(_visible(source[start : min(last, start + one.width)]))
    yield " " * (len(gutter) + columns(before)) + "^" * max(1, marked)


def _part(source: str, start: int, width: int, room: int) -> tuple[int, int]:
    """Which characters of a line are shown in so many columns: what is marked first, then as much on both sides of it."""
    if columns(source) <= room:
        return 0, len(source)
    room -= 2 * len(_CUT)
    end = start + width
    around = zip_longest(range(end, len(source)), range(start - 1, -1, -1))
    first = last = start
    for at in chain(range(start, end), (one for pair in around for one in pair if one is not None)):
        room -= columns(source[at : at + 1])
        if room < 0:
            break
        first, last = min(first, at), max(last, at + 1)
    return first, last


def _visible(source: str) -> str:
    """The line as a terminal can show it: every character that it would act upon or hide is made a visible one."""
    if source.isprintable():
        return source
    return "".join(one if one.isprintable() else _INSTEAD.get(one, "\ufffd") for one in source)
