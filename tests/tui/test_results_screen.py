"""Results over time on screen: of the drill that is highlighted, gathered while it can be left, written to a file."""

from pathlib import Path

import pytest

from ccdrill.bootstrap import House
from ccdrill.model.ids import ChoiceId
from ccdrill.results.told import told
from ccdrill.session.deciding import commands
from ccdrill.session.session import Team
from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.report import titled
from ccdrill.tui.results import result_sections, results_header
from ccdrill.tui.screens import results as screen_of_results
from ccdrill.tui.screens.library import LibraryScreen
from ccdrill.tui.shelf import Shelf
from tests.results.season import season
from tests.store.rows import change
from tests.tui.stage import make_house, screen_text, until, until_text

SIZE = (80, 24)


def played(tmp_path: Path, count: int = 2) -> House:
    house = make_house(tmp_path)
    for _ in range(count):
        session = house.begin(house.exercise("tiny-drill"), Team(name="Team B"))
        for choice in ("escalate", "power-off", "wait"):
            session.handle(commands.Decide(choice=ChoiceId(choice)))
        house.world.clock.seconds += 3600
    return house


async def open_results(pilot) -> None:
    await until_text(pilot, "Debriefs")
    await pilot.press("t")
    await until_text(pilot, "What is counted")


async def test_the_results_of_the_highlighted_drill_open_and_close(tmp_path: Path) -> None:
    app = CcdrillApp(played(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await open_results(pilot)
        assert "Results: Tiny drill" in screen_text(app).split("\n")[0]
        assert screen_text(app).split("\n")[0].endswith("2 runs")
        await pilot.press("4")
        await until(pilot, lambda: screen_text(app).split("\n")[2].strip().startswith("4  Lost again and again"))
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))


async def test_a_run_that_is_highlighted_opens_those_of_its_drill(tmp_path: Path) -> None:
    app = CcdrillApp(played(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Debriefs")
        await pilot.press("end", "t")
        await until_text(pilot, "Results: Tiny drill")


def test_a_drill_has_results_also_where_its_only_run_was_ended_early(tmp_path: Path) -> None:
    house = make_house(tmp_path)
    session = house.begin(house.exercise("tiny-drill"), Team())
    shelf = Shelf(house)
    shelf.read_files()
    row = next(row for row, _ in next(shelf.parts(80))[1] if shelf.drill_of(row)[0] == "tiny-drill")
    for is_over in (False, True):
        shelf.read_runs()
        assert shelf.has_results(row) is is_over
        if not is_over:
            session.handle(commands.CutShort())


async def test_without_a_run_that_is_over_there_is_no_such_key(tmp_path: Path) -> None:
    house = make_house(tmp_path)
    house.begin(house.exercise("tiny-drill"), Team())
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Go on with")
        assert "t results" not in screen_text(app)
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_it_says_how_far_it_is_and_can_be_left_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen_of_results, "_SLICE", 0.0)
    monkeypatch.setattr(screen_of_results, "_SOON", 3600.0)
    app = CcdrillApp(played(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Debriefs")
        await pilot.press("t")
        await until_text(pilot, "Looking back on run 1 of 2 ...")
        assert "x export" not in screen_text(app)
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))


async def test_bit_by_bit_it_comes_to_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = played(tmp_path, 3)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_results(pilot)
        at_once = screen_text(app)
    monkeypatch.setattr(screen_of_results, "_SLICE", 0.0)
    again = CcdrillApp(house)
    async with again.run_test(size=SIZE) as pilot:
        await open_results(pilot)
        assert screen_text(again) == at_once


async def test_a_wider_window_has_longer_lines_and_the_parts_at_the_side(tmp_path: Path) -> None:
    app = CcdrillApp(played(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await open_results(pilot)
        narrow = screen_text(app)
        await pilot.resize_terminal(120, 40)
        await until_text(pilot, "│ 9  How sure, and how right")
        assert max(map(len, screen_text(app).split("\n"))) > 80
        await pilot.resize_terminal(*SIZE)
        await until(pilot, lambda: screen_text(app) == narrow)


async def test_a_run_that_was_damaged_meanwhile_is_named(tmp_path: Path) -> None:
    house = played(tmp_path)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Debriefs")
        change(tmp_path / "data", "UPDATE run SET head = 'x' WHERE number = 1")
        await pilot.press("t")
        await until_text(pilot, "Can't be read, not counted")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.md", b"# Results"),
        ("a.json", b"{"),
        ("a.csv", b"run,"),
        ("a", b"# Results"),
        ("a.htm", b"<!DOCTYPE html>"),
        ("a.PDF", b"%PDF-"),
        ("a.docx", b"PK"),
    ],
)
async def test_the_end_of_the_name_says_how_it_is_written(tmp_path: Path, name: str, begins: bytes) -> None:
    app = CcdrillApp(played(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await open_results(pilot)
        await pilot.press("x")
        await until_text(pilot, "Export the results")
        app.screen.query_one("Input").value = str(tmp_path / name)
        await pilot.press("enter")
        await until_text(pilot, "Wrote")
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize("width", [40, 54, 74, 100])
def test_every_line_fits_and_every_part_has_its_key(width: int) -> None:
    found = result_sections(season(), width)
    assert [title for title, _ in found] == [part.title for part in told(season())]
    assert max(line.cell_length for _, lines in found for line in lines) <= width
    assert len({number for number, _ in titled(found)}) == 10
    assert results_header("A drill with a title that is very much too long", season(), width).cell_length <= width


def test_a_text_that_looks_like_markup_stays_a_text() -> None:
    found = season(team="[@click=app.exit]x[/]")
    lines = [line.plain for _, lines in result_sections(found, 74) for line in lines]
    assert any("[@click=app.exit]x[/]" in line for line in lines)
