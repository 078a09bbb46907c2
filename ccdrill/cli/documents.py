"""Reports on the command line: into which file, and what is not for a terminal."""

import sys
from pathlib import Path

import click

from ccdrill.cli.printing import put, put_bytes, say

_NO_TEXT = {"pdf": "a PDF", "docx": "a Word document"}
"""Formats that nobody can read as they are."""


def file_of(output: Path | None) -> Path | None:
    """The file that is meant; None: standard output."""
    return output if output is not None and str(output) != "-" else None


def spare_terminal(form: str | None, file: Path | None) -> None:
    """Raises UsageError where a terminal would get what it can't show."""
    if form in _NO_TEXT and file is None and sys.stdout is not None and sys.stdout.isatty():
        raise click.UsageError(f"A terminal can't show {_NO_TEXT[form]}: name a file with --output, or pipe it on.")


def say_wrote(file: Path, form: str, usual: str | None) -> None:
    """Names the file; and what it is, where its name should say so and does not, or says another format.

    `usual`: what the names of such files end in; None where an option said what to write.
    """
    from ccdrill.reports.formats import ending_of
    from ccdrill.results.render import SUFFIX  # of all formats that any report has

    ending = ending_of(file.name)
    remark = ""
    if usual is not None and ending != usual:
        remark = f", as {form.capitalize()}: the end of its name says no other format"
    elif usual is None and (form, ending) not in SUFFIX.items() and ending in SUFFIX.values():
        called = "Markdown" if form == "markdown" else form.upper()
        remark = f", as {called}: --format says so, and its name ends in {ending}"
    say(f"Wrote {file}{remark}")


def put_report(data: bytes, form: str) -> None:
    """A report, on standard output: text as the terminal writes it, a document as it is."""
    if form in ("html", *_NO_TEXT):
        put_bytes(data)
    else:
        put(data.decode("utf-8"), end="")
