"""A report as a PDF: whole, tagged, always the same, and nobody's text is anything but text in it."""

import io
import json
import re
from collections.abc import Callable, Iterator
from functools import cache

import msgspec
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccdrill.reports import pdf
from ccdrill.reports.blocks import Report, Short, labelled, listing, paragraph, section, sheet, strong
from ccdrill.reports.lacking import NoReport
from ccdrill.reports.pdf import render_pdf
from tests.reports.sample import HOSTILE, as_shown, pressed, sample, texts


def written(report: Report) -> bytes:
    return render_pdf(report, lambda: "pip")


def read(made: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made))


def words(made: bytes) -> str:
    """What can be read of it, and selected, without the blanks: how lines are broken is no matter here."""
    return pressed("".join(page.extract_text() for page in read(made).pages)).replace("\u00ad", "")


@cache
def plain() -> bytes:
    return written(sample())


def said(text: str) -> Report:
    """A report of one page or two that says little else."""
    whole = sample()
    return msgspec.structs.replace(whole, sections=(section("In short", [paragraph(text), listing([text])]),))


@pytest.fixture
def without_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine that has no fonts but those of Typst."""
    import typst

    own = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(typst, "Fonts", lambda **_: own)


def book(text: str = "plain words") -> Report:
    """The sample as a book to look things up in: a section of each kind that is set in its own way."""
    whole = msgspec.structs.replace(sample(text), is_dense=True)
    papers = section(
        "Papers", [paragraph(strong("Note")), sheet("A   B\n" + text.replace("\n", " ")), sheet("x" * 100)]
    )
    return msgspec.structs.replace(whole, sections=(*whole.sections, papers, section("More papers", [sheet("A  B")])))


@pytest.mark.parametrize("report", [sample(), book()], ids=["a report", "a book"])
def test_all_of_a_report_is_in_it_in_order(report: Report) -> None:
    rest = words(written(report))
    for text in texts(report):
        before, found, rest = rest.partition(pressed(text))
        assert found, (text, before)


def test_it_says_of_itself_what_it_is_and_is_dated_by_the_run() -> None:
    found = read(plain())
    assert found.metadata is not None
    assert (found.metadata.title, found.metadata.author, found.metadata.subject) == (
        "Title plain words",
        "plain words",
        "EXERCISE. plain words.",
    )
    assert {found.metadata["/CreationDate"], found.metadata["/ModDate"]} == {"D:20260302102000Z"}
    assert b"2026-03-02T10:20:00" in plain()


def test_the_same_report_gives_the_same_bytes() -> None:
    assert written(sample()) == plain()


def test_it_is_for_archives_and_for_screen_readers() -> None:
    """As Typst proves before it writes such a file: PDF/A-2a and PDF/UA-1."""
    assert b"<pdfaid:part>2<" in plain() and b"<pdfaid:conformance>A<" in plain() and b"<pdfuaid:part>1<" in plain()
    root = read(plain()).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en-GB"
    kinds = set(re.findall(r"'/S': '/(\w+)'", repr(_tags(root["/StructTreeRoot"]))))
    assert {"Title", "H1", "P", "L", "LI", "Table", "TR", "TH", "TD", "TOC"} <= kinds


def test_no_table_leaves_a_screen_reader_without_what_its_columns_are() -> None:
    tables = [one for one in _elements(read(plain()).trailer["/Root"]["/StructTreeRoot"]) if one.get("/S") == "/Table"]
    assert tables
    for table in tables:
        assert any(one.get("/S") == "/TH" for one in _elements(table)), "facts are a list, each with its label"


def test_its_outline_leads_to_every_section() -> None:
    assert [one.title for one in read(plain()).outline] == [one.title for one in sample().sections]


def test_every_page_says_whose_it_is_and_which_of_how_many() -> None:
    pages = read(plain()).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        text = pressed(page.extract_text())
        for one in ("EXERCISE.plainwords.", "Runplainwords", "Seal5ea1", f"Page{number}of{len(pages)}"):
            assert one in text, (number, one)


def test_the_first_page_is_for_people_in_a_hurry_and_a_wide_table_gets_a_page_across() -> None:
    pages = [(pressed(page.extract_text()), page.mediabox) for page in read(plain()).pages]
    assert "Below" in pages[0][0] and "Theend." not in pages[0][0] and "Theend." in pages[1][0]
    across = ["Points" in text for text, _ in pages]
    assert [box.width > box.height for _, box in pages] == across
    assert sum(across) == 1


def test_what_a_report_ends_with_stays_together_if_it_is_short() -> None:
    """Else its last page may hold a few lines of which nobody sees what they belong to."""
    end = section("The last part", [*(paragraph(f"Line {number} of the end.") for number in range(12))])

    def parted(lines: int) -> bool:
        before = section("Before", [paragraph("x")] * lines)
        report = msgspec.structs.replace(sample(), sections=(before, end), has_contents=False)
        pages = [pressed(page.extract_text()) for page in read(written(report)).pages]
        (first,) = (number for number, text in enumerate(pages) if "Thelastpart" in text)
        return "Line11oftheend." not in pages[first]

    assert not any(parted(lines) for lines in range(24, 44, 2))


def test_what_a_report_ends_with_leaves_no_page_empty_and_runs_over_no_edge_if_it_is_long() -> None:
    """Little text takes much room where its lines are narrow: what a page did not hold was set over itself."""
    entries = [Short(f"By day {number}", "What is done", ("Words of a reason. " * 6, "More.")) for number in range(12)]
    sections = (section("Before", [paragraph("x")]), section("The last part", [labelled(entries)]))
    report = msgspec.structs.replace(sample(), sections=sections, has_contents=False)
    pages = [pressed(page.extract_text()) for page in read(written(report)).pages]
    assert "Thelastpart" in pages[0] and "Byday11" in pages[1]


def test_a_page_across_leaves_free_at_its_sides_alone_what_us_letter_cuts() -> None:
    """So the sheets of a guide have room for its notes on the page of its objective."""
    told = section("Told", [paragraph("x"), sheet("\n".join("A line." for _ in range(14))), paragraph("The end.")])
    across = msgspec.structs.replace(told, blocks=told.blocks[:2] * 3 + told.blocks[2:], is_wide=True)
    report = msgspec.structs.replace(
        sample(), sections=(section("First", [paragraph("y")]), across), has_contents=False
    )
    last = read(written(report)).pages[-1]
    assert last.mediabox.width > last.mediabox.height
    text = pressed(last.extract_text())
    assert text.index("Told") < text.index("Theend.")


def test_a_book_takes_fewer_pages_in_columns_and_stays_for_archives() -> None:
    told = section("Told", [paragraph("Some words of a sentence that is not long."), listing(["One short line."] * 30)])
    usual = msgspec.structs.replace(
        sample(), sections=(section("First", [paragraph("x")]), *[told] * 8), has_contents=False
    )
    dense = written(msgspec.structs.replace(usual, is_dense=True))
    assert len(read(dense).pages) * 2 <= len(read(written(usual)).pages)
    assert b"pdfaid:part>2" in dense


@pytest.mark.parametrize("of", [sample, book], ids=["a report", "a book"])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_shown_as_it_is(text: str, of: Callable[[str], Report]) -> None:
    made = written(of(text))
    found, shown = words(made), pressed(as_shown(text))
    assert found.count(shown) >= 6, "in the narrow columns of tables a hyphen may part it"
    assert read(made).metadata.title == f"Title {as_shown(text)}"  # type: ignore[union-attr]
    assert [one.title for one in read(made).outline] == [one.title for one in of(text).sections]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=30))
@pytest.mark.usefixtures("without_fonts")
def test_whatever_is_typed_a_report_is_written(text: str) -> None:
    assert written(said(text)).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "text",
    ["\u00c5sa \u0141\u00f3d\u017a \u0218tefan Nguy\u1ec5n", "\u0391\u03b8\u03b7\u03bd\u03ac", "\u0421\u043e\u0444\u0438\u044f \u0407\u0491", "\u201cquoted\u201d \u2013 \u2026 \u2192 \u2265 \u00d7"],
)  # fmt: skip
@pytest.mark.usefixtures("without_fonts")
def test_what_is_written_in_latin_greek_or_cyrillic_needs_no_font_of_the_machine(text: str) -> None:
    found = words(written(said(text)))
    assert pressed(text) in found
    assert "U+" not in found


@pytest.mark.parametrize("text", ["\u05e0\u05d5\u05e2\u05d4", "\u0639\u0645\u0631"])
@pytest.mark.usefixtures("without_fonts")
def test_nor_does_hebrew_or_arabic(text: str) -> None:
    assert "U+" not in words(written(said(text)))


@pytest.mark.usefixtures("without_fonts")
def test_a_character_that_no_font_has_is_shown_by_its_number_and_that_is_said() -> None:
    found = words(written(said("Ann \u6f22\u5b57 \U0001f512")))
    assert "Ann[U+6F22][U+5B57][U+1F512]" in found
    assert pressed(pdf.NUMBERED.format("[U+5B57]")) in found
    assert pressed(pdf.NUMBERED.partition(":")[0]) not in words(plain())


@pytest.mark.usefixtures("without_fonts")
@pytest.mark.parametrize(
    "text", ["\u0640\u0595", "\u0640\u0595\x94\U00011a01\u200d\u085b\u0821\U0001e947\U0001f468\ufd34"]
)  # fmt: skip
def test_what_only_side_by_side_is_not_shown_is_numbered_too(text: str) -> None:
    assert "U+" in words(written(said(f"Zo\u00eb {text}")))


@pytest.mark.usefixtures("without_fonts")
def test_letters_from_right_to_left_with_their_marks_can_be_set() -> None:
    """Typst 0.14 and 0.15 break down over a mark at the end of them with something behind it that is not seen."""
    for text in ("\u0640\u0595\u200d", "\u05d0\u0595\u200b\u2060", "\u0623\u064e\u0645\u06e1" * 9, "\u05e0\u05b9" * 40):
        assert written(said(f"Zo\u00eb {text}")).startswith(b"%PDF")


@pytest.mark.usefixtures("without_fonts")
def test_where_typst_breaks_down_all_that_is_rare_is_numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    class PanicException(BaseException):
        """As pyo3 raises it."""

    def fragile(*arguments: object, **more: object) -> object:
        if (
            "\u05d0"
            in json.loads(more["sys_inputs"].get("report", '""'))["sections"][0]["blocks"][0]["line"][0]["text"]
        ):  # type: ignore[attr-defined]
            raise PanicException("out of bounds")
        return compiled(*arguments, **more)

    compiled = typst.compile_with_warnings
    monkeypatch.setattr(typst, "compile_with_warnings", fragile)
    monkeypatch.setattr(pdf, "_is_shown", lambda *_: True)
    assert "Ann[U+05D0]" in words(written(said("Ann \u05d0")))


@pytest.mark.usefixtures("without_fonts")
@pytest.mark.parametrize("text", ["\u05d0\u0595\u200b", "\U0001e922\U0001e944" * 40])
def test_nobody_reads_how_typst_broke_down(
    text: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pdf, "_settable", str)
    assert written(said(text)).startswith(b"%PDF")
    assert capfd.readouterr().err == ""


def test_what_typst_refuses_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "look", lambda _: "#panic()")
    with pytest.raises(NoReport, match="can't set this") as refused:
        written(sample())
    assert "--format html" in refused.value.hint


def _elements(node: object) -> Iterator[pypdf.generic.DictionaryObject]:
    """Every element of the structure below that one."""
    node = node.get_object() if isinstance(node, pypdf.generic.IndirectObject) else node
    if isinstance(node, pypdf.generic.ArrayObject):
        for one in node:
            yield from _elements(one)
    elif isinstance(node, pypdf.generic.DictionaryObject):
        yield node
        yield from _elements(node.get("/K"))


def _tags(node: object, depth: int = 12) -> object:
    """The tags under a node, by kind."""
    if isinstance(node, pypdf.generic.IndirectObject):
        node = node.get_object()
    if isinstance(node, pypdf.generic.ArrayObject):
        return [_tags(one, depth - 1) for one in node]
    if isinstance(node, pypdf.generic.DictionaryObject) and depth:
        return {"/S": str(node.get("/S")), "/K": _tags(node.get("/K"), depth - 1)}
    return None
