"""Paints a page of practice: what a sitting came to. Pure: a view and a width in, lines out."""

from rich.cells import cell_len
from textual.content import Content

from ccdrill.practice.view import FigureView, PageView, SectionView
from ccdrill.tui.paint import MUTED, STRONG, TITLE, Line, lines_of, wrap

_INDENT = "   "
_APART = 2
"""Blanks between a column and the next."""
_WIDEST_LABEL = 30
"""Columns of what is counted, at most."""
_LEAST_NOTE = 20
"""Columns that a note needs to stand beside its number."""


def page_lines(found: PageView, width: int) -> list[Line]:
    """The whole page; a blank line between its parts."""
    lines = lines_of(found.lead, width - 1, STRONG, indent=" ")
    for section in found.sections:
        lines += [Content(""), *_section(section, width)]
    return lines


def _section(found: SectionView, width: int) -> list[Line]:
    lines = lines_of(found.title, width - 1, TITLE, indent=" ")
    for text in found.texts:
        lines += lines_of(text, width - 1, indent=_INDENT)
    at = len(_INDENT) + min(max((cell_len(one.label) for one in found.figures), default=0), _WIDEST_LABEL) + _APART
    note_at = at + max((cell_len(one.value) for one in found.figures), default=0) + _APART
    for one in found.figures:
        lines += _figure(one, at, note_at, width)
    return lines


def _figure(found: FigureView, at: int, note_at: int, width: int) -> list[Line]:
    """Label, number and note side by side, each under its like; what finds no room beside stands below."""
    head = lines_of(found.label, width - 1, indent=_INDENT)
    value = wrap(found.value, width - at - 1)
    above, beside = (head, Content("")) if len(head) > 1 or head[0].cell_length >= at else ([], head[0])
    first = Content.assemble(beside, " " * (at - beside.cell_length), (value[0], STRONG))
    lines = [*above, first, *(Content.assemble(" " * at, (row, STRONG)) for row in value[1:])]
    if not found.note:
        return lines
    room = width - note_at - 1
    if room < _LEAST_NOTE or len(value) > 1:
        return [*lines, *lines_of(found.note, width - 1, MUTED, indent=" " * at)]
    note = wrap(found.note, room)
    lines[-1] = Content.assemble(lines[-1], " " * (note_at - lines[-1].cell_length), (note[0], MUTED))
    return [*lines, *(Content.assemble(" " * note_at, (row, MUTED)) for row in note[1:])]
