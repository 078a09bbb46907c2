"""A report as a Word document (the extra `reports`), to be gone on with: real headings, lists and tables."""

from collections.abc import Callable

from ccdrill.reports.blocks import Report
from ccdrill.reports.lacking import lacking


def render_docx(report: Report, install: Callable[[], str]) -> bytes:
    """The whole report, always the same bytes. Raises NoReport without the extra; `install` tells what to type then."""
    try:
        import docx  # noqa: F401  # asked for here, so that what is written with it need not ask
    except ImportError:
        raise lacking("DOCX", "python-docx", install) from None
    from ccdrill.reports.docx_document import document_of

    return document_of(report)
