"""A report as a Word document: whole, with real headings, lists and tables, and the same bytes each time."""

import io
from datetime import datetime
from functools import cache
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx
import msgspec
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st

from ccdrill.reports import blocks
from ccdrill.reports.blocks import Report, paragraph, sheet, strong
from ccdrill.reports.docx import render_docx
from tests.reports.sample import HOSTILE, as_shown, pressed, sample, texts


def written(report: Report) -> bytes:
    return render_docx(report, lambda: "pip")


def read(made: bytes) -> Document:
    return docx.Document(io.BytesIO(made))


@cache
def plain() -> bytes:
    return written(sample())


def words(document: Document) -> str:
    """Everything in it, in order."""
    parts = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            parts.extend(cell.text for row in block.rows for cell in row.cells)
        else:
            parts.append(block.text)
    return pressed("".join(parts))


def skeleton(made: bytes) -> list[str]:
    """What it is built from, without its words."""
    return [one.tag for one in read(made).element.iter()]


def test_all_of_a_report_is_in_it_in_order() -> None:
    rest = words(read(plain()))
    for text in texts(sample()):
        before, found, rest = rest.partition(pressed(text))
        assert found, (text, before)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_shown_as_it_is_and_changes_nothing_around_it(text: str) -> None:
    made = written(sample(text))
    assert skeleton(made) == skeleton(plain())
    assert words(read(made)) == words(read(plain())).replace(pressed("plain words"), pressed(as_shown(text)))
    assert read(made).core_properties.title == f"Title {as_shown(text)}"[:255]


@settings(max_examples=20)
@given(st.text(min_size=1, max_size=40).filter(as_shown))
def test_whatever_is_typed_every_part_is_xml(text: str) -> None:
    made = written(sample(text))
    with ZipFile(io.BytesIO(made)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(parts.read(name))  # it is our own
    assert pressed(as_shown(text)) in words(read(made))


def test_headings_and_lists_are_real_ones() -> None:
    styles = [(one.style.name, one.text) for one in read(plain()).paragraphs if one.style is not None]
    assert styles[0] == ("Title", "Title plain words")
    assert [text for style, text in styles if style == "Heading 1"] == [one.title for one in sample().sections]
    assert ("List Bullet", "bare") in styles and ("List Bullet 2", "plain words") in styles


def test_the_header_row_of_a_table_is_repeated_and_no_row_is_parted() -> None:
    pairs, plan, record = read(plain()).tables
    for table in (plan, record):
        marks = [{one.tag for one in row._tr.trPr} for row in table.rows]
        assert qn("w:tblHeader") in marks[0]
        assert not any(qn("w:tblHeader") in one for one in marks[1:])
        assert all(qn("w:cantSplit") in one for one in marks)
    assert [cell.text for cell in pairs.columns[0].cells] == ["What", "When"]
    assert plan.rows[1].height is not None and plan.rows[2].height is None, "only where somebody is to write"


def test_what_leads_to_something_stands_on_its_page() -> None:
    opening = (
        paragraph(strong("Title")),
        paragraph("so:"),
        paragraph("A paper"),
        sheet("a  b"),
        paragraph(strong("Last")),
    )
    report = msgspec.structs.replace(sample(), opening=opening, sections=sample().sections[:1])
    found = {one.text: one.paragraph_format.keep_with_next for one in read(written(report)).paragraphs}
    assert [found[one] for one in ("Title", "so:", "A paper", "Last")] == [True, None, True, None]


def test_cells_leave_words_their_room() -> None:
    for table in read(plain()).tables:
        margins = table._tbl.tblPr.find(qn("w:tblCellMar"))
        assert [one.get(qn("w:w")) for one in margins] == ["60", "60"]


def test_a_small_table_keeps_to_one_page() -> None:
    def kept(rows: int) -> list[bool | None]:
        told = blocks.section("Told", [blocks.table(("What", "Who"), [("a", "b")] * rows)])
        (found,) = read(written(msgspec.structs.replace(sample(), sections=(told,)))).tables
        return [row.cells[1].paragraphs[0].paragraph_format.keep_with_next for row in found.rows]

    assert kept(3) == [True, True, True, None], "its last row leads to nothing"
    assert set(kept(10)) == {None}


def test_every_page_says_whose_it_is_and_which_of_how_many() -> None:
    for section in read(plain()).sections:
        assert section.header.paragraphs[0].text == "EXERCISE. plain words.   Title plain words"
        foot, count = section.footer.paragraphs
        assert foot.text == "Run plain words  ·  Seal 5ea1"
        assert count.text == "Page 1 of 1"
        assert [one.text for one in count._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_the_first_page_is_for_people_in_a_hurry_and_a_wide_table_gets_a_page_across() -> None:
    document = read(plain())
    apart = [one.text for one in document.paragraphs if one.paragraph_format.page_break_before]
    assert apart == ["What happened", "Record"], "and what may be handed out by itself begins a page"
    assert [one.page_width > one.page_height for one in document.sections] == [False, True, False]
    assert {round(max(one.page_width, one.page_height).mm) for one in document.sections} == {297}


def test_it_says_of_itself_what_it_is_and_nothing_of_when_or_where_it_was_written() -> None:
    about = read(plain()).core_properties
    assert (about.title, about.author, about.last_modified_by, about.subject, about.comments) == (
        "Title plain words", "plain words", "plain words", "EXERCISE. plain words.", "",
    )  # fmt: skip
    assert about.created.replace(tzinfo=None) == about.modified.replace(tzinfo=None) == datetime(2026, 3, 2, 10, 20)  # type: ignore[union-attr]  # noqa: DTZ001
    with ZipFile(io.BytesIO(plain())) as parts:
        assert {one.date_time for one in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "thumbnail" in name]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert written(sample()) == plain()


def test_a_report_of_nobody_has_no_author() -> None:
    assert read(written(msgspec.structs.replace(sample(), author=""))).core_properties.author == ""
