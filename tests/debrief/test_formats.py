"""A debrief in every format: which one a file's name means, and that names stay out of all of them."""

import io
import re
import zlib
from functools import cache
from html import unescape
from zipfile import ZipFile

import msgspec
import pypdf
import pytest

from ccdrill.debrief.build import build_debrief
from ccdrill.debrief.document.called import named
from ccdrill.debrief.recorded.recorded import RecordedRun
from ccdrill.debrief.telling.render import SUFFIX, Format, format_of, written
from ccdrill.debrief.telling.told import told
from ccdrill.session.deciding.commands import WriteNote
from ccdrill.session.deciding.team import Team
from ccdrill.session.session import Session
from tests.debrief.runs import RUNS, agree, debrief_of, record, team, think_twice
from tests.reports.sample import joined, texts

FORMATS = tuple(SUFFIX)
TYPED = (
    "Quillfeather", "Ann Example", "Ben Example", "Eve Example", "So that nothing more can leave", "It is his line",
    "Nobody had asked what it destroys", "Nobody knew the number", "Three callers said the same", "Script the diversion",
    "A sign on the rack", "Put it on the wall card", "The line is not staffed at night", "Seen at once", "Margin note",
)  # fmt: skip
"""What people typed in the runs below, and who they are."""


def everything_typed(session: Session) -> None:
    think_twice(session)
    session.handle(WriteNote(text="Margin note."))


def runs() -> list[RecordedRun]:
    who = msgspec.structs.replace(team(), name="Quillfeather")
    return [record(everything_typed, who=who), record(agree, who=who)]


def all_that_is_in(made: bytes, form: Format) -> str:
    """Every text of a file, also of those parts that nobody sees: unpacked, and read as a reader of it does."""
    if form == "docx":
        with ZipFile(io.BytesIO(made)) as parts:
            return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    if form == "pdf":
        read = pypdf.PdfReader(io.BytesIO(made))
        streams = (zlib.decompress(one) for one in re.findall(rb"stream\n(x.*?)\nendstream", made, re.DOTALL))
        pages = "".join(page.extract_text() for page in read.pages)
        return f"{pages}{read.metadata}{read.outline}{made.decode('latin-1')}{b''.join(streams).decode('latin-1')}"
    return made.decode("utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_without_names_no_name_and_nothing_typed_is_anywhere_in_the_file(form: Format) -> None:
    named, nameless = (
        "".join(joined(all_that_is_in(written(build_debrief(one), form, str), form)) for one in found)
        for found in (runs(), [one.without_names() for one in runs()])
    )
    assert [one for one in TYPED if joined(one) not in named] == [], "with names, all of it is there to be found"
    assert [one for one in TYPED if joined(one) in nameless] == []


@cache
def made(name: str, form: Format) -> bytes:
    """A run as a file, for all that is asked of it."""
    return written(debrief_of(name), form, str)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", RUNS)
def test_the_same_run_gives_the_same_bytes(name: str, form: Format) -> None:
    assert written(build_debrief(RUNS[name]()), form, str) == made(name, form)


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
@pytest.mark.parametrize("name", RUNS)
def test_every_format_says_all_that_markdown_says(name: str, form: Format) -> None:
    found = all_that_is_in(made(name, form), form)
    found = joined(found if form == "pdf" else unescape(re.sub(r"<[^>]*>", "", found)))
    assert [text for text in texts(told(debrief_of(name))) if joined(text) not in found] == []


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.md", "markdown"), ("A.HTML", "html"), ("b.pdf", "pdf"), ("b.x.docx", "docx"), ("c.json", "json"), ("pdf", "markdown"), ("a.htm", "html"), (".pdf", "pdf"), ("a.pdf.gz", "markdown"), ("", "markdown"), ("notes.txt", "markdown")],
)  # fmt: skip
def test_the_end_of_a_name_says_the_format(name: str, form: Format) -> None:
    assert format_of(name) == form


@pytest.mark.parametrize(
    ("organisation", "name"),
    [
        ("", ""),
        ("Ostrel Energy (fictional)", "Ostrel Energy (fictional)"),
        ("Ostrel Energy (fictional), contact centre and the teams of its plan", "Ostrel Energy (fictional)"),
        ("Smith, Jones and Partners", "Smith, Jones and Partners"),
        ("The one and only fictional organisation of the whole river valley", "The one and only fictional organisation of the whole river valley"),
    ],
)  # fmt: skip
def test_a_document_is_by_an_organisation_and_not_by_all_that_is_said_of_it(organisation: str, name: str) -> None:
    assert named(organisation) == name


def test_whoever_is_not_named_is_not_the_author() -> None:
    report = told(build_debrief(record(think_twice, who=Team(name="Quillfeather"))))
    assert report.author == "Ostrel Energy (fictional)"
