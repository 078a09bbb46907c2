"""The exercise screen, by keyboard, as a person plays it."""

from pathlib import Path

import pytest
from textual import events

from ccdrill.model.events import CutShort, Decided, ExhibitOpened, HintTaken, Noted, OptionsOpened, TakenBack
from ccdrill.session.session import Session, Team
from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.screens.choices import ChoiceList
from ccdrill.tui.screens.debrief import DebriefScreen
from ccdrill.tui.screens.exercise import ExerciseScreen
from tests.builders import TINY_DRILL, TINY_SCENARIO
from tests.session.stage import TEAM_DRILL
from tests.tui.stage import make_house, screen_text, until, until_text

CLOSED = TINY_DRILL.replace("marking: Training", "marking: Training\noptions: closed\nfeedback: each")
SIZE = (80, 24)


def begin(tmp_path: Path, drill: str = TINY_DRILL, scenario: str = TINY_SCENARIO) -> tuple[CcdrillApp, Session]:
    house = make_house(tmp_path, drill=drill, scenario=scenario)
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


async def test_a_team_with_one_terminal_says_something_else_there_and_lists_show_only_what_is_looked_for(
    tmp_path: Path,
):
    app, session = begin(tmp_path, TEAM_DRILL)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("o")
        await until_text(pilot, "0  Something else: say it in your own words")
        await pilot.press("end", "enter")
        await until_text(pilot, "What does the team do?")
        await pilot.press(*"We wait", "enter")
        await until_text(pilot, "Type a word to look for.")
        await pilot.press(*"power")
        await until_text(pilot, "Power off the node")
        assert "forbidden" not in screen_text(app)
        await pilot.press("enter", "enter", "5", "enter", "enter", "enter")
        await until_text(pilot, "In your own words: We wait")
        await pilot.press("up")
        await until_text(pilot, "CHOICE 2")
        await pilot.press("down")
        await until(pilot, lambda: app.screen.query_one(ChoiceList).highlighted_option.id == "escalate")
        await pilot.press("escape", "0")
        await until_text(pilot, "We wait")
        await pilot.press("enter", "enter", "5", "enter", "enter", "enter")
        await until_text(pilot, "CHOICE 0")
        await pilot.press("enter")
        await until_text(pilot, "The facilitator tells you what comes of it.")
    assert [(one.event.does, one.event.takes) for one in session.run.entries[2:]] == [((), 300)]


async def test_who_plays_alone_has_no_choice_0(tmp_path: Path):
    app, _ = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        assert "Something else" not in screen_text(app)
        await pilot.press("0")
        await until_text(pilot, "There is no choice 0.")


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


