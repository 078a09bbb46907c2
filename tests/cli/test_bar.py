"""A bar is drawn where somebody watches, and nowhere else."""

import io
import sys

import pytest

from ccdrill.cli.bar import Bar
from tests.cli.program import Program


class Watched(io.StringIO):
    """Standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_bar_grows_in_its_line_and_can_be_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", seen := Watched())
    bar = Bar()
    bar("files", 0, 2)
    bar("files", 1, 2)
    bar.take_away()
    _, nothing, half, blank, rest = seen.getvalue().split("\r")
    assert ("#" in nothing, "#" in half, blank.strip(), rest) == (False, True, "", "")


def test_a_check_that_nobody_watches_draws_none(program: Program) -> None:
    assert program("check", "--quick").err == ""
