"""The papers, by whom they are for, and the formats that they are written in."""

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec.structs import replace

from ccdrill.model.exercise import Exercise
from ccdrill.papers.evaluators import evaluators_guides
from ccdrill.papers.facilitator import facilitators_handbook
from ccdrill.papers.feedback import feedback_form
from ccdrill.papers.players import players_manual
from ccdrill.reports.blocks import Report
from ccdrill.reports.formats import DocumentFormat, document, ending_of
from ccdrill.reports.markdown import render_markdown

PaperFormat = Literal["markdown"] | DocumentFormat
Reader = Literal["players", "facilitator", "evaluators", "feedback"]
SUFFIX: Mapping[PaperFormat, str] = {"markdown": ".md", "html": ".html", "pdf": ".pdf", "docx": ".docx"}
"""The usual ending of a file of that format."""
PAPERS: Mapping[Reader, Callable[[Exercise], Report]] = {
    "players": players_manual,
    "facilitator": facilitators_handbook,
    "evaluators": evaluators_guides,
    "feedback": feedback_form,
}
"""What each gets."""


def format_of(name: str) -> PaperFormat:
    """The format that a file of that name is of, by its ending; Markdown where that says nothing."""
    ending = ending_of(name)
    return next((form for form, suffix in SUFFIX.items() if suffix == ending), "markdown")


def written(reader: Reader, exercise: Exercise, day: str, form: PaperFormat, install: Callable[[], str]) -> bytes:
    """What a reader gets of an exercise, as the bytes of a file; text is UTF-8, with LF line ends.

    `day`: on which it is made, as 2026-03-02; the same content gives the same bytes on the same day. Raises NoReport where a
    format needs the extra `reports` and it is not there; `install` tells what to type then.
    """
    paper = replace(PAPERS[reader](exercise), recorded=day)
    return render_markdown(paper).encode("utf-8") if form == "markdown" else document(paper, form, install)
