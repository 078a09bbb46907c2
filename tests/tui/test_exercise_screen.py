"""The exercise screen, by keyboard, as a person plays it."""

from pathlib import Path

import pytest

from ccdrill.model.events import CutShort, Decided, ExhibitOpened, Noted, OptionsOpened, TakenBack
from ccdrill.session.session import Session, Team
from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.screens.debrief import DebriefScreen
from ccdrill.tui.screens.exercise import ExerciseScreen
from tests.builders import TINY_DRILL, TINY_SCENARIO
from tests.tui.stage import make_house, screen_text, until, until_text

CLOSED = TINY_DRILL.replace("marking: Training", "marking: Training\noptions: closed\nfeedback: each")
SIZE = (80, 24)


def begin(tmp_path: Path, drill: str = TINY_DRILL) -> tuple[CcdrillApp, Session]:
    house = make_house(tmp_path, drill=drill)
    session = house.begin(house.exercise("tiny-drill"), Team(name="Team B"))
    return CcdrillApp(house, session=session), session


def kinds(session: Session) -> list[type]:
    return [type(entry.event) for entry in session.run.entries[1:]]


async def test_a_choice_is_decided_by_its_digit_and_enter(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("2", "enter")
        await until_text(pilot, "Security takes the call.")
    assert [stretch.choice for stretch in session.run.decisions] == ["third-caller/escalate"]


async def test_every_field_of_a_decision_is_one_key_each(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("2", "t", "tab", "1", "2", "tab", "3", "enter")
        await until_text(pilot, "Security takes the call.")
    decided = session.run.decisions[0].entry.event
    assert isinstance(decided, Decided)
    assert decided.judgement.roles == ("leader",)
    assert set(decided.judgement.records or ()) == {"ticket", "call-ids"}
    assert decided.judgement.confidence == 3


async def test_arrows_and_enter_pick_and_decide(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("down", "enter")
        await until_text(pilot, "DECIDE 2")
        await pilot.press("enter")
        await until_text(pilot, "Security takes the call.")
    assert len(session.run.decisions) == 1


async def test_a_click_only_highlights(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        row = next(
            index for index, line in enumerate(screen_text(app).split("\n")) if "Escalate on the security line" in line
        )
        await pilot.click(offset=(10, row))
        await pilot.click(offset=(10, row))
        await pilot.pause()
        assert "DECIDE" not in screen_text(app)
        assert app.screen.query_one("#options").highlighted == 1
    assert not session.run.decisions


async def test_escape_drops_what_was_picked(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("1")
        await until_text(pilot, "DECIDE 1")
        await pilot.press("escape")
        await until(pilot, lambda: "DECIDE" not in screen_text(app))
    assert not session.run.decisions


async def test_another_digit_changes_the_choice_and_keeps_the_answers(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("1", "t", "2")
        await until_text(pilot, "DECIDE 2")
        assert "[t]" in screen_text(app)
        await pilot.press("enter")
        await until_text(pilot, "Security takes the call.")
    assert session.run.decisions[0].judgement.roles == ("leader",)


async def test_what_was_left_open_can_be_filled_in_after_the_outcome(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("2", "enter")
        await until_text(pilot, "Still open: who, recorded, sure")
        await pilot.press("e", "a", "enter")
        await until_text(pilot, "Still open: recorded, sure")
    assert session.run.decisions[0].judgement.roles == ("payments",)


async def test_closed_options_are_opened_by_the_facilitator_and_recorded(tmp_path: Path):
    app, session = begin(tmp_path, CLOSED)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Talk about")
        assert "Escalate" not in screen_text(app)
        await pilot.press("2", "enter")
        await pilot.pause()
        assert "DECIDE" not in screen_text(app)
        await pilot.press("o")
        await until_text(pilot, "Escalate on the security line")
    assert kinds(session) == [OptionsOpened]


async def test_an_exhibit_opens_by_its_letter_and_the_looking_is_recorded(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Call log (new)")
        await pilot.press("A")
        await until_text(pilot, "09:48 second caller")
        await pilot.press("escape")
        await until(pilot, lambda: "(new)" not in screen_text(app))
    assert kinds(session) == [ExhibitOpened]


async def test_the_last_decision_can_be_taken_back(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("2", "enter")
        await until_text(pilot, "Security takes the call.")
        await pilot.press("u")
        await until_text(pilot, "Take the last decision back")
        await pilot.press(*"slip", "enter")
        await until_text(pilot, "What do you do with this call?")
    assert kinds(session) == [Decided, TakenBack]
    assert [kept.text for kept in session.beside.texts] == ["slip"]


async def test_a_note_is_kept_without_card_numbers_and_the_person_is_told(tmp_path: Path):
    app, session = begin(tmp_path)
    number = "4" + "1" * 15
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("n")
        await until_text(pilot, "It goes into the debrief.")
        await pilot.press(*"she", "space", *number, "enter")
        await until_text(pilot, "payment card")
    assert kinds(session) == [Noted]
    assert [kept.text for kept in session.beside.texts] == ["she [number removed]"]


async def test_ending_early_leads_to_the_debrief_of_what_was_played(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("w")
        await until_text(pilot, "End the exercise here")
        await pilot.press("enter")
        await until_text(pilot, "Ended by the facilitator")
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await until_text(pilot, "How it ended")
    assert kinds(session) == [CutShort]


async def test_playing_to_an_ending_leads_to_the_debrief(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        for digit, text in (("2", "Security takes"), ("2", "Decided"), ("1", "Decided")):
            await pilot.press(digit, "enter")
            await until_text(pilot, text)
            await pilot.press("space")
            await pilot.pause()
        await until_text(pilot, "It held")
        await pilot.press("space")
        await until_text(pilot, "What went as written")
    assert session.run.is_over


async def test_a_wide_screen_shows_what_other_keys_show_on_a_narrow_one(tmp_path: Path):
    app, _ = begin(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "SO FAR")
        assert "ON THE TABLE" in screen_text(app)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "SO FAR" not in screen_text(app))
        await pilot.press("l")
        await until_text(pilot, "So far")


LONG = "\n".join(f"      - Question number {number}?" for number in range(1, 31))


async def test_a_story_that_is_longer_than_the_window_is_read_on_by_keyboard(tmp_path: Path):
    house = make_house(
        tmp_path,
        drill=CLOSED,
        scenario=TINY_SCENARIO.replace(
            "facilitator: {ask: [What do you know?],", f"facilitator:\n      ask:\n{LONG}\n     "
        ).replace("      hints: [Think of the line.], minutes: 4}", "      minutes: 4"),
    )
    app = CcdrillApp(house, session=house.begin(house.exercise("tiny-drill"), Team()))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Question number 1?")
        assert "PgDn more" in screen_text(app)
        assert "Question number 30?" not in screen_text(app)
        await pilot.press("pagedown", "pagedown")
        await until_text(pilot, "Question number 30?")
        await pilot.press("up")
        await until(pilot, lambda: "On the table" not in screen_text(app))
        await pilot.press("pageup", "pageup")
        await until_text(pilot, "Question number 1?")
        await pilot.press("down")
        await until(pilot, lambda: "It asked me twice" not in screen_text(app))


async def test_a_choice_that_was_picked_stands_on_the_screen_however_small_it_is(tmp_path: Path):
    choices = "".join(
        f"\n      choice-{number}: {{text: 'Choice number {number}, {'told at some length ' * 4}', takes: 5m}}"
        for number in range(3, 9)
    )
    house = make_house(
        tmp_path, scenario=TINY_SCENARIO.replace("    choices:\n      retry:", f"    choices:{choices}\n      retry:")
    )
    app = CcdrillApp(house, session=house.begin(house.exercise("tiny-drill"), Team()))
    async with app.run_test(size=(60, 18)) as pilot:
        await until_text(pilot, "Decision 1")
        await pilot.press("o")
        await until_text(pilot, "Choice number 3")
        await pilot.press("8")
        await until_text(pilot, "DECIDE 8")
        await until_text(pilot, " 8  Escalate")
        await pilot.press("1")
        await until_text(pilot, " 1  Choice number 3")


async def test_a_window_that_is_too_small_says_so_and_recovers(tmp_path: Path):
    app, _ = begin(tmp_path)
    async with app.run_test(size=(50, 12)) as pilot:
        await until_text(pilot, "ccdrill needs 60 columns")
        await pilot.resize_terminal(80, 24)
        await until_text(pilot, "What do you do with this call?")


@pytest.mark.parametrize("text", ["[@click=app.quit]press[/]", "[/nope]", "[red]", "\\[x]"])
async def test_markup_in_outside_text_is_shown_as_it_is(tmp_path: Path, text: str):
    hostile = (
        TINY_SCENARIO.replace("title: '\"It asked me twice\"'", f"title: '{text}'")
        .replace("Ask the callers to hang up and pay again", f"'{text} choice'")
        .replace("title: Call log", f"title: '{text} log'")
    )
    house = make_house(tmp_path, scenario=hostile)
    session = house.begin(house.exercise("tiny-drill"), Team(name=text))
    app = CcdrillApp(house, session=session)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, f"{text} choice")
        assert text[:12] in screen_text(app).split("\n")[0]
        assert isinstance(app.screen, ExerciseScreen)
