"""What the commands print: data on standard output, narration on standard error, and neither may steer a terminal."""

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from ccdrill.model.errors import CcdrillError
from ccdrill.model.readable import readable

if TYPE_CHECKING:
    from ccdrill.model.diagnostics import Diagnostic


class Unanswered(CcdrillError):
    """A question was asked where nobody is."""


def put(text: str, *, end: str = "\n") -> None:
    """Data, on standard output."""
    _write(sys.stdout, readable(text) + end)


def say(text: str) -> None:
    """Narration, on standard error; lost when nobody can hear it."""
    with suppress(OSError, ValueError):
        _write(sys.stderr, readable(text) + "\n")


def agreed(question: str) -> bool:
    """Whether the person says yes; anything else is no. Raises Unanswered."""
    with suppress(OSError, ValueError):
        _write(sys.stderr, readable(question))
    answer = sys.stdin.readline() if sys.stdin is not None and not sys.stdin.closed else ""
    if not answer:
        raise Unanswered("nobody answers the question", "Add --yes to go ahead without asking.")
    return answer.strip().lower() in ("y", "yes")


def _write(stream: TextIO | None, text: str) -> None:
    """In the stream's own encoding: click would write UTF-8 to a terminal that says it knows ASCII only."""
    if stream is not None:
        stream.write(text)
        stream.flush()


def fitted(text: str, indent: str) -> str:
    """A line that is folded between words where the terminal is too narrow for it; anything but a terminal gets it whole."""
    if sys.stdout is None or not sys.stdout.isatty():
        return text
    from shutil import get_terminal_size
    from textwrap import fill

    return fill(text, get_terminal_size().columns, subsequent_indent=indent, break_on_hyphens=False)


def columns(rows: Iterable[Sequence[str]]) -> Iterable[str]:
    """Rows of equally many texts as lines, one text below the other; a column in which nothing stands takes no room."""
    from ccdrill.authoring.excerpt import columns as columns_of

    shown = [[readable(text) for text in row] for row in rows]
    widths = [max(columns_of(text) for text in column) for column in zip(*shown, strict=True)]
    for row in shown:
        parts = (text + " " * (width - columns_of(text)) for text, width in zip(row, widths, strict=True) if width)
        yield "  ".join(parts).rstrip()


def report_lines(diagnostics: "Sequence[Diagnostic]") -> Iterable[str]:
    """Findings as people read them."""
    from ccdrill.authoring.report import report

    return report(diagnostics)
