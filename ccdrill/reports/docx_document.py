"""How a report looks as a Word document: its pages, headings, lists and tables."""

from collections.abc import Sequence
from io import BytesIO
from itertools import chain
from typing import assert_never

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section as WordSection
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from ccdrill.reports import docx_parts as parts
from ccdrill.reports.blocks import (
    Block,
    Entry,
    Labelled,
    Line,
    Listing,
    Pairs,
    Paragraph,
    Report,
    Section,
    Sheet,
    Short,
    Table,
)
from ccdrill.reports.columns import columns_of

_INK, _QUIET, _GRAVE = RGBColor(0x14, 0x18, 0x1C), RGBColor(0x4A, 0x53, 0x5C), RGBColor(0xA3, 0x22, 0x1B)
_TEXT, _FIXED = "Calibri", "Consolas"
_LONG, _SHORT = Mm(297), Mm(210)
"""The sides of a page: A4."""
_BESIDE, _ABOVE = Mm(21), Mm(27)
"""Margins: on US Letter nothing is cut off."""
_LABELS = Mm(38)
_FEW_ROWS, _FEW_LETTERS = 9, 1400
"""A table of no more keeps to one page."""


def document_of(report: Report) -> bytes:
    """The bytes of the file."""
    document = Document()
    _set_up(document, report)
    document.add_paragraph(report.title, "Title")
    _Writer(document, _SHORT - 2 * _BESIDE, is_dense=report.is_dense).blocks(report.opening)
    is_apart = report.has_contents and report.is_first_apart
    for place, section in enumerate(report.sections):
        _section(document, section, is_first=is_apart and place == 1, is_dense=report.is_dense)
    held = BytesIO()
    document.save(held)
    return parts.packed(held.getvalue())


