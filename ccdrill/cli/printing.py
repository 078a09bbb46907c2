"""What the commands print: data on standard output, narration on standard error, and neither may steer a terminal."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from ccdrill.model.errors import CcdrillError
from ccdrill.model.readable import readable

if TYPE_CHECKING:
    from ccdrill.model.diagnostics import Diagnostic


_USUAL = (80, 24)
"""Columns and rows of a terminal that does not tell."""


class Unanswered(CcdrillError):
    """A question was asked where nobody is."""


class OutputRefused(CcdrillError):
    """Standard output takes no more: the disk that it goes to is full."""


def put(text: str, *, end: str = "\n") -> None:
    """Data, on standard output. Raises OutputRefused."""
    with _sending():
        _write(sys.stdout, readable(text) + end)


def put_bytes(data: bytes) -> None:
    """A file, on standard output, as it is. Raises OutputRefused."""
    if sys.stdout is not None:
        with _sending():
            sys.stdout.buffer.write(data)
            sys.stdout.flush()


@contextmanager
def _sending() -> Iterator[None]:
    """Says of standard output that it is this which refused; that nobody reads it any more is told by whoever is left."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputRefused(
            f"standard output can't be written: {error.strerror}", "Make room where it goes, or send it elsewhere."
        ) from None


def say(text: str) -> None:
    """Narration, on standard error; lost when nobody can hear it."""
    with suppress(OSError, ValueError):
        _write(sys.stderr, readable(text) + "\n")


def say_no_runs(called: str) -> None:
    """Says that nothing was played yet, and how to begin. `called`: what the program is called here."""
    say(f"There are no runs yet. Begin one with: {called} run ivr-solo")


def agreed(question: str) -> bool:
    """Whether the person says yes; anything else is no. Raises Unanswered."""
    answer = asked(question)
    if answer is None:
        raise Unanswered("nobody answers the question", "Add --yes to go ahead without asking.")
    return answer.strip().lower() in ("y", "yes")


def asked(question: str) -> str | None:
    """What the person answers; None: nobody is there. Raises Refused for what nobody typed."""
    with suppress(OSError, ValueError):
        _write(sys.stderr, readable(question))
    from ccdrill.plain.typed import typed_lines  # most commands ask nothing

    return next(typed_lines(sys.stdin), None)


def _write(stream: TextIO | None, text: str) -> None:
    """In the stream's own encoding: click would write UTF-8 to a terminal that says it knows ASCII only."""
    if stream is not None:
        stream.write(text)
        stream.flush()


def fitted(text: str, indent: str, stream: TextIO | None = None) -> str:
    """A line that is folded between words where the terminal is too narrow for it; anything but a terminal gets it whole.

    `stream` is what it is printed on: standard output, if nothing else is said.
    """
    width = _width(stream or sys.stdout)
    if width is None:
        return text
    from textwrap import fill

    return fill(text, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)


def _width(stream: TextIO | None) -> int | None:
    """The columns of a terminal; None for anything else."""
    if stream is None or stream.closed or not stream.isatty():
        return None
    from shutil import get_terminal_size

    here = os.terminal_size((0, 0))
    with suppress(OSError, ValueError):
        here = os.get_terminal_size(stream.fileno())
    return get_terminal_size(here if here.columns else _USUAL).columns


def columns(rows: Iterable[Sequence[str]]) -> Iterable[str]:
    """Rows of equally many texts as lines, one text below the other; a column in which nothing stands takes no room."""
    from ccdrill.authoring.reading.excerpt import columns as columns_of

    shown = [[readable(text) for text in row] for row in rows]
    widths = [max(columns_of(text) for text in column) for column in zip(*shown, strict=True)]
    for row in shown:
        parts = (text + " " * (width - columns_of(text)) for text, width in zip(row, widths, strict=True) if width)
        yield "  ".join(parts).rstrip()


def report_lines(diagnostics: "Sequence[Diagnostic]", stream: TextIO | None = None) -> Iterable[str]:
    """Findings as people read them on that stream: standard output, if nothing else is said.

    In a terminal what is said is folded, and a line of a file keeps to one row with its caret below.
    """
    if not diagnostics:
        return ()
    from ccdrill.authoring.telling.report import WIDEST, report

    return report(
        diagnostics, _width(stream or sys.stdout) or WIDEST, lambda text, indent: fitted(text, indent, stream)
    )
