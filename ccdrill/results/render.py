"""The formats of results, by name; and the results without names."""

from collections.abc import Callable, Mapping
from typing import Literal

import msgspec
from msgspec.structs import replace

from ccdrill.debrief.recorded.recorded import LEFT_OUT, NAME_LEFT_OUT
from ccdrill.reports.formats import DocumentFormat, document, ending_of
from ccdrill.reports.markdown import render_markdown
from ccdrill.results.asked import choose
from ccdrill.results.document import Results
from ccdrill.results.over_time import Gathered
from ccdrill.results.report import report
from ccdrill.results.table import actions_csv, render_csv

FileFormat = Literal["markdown", "json", "csv"]
Format = FileFormat | DocumentFormat
SUFFIX: Mapping[Format, str] = {
    "markdown": ".md",
    "json": ".json",
    "csv": ".csv",
    "html": ".html",
    "pdf": ".pdf",
    "docx": ".docx",
}
"""The usual ending of a file of that format."""


def render(results: Results, gathered: Gathered, form: FileFormat) -> str:
    """In that format, with LF line ends. `gathered` is what the results were made of."""
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(results), indent=2).decode("utf-8") + "\n"
    if form == "markdown":
        return render_markdown(report(results))
    return actions_csv(results.actions) if results.asked.actions else render_csv(choose(gathered.runs, results.asked))


def format_of(name: str) -> Format | None:
    """The format that a file of that name is of, by its ending; None where that says nothing."""
    ending = ending_of(name)
    return next((form for form, suffix in SUFFIX.items() if suffix == ending), None)


def written(results: Results, gathered: Gathered, form: Format, install: Callable[[], str]) -> bytes:
    """The bytes of a file in that format; text is UTF-8.

    Raises NoReport where the extra `reports` is needed and not there; `install` tells what to type then.
    """
    match form:
        case "markdown" | "json" | "csv":
            return render(results, gathered, form).encode("utf-8")
        case _:
            return document(report(results), form, install)


def without_names(results: Results) -> Results:
    """The same without the teams' names, and without what people typed. What was told team by team stays."""
    drills = (replace(one, runs=tuple(replace(run, team="") for run in one.runs)) for one in results.drills)
    actions = (
        replace(
            one,
            what=LEFT_OUT,
            owner=one.owner and NAME_LEFT_OUT,
            text=LEFT_OUT if one.is_about_a_gap else one.text,
            proof=one.proof and LEFT_OUT,
            checked_by=one.checked_by and NAME_LEFT_OUT,
            reopened=one.reopened and LEFT_OUT,
        )
        for one in results.actions
    )
    asked = replace(results.asked, team=results.asked.team and NAME_LEFT_OUT)
    return replace(results, drills=tuple(drills), actions=tuple(actions), asked=asked)


def runs_without_names(gathered: Gathered) -> Gathered:
    """The same for the runs themselves."""
    return replace(gathered, runs=tuple(replace(run, team="") for run in gathered.runs), texts={})