async def test_filling_in_without_a_change_says_so_and_is_not_recorded(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("2", "t", "enter")
        await until_text(pilot, "Security takes the call.")
        await pilot.press("e")
        await until_text(pilot, "FILL IN")
        await pilot.press("enter")
        await until_text(pilot, "Nothing was changed.")
    assert kinds(session) == [Decided]


async def test_what_belongs_to_a_situation_waits_while_an_outcome_is_read(tmp_path: Path):
    app, _ = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("2", "enter")
        await until_text(pilot, "Security takes the call.")
        for key in ("h", "t"):
            await pilot.press("r", key)
            await until_text(pilot, "First this; then Space goes on.")


async def test_arrows_and_enter_pick_and_decide(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("down", "enter")
        await until_text(pilot, "CHOICE 2")
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
        assert "CHOICE " not in screen_text(app)
        assert app.screen.query_one("#options").highlighted_option.id == "escalate"
    assert not session.run.decisions


async def test_escape_drops_what_was_picked(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("1")
        await until_text(pilot, "CHOICE 1")
        await pilot.press("escape")
        await until(pilot, lambda: "CHOICE " not in screen_text(app))
    assert not session.run.decisions


async def test_a_digit_never_changes_a_choice_that_was_picked_and_says_what_it_could_mean(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("2", "t", "1")
        await until_text(pilot, "1 is no answer to 'who'. Tab goes on to recorded, sure.")
        assert "CHOICE 2" in screen_text(app)
        await pilot.press("tab")
        await until(pilot, lambda: "no answer" not in screen_text(app))
        await pilot.press("enter")
        await until_text(pilot, "Security takes the call.")
    assert session.run.decisions[0].judgement.roles == ("leader",)


async def test_arrows_and_clicks_move_a_choice_that_was_picked_and_keep_its_answers(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("1", "t", "down")
        await until_text(pilot, "CHOICE 2")
        assert "who, one [t]" in screen_text(app)
        row = next(index for index, line in enumerate(screen_text(app).split("\n")) if "Ask the callers" in line)
        await pilot.click(offset=(10, row))
        await until_text(pilot, "CHOICE 1")
        await pilot.press("down", "enter")
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
        assert "CHOICE " not in screen_text(app)
        await pilot.press("o")
        await until_text(pilot, "Escalate on the security line")
    assert kinds(session) == [OptionsOpened]


async def test_an_exhibit_opens_by_its_letter_and_the_looking_is_recorded(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "New on the table:  A Call log")
        await pilot.press("A")
        await until_text(pilot, "09:48 second caller")
        await pilot.press("escape")
        await until_text(pilot, "On the table:  A seen")
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


@pytest.mark.parametrize("length", [2_001, 3_999, 50_000])
async def test_of_a_note_that_is_pasted_and_too_long_the_beginning_is_kept_and_the_person_is_told(
    tmp_path: Path, length: int
):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("n")
        await until_text(pilot, "It goes into the debrief.")
        app.screen.post_message(events.Paste("first line\nsecond " + "x" * length))
        await until_text(pilot, "xxx")
        await pilot.press("enter")
        await until_text(pilot, "Only the first 2000 characters were kept.")
    (kept,) = session.beside.texts
    assert kept.text.startswith("first line second xxx")
    assert len(kept.text) == 2_000


async def test_what_is_pasted_into_a_marked_part_takes_its_place(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("n")
        await until_text(pilot, "It goes into the debrief.")
        await pilot.press(*"abc", "shift+home")
        app.screen.post_message(events.Paste("seen"))
        await until_text(pilot, "seen")
        await pilot.press("enter")
        await until_text(pilot, "Noted.")
    assert [kept.text for kept in session.beside.texts] == ["seen"]


async def test_ending_early_leads_to_the_debrief_of_what_was_played(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("w")
        await until_text(pilot, "End the exercise here")
        await pilot.press("enter")
        await until_text(pilot, "You ended the exercise here")
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


async def test_a_window_that_is_too_small_says_so_and_recovers(tmp_path: Path):
    app, _ = begin(tmp_path)
    async with app.run_test(size=(50, 12)) as pilot:
        await until_text(pilot, "ccdrill needs 60 columns")
        await pilot.resize_terminal(80, 24)
        await until_text(pilot, "What do you do with this call?")


async def test_in_a_window_that_is_too_small_nothing_is_decided_and_help_and_leaving_work(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.resize_terminal(50, 12)
        await until_text(pilot, "ccdrill needs 60 columns")
        before = session.run.seq
        await pilot.press("1", "1", "enter", "space", "x", "n", "q", "ctrl+p")
        await pilot.press("question_mark")
        await until_text(pilot, "Help: the exercise")
        await pilot.press("escape")
        await until_text(pilot, "ccdrill needs 60 columns")
        assert session.run.seq == before
        await pilot.resize_terminal(*SIZE)
        await until_text(pilot, "Decision 1: pick a choice by number.")
        await pilot.resize_terminal(50, 12)
        await until_text(pilot, "ccdrill needs 60 columns")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)


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


LONG = TINY_SCENARIO.replace(
    "narrative: Two nodes serve the line.",
    "narrative: " + " ".join(f"Sentence {number} of the story goes on for a while." for number in range(40)),
)
"""A situation that fits no screen."""
CROWDED = (
    TINY_SCENARIO.replace("  contain:\n    phase: contain\n", "  contain:\n    phase: contain\n    opens: 4h\n")
    .replace("narrative: Two nodes serve the line.", "narrative: " + "Two nodes serve the line. " * 20)
    .replace(
        "injects:\n",
        "injects:\n"
        + "".join(
            f"  letter-{number}: {{at: 2h, from: Writer {number}, channel: mail, text: {'Words and words. ' * 12}}}\n"
            for number in range(4)
        ),
    )
)
"""Between the first outcome and the second situation four long letters arrive."""


def begin_with(tmp_path: Path, scenario: str, drill: str = CLOSED) -> tuple[CcdrillApp, Session]:
    house = make_house(tmp_path, scenario=scenario, drill=drill)
    session = house.begin(house.exercise("tiny-drill"), Team())
    return CcdrillApp(house, session=session), session


async def test_a_story_that_is_longer_than_the_screen_says_so_and_every_scrolling_key_works(tmp_path: Path):
    app, _ = begin_with(tmp_path, LONG.replace("takes: 10m\n        goto: contain", "goto: contain"))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Talk about")
        await pilot.press("o", "2", "enter", "space")
        await until_text(pilot, "more below: Down, PgDn")
        assert "Sentence 0 of" in screen_text(app)
        await pilot.press("down", "down", "down")
        await until(pilot, lambda: "Two nodes" not in screen_text(app))
        await pilot.press("up", "up", "up")
        await until_text(pilot, "Two nodes")
        await pilot.press("end")
        await until_text(pilot, "Sentence 39 of")
        assert "above: Up, PgUp" in screen_text(app)
        await pilot.press("home")
        await until_text(pilot, "Sentence 0 of")
        await pilot.press("pagedown")
        await until(pilot, lambda: "Sentence 0 of" not in screen_text(app))
        await pilot.press("pageup", "space")
        await until(pilot, lambda: "Sentence 0 of" not in screen_text(app))
        await pilot.press("home", "o")
        await until_text(pilot, "What happens to the nodes now?")


async def test_in_a_small_window_the_talk_stays_while_the_story_scrolls(tmp_path: Path):
    app, _ = begin_with(
        tmp_path, TINY_SCENARIO.replace("asked twice.\n    ex", "asked twice." + " Long." * 90 + "\n    ex")
    )
    async with app.run_test(size=(60, 18)) as pilot:
        await until_text(pilot, "more below")
        assert "What do you know?" in screen_text(app)
        await pilot.press("end")
        await until_text(pilot, "above: Up, PgUp")
        assert "What do you know?" in screen_text(app)


async def test_messages_that_crowd_a_situation_have_a_page_of_their_own_before_it(tmp_path: Path):
    app, _ = begin_with(tmp_path, CROWDED)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Talk about")
        await pilot.press("o", "2", "enter")
        await until_text(pilot, "Security takes the call.")
        assert "Writer" not in screen_text(app)
        await pilot.press("space")
        await until_text(pilot, "Meanwhile")
        assert "Writer 0" in screen_text(app)
        while "more below" in screen_text(app):
            await pilot.press("space")
            await pilot.pause()
        await until_text(pilot, "Writer 3")
        await pilot.press("space")
        await until_text(pilot, "Two nodes")
        assert "Writer" not in screen_text(app)


async def test_while_an_outcome_is_read_nothing_of_what_follows_is_shown(tmp_path: Path):
    app, _ = begin_with(tmp_path, CROWDED, TINY_DRILL)
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("2", "enter")
        await until_text(pilot, "Security takes the call.")
        text = screen_text(app)
        assert "story Mon 2 Mar 10:30" in text.split("\n")[0]
        assert "Two nodes" not in text
        assert "Writer" not in text
        await pilot.press("l")
        await until_text(pilot, "So far")
        assert "Two nodes" not in screen_text(app)
        await pilot.press("escape", "space")
        await until_text(pilot, "Two nodes")
        assert "story Mon 2 Mar 14:20" in screen_text(app).split("\n")[0]


async def test_an_earlier_decision_can_be_filled_in_from_every_phase_and_after_resuming(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("2", "enter")
        await until_text(pilot, "Security takes the call.")
        await pilot.press("space", "e", "t", "enter")
        await until_text(pilot, "Filled in.")
        assert "What happens to the nodes now?" in screen_text(app)
    assert session.run.decisions[0].judgement.roles == ("leader",)
    house = make_house(tmp_path)
    again = CcdrillApp(house, session=house.resume(session.run.opened.run))
    async with again.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What happens to the nodes now?")
        assert "played 0:0" in screen_text(again)
        await pilot.press("e")
        await until_text(pilot, "FILL IN")
        assert "Enter keep" in screen_text(again) and "Esc give up" in screen_text(again)
        await pilot.press("tab", "2", "enter")
        await until_text(pilot, "Filled in.")
        judgement = again.screen.session.run.decisions[0].judgement
    assert (judgement.roles, judgement.records) == (("leader",), ("ticket",))


async def test_at_the_ending_what_is_open_in_any_decision_can_still_be_filled_in(tmp_path: Path):
    app, session = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        for digit in "221":
            await pilot.press(digit, "enter")
            await until_text(pilot, "Space goes on")
            await pilot.press("space")
            await pilot.pause()
        await until_text(pilot, "Still open in 3 decisions; e fills in.")
        await pilot.press("e")
        await until_text(pilot, "Decision 3 of 3")
        await pilot.press("a", "up")
        await until_text(pilot, "Decision 2 of 3")
        await pilot.press("e", "enter")
        await until_text(pilot, "Filled in.")
        await pilot.press("e", "up", "up", "up")
        await until_text(pilot, "There is no decision beyond this one.")
        await pilot.press("escape")
        await until(pilot, lambda: "FILL IN" not in screen_text(app))
    assert [one.judgement.roles for one in session.run.decisions] == [None, ("telephony",), ("payments",)]


async def test_the_last_outcome_can_be_read_again_from_wherever_one_is(tmp_path: Path):
    app, _ = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("r")
        await until_text(pilot, "Nothing was decided yet.")
        await pilot.press("2", "enter")
        await until_text(pilot, "Security takes the call.")
        await pilot.press("space")
        await until_text(pilot, "What happens to the nodes now?")
        for key in ("space", "escape"):
            await pilot.press("r")
            await until_text(pilot, "Esc goes back")
            await pilot.press(key)
            await until_text(pilot, "What happens to the nodes now?")


async def test_who_acts_says_how_many_may_be_named_and_who_had_to_give_way(tmp_path: Path):
    app, _ = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("2", "t")
        await until_text(pilot, "who, one [t]")
        await pilot.press("e")
        await until_text(pilot, "Only one fits here: Telephony engineer, no longer Team leader.")


async def test_a_field_that_was_answered_can_be_left_open_after_all(tmp_path: Path):
    app, _ = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("2", "tab", "tab", "3", "-", "enter")
        await until_text(pilot, "Still open: who, recorded, sure")


async def test_where_nothing_is_asked_it_is_said(tmp_path: Path):
    app, _ = begin_with(tmp_path, TINY_SCENARIO, TINY_DRILL.replace("ask: [role, records, confidence]", "ask: []"))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("2")
        await until_text(pilot, "Nothing is asked here.")


async def test_the_facilitators_notes_are_shown_only_after_asking_twice(tmp_path: Path):
    scenario = TINY_SCENARIO.replace("facilitator: {ask", "facilitator: {watch_for: [Haste.], ask")
    app, _ = begin_with(tmp_path, scenario, CLOSED.replace("mode: solo", "mode: team"))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Talk about")
        await pilot.press("f")
        await until_text(pilot, "Cover the shared screen first.")
        await pilot.press("f", "enter")
        await until(pilot, lambda: "Cover" not in screen_text(app))
        assert "Haste." not in screen_text(app)
        await pilot.press("f", "n")
        await until_text(pilot, "Haste.")


async def test_what_to_talk_about_can_be_read_when_the_options_are_open(tmp_path: Path):
    app, _ = begin_with(
        tmp_path, TINY_SCENARIO.replace("asked twice.\n    ex", "asked twice." + " Long." * 170 + "\n    ex")
    )
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you know?")
        await pilot.press("o")
        await until(pilot, lambda: "What do you know?" not in screen_text(app))
        await until_text(pilot, "t talk")
        await pilot.press("t")
        await until_text(pilot, "What do you know?")


async def test_a_large_screen_keeps_what_to_talk_about_beside_the_options(tmp_path: Path):
    app, _ = begin(tmp_path, CLOSED.replace("mode: solo", "mode: team"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "What do you know?")
        await pilot.press("o")
        await until_text(pilot, "pick a choice by number")
        assert "What do you know?" in screen_text(app)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("p", "There is nothing to pause"),
        ("u", "Nothing was decided yet."),
        ("e", "Nothing was decided yet."),
        ("s", "The whole story is on the screen."),
        ("9", "There is no choice 9."),
        ("Q", "There is no exhibit Q on the table."),
        ("z", "z does nothing here. ? tells what can be done."),
        ("a", "a does nothing here. Shift and a opens exhibit A."),
        ("o", "Pick a choice by its number."),
        ("f", "You play alone"),
    ],
)
async def test_a_key_that_can_do_nothing_now_says_why(tmp_path: Path, key: str, words: str):
    app, _ = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press(key)
        await until_text(pilot, words)


async def test_in_a_hint_the_same_key_takes_the_next_and_those_taken_stay_to_be_read(tmp_path: Path):
    app, session = begin_with(
        tmp_path, TINY_SCENARIO.replace("hints: [Think of the line.]", "hints: [First one., Second one.]")
    )
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Talk about")
        await pilot.press("h")
        await until_text(pilot, "First one.")
        assert "h: take hint 2 of 2" in screen_text(app)
        await pilot.press("h")
        await until_text(pilot, "2  Second one.")
        assert "1  First one." in screen_text(app)
        assert "take hint" not in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: "Second one." not in screen_text(app))
        await pilot.press("h")
        await until_text(pilot, "2  Second one.")
        assert kinds(session) == [HintTaken, HintTaken]


async def test_every_letter_of_an_exhibit_turns_to_it_and_arrows_turn_to_its_neighbours(tmp_path: Path):
    papers = ", ".join(
        f"{{id: p{number}, kind: log, title: Paper {number}, body: Text {number}.}}" for number in range(24)
    )
    many = TINY_SCENARIO.replace(
        "{id: call-log, kind: log, title: Call log,", f"{papers}, {{id: call-log, kind: log, title: Call log,"
    )
    app, _ = begin_with(tmp_path, many, TINY_DRILL)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("A")
        await until_text(pilot, "Text 0.")
        assert "A-Y, arrows: another" in screen_text(app)
        for key, number in (("q", 16), ("X", 23), ("left", 22), ("right", 23)):
            await pilot.press(key)
            await until_text(pilot, f"Text {number}.")
        await pilot.press("escape")
        await until_text(pilot, "What do you do with this call?")


async def test_a_wide_screen_names_the_roles_even_of_a_team_that_named_nobody(tmp_path: Path):
    team = CLOSED.replace("mode: solo", "mode: team")
    app, _ = begin(tmp_path, team)
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "WHO PLAYS WHAT")
        assert "nobody named" in screen_text(app)
        assert "Telephony engineer" in screen_text(app)


async def test_in_the_smallest_window_the_choice_that_was_picked_is_seen(tmp_path: Path):
    choices = "".join(
        f"\n      choice-{number}: {{text: 'Choice number {number}, {'told at some length ' * 4}', takes: 5m}}"
        for number in range(3, 9)
    )
    app, _ = begin_with(
        tmp_path,
        TINY_SCENARIO.replace("    choices:\n      retry:", f"    choices:{choices}\n      retry:"),
        TINY_DRILL,
    )
    async with app.run_test(size=(60, 18)) as pilot:
        await until_text(pilot, "Space shows the options.")
        await pilot.press("o", "8")
        await until_text(pilot, "CHOICE 8")
        await until_text(pilot, " 8  Escalate")


def told_at_length(paragraphs: int) -> str:
    """The tiny scenario with so many paragraphs of a line each in its first situation."""
    told = "\\n\\n".join(["The third caller of this hour."] * paragraphs)
    return TINY_SCENARIO.replace(
        "The third caller of this hour says that the payment line of {org} asked twice.", f'"{told}"'
    )


@pytest.mark.parametrize("paragraphs", [2, 4, 5, 6, 7])
async def test_of_what_whoever_plays_alone_reads_nothing_moves_when_a_choice_is_picked(tmp_path: Path, paragraphs: int):
    app, _ = begin_with(tmp_path, told_at_length(paragraphs), TINY_DRILL)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Decision 1")
        await pilot.press("space")
        await until_text(pilot, "Ask the callers")
        before = screen_text(app).splitlines()
        await pilot.press("2")
        await until_text(pilot, "CHOICE 2")
        after = screen_text(app).splitlines()
        strip = next(row for row, line in enumerate(after) if "CHOICE 2" in line)
        assert after[2 : strip - 1] == before[2 : strip - 1]
        assert not any(line.strip() for line in before[strip - 1 : -2])


async def test_a_team_has_the_choices_beneath_the_story_and_keeps_them_when_one_is_picked(tmp_path: Path):
    app, _ = begin_with(tmp_path, told_at_length(7), TINY_DRILL.replace("mode: solo", "mode: team"))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "third caller")
        await pilot.press("o")
        await until_text(pilot, "Ask the callers")
        assert "third caller" in screen_text(app)
        await pilot.press("2")
        await until_text(pilot, "CHOICE 2")
        assert "third caller" not in screen_text(app)
        assert "Escalate on the security line" in screen_text(app)
        await pilot.press("up")
        await until_text(pilot, "CHOICE 1")
        await pilot.press("escape")
        await until_text(pilot, "third caller")


async def test_a_page_that_is_longer_than_the_window_says_so_and_keeps_its_keys(tmp_path: Path):
    long = "\\n".join(f"row {number}" for number in range(40))
    app, _ = begin_with(tmp_path, TINY_SCENARIO.replace("09:05 first caller\\n09:48 second caller", long), TINY_DRILL)
    async with app.run_test(size=(60, 18)) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("x")
        await until_text(pilot, "more below: Space, PgDn")
        assert "Esc: back" in screen_text(app)
        assert "THIS IS AN EXERCISE" in screen_text(app), "the page covers all else that says so"
        await pilot.press("end")
        await until_text(pilot, "row 39")
        await pilot.press("home")
        await until_text(pilot, "row 0")


async def test_a_key_of_the_screen_that_answers_nothing_says_both(tmp_path: Path):
    app, _ = begin(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("2", "p")
        await until_text(pilot, "p is no answer to 'who'. First this: Enter decides, Esc picks another.")


@pytest.mark.parametrize(
    ("drill", "told", "untold"),
    [
        (TINY_DRILL, ("Show the choices. ",), ("after the talk", "facilitator's notes", "Stop exercise time")),
        (
            CLOSED.replace("mode: solo", "mode: team").replace("minutes: 5", "minutes: 5\npace: 1"),
            ("Show the choices, after the talk.", "facilitator's notes", "Stop exercise time"),
            ("Show the choices. ",),
        ),
        (TINY_DRILL.replace("ask: [role, records, confidence]", "ask: []"), ("Drop the choice",), ("next field",)),
    ],
)
async def test_help_tells_of_what_the_drill_has_and_of_nothing_else(
    tmp_path: Path, drill: str, told: tuple[str, ...], untold: tuple[str, ...]
):
    app, _ = begin(tmp_path, drill)
    async with app.run_test(size=(80, 60)) as pilot:
        await until_text(pilot, "It asked me twice")
        await pilot.press("question_mark")
        await until_text(pilot, "Help: the exercise")
        assert [words in screen_text(app) for words in told] == [True] * len(told)
        assert [words in screen_text(app) for words in untold] == [False] * len(untold)


async def test_tab_takes_the_reason_along_and_goes_on_to_the_next_field(tmp_path: Path):
    app, session = begin(tmp_path, TINY_DRILL.replace("[role, records, confidence]", "[role, reason, confidence]"))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("1", "tab", *"sure?")
        await until_text(pilot, "Enter keeps the reason, Esc leaves it as it was.")
        assert "Enter keep  Tab next field  Esc as it was" in screen_text(app)
        assert "Enter decide" not in screen_text(app)
        await pilot.press("tab", "4")
        await until_text(pilot, "why [sure?]  sure [4]")
        await pilot.press("enter")
        await until_text(pilot, "They pay again.")
    assert session.run.decisions[0].judgement.confidence == 4
    assert [kept.text for kept in session.beside.texts] == ["sure?"]


async def test_escape_leaves_the_reason_as_it_was_and_the_choice_picked(tmp_path: Path):
    """As in the lines of the briefing, and in every dialog: Enter keeps, Esc gives up."""
    app, session = begin(tmp_path, TINY_DRILL.replace("[role, records, confidence]", "[reason, confidence]"))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("1")
        await until_text(pilot, "CHOICE 1")
        await pilot.press("tab", "shift+tab", *"sure?", "enter")
        await until_text(pilot, "why [sure?]")
        await pilot.press("tab", "shift+tab", *" no", "escape")
        await until(pilot, lambda: "Enter keeps the reason" not in screen_text(app))
        assert "CHOICE 1   why [sure?]" in screen_text(app)
        await pilot.press("enter")
        await until_text(pilot, "They pay again.")
    assert [kept.text for kept in session.beside.texts] == ["sure?"]


async def test_the_list_of_choices_begins_with_a_whole_choice_wherever_it_is_scrolled_to(tmp_path: Path):
    words = "A choice of three lines in a window that is narrow " * 3
    texts = "".join(f"      more-{number}: {{text: {words}{number}, takes: 5m}}\n" for number in range(6))
    scenario = TINY_SCENARIO.replace("    choices:\n      retry:", f"    choices:\n{texts}      retry:", 1)
    app, _ = begin(tmp_path, scenario=scenario)
    async with app.run_test(size=(60, 18)) as pilot:
        await until_text(pilot, "Space shows the options")
        await pilot.press("space")
        await until_text(pilot, "8 choices, Up and Down for more")
        choices = app.screen.query_one(ChoiceList)
        for key, last in (("down", "8"), ("up", "1")):
            for _ in range(7):
                await pilot.press(key)
                await until(pilot, lambda: choices.scroll_y in choices.starts)
            rows = screen_text(app).splitlines()
            question = next(place for place, row in enumerate(rows) if "What do you do with this call?" in row)
            assert rows[question + 1].split()[0].isdecimal()
            assert last in [row.split()[0] for row in rows if row.strip()]


async def test_no_two_lines_across_stand_on_each_other_while_a_long_outcome_is_filled_in(tmp_path: Path):
    long = "They pay again, and it asks them twice. " * 30
    app, _ = begin(tmp_path, scenario=TINY_SCENARIO.replace("outcome: They pay again.", f"outcome: {long}"))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("1", "enter")
        await until_text(pilot, "more below")
        await pilot.press("e")
        await until_text(pilot, "FILL IN")
        rows = screen_text(app).splitlines()
        below = next(place for place, row in enumerate(rows) if "more below" in row)
        assert rows[below + 1] == ""
        assert rows[below + 2].startswith(" Decision 1 of 1: ")
