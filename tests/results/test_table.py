"""The CSV: a line for each run and step, which no spreadsheet takes for a formula."""

import csv
import io

import pytest

from ccdrill.results.table import HEAD, cell, render_csv
from tests.results.runs import run, step


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_line_says_how_one_step_went_in_one_run() -> None:
    late = step("a", "differed", "late", "evidence", is_critical=True)
    found = rows(render_csv([run("2026-01-01", late, step("b", "withheld"), score="285/4")]))
    assert [(one["run"], one["step"], one["how"]) for one in found] == [
        ("2026-01-01", "a", "differed"),
        ("2026-01-01", "b", "withheld"),
    ]
    first = found[0]
    assert (first["score"], first["critical"], first["team"], first["procedure_version"]) == (
        "71.25",
        "yes",
        "Team A",
        "1.0",
    )
    assert [first[name] for name in HEAD[-5:]] == ["yes", "no", "yes", "no", "no"]
    assert HEAD[-5:] == ("late", "by_the_wrong_role", "without_its_record", "out_of_order", "in_the_wrong_place")


def test_without_runs_there_is_its_head() -> None:
    assert render_csv([]) == ",".join(HEAD) + "\n"


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\x00="])
def test_no_text_is_a_formula(begins: str) -> None:
    found = cell(f"{begins}HYPERLINK(1)")
    assert found.startswith(("'", "?"))
    assert "\n" not in found and "\r" not in found and "\t" not in found


def test_a_team_and_a_step_that_look_like_formulas_stay_texts() -> None:
    hostile = run("2026-01-01", step("a"), team="=cmd|' /C calc'!A0")
    assert rows(render_csv([hostile]))[0]["team"] == "'=cmd|' /C calc'!A0"


def test_texts_with_commas_and_quotes_stay_in_their_cells() -> None:
    assert rows(render_csv([run("2026-01-01", step("a"), team='A, "B"')]))[0]["team"] == 'A, "B"'
