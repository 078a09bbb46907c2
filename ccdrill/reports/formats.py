"""The formats that need the extra `reports`, by name; the library of each is imported when it is asked for."""

from collections.abc import Callable
from typing import Literal, assert_never

from ccdrill.reports.blocks import Report

DocumentFormat = Literal["html", "pdf", "docx"]
_ALSO = {".htm": ".html", ".markdown": ".md"}


def ending_of(name: str) -> str:
    """What the name of a file ends in, such as .html, whatever the capitals; empty: nothing that could say a format."""
    _, dot, last = name.lower().rpartition(".")
    return _ALSO.get(f".{last}", f".{last}") if dot else ""


def document(report: Report, form: DocumentFormat, install: Callable[[], str]) -> bytes:
    """The bytes of a file; the same report gives the same, whenever it is written.

    Raises NoReport where the extra is not there; `install` tells what to type then.
    """
    match form:
        case "html":
            from ccdrill.reports.html import render_html

            return render_html(report, install).encode("utf-8")
        case "pdf":
            from ccdrill.reports.pdf import render_pdf

            return render_pdf(report, install)
        case "docx":
            from ccdrill.reports.docx import render_docx

            return render_docx(report, install)
        case _:
            assert_never(form)
