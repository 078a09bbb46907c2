"""What reports are made of: texts that are text, on one line each."""

from datetime import UTC, datetime

import msgspec
import pytest

from ccdrill.reports.blocks import Span, line, paragraph, paragraphs, sheet, strong, words
from tests.reports.sample import sample


@pytest.mark.parametrize(
    ("outside", "shown"),
    [(" a\n\tb ", "a b"), ("\x1b[31m\x00", "?[31m?"), ("\u202ex", "?x"), ("\ufffe\uffff\ufdd0", "???"), ("\u2028", "")],
)
def test_a_text_is_readable_and_on_one_line(outside: str, shown: str) -> None:
    assert words(outside) == shown


def test_blanks_stay_between_the_spans_of_a_line_and_nowhere_else() -> None:
    assert line(strong("F1"), "  was done; \n", strong(" "), "late ") == (
        Span("F1", "strong"),
        Span(" was done; "),
        Span("late"),
    )
    assert line(" ", "") == ()


def test_an_empty_line_parts_paragraphs() -> None:
    assert list(paragraphs("One.\nStill one.\n \n\nTwo.\n")) == [paragraph("One. Still one."), paragraph("Two.")]


def test_a_sheet_keeps_its_lines_and_what_stands_in_columns() -> None:
    assert sheet("\n\nNAME   SEAT\n  Ann\tsix  \n\nx\x1b[1m\u2028y\n").lines == (
        "NAME   SEAT",
        "  Ann   six",
        "",
        "x?[1m",
        "y",
    )
    assert sheet("").lines == ()


@pytest.mark.parametrize(
    ("recorded", "instant"),
    [("2026-03-02 10:20 UTC", datetime(2026, 3, 2, 10, 20, tzinfo=UTC)), ("2026-03-02", datetime(2026, 3, 2, tzinfo=UTC))],
)  # fmt: skip
def test_a_report_is_dated_by_what_it_tells(recorded: str, instant: datetime) -> None:
    assert msgspec.structs.replace(sample(), recorded=recorded).dated == instant
