"""Words of a text that are marked by signs around them and by weight, so that they stand out without colour. Pure.

A text is marked before it is wrapped and painted after it, with characters of our own between that no text may bring along.
"""

import re
from collections.abc import Iterable, Sequence

from textual.content import Content

from ccdrill.model.value import Value
from ccdrill.tui.paint import STRONG, Line

_OPEN, _OTHER, _CLOSE, _OTHER_CLOSE = "\ue000", "\ue001", "\ue002", "\ue003"
_SHOWN = {_OPEN: "»", _CLOSE: "«", _OTHER: "\u203a", _OTHER_CLOSE: "\u2039"}
DECISIVE = "bold underline $accent"
"""How words look that decide."""
_OURS = re.compile(f"[{''.join(_SHOWN)}]")


class Mark(Value, frozen=True):
    """Words to mark wherever they stand."""

    words: str
    """The words, however the text breaks its lines between them."""
    decides: bool
    """Whether they are what decides: then their signs are double."""


def marked(text: str, marks: Iterable[Mark]) -> str:
    """The text with its marks, for `painted`. Of words that overlap, those of the earlier mark are marked."""
    text = _OURS.sub("?", text)
    found: list[tuple[int, int, Mark]] = []
    for mark in marks:
        words = r"\s+".join(re.escape(word) for word in mark.words.split())
        for match in re.finditer(words, text) if words else ():
            start, end = match.span()
            if all(end <= first or last <= start for first, last, _ in found):
                found.append((start, end, mark))
    for start, end, mark in sorted(found, key=lambda one: one[0], reverse=True):
        first, last = (_OPEN, _CLOSE) if mark.decides else (_OTHER, _OTHER_CLOSE)
        text = f"{text[:start]}{first}{text[start:end]}{last}{text[end:]}"
    return text


def painted(rows: Sequence[str], style: str = "") -> list[Line]:
    """Rows of a marked text after it was wrapped; a mark may go on in the next row."""
    lines, within = [], style
    for row in rows:
        pieces: list[tuple[str, str]] = []
        for piece in re.split(f"({_OURS.pattern})", row):
            if piece in (_OPEN, _OTHER):
                within = DECISIVE if piece == _OPEN else STRONG
            pieces.append((_SHOWN.get(piece, piece), within))
            if piece in (_CLOSE, _OTHER_CLOSE):
                within = style
        lines.append(Content.assemble(*pieces))
    return lines


def row_that_decides(rows: Iterable[str]) -> int | None:
    """The first row in which the words begin that decide; None where they do not stand."""
    return next((number for number, row in enumerate(rows) if _OPEN in row), None)


def quoted(words: str, *, decides: bool) -> str:
    """Words as they look when they are marked, for a list beside the text."""
    first, last = (_OPEN, _CLOSE) if decides else (_OTHER, _OTHER_CLOSE)
    return f"{_SHOWN[first]}{' '.join(words.split())}{_SHOWN[last]}"