def _set_up(document: WordDocument, report: Report) -> None:
    parts.describe(document, report)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = _TEXT, Pt(9.5 if report.is_dense else 10.5), _INK
    normal.paragraph_format.space_after = Pt(6)
    for name, size in (("Title", 20), ("Heading 1", 14)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = _TEXT, Pt(size), True, _INK
    for name in ("List Bullet", "List Bullet 2"):
        document.styles[name].paragraph_format.space_after = Pt(3)
    page = document.sections[0]
    _turn(page, is_wide=False)
    page.left_margin = page.right_margin = _BESIDE
    page.top_margin = page.bottom_margin = _ABOVE
    page.header_distance = page.footer_distance = Mm(15)
    head = page.header.paragraphs[0]
    _said(head, report.marking, 8.5, _GRAVE).bold = True
    _said(head, f"   {report.title}", 8.5, _QUIET)
    foot = page.footer.paragraphs[0]
    _said(foot, "  ·  ".join(report.foot), 6.5, _QUIET).font.name = _FIXED
    count = page.footer.add_paragraph()
    count.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        _said(count, words, 8.5, _QUIET)
        for run in parts.add_field(count, field):
            _look(run, 8.5, _QUIET)


def _turn(page: WordSection, *, is_wide: bool) -> None:
    page.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = (_LONG, _SHORT) if is_wide else (_SHORT, _LONG)


def _section(document: WordDocument, section: Section, *, is_first: bool, is_dense: bool) -> None:
    """What comes first is read by itself; where a table needs a page across, it gets one."""
    was_wide = document.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    if was_wide != section.is_wide:
        _turn(document.add_section(WD_SECTION.NEW_PAGE), is_wide=section.is_wide)
    heading = document.add_paragraph(section.title, "Heading 1")
    heading.paragraph_format.page_break_before = is_first or section.begins_page
    width = (_LONG if section.is_wide else _SHORT) - 2 * _BESIDE
    _Writer(document, width, is_dense=is_dense).blocks(section.blocks)


def _said(paragraph: WordParagraph, text: str, points: float, colour: RGBColor) -> Run:
    return _look(paragraph.add_run(text), points, colour)


def _look(run: Run, points: float, colour: RGBColor) -> Run:
    run.font.size, run.font.color.rgb = Pt(points), colour
    return run


class _Writer:
    """Writes blocks at the end of a document, on pages of that width between the margins."""

    def __init__(self, document: WordDocument, width: int, *, is_dense: bool) -> None:
        self._document = document
        self._width = width
        self._sheet_points = 7.5 if is_dense else 8.5

    def blocks(self, blocks: Sequence[Block]) -> None:
        for place, block in enumerate(blocks, start=1):
            self._block(block, blocks[place] if place < len(blocks) else None)

    def _block(self, block: Block, following: Block | None) -> None:
        match block:
            case Paragraph(line=line):
                paragraph = self._document.add_paragraph()
                _spans(paragraph, line)
                paragraph.paragraph_format.keep_with_next = block.leads_to(following) or None
            case Listing(entries=entries, is_grave=is_grave):
                for entry in entries:
                    self._entry(entry, is_grave=is_grave)
            case Labelled(entries=shorts):
                for short in shorts:
                    self._short(short)
            case Pairs(rows=rows):
                self._pairs(rows)
            case Table():
                self._table(block)
            case Sheet(lines=lines):
                self._sheet(lines)
            case _:
                assert_never(block)

    def _entry(self, entry: Entry, *, is_grave: bool) -> None:
        first = self._document.add_paragraph(style=None if is_grave else "List Bullet")
        _spans(first, entry.line)
        lines = [first]
        for line in entry.below:
            below = self._document.add_paragraph(style="List Bullet 2")
            _spans(below, line, _QUIET)
            lines.append(below)
        for one in lines[:-1]:
            one.paragraph_format.keep_with_next = True
        if is_grave:
            parts.mark_left(first, _GRAVE)

    def _short(self, short: Short) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(3)
        paragraph.paragraph_format.keep_with_next = bool(short.below) or None
        if short.label:
            paragraph.add_run(f"{short.label}: ").bold = True
        paragraph.add_run(short.text)
        for line in short.below:
            self._document.add_paragraph(line, "List Bullet")

    def _pairs(self, rows: tuple[tuple[str, str], ...]) -> None:
        table = self._grid(len(rows), (_LABELS, Length(self._width - _LABELS)))
        for row, (what, value) in zip(table.rows, rows, strict=True):
            head, cell = row.cells
            _fill(head, what, is_strong=True)
            parts.shade(head)
            _fill(cell, value)

    def _table(self, block: Table) -> None:
        columns = columns_of(block)
        shares = sum(column.share for column in columns)
        table = self._grid(
            1 + len(block.rows), tuple(Length(self._width * column.share // shares) for column in columns)
        )
        head, *rows = table.rows
        parts.repeat_on_every_page(head)
        if len(rows) <= _FEW_ROWS and sum(map(len, chain.from_iterable(block.rows))) <= _FEW_LETTERS:
            _keep_together(table)
        for cell, title, column in zip(head.cells, block.head, columns, strict=True):
            _fill(cell, title, is_strong=True, is_right=column.is_figures)
            parts.shade(cell)
        for row, texts in zip(rows, block.rows, strict=True):
            parts.keep_whole(row)
            if block.room and "" in texts[-block.room :]:
                row.height, row.height_rule = Mm(10), WD_ROW_HEIGHT_RULE.AT_LEAST
            for cell, text, column in zip(row.cells, texts, columns, strict=True):
                _fill(cell, text, is_right=column.is_figures)

    def _sheet(self, lines: tuple[str, ...]) -> None:
        """As many letters beside each other as a paper of the story has, all equally wide."""
        for line in lines:
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(line)
            run.font.name, run.font.size = _FIXED, Pt(self._sheet_points)
        self._document.add_paragraph()

    def _grid(self, rows: int, widths: tuple[Length, ...]) -> WordTable:
        table: WordTable = self._document.add_table(rows, len(widths), "Table Grid")
        table.autofit = False
        parts.narrow_margins(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
        _as_small_as_can_be(self._document.add_paragraph())
        return table


def _as_small_as_can_be(paragraph: WordParagraph) -> None:
    """What must follow a table in the format: where the table ends with its page, a usual line would begin an empty one."""
    look = paragraph.paragraph_format
    look.space_after, look.line_spacing = Pt(6), Pt(1)


def _keep_together(table: WordTable) -> None:
    """Lets no page end between its rows."""
    for row in table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _fill(cell: _Cell, text: str, *, is_strong: bool = False, is_right: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_right else None
    run = paragraph.add_run(text)
    run.bold, run.font.size = is_strong or None, Pt(9)


def _spans(paragraph: WordParagraph, line: Line, colour: RGBColor | None = None) -> None:
    for span in line:
        run = paragraph.add_run(span.text)
        run.bold = True if span.kind in ("strong", "emphasis") else None
        if span.kind == "code":
            run.font.name, run.font.size = _FIXED, Pt(9)
        if colour is not None:
            run.font.color.rgb = colour
