"""The formats of a debrief, by name."""

from collections.abc import Callable, Mapping
from typing import Literal

import msgspec

from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.telling.told import told
from ccdrill.reports.formats import document, ending_of
from ccdrill.reports.markdown import render_markdown

Format = Literal["markdown", "json", "html", "pdf", "docx"]
SUFFIX: Mapping[Format, str] = {"markdown": ".md", "json": ".json", "html": ".html", "pdf": ".pdf", "docx": ".docx"}
"""The usual ending of a file of that format."""


def format_of(name: str) -> Format:
    """The format that a file of that name is of, by its ending; Markdown where that says nothing."""
    ending = ending_of(name)
    return next((form for form, suffix in SUFFIX.items() if suffix == ending), "markdown")


def render(debrief: Debrief, form: Literal["markdown", "json"]) -> str:
    """The debrief as text, with LF line ends."""
    return render_markdown(told(debrief)) if form == "markdown" else _json(debrief)


def written(debrief: Debrief, form: Format, install: Callable[[], str]) -> bytes:
    """The debrief as the bytes of a file; text is UTF-8. The same run gives the same bytes, whenever it is written.

    Raises NoReport where a format needs the extra `reports` and it is not there; `install` tells what to type then.
    """
    match form:
        case "markdown" | "json":
            return render(debrief, form).encode("utf-8")
        case _:
            return document(told(debrief), form, install)


def _json(debrief: Debrief) -> str:
    """Every field by its name; numbers that must stay exact are fractions in text."""
    return msgspec.json.format(msgspec.json.encode(debrief), indent=2).decode("utf-8") + "\n"
