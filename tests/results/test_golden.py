"""A whole season as readers get it, in every format."""

from pathlib import Path

import pytest

from ccdrill.plain.results import results_lines
from ccdrill.results.document import Results
from ccdrill.results.over_time import Gathered
from ccdrill.results.render import render, runs_without_names, without_names
from tests.golden import check_golden
from tests.results.season import gathered, season

GOLDEN = Path(__file__).parent / "golden"
FILES = {"season.txt": "text", "season.md": "markdown", "season.json": "json", "season.csv": "csv"}


def written(results: Results, form: str, of: Gathered | None = None) -> str:
    if form == "text":
        return "".join(f"{line}\n" for line in results_lines(results))
    return render(results, of or gathered(), form)


@pytest.mark.parametrize(("name", "form"), FILES.items())
def test_the_season_reads_as_it_was_last_read(name: str, form: str) -> None:
    check_golden(GOLDEN / name, written(season(), form))


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(FILES)


@pytest.mark.parametrize("form", FILES.values())
def test_lines_end_as_on_unix_and_the_last_one_ends(form: str) -> None:
    text = written(season(), form)
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_the_text_fits_80_columns() -> None:
    assert max(len(row) for line in results_lines(season()) for row in line.split("\n")) <= 80


@pytest.mark.parametrize("form", FILES.values())
def test_without_names_there_is_no_team_and_nothing_typed(form: str) -> None:
    results = season(team="Team B")
    whole = written(results, form)
    text = written(without_names(results), form, runs_without_names(gathered()))
    for typed in (
        "Team B",
        "The night shift",
        "Ann Example",
        "Script the diversion",
        "A sign on the rack",
        "Nobody had",
    ):
        assert typed not in text
    assert "Team B" in whole
    assert "first" in text, "the runs are still named"


def test_what_was_told_team_by_team_stays_without_their_names() -> None:
    named, nameless = season(), without_names(season())
    assert nameless.procedures == named.procedures
    assert [one.change for one in nameless.drills[0].runs] == [one.change for one in named.drills[0].runs]
