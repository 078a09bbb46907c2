"""The briefing of a team: who plays what, or just a head count, or nothing."""

from pathlib import Path

import pytest
from textual.geometry import Size

from ccdrill.bootstrap import House
from ccdrill.model.ids import RoleId
from ccdrill.session.session import Team
from ccdrill.settings import Settings
from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.screens.choices import BoundedList
from ccdrill.tui.screens.exercise import ExerciseScreen
from tests.builders import TINY_DRILL, TINY_VOCABULARY
from tests.tui.stage import make_house, screen_text, until, until_text

TEAM = TINY_DRILL.replace("mode: solo", "mode: team")
SIZE = (80, 24)


def open_briefing(tmp_path: Path) -> tuple[CcdrillApp, object]:
    house = make_house(tmp_path, drill=TEAM)
    return CcdrillApp(house, exercise=house.exercise("tiny-drill"), team=Team()), house


async def test_names_and_head_count_are_typed_line_by_line(tmp_path: Path):
    app, _ = open_briefing(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "who plays what")
        await pilot.press(
            "space",
            "down",
            "enter",
            *"TeamB",
            *("enter",) * 2,
            *"7",
            *("enter",) * 2,
            *"Fay",
            *("enter",) * 2,
            *"Dana",
            "enter",
        )
        await until_text(pilot, "Dana")
        await pilot.press("space")
        await until_text(pilot, "2 of 3 roles have nobody: the facilitator plays them. Space again begins.")
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
        assert {kept.name for kept in session.beside.names} == {"Dana", "Fay"}
        assert session.view().facilitator == "Fay"


async def test_going_down_from_the_last_role_never_begins(tmp_path: Path):
    app, _ = open_briefing(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "who plays what")
        await pilot.press("space", *["down"] * 9, "enter")
        await until_text(pilot, "Enter keeps it, Esc leaves the line as it was.")
        await pilot.press("escape", *["up"] * 9, "enter")
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen))


async def test_a_team_whose_roles_are_all_taken_begins_at_once(tmp_path: Path):
    house = make_house(tmp_path, drill=TEAM)
    players = tuple((RoleId(role), "Dana") for role in ("leader", "telephony", "payments"))
    app = CcdrillApp(house, exercise=house.exercise("tiny-drill"), team=Team(players=players))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "who plays what")
        await pilot.press("space", "space")
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen))


async def test_everything_may_stay_open(tmp_path: Path):
    app, _ = open_briefing(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "who plays what")
        await pilot.press("space", "space")
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen))
        assert app.screen.session.run.opened.seats == ()


async def test_enter_begins_as_well(tmp_path: Path):
    app, _ = open_briefing(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "who plays what")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen))


async def test_enter_twice_at_once_begins_one_run(tmp_path: Path):
    app, house = open_briefing(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "who plays what")
        await pilot.press("space")
        roles = app.screen.query_one(BoundedList)
        roles.action_select()
        roles.action_select()
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen))
        await pilot.pause()
        assert isinstance(house, House) and len(house.store.run_ids()) == 1


async def test_a_team_of_many_roles_sees_all_of_them_at_once(tmp_path: Path):
    house = House(Settings(data=tmp_path))
    exercise = house.exercise("ivr-team")
    app = CcdrillApp(house, exercise=exercise, team=Team())
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What the procedure says comes at the end.")
        await pilot.press("space")
        await until_text(pilot, "Communications lead")
        for title in ("Begin", "How many people", "Team leader", "Compliance lead"):
            assert title in screen_text(app)
        await pilot.press("escape")
        await until_text(pilot, "What the procedure says comes at the end.")


async def test_on_a_large_screen_story_and_roles_stand_on_one_page(tmp_path: Path):
    app, _ = open_briefing(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "How many people")
        assert "What the procedure says comes at the end." in screen_text(app)


async def test_a_briefing_that_is_longer_than_the_window_says_so_and_space_turns_the_page(tmp_path: Path):
    app, _ = open_briefing(tmp_path)
    async with app.run_test(size=(60, 18)) as pilot:
        await until_text(pilot, "more below")
        assert "Space more" in screen_text(app)
        await pilot.press("space")
        await until_text(pilot, "What the procedure says comes at the end.")
        await pilot.press("space")
        await until_text(pilot, "How many people")


