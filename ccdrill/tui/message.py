"""Paints a message that is judged: who it is from, what can be looked at, its text. Pure: a view and a width in, lines out."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from ccdrill.model.value import Value
from ccdrill.practice.view import LookView, MessageView
from ccdrill.tui.marks import Mark, marked, painted, row_that_decides
from ccdrill.tui.paint import ACCENT, MUTED, STRONG, Line, lifted, page, wrap

COLUMN = 14
"""Columns before what stands behind a label, of the message and of what is told of it."""
_LOOK = COLUMN + 3
"""The same before what can be looked at, which has a letter too."""
_SUBJECT = "Subject"
_FULL = 60
"""Columns from which on a line of a text ended because it was full: it may flow on where the window is narrower."""


class Sheet(Value, frozen=True):
    """Lines, and where the words stand that decide."""

    lines: tuple[Line, ...] = ()
    """From top to bottom."""
    decides: int | None = None
    """The first line of those words; None: they are not here."""

    def over(self, below: "Sheet") -> "Sheet":
        """With another one below."""
        decides = self.decides
        if decides is None and below.decides is not None:
            decides = len(self.lines) + below.decides
        return Sheet((*self.lines, *below.lines), decides)


def message_sheet(found: MessageView, marks: Sequence[Mark], width: int) -> Sheet:
    """The whole message. With marks it is judged: then it shows all that looking tells."""
    sheet = Sheet()
    for field in found.fields:
        rows = wrap(marked(field.text, marks), width - COLUMN - 1)
        sheet = sheet.over(_part(rows, STRONG if field.label == _SUBJECT else "", label(field.label), " " * COLUMN))
    for number, look in enumerate(found.looks):
        sheet = sheet.over(_look(look, marks, width, "" if number else "Look at"))
    if found.note:
        bar = Content.styled(" ┃ ", ACCENT)
        sheet = sheet.over(_part(wrap(marked(found.note, marks), width - 4), "", bar, bar))
    body = _part(_written(marked(found.body, marks), width - 4), "", "   ", "   ")
    return sheet.over(Sheet((Content(""),))).over(body)


def label(text: str) -> Line:
    """What stands before a text, as wide as the column."""
    return Content.styled(f" {text:<{COLUMN - 1}}", MUTED)


def _look(found: LookView, marks: Sequence[Mark], width: int, title: str) -> Sheet:
    """Something to look at behind its letter, and what looking tells; or what it told."""
    what = " ".join(marked(found.text, marks).split())
    aside = f", {found.asks}" if not found.found else "" if found.is_looked_at else " (not looked at)"
    told = f": {marked(found.found, marks)}" if found.found else ""
    first = Content.assemble(label(title), (f"{found.letter}  ", ACCENT))
    part = _part(wrap(f"{what}{aside}{told}", width - _LOOK - 1), "", first, " " * _LOOK)
    lines = lifted([*part.lines], MUTED, len(what) + len(aside), begin=len(what), indent=_LOOK)
    return Sheet(tuple(lines), part.decides)


def _part(rows: Sequence[str], style: str, first: Content | str, rest: Content | str) -> Sheet:
    """Rows of a marked text, each behind something."""
    lines = (Content.assemble(rest if number else first, line) for number, line in enumerate(painted(rows, style)))
    return Sheet(tuple(lines), row_that_decides(rows))


def _written(text: str, width: int) -> list[str]:
    """A text line by line. Where one is too wide, lines that ended because they were full flow together before they are cut."""
    rows = text.split("\n")
    if all(cell_len(row) <= width for row in rows):
        return page(text, width)
    flowing = [(row, row) for row in rows[:1]]
    for row in rows[1:]:
        whole, last = flowing[-1]
        word = row.partition(" ")[0]
        if word and last and not last[0].isspace() and cell_len(f"{last} {word}") > _FULL:
            flowing[-1] = (f"{whole} {row}", row)
        else:
            flowing.append((row, row))
    return page("\n".join(whole for whole, _ in flowing), width)
