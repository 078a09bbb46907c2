"""A report of a few pages: no list of its parts, and no page that only holds one."""

import io
from collections.abc import Callable

import pytest
from docx import Document
from msgspec.structs import replace
from pypdf import PdfReader

from ccdrill.reports.blocks import Report
from ccdrill.reports.docx import render_docx
from ccdrill.reports.html import render_html
from ccdrill.reports.pdf import render_pdf
from tests.reports.sample import sample

LONG = sample()
SHORT = replace(LONG, has_contents=False)


def _install() -> str:
    raise AssertionError("the extra is here")


def pdf(report: Report) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(render_pdf(report, _install))).pages)


def html(report: Report) -> str:
    return render_html(report, _install)


@pytest.mark.parametrize("made", [pdf, html])
def test_only_a_long_report_has_a_list_of_its_parts(made: Callable[[Report], str]) -> None:
    assert "Contents" in made(LONG)
    assert "Contents" not in made(SHORT)


def test_the_first_part_of_a_short_report_shares_its_page() -> None:
    def apart(report: Report) -> list[str]:
        document = Document(io.BytesIO(render_docx(report, _install)))
        return [one.text for one in document.paragraphs if one.paragraph_format.page_break_before]

    assert apart(LONG) == ["What happened", "Record"]
    assert apart(SHORT) == apart(replace(LONG, is_first_apart=False)) == ["Record"]
    assert len(PdfReader(io.BytesIO(render_pdf(SHORT, _install))).pages) < len(
        PdfReader(io.BytesIO(render_pdf(LONG, _install))).pages
    )