@pytest.mark.parametrize("typed", ["many", "10000"])
async def test_a_head_count_that_nobody_can_have_is_refused_with_words(tmp_path: Path, typed: str):
    app, _ = open_briefing(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "who plays what")
        await pilot.press("space", "down", "down", "enter", *typed, "enter")
        await until_text(pilot, "whole number, up to 9999")
        await pilot.press("escape")
        await until(pilot, lambda: "Enter when done" not in screen_text(app))


@pytest.mark.parametrize("rows", [18, 20, 24])
async def test_the_line_to_type_in_stays_on_the_screen_however_many_roles_there_are(tmp_path: Path, rows: int):
    vocabulary = TINY_VOCABULARY.replace(
        "roles:\n", "roles:\n" + "".join(f"  seat-{number}: {{title: Seat {number}}}\n" for number in range(24))
    )
    drill = TEAM + f"roles: [{', '.join(f'seat-{number}' for number in range(24))}]\n"
    house = make_house(tmp_path, drill=drill, vocabulary=vocabulary)
    app = CcdrillApp(house, exercise=house.exercise("tiny-drill"), team=Team())
    async with app.run_test(size=(60, rows)) as pilot:
        await until_text(pilot, "EXERCISE  Tiny drill")
        while "Who plays what" not in screen_text(app):
            await pilot.press("space")
        await pilot.press(*["down"] * 24, "enter", *"Dana")
        await until_text(pilot, "Enter keeps it")
        await until(pilot, lambda: any(line.strip() == "Dana" for line in screen_text(app).splitlines()))
        await until(pilot, lambda: "Seat 20" in screen_text(app))
        assert "Enter keep  Esc as it was" in screen_text(app)
        assert "Space begin" not in screen_text(app)


async def test_what_may_be_asked_is_told_in_the_order_in_which_it_is_asked(tmp_path: Path):
    drill = TINY_DRILL.replace("[role, records, confidence]", "[confidence, reason, role]")
    house = make_house(tmp_path, drill=drill)
    app = CcdrillApp(house, exercise=house.exercise("tiny-drill"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "you may be asked who acts, why and how sure you are.")


@pytest.mark.parametrize(("pace", "is_told"), [(0, True), (1, False)])
async def test_minutes_of_which_nothing_hangs_are_called_a_plan(tmp_path: Path, pace: int, is_told: bool):
    house = make_house(tmp_path, drill=f"{TINY_DRILL}pace: {pace}\n")
    app = CcdrillApp(house, exercise=house.exercise("tiny-drill"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "The story begins on")
        assert ("are only a plan: nothing happens" in screen_text(app)) is is_told


async def test_a_window_of_a_few_columns_ends_nothing(tmp_path: Path):
    app, _ = open_briefing(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "who plays what")
        roles, room = app.screen.query_one(BoundedList), Size(1, 1)
        assert all(roles.get_content_height(room, room, columns) > 0 for columns in range(9))
        for columns in (1, 5, 9):
            await pilot.resize_terminal(columns, 1)
            await pilot.press("down")
        await pilot.resize_terminal(*SIZE)
        await until_text(pilot, "who plays what")


@pytest.mark.parametrize(
    ("drill", "keys", "said"),
    [
        (TINY_DRILL, ("1",), "1 does nothing here. Space begins, and so does Enter."),
        (TEAM, ("b",), "b does nothing here. Space goes on to who plays what."),
        (TEAM, ("space", "D"), "D does nothing here. Space begins; Enter on a line types into it."),
    ],
)
async def test_a_key_that_does_nothing_says_what_leads_on(tmp_path: Path, drill: str, keys: tuple[str, ...], said: str):
    house = make_house(tmp_path, drill=drill)
    app = CcdrillApp(house, exercise=house.exercise("tiny-drill"), team=Team())
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "briefing")
        await pilot.press(*keys)
        await until_text(pilot, said)


async def test_what_is_typed_into_a_line_is_no_key_that_does_nothing(tmp_path: Path):
    app, _ = open_briefing(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "who plays what")
        await pilot.press("space", "down", "enter", "x")
        await until_text(pilot, "Enter keeps it, Esc leaves the line as it was.")
        assert "does nothing" not in screen_text(app)
