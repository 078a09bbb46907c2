"""The briefing of a team: who plays what, or just a head count, or nothing."""

from pathlib import Path

from ccdrill.session.session import Team
from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.screens.exercise import ExerciseScreen
from tests.builders import TINY_DRILL
from tests.tui.stage import make_house, screen_text, until, until_text

TEAM = TINY_DRILL.replace("mode: solo", "mode: team")
SIZE = (80, 24)


def open_briefing(tmp_path: Path) -> tuple[CcdrillApp, object]:
    house = make_house(tmp_path, drill=TEAM)
    return CcdrillApp(house, exercise=house.exercise("tiny-drill"), team=Team()), house


async def test_names_and_head_count_are_typed_line_by_line(tmp_path: Path):
    app, _ = open_briefing(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "How many people")
        await pilot.press("enter", *"TeamB", "enter", "enter", *"7", "enter", "enter", *"Dana", "enter")
        await until_text(pilot, "Dana")
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen))
        session = app.screen.session
        opened = session.run.opened
        assert (opened.team, opened.head_count) == ("TeamB", 7)
        assert [(seat.role, seat.person is not None) for seat in opened.seats] == [
            ("leader", True),
            ("telephony", False),
            ("payments", False),
        ]
        assert [kept.name for kept in session.beside.names] == ["Dana"]


async def test_everything_may_stay_open(tmp_path: Path):
    app, _ = open_briefing(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "How many people")
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen))
        assert app.screen.session.run.opened.seats == ()


async def test_a_head_count_that_is_no_number_is_refused_with_words(tmp_path: Path):
    app, _ = open_briefing(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "How many people")
        await pilot.press("down", "enter", *"many", "enter")
        await until_text(pilot, "whole number")
        await pilot.press("escape")
        await until(pilot, lambda: "Enter when done" not in screen_text(app))
