"""How commands print."""

import io
import sys

import pytest

from ccdrill.cli.entry import guarded
from ccdrill.cli.printing import columns, report_lines
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.errors import UnknownName


def test_columns_stand_below_one_another_whatever_is_in_them() -> None:
    rows = [
        ("ab", "A long title", "Team B", "score 8", ""),
        ("cd", "漢字", "", "score 100", ""),
        ("ef", "", "", "", ""),
    ]
    assert list(columns(rows)) == [
        "ab  A long title  Team B  score 8",
        "cd  漢字                  score 100",
        "ef",
    ]
    assert list(columns([])) == []


class NarrowTerminal(io.StringIO):
    """A terminal; how wide it is COLUMNS says."""

    def isatty(self) -> bool:
        return True


LONG = Diagnostic(
    code="wrong-value",
    message="this value is not one of those that are known here, and that is said at length",
    cure="Write one of the others.",
    file="a-folder-of-somebody/scenarios/tiny.yaml",
    line=12,
    column=90,
    width=4,
    source="    " + "a" * 85 + "here" + "b" * 40,
)


def test_a_terminal_gets_findings_in_rows_of_its_own_with_the_caret_below_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    said = "\n".join(report_lines([LONG], NarrowTerminal())).split("\n")
    assert said[0].startswith("a-folder-of-somebody/scenarios/tiny.yaml:12:90: this")
    assert all(row.startswith("  ") for row in said[1:])
    assert max(map(len, said)) <= 60
    text, caret = said[-2:]
    assert text[caret.index("^") :].startswith("here") and caret.count("^") == 4


def test_a_pipe_gets_findings_whole() -> None:
    said = list(report_lines([LONG], io.StringIO()))
    assert len(said) == 3
    assert LONG.source in said[1]


def test_what_went_wrong_is_folded_for_a_terminal_with_its_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = NarrowTerminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "40")

    def fail() -> None:
        raise UnknownName("there is no drill of the name that was typed", "ccdrill list tells which drills there are.")

    assert guarded(fail) == 2
    assert terminal.getvalue() == (
        "ccdrill: there is no drill of the name\n  that was typed\n  ccdrill list tells which drills there\n  are.\n"
    )
