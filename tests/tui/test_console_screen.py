"""The facilitator's console and the big screen that it leads: two terminals, one run."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random

import pytest

from ccdrill.model.events import (
    Amended,
    CutShort,
    Decided,
    ExhibitOpened,
    HandsCounted,
    HintTaken,
    InjectHeld,
    InjectSent,
    LedOn,
    MinutesGiven,
    Noted,
    OptionsOpened,
    Paused,
    PeopleCounted,
    Resumed,
    Seated,
    TakenBack,
    TimePassed,
    WrittenIn,
)
from ccdrill.model.ids import ChoiceId
from ccdrill.model.quoting import quoted
from ccdrill.session.attending import Attendance, Shows
from ccdrill.session.deciding.commands import Decide, OpenOptions
from ccdrill.session.opening import resume_session
from ccdrill.session.session import Session
from ccdrill.session.stored import prove
from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.screens.choices import ChoiceList
from ccdrill.tui.screens.following import FollowingScreen
from tests.builders import TINY_SCENARIO
from tests.session.stage import PACED_DRILL, TEAM_DRILL, TIMED_SCENARIO, recorded
from tests.tui.room import Building, Seat
from tests.tui.stage import until

LEADING = "The facilitator decides."
ALONE = "The console has gone: the keys here decide again."
PACED_TEAM = PACED_DRILL.replace("mode: solo", "mode: team\noptions: closed")
WATCHED = TINY_SCENARIO.replace(
    "    facilitator: {ask: [What do you know?], hints: [Think of the line.], minutes: 4}",
    "    facilitator: {say: 'Speak this.', ask: [What do you know?], hints: [Think of the line., Think again.],\n"
    "      watch_for: [Who rings whom], minutes: 4}",
).replace("flags:", "facts:\n  - {about: Who changed the flow, answer: An old account at 02:10}\nflags:")
PRIVATE = ("Speak this.", "Who rings whom", "An old account", "fulfils", "no-power-off", "of 100", "NEXT")
"""What may stand on no big screen."""


def kinds(session: Session) -> list[type]:
    return [type(entry.event) for entry in session.run.entries[1:]]


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """One number: the seconds that the watches of both screens show. No record knows of them."""
    seconds = [0.0]
    for screen in ("console", "exercise"):
        monkeypatch.setattr(f"ccdrill.tui.screens.{screen}.monotonic", lambda: seconds[0])
    return seconds


async def decide(console: Seat, number: str, *, see: str) -> None:
    """Two keys."""
    await console.press("o", see="pick a choice by number")
    await console.press(number, "enter", see=see)


async def test_a_decision_on_the_console_is_two_keys_and_the_big_screen_shows_its_outcome_until_space() -> None:
    building = Building()
    async with building.screen() as screen, building.console() as console:
        await screen.sees(LEADING)
        assert "Escalate" not in screen.text
        await console.press("o")
        await screen.sees("Escalate on the security line")
        await console.press("2", "enter", see="big screen: OUTCOME")
        await screen.sees("Security takes the call.")
        assert "Two nodes" not in screen.text
        await console.press("space", see="big screen: SITUATION")
        await screen.sees("Two nodes serve the line.")
    assert kinds(console.session) == [OptionsOpened, Decided]


async def test_the_console_says_what_to_say_what_choices_do_and_what_comes_and_none_of_it_is_projected() -> None:
    building = Building(scenario=WATCHED)
    async with building.screen() as screen, building.console((120, 40)) as console:
        for text in ("SAY  Speak this.", "ASK  What do you know?", "HINT Think of the line.", "Who rings whom"):
            assert text in console.text
        assert "10 min, to contain · fulfils report" in console.text
        assert "20 min, stays here · uncalled for" in console.text
        assert "10:40 Floor manager, phone" in console.text
        assert "An old account at 02:10" in console.words
        for key, see in (
            ("dollar_sign", "of 100 if it ended here"),
            ("o", "OPTIONS"),
            ("2", "IF 2"),
            ("escape", "CHOICES"),
        ):
            await console.press(key, see=see)
            await screen.sees(LEADING)
            assert not [text for text in PRIVATE if text in screen.text]
        await console.press("2", "enter", see="What the procedure says")
        await screen.sees("Security takes the call.")
        assert "procedure" not in screen.text


async def test_the_minutes_of_a_situation_run_on_whatever_is_shown_of_it_and_begin_anew_with_the_next(
    passed: list[float],
) -> None:
    building = Building(scenario=WATCHED)
    async with building.screen(), building.console() as console:
        await console.sees("4:00 left of 4 min")
        passed[0] = 60.0
        await console.press("o", see="big screen: OPTIONS")
        await console.press("s", see="big screen: SITUATION")
        await console.sees("3:00 left of 4 min")
        await console.press("1", "enter", see="big screen: OUTCOME")
        await console.press("space", see="4:00 left of 4 min")


async def test_a_big_screen_that_is_opened_beside_a_console_has_its_minutes_and_not_those_in_which_an_outcome_was_read(
    passed: list[float],
) -> None:
    building = Building(scenario=WATCHED)

    def pass_seconds(seconds: int) -> None:
        passed[0] += seconds
        building.clock.pass_seconds(seconds)

    async with building.console() as console:
        await decide(console, "1", see="big screen: nobody")
        passed[0] += 600  # which no record tells
        pass_seconds(90)
        await console.press("space", see="4:00 left of 4 min")
        pass_seconds(30)
        await console.sees("3:30 left of 4 min")
        async with building.screen() as screen:
            await screen.sees(LEADING)
            assert "3:30 left of 4 min" in screen.text
            assert "played 0:12:00" in screen.text and "played 0:12:00" in console.text
            await screen.press("question_mark", see="Help: the exercise")
            pass_seconds(3)
            await until(screen.pilot, lambda: '"talked":33' in building.store.signs_of[building.run]["console"].says)
            next(one for one in screen.pilot.app.screen_stack if isinstance(one, FollowingScreen)).follow()
            assert "Help: the exercise" in screen.text


async def test_a_console_that_joins_has_the_minutes_of_the_big_screen(passed: list[float]) -> None:
    building = Building(scenario=WATCHED)
    async with building.screen() as screen:
        await screen.sees("4:00 left of 4 min")
        passed[0] += 150  # which no record tells
        await until(screen.pilot, lambda: '"played":150' in building.store.signs_of[building.run]["screen"].says)
        async with building.console() as console:
            await console.sees("1:30 left of 4 min")
            assert "played 0:02:30" in console.text


async def test_the_minutes_of_a_situation_begin_anew_where_the_story_is_led_to(
    passed: list[float],
) -> None:
    building = Building(scenario=WATCHED.replace("can still be looked at.}", "can still be looked at., minutes: 9}"))

    async def is_told(what: str) -> None:
        """The console takes over from what the big screen said of itself last, which it does not at each key."""
        await until(screen.pilot, lambda: f'"what":"{what}"' in building.store.signs_of[building.run]["screen"].says)

    async with building.screen() as screen:
        await screen.press("o", "2", "enter", see="Security takes the call.")
        await is_told("outcome")
        building.clock.pass_seconds(180)
        await screen.press("space", see="9:00 left of 9 min")
        await is_told("story")
        async with building.console() as console:
            await console.sees("9:00 left of 9 min")


async def test_back_at_the_situation_the_console_names_keys_that_it_has() -> None:
    building = Building()
    async with building.screen(), building.console() as console:
        await console.press("o", see="Decision 1: pick a choice by number.")
        await console.press("s", see="Decision 1: pick a choice by number; o shows the options.")
        await console.press("2", see="IF 2")


async def test_what_a_choice_breaks_is_told_by_its_id_and_in_a_sentence_when_it_is_picked() -> None:
    building = Building()
    async with building.console() as console:
        await decide(console, "2", see="Security takes the call.")
        await console.press("space", see="breaks no-power-off")
        await console.press("o", "1", see="IF 1: 5 min, to: The acquirer")
        assert "It destroys volatile evidence" in console.words


async def test_the_score_is_hidden_until_it_is_asked_for_and_hidden_again() -> None:
    building = Building()
    async with building.console() as console:
        assert "of 100" not in console.text
        await console.press("dollar_sign", see="of 100 if it ended here")
        await console.press("dollar_sign")
        await console.sees_no_more("of 100")


async def test_exhibits_hints_recap_and_nothing_are_shown_over_the_situation_and_recorded_as_always() -> None:
    building = Building(scenario=WATCHED)
    async with building.screen() as screen, building.console() as console:
        await console.press("x", see="big screen: EXHIBIT A")
        await screen.sees("09:48 second caller")
        assert "What do you know?" not in screen.text
        await console.press("h", see="big screen: HINT")
        await screen.sees("Think of the line.")
        await console.press("h")
        await screen.sees("Think again.")
        await console.press("r", see="big screen: SO FAR")
        await screen.sees("So far")
        await console.press("b", see="big screen: BLANK")
        await screen.sees_no_more("So far")
        assert screen.text.count("THIS IS AN EXERCISE") == 2
        assert "tiny line" in screen.text
        await console.press("b", see="big screen: SITUATION")
        await screen.sees("What do you know?")
        await console.press("A", see="big screen: EXHIBIT A")
        await console.press("space")
        await screen.sees("What do you know?")
    assert kinds(console.session) == [ExhibitOpened, HintTaken, HintTaken]


async def test_nothing_stands_beside_a_blank_screen_either() -> None:
    building = Building()
    async with building.screen((120, 40)) as screen, building.console() as console:
        await screen.sees("WHO PLAYS WHAT")
        await console.press("b", see="big screen: BLANK")
        await screen.sees_no_more("WHO PLAYS WHAT")
        assert "SO FAR" not in screen.text


async def test_what_happened_so_far_stands_on_a_wide_big_screen_once() -> None:
    building = Building()
    async with building.screen((120, 40)) as screen, building.console() as console:
        await screen.sees("SO FAR")
        await console.press("r", see="big screen: SO FAR")
        await screen.sees("So far")
        assert "SO FAR" not in screen.text
        assert "WHO PLAYS WHAT" in screen.text


async def test_a_note_leaves_on_the_big_screen_what_stands_there_and_stands_in_the_log() -> None:
    building = Building()
    async with building.screen() as screen, building.console() as console:
        await console.press("x")
        await screen.sees("09:48 second caller")
        await console.press("n", see="It goes into the debrief.")
        await console.press(*"Bob", "enter", see='Note: "Bob"')
        assert "big screen: EXHIBIT A" in console.text
        assert "09:48 second caller" in screen.text
    assert kinds(console.session) == [ExhibitOpened, Noted]


async def test_nothing_of_what_follows_an_outcome_is_shown_beside_it() -> None:
    building = Building()
    async with building.screen() as screen, building.console() as console:
        await decide(console, "2", see="Security takes the call.")
        await console.press("r", see="big screen: SO FAR")
        await screen.sees("So far")
        assert "Two nodes" not in screen.text
        await console.press("space", see="big screen: OUTCOME")
        await screen.sees("Security takes the call.")


async def test_the_big_screen_takes_no_decisions_while_it_is_led_and_says_who_does() -> None:
    building = Building()
    async with building.screen() as screen, building.console() as console:
        await console.press("o")
        await screen.sees("Escalate on the security line")
        for key in ("2", "enter", "space", "o", "x", "A", "h", "n", "u", "w", "e", "l", "f", "r", "s", "p"):
            await screen.press(key, see="The facilitator decides, on the console.")
        assert [one.name for one in screen.pilot.app.screen.legal_actions()] == ["help", "leave"]
        row = next(at for at, line in enumerate(screen.text.split("\n")) if "Escalate on the security line" in line)
        await screen.pilot.click(offset=(10, row))
        assert screen.pilot.app.screen.query_one(ChoiceList).highlighted is None
        await screen.press("question_mark", see="Help: the exercise")
        await console.press("b")
        await screen.sees_no_more("Help: the exercise")
    assert kinds(screen.session) == [OptionsOpened]


async def test_when_the_console_is_left_the_keys_of_the_big_screen_work_again() -> None:
    building = Building()
    async with building.screen() as screen:
        async with building.console() as console:
            await console.press("o")
            await screen.sees("Escalate on the security line")
            await console.press("q")
            await screen.sees(ALONE)
        await screen.press("2", "enter", see="Security takes the call.")
    assert kinds(screen.session) == [OptionsOpened, Decided]


async def test_a_console_that_gives_no_sign_of_life_has_gone_and_leads_again_when_it_does() -> None:
    building = Building()
    async with building.screen() as screen, building.console() as console:
        await screen.sees(LEADING)
        sign = building.store.signs(building.run)[0]
        building.store.attend = lambda *_, **__: True  # what it says gets lost from now on
        building.clock.pass_seconds(5)
        await screen.sees(ALONE)
        del building.store.attend
        building.clock.pass_seconds(5)  # what got lost counts as said: only the next sign is heard
        assert sign.post == "console"
        await screen.sees(LEADING)
        await console.press("o")
        await screen.sees("Escalate on the security line")


async def test_who_dies_between_the_decision_and_saying_so_leaves_the_outcome_to_be_read() -> None:
    building = Building()
    async with building.screen() as screen, building.console() as console:
        await console.press("o")
        await screen.sees("Escalate on the security line")
        building.store.attend = lambda *_, **__: True
        await console.press("2", "enter", see="Security takes the call.")
        assert "Escalate on the security line" in screen.text, "nothing is shown before the console says how"
        building.clock.pass_seconds(5)
        await screen.sees(ALONE)
        assert "Security takes the call." in screen.text
        await screen.press("space", see="Two nodes serve the line.")


async def test_terminals_may_be_opened_in_any_order_and_again() -> None:
    building = Building()
    async with building.console() as console:
        await console.sees("big screen: nobody shows this run")
        await decide(console, "2", see="Security takes the call.")
        async with building.screen() as screen:
            assert "Two nodes" not in screen.text
            assert "Security takes the call." in screen.text
            await console.sees("big screen: OUTCOME")
        await console.sees("big screen: nobody shows this run")
        await console.press("space", see="SAY  What is cut off")
        async with building.screen() as screen:
            await screen.sees("Two nodes serve the line.")
    async with building.screen() as screen, building.console() as console:
        await console.sees("big screen: SITUATION")
        await screen.sees(LEADING)


async def test_a_key_that_is_pressed_in_the_room_while_a_console_joins_is_not_undone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ccdrill.tui.screens.following._OFTEN", 3600.0)  # the room looks only when it is told to
    building = Building()
    async with building.screen() as screen:
        room = next(one for one in screen.pilot.app.screen_stack if isinstance(one, FollowingScreen))
        await screen.press("o", see="Escalate on the security line")
        await screen.press("2", "enter", see="Security takes the call.")
        room.follow()
        await screen.press("space", see="Two nodes serve the line.")
        async with building.console() as console:
            await console.sees("Security takes the call.")
            room.follow()
            assert "Two nodes serve the line." in screen.text and LEADING in screen.text
            await console.sees("SAY  What is cut off")
            room.follow()
            assert "Two nodes serve the line." in screen.text
            await console.sees("big screen: SITUATION")
            await console.press("o", see="pick a choice by number")
            room.follow()
            await screen.sees("What happens to the nodes now?")


async def test_a_second_console_takes_over_the_first_says_so_and_can_take_it_back() -> None:
    building = Building()
    async with building.screen() as screen, building.console() as first:
        await first.press("o")
        await until(screen.pilot, lambda: '"what":"options"' in building.store.signs_of[building.run]["screen"].says)
        async with building.console() as second:
            await second.sees("big screen: OPTIONS")
            building.clock.pass_seconds(2)
            await first.sees("Another console took over")
            for key in ("2", "o", "space", "b"):
                await first.press(key, see="Another console took over; c takes control again.")
            await second.press("2", "enter", see="Security takes the call.")
            await screen.sees("Security takes the call.")
            await first.press("c", see="You have control.")
            building.clock.pass_seconds(2)
            await second.sees("Another console took over")
            await first.press("space")
            await screen.sees("Two nodes serve the line.")
    assert kinds(first.session) == [OptionsOpened, Decided]


async def test_undo_filling_in_and_ending_early_are_done_on_the_console(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[Session] = []
    monkeypatch.setattr(CcdrillApp, "_after_session", lambda _, session: held.append(session))
    building = Building()
    async with building.screen() as screen, building.console() as console:
        await decide(console, "2", see="Security takes the call.")
        await console.press("e", see="FILL IN")
        assert "Security takes the call." in console.text, "what is read out meanwhile"
        await console.press("a", "enter", see="Filled in.")
        await console.press("u", see="Take the last decision back")
        await console.press(*"slip", "enter", see="Taken back (slip): Escalate on the")
        await screen.sees("What do you know?")
        await console.press("w", see="End the exercise here")
        await console.press("enter", see="big screen: ENDING")
        await screen.sees("Ended by the facilitator")
        await console.press("space", see="big screen: DEBRIEF")
        await console.press("space", see="The debrief is on the big screen; its keys work there: h, the hot wash.")
        assert "x exhibit" not in console.text
        await until(screen.pilot, lambda: held == [screen.session])
    assert kinds(console.session) == [OptionsOpened, Decided, Amended, TakenBack, CutShort]


async def test_a_pause_stops_the_clock_of_a_drill_without_a_pace_too_and_both_say_so() -> None:
    building = Building()
    async with building.screen() as screen, building.console() as console:
        await console.press("space", see="PAUSED")
        await screen.sees("PAUSED")
        await console.press("space", see="RUNNING")
        await screen.sees_no_more("PAUSED")
    assert kinds(console.session) == [Paused, Resumed]


@pytest.mark.parametrize("is_open", [False, True])
async def test_a_pause_that_was_forgotten_ends_where_play_goes_on_and_is_said_until_then(is_open: bool) -> None:
    building = Building()
    async with building.screen() as screen, building.console() as console:
        if is_open:
            await console.press("o", see="pick a choice by number")
        await console.press("p", see="Paused; p goes on.")
        await screen.sees("PAUSED")
        await console.press(*(("2", "enter") if is_open else ("o",)), see="RUNNING")
        await screen.sees_no_more("PAUSED")
    after = [Paused, Resumed]
    assert kinds(console.session) == ([OptionsOpened, *after, Decided] if is_open else [*after, OptionsOpened])


async def test_nothing_is_paused_where_it_is_over() -> None:
    building = Building()
    async with building.screen() as screen, building.console() as console:
        await console.press("p", see="PAUSED")
        await screen.sees("PAUSED")
        await console.press("w", see="End the exercise here")
        await console.press("enter", see="big screen: ENDING")
        await screen.sees("Ended by the facilitator")
        assert "PAUSED" not in screen.text
        await console.press("v", see="Who led it can be said in the debrief: v there.")


async def test_whoever_is_left_alone_with_a_pause_can_end_it() -> None:
    building = Building()
    async with building.screen() as screen:
        async with building.console() as console:
            await console.press("p", see="PAUSED")
            await screen.sees("PAUSED")
        await screen.sees(ALONE)
        await screen.press("p")
        await screen.sees_no_more("PAUSED")


async def test_whoever_is_left_alone_with_a_pause_and_plays_on_has_ended_it() -> None:
    building = Building()
    async with building.screen() as screen:
        async with building.console() as console:
            await console.press("p", see="PAUSED")
            await screen.sees("PAUSED")
        await screen.sees(ALONE)
        await screen.press("o")
        await screen.sees_no_more("PAUSED")
    assert kinds(screen.session) == [Paused, Resumed, OptionsOpened]


async def test_a_running_clock_goes_on_when_a_console_joins_and_only_the_console_ticks() -> None:
    building = Building(PACED_TEAM.replace("pace: 1", "pace: 600"), TIMED_SCENARIO)
    async with building.screen() as screen:
        await screen.press("p")
        await screen.sees_no_more("PAUSED")
        building.clock.pass_seconds(0.125)
        await screen.sees("Mon 2 Mar 10:21")
        async with building.console() as console:
            await console.sees("Mon 2 Mar 10:21")
            await screen.sees(LEADING)
            await console.sees("RUNNING")
            beats = building.store.beats
            building.clock.pass_seconds(0.125)
            await console.sees("10:22")
            await screen.sees("10:22")
            assert building.store.beats == beats + 1
            building.clock.pass_seconds(3)
            await console.sees("Nobody did anything.")
            await screen.sees("Nobody did anything.")
            await console.press("q")
        await screen.sees(ALONE)
        assert "PAUSED" not in screen.text
    assert kinds(screen.session) == [Paused, Resumed, TimePassed]


@pytest.mark.parametrize(("key", "asked"), [("n", "It goes into the debrief."), ("0", "What does the team do?")])
async def test_what_is_being_typed_when_a_console_joins_stands_there_again_once_it_has_gone(
    key: str, asked: str
) -> None:
    building = Building()
    async with building.screen() as screen:
        await screen.press("o", see="Escalate")
        await screen.press(key, see=asked)
        await screen.press(*"Bob saw it")
        async with building.console():
            await screen.sees("What was begun here is kept")
            assert asked not in screen.text
        await screen.sees(ALONE)
        await screen.press(key, see="Bob saw it")
    assert kinds(screen.session) == [OptionsOpened]


async def test_a_picked_choice_and_a_reason_that_is_being_typed_stand_there_again_once_the_console_has_gone() -> None:
    building = Building(TEAM_DRILL.replace("records, confidence", "records, reason"))
    async with building.screen() as screen:
        await screen.press("o", see="Escalate")
        await screen.press("2", "shift+tab", see="Your reason")
        await screen.press(*"Bob saw it")
        async with building.console():
            await screen.sees("What was begun here is kept")
            assert "Your reason" not in screen.text
            assert "CHOICE 2" not in screen.text
        await screen.sees("CHOICE 2")
        await screen.sees("Bob saw it")
        await screen.press("enter", see="Security takes the call.")
    (decided,) = (one.event for one in screen.session.run.entries if isinstance(one.event, Decided))
    assert decided.choice == ChoiceId("third-caller/escalate")


async def test_a_picked_choice_is_gone_where_the_console_decided_meanwhile() -> None:
    building = Building()
    async with building.screen() as screen:
        await screen.press("o", see="Escalate")
        await screen.press("1", see="CHOICE 1")
        async with building.console() as console:
            await screen.sees("What was begun here is kept")
            await console.press("2", "enter", see="Security takes the call.")
            await console.press("space")
            await screen.sees("Two nodes")
        await screen.sees(ALONE)
        assert "CHOICE" not in screen.text


async def test_what_is_filled_in_when_a_console_joins_stands_there_again_too() -> None:
    building = Building()
    async with building.screen() as screen:
        await screen.press("o", "2", "enter", see="Security takes the call.")
        await screen.press("e", see="who")
        await screen.press("s")
        filled = screen.pilot.app.screen.strip
        async with building.console():
            await screen.sees("What was begun here is kept")
            assert screen.pilot.app.screen.strip is None
        await screen.sees(ALONE)
        assert screen.pilot.app.screen.strip == filled


async def test_a_form_that_a_console_closes_keeps_all_that_was_answered() -> None:
    building = Building()
    async with building.screen() as screen:
        await screen.press("k", see="Where does the story go on?")
        await screen.press(*"acq", "enter", see="What is the debrief to say")
        await screen.press(*"We run late")
        async with building.console():
            await screen.sees("What was begun here is kept")
        await screen.sees(ALONE)
        await screen.press("k", see="We run late")
        await screen.press("enter", "enter", see="Nobody has told the acquirer yet.")
    (led,) = (one.event for one in screen.session.run.entries if isinstance(one.event, LedOn))
    assert led.to == "tell"


async def test_a_show_of_hands_is_six_keys_and_stands_under_the_options_as_counts() -> None:
    building = Building()
    async with building.screen() as screen, building.console() as console:
        await console.press("t", see="o opens the options.")
        await console.press("o", see="pick a choice by number")
        await console.press("t", see="Show of hands")
        await console.press("3", "6", "enter", see="6 hands: Escalate")
        await screen.sees("Show of hands   1: ▪▪▪ 3   2: ▪▪▪▪▪▪ 6")
        assert "9 of 12" in screen.text
        await console.press("t", see="Show of hands")
        await console.press(*"1=13", "enter", see="13 hands are more than the 12 people")
        await console.press("t", see="Show of hands")
        await console.press(*"7", "enter", see="That is no count for these choices.")
        await console.press("2", "enter", see="Security takes the call.")
        await screen.sees("Security takes the call.")
        assert "▪" not in screen.text
    assert kinds(console.session) == [OptionsOpened, HandsCounted, Decided]


async def test_the_story_is_led_on_with_a_reason_and_the_room_sees_where_it_stands() -> None:
    building = Building()
    async with building.screen() as screen, building.console() as console:
        await console.press("k", see="Where does the story go on?")
        await console.press("enter", see="Pick one first.")
        await console.press(*"acq", "enter", see="What is the debrief to say")
        await console.press("enter", see="Type it first.")
        await console.press(*"The hour is short", "enter", see="big screen: SITUATION")
        await screen.sees("Nobody has told the acquirer yet.")
        assert 'Led on to "The acquirer": The hour is short' in console.words
        assert "hour is short" not in screen.text
        await console.press("u", see='Led on to "The acquirer"')
        await console.press("enter", see="Taken back.")
        await screen.sees("The third caller of this hour")
        await console.press("k", see="Where does the story go on?")
        await console.press(*"held", "enter", see="What is the debrief")
        await console.press("x", "enter", see="big screen: ENDING")
        await screen.sees("It held")
    assert kinds(console.session) == [LedOn, TakenBack, LedOn]
    prove(building.store.read(building.run))


async def test_a_note_that_another_terminal_overtook_is_found_again_as_it_was_typed() -> None:
    building = Building()
    async with building.screen() as screen:
        await screen.press("n", see="It goes into the debrief.")
        resume_session(building.world, building.run).handle(OpenOptions())
        await screen.press(*"Bob", "enter", see="moved on in another terminal")
        assert kinds(screen.session) == [OptionsOpened]
        await screen.press("n", see="Bob")
        await screen.press("enter", see="Noted.")
        await screen.press("n", see="It goes into the debrief.")
        assert "Bob" not in screen.text
    assert Noted in kinds(screen.session)


@pytest.mark.parametrize("is_alone", [False, True])
async def test_a_message_that_was_read_in_a_situation_is_not_told_again_in_the_one_to_which_it_is_led(
    is_alone: bool,
) -> None:
    async with desk_and_screen(is_alone) as (desk, screen):
        await lead_to_the_acquirer_after_a_message(desk, screen)
        assert "fourteen minutes" not in screen.text


@pytest.mark.parametrize("is_alone", [False, True])
async def test_it_is_told_where_it_arrived_once_that_is_taken_back(is_alone: bool) -> None:
    async with desk_and_screen(is_alone) as (desk, screen):
        await lead_to_the_acquirer_after_a_message(desk, screen)
        await desk.press("u", see="Why?")
        await desk.press("enter", see="Taken back")
        await screen.sees("The third caller of this hour")
        assert "The queue is at fourteen minutes." in screen.text


@pytest.mark.parametrize("is_alone", [False, True])
async def test_it_is_not_told_again_there_once_a_decision_is_taken_back(is_alone: bool) -> None:
    async with desk_and_screen(is_alone) as (desk, screen):
        await lead_to_the_acquirer_after_a_message(desk, screen)
        await desk.press("o", "2", "enter", see="Wait for proof")
        await desk.press("u", see="Why?")
        await desk.press("enter", see="Taken back")
        await screen.sees("Nobody has told the acquirer yet.")
        assert "fourteen minutes" not in screen.text


@asynccontextmanager
async def desk_and_screen(is_alone: bool) -> AsyncIterator[tuple[Seat, Seat]]:
    """Where the facilitator sits, and what the room sees: the same terminal, or a console beside it."""
    building = Building()
    async with building.screen() as screen:
        if is_alone:
            yield screen, screen
        else:
            async with building.console() as console:
                yield console, screen


async def lead_to_the_acquirer_after_a_message(desk: Seat, screen: Seat) -> None:
    await desk.press("i", see="Which message?")
    await desk.press(*"queue", "enter", see="Now, or not by itself?")
    await desk.press("down", "enter", see="Why?")
    await desk.press("enter", see="Sent by hand")
    await screen.sees("The queue is at fourteen minutes.")
    await desk.press("k", see="Where does the story go on?")
    await desk.press(*"acq", "enter", see="What is the debrief to say")
    await desk.press("x", "enter", see="Led on to")
    await screen.sees("Nobody has told the acquirer yet.")


async def test_a_message_is_sent_or_held_back_and_the_room_reads_what_arrives() -> None:
    building = Building()
    async with building.screen() as screen, building.console() as console:
        await console.press("o", see="pick a choice by number")
        await console.press("i", see="Which message?")
        assert "fourteen minutes." in console.text.split("Which message?")[1]
        assert console.text.count("10:40") > 1, "when it comes by itself stands beside it"
        await console.press("down", "enter", see="Now, or not by itself?")
        await console.press(*"hold", "enter", see="It stands in the debrief.")
        await console.press("enter", see="Held back: the message from Floor manager, phone.")
        assert "held back: i sends it" in console.words
        assert "fourteen minutes" not in screen.text
        await console.press("i", see="Which message?")
        await console.press("down", "enter", see="Now, or not by itself?")
        await console.press("down", "enter", see="It stands in the debrief.")
        await console.press(*"Too quick", "enter", see="Sent by hand: the message from Floor manager, phone.")
        assert "big screen: OPTIONS" in console.text
        await screen.sees("The queue is at fourteen minutes.")
        assert "Too quick" not in screen.text
        await console.press("i", see="Every message has arrived.")
        await console.press("2", "enter", see="big screen: OUTCOME")
    assert kinds(console.session) == [OptionsOpened, InjectHeld, InjectSent, Decided]
    prove(building.store.read(building.run))


WRITTEN = 'We pull the plug, [b]says[/] "Ann"'


async def test_something_else_is_typed_mapped_and_decided_on_the_console_and_the_room_sees_the_words_alone() -> None:
    building = Building()
    async with building.screen() as screen, building.console() as console:
        await console.press("0", see="o opens the options.")
        await console.press("o", see="pick a choice by number")
        await screen.sees("0  Something else: say it in your own words")
        await console.press("0", see="What does the team do?")
        await console.press("enter", see="Type it first.")
        await console.press(*WRITTEN, "enter", see="What is that here?")
        await console.press(*"nothing", "enter", see="Nothing is called so.")
        await console.press(*["backspace"] * 7, *"node", see="step isolate")
        await console.press("down", "enter", see="Actions   Power off the node")
        await console.press(*"node", "enter", see="Actions   Power off the node, Isolate the node")
        await console.press(*"route", "enter", see="Divert the route")
        await console.press(*"power", "enter", see="Actions   Isolate the node, Divert the route")
        await console.press("enter", see="How long until")
        await console.press(*"x", "enter", see="is not a span of time")
        await console.press("backspace", *"10", "enter", see="Where does it lead?")
        await console.press("escape", see="Takes     10")
        await console.press("enter", see="a choice leads there")
        await console.press(*"acq", "enter", see="As which choice does it move the gauges?")
        await console.sees("Cards exposed")
        await console.press("enter", see="IF 0: 10 min, to: The acquirer")
        assert 'Not as written: "Divert the route" was done before' in console.words
        assert f"In your own words: {WRITTEN}" in console.words
        await console.press("t", "e", "enter", see="big screen: OUTCOME")
        await screen.sees("The facilitator tells you what comes of it.")
        assert "You tell the room what comes of it" in console.words
        assert WRITTEN in screen.text
        await console.press("space", see="big screen: SITUATION")
        await console.press("l", see="Recorded")
        boxed = [row.split("│")[1] for row in console.text.split("\n") if row.count("│") > 1]
        log = " ".join(" ".join(boxed).split())
        assert (
            f"Team: 0 (taken as: Isolate the node, Divert the route · Team leader, Telephony engineer) {WRITTEN}" in log
        )
        await console.press("escape", see="RUNNING")
        await console.press("u", see=quoted(WRITTEN))
        await console.press("enter", see="Taken back.")
    written = next(one.event for one in console.session.run.entries if isinstance(one.event, WrittenIn))
    assert (written.does, written.takes, written.goto) == (("isolate", "divert"), 600, "tell")
    assert kinds(console.session) == [OptionsOpened, WrittenIn, TakenBack]
    prove(building.store.read(building.run))


async def test_words_that_were_not_decided_stand_there_again() -> None:
    async with Building().console() as console:
        await console.press("o", see="pick a choice by number")
        await console.press("0", see="What does the team do?")
        await console.press(*"We wait", "enter", see="What is that here?")
        await console.press("enter", "enter", "enter", "enter", see="CHOICE 0")
        await console.press("escape", see="Decision 1: pick a choice by number.")
        await console.press("0", see="We wait")
        await console.press("enter", "enter", "enter", "enter", "enter", see="CHOICE 0")
        await console.press("enter", see="You tell the room")
        await console.press("space", "o", see="pick a choice by number")
        await console.press("0", see="What does the team do?")
        assert "We wait" not in console.text.split("Words")[1].split("\n")[0]


async def test_words_like_a_choice_that_is_gone_by_the_time_they_are_mapped_are_refused_and_stand_there_again() -> None:
    building = Building()
    async with building.console() as console:
        await console.press("o", see="pick a choice by number")
        await console.press("0", see="What does the team do?")
        await console.press(*"We wait", "enter", see="What is that here?")
        await console.press("enter", "enter", "enter", see="As which choice does it move the gauges?")
        resume_session(building.world, building.run).handle(Decide(choice=ChoiceId("escalate")))
        await until(console.pilot, lambda: console.session.view().decided == 1)
        await console.press("down", "enter", see="CHOICE 0")
        await console.press("enter", see="The choices are not shown yet.")
        await console.press("o", see="pick a choice by number")
        await console.press("0", see="We wait")
        assert kinds(console.session) == [OptionsOpened, Decided, OptionsOpened]


async def test_facts_are_found_by_a_word_and_what_nobody_can_know_yet_says_so() -> None:
    hidden = WATCHED.replace("at 02:10}", "at 02:10, known_from: tell}")
    building = Building(scenario=hidden)
    async with building.console() as console:
        assert "An old account" not in console.text
        await console.press("slash", see="Search the facts")
        await console.press(*"ACCOUNT", "enter", see="(nobody in the story knows")
        await console.press("escape", "slash", see="Search the facts")
        await console.press(*"zebra", "enter", see="No fact has that.")


async def test_the_pages_of_the_console_hold_all_of_it() -> None:
    building = Building(scenario=WATCHED)
    async with building.console((80, 24)) as console:
        assert "Who rings whom" not in console.text
        await console.press("f", see="Who rings whom")
        await console.press("escape", "a", see="Talk about")
        await console.press("escape", "l", see="Recorded")


async def test_pages_of_the_big_screen_are_turned_from_the_console() -> None:
    body = "\\n".join(f"row {number}" for number in range(60))
    building = Building(scenario=TINY_SCENARIO.replace("09:05 first caller\\n09:48 second caller", body))
    async with building.screen() as screen, building.console() as console:
        await console.press("x", see="EXHIBIT A, more below")
        await screen.sees("row 10")
        await console.press("space")
        await screen.sees("row 30")
        await console.press("pageup")
        await screen.sees("row 0")


@pytest.mark.parametrize("size", [(59, 17), (60, 18), (80, 24), (100, 30), (120, 40)])
async def test_every_size_can_be_dragged_to_and_a_window_that_is_too_small_says_so_on_both(
    size: tuple[int, int],
) -> None:
    building = Building(scenario=WATCHED)
    async with building.screen() as screen, building.console() as console:
        for seat in (console, screen):
            await seat.pilot.resize_terminal(*size)
        if size == (59, 17):
            await console.sees("ccdrill needs")
            await console.pilot.resize_terminal(80, 24)
            await console.sees("its window is too small")
            await console.press("o", see="its window is too small")
            await screen.pilot.resize_terminal(80, 24)
            await screen.sees("Escalate on the security line")
        else:
            await decide(console, "2", see="Security takes the call.")
            await screen.sees("Security takes the call.")


@pytest.mark.parametrize("text", ["[@click=app.quit]press[/]", "[/nope]", "[red]"])
async def test_markup_in_outside_text_is_shown_as_it_is(text: str) -> None:
    hostile = WATCHED.replace("Speak this.", f"{text} say").replace("Who rings whom", f"'{text} watch'")
    building = Building(scenario=hostile, drill=TEAM_DRILL)
    async with building.console((120, 40)) as console:
        assert f"{text} say" in console.text
        assert f"{text} watch" in console.text


OFTEN = ("o", "1", "2", "enter", "enter", "space", "escape", "escape")
KEYS = (*OFTEN * 9, *"01345toxhnubrefacplki", "tab", "minus", "pagedown", "pageup", "down", "A", "slash", "dollar_sign")
"""All keys but the two that end something; those that lead on more often than the others."""


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_is_pressed_on_the_console_is_borne_and_nothing_private_is_projected(seed: int) -> None:
    keys = Random(seed)  # the same keys every time
    building = Building(scenario=WATCHED)
    async with building.screen() as screen, building.console() as console:
        for _ in range(60):
            await console.press(keys.choice(KEYS))
            assert not [text for text in PRIVATE if text in screen.text], screen.text
            assert "THIS IS AN EXERCISE" in screen.text
        await until(screen.pilot, lambda: screen.session.run.seq == console.session.run.seq)
        assert len(console.session.run.entries) > 4
    assert recorded(screen.session) == recorded(console.session)
    prove(building.store.read(building.run))


async def test_a_disk_that_is_full_is_told_on_both_and_breaks_neither() -> None:
    building = Building()
    async with building.screen() as screen, building.console() as console:
        await screen.sees(LEADING)
        building.store.is_full = True
        await console.press("n", see="It goes into the debrief.")
        await console.press("x", "enter", see="The disk is full")
        building.clock.pass_seconds(1)
        await screen.sees("The disk is full")
        building.store.is_full = False
        await console.press("o", see="pick a choice by number")
        await screen.sees("Escalate on the security line")
        building.store.is_full = True
        await console.press("q")
        await until(console.pilot, lambda: console.pilot.app.was_left)


async def test_a_run_that_is_deleted_elsewhere_is_told_on_both() -> None:
    building = Building()
    async with building.screen() as screen, building.console() as console:
        await screen.sees(LEADING)
        building.store.delete(building.run)
        await console.sees("There is no run")
        await screen.sees("There is no run")


async def test_no_debrief_stands_on_the_big_screen_before_the_end_whatever_it_is_told() -> None:
    building = Building()
    async with building.screen() as screen:
        before = screen.pilot.app.screen
        assert isinstance(before, FollowingScreen)
        console = Attendance(building.world, building.run, "console")
        console.say(Shows(seq=screen.session.run.seq, what="debrief"))
        before.follow()
        await screen.pilot.pause()
        assert screen.pilot.app.screen is before
        console.say(Shows(seq=screen.session.run.seq, what="blank"))
        before.follow()
        await screen.sees(LEADING)


async def test_more_minutes_move_the_countdown_of_both_screens_and_the_plan_and_are_taken_back_as_easily(
    passed: list[float],
) -> None:
    building = Building(scenario=WATCHED)
    async with building.screen() as screen, building.console() as console:
        passed[0] = 300.0
        await console.sees("planned 4 min, used 5: 1 behind")
        await console.sees("1:00 over the 4 min")
        await console.press("plus", see="More time")
        await console.press("enter", see="5 more minutes for this situation.")
        await console.press("r", "r", see="4:00 left of 9 min")
        await console.sees("planned 9 min, used 5: on time")
        await screen.sees("4:00 left of 9 min")
        await console.press("plus", see="More time")
        await console.press(*"-5", "enter", see="5 minutes of this situation taken back.")
        await console.press("l", see="5 more minutes for this situation.")
        await screen.sees("1:00 over the 4 min")
    assert kinds(console.session) == [MinutesGiven, MinutesGiven]


async def test_a_real_event_stops_everything_at_one_key_and_the_room_reads_that_this_is_no_exercise() -> None:
    building = Building(scenario=WATCHED)
    async with building.screen((120, 40)) as screen, building.console() as console:
        await console.press("o", "2", see="CHOICE 2")
        await console.press("exclamation_mark", see="big screen: STOPPED")
        await screen.sees("THE EXERCISE IS STOPPED")
        for text in ("THIS IS AN EXERCISE", "Escalate", "What do you do", "SO FAR"):
            await screen.sees_no_more(text)
        assert "THIS IS AN EXERCISE" not in console.text
        await console.press("2", "enter", "space", "k", "o", "r", see="The exercise is stopped for a real event.")
        await console.press("n", see="It goes into the debrief.")
        await console.press(*"Fire", "enter", see="Noted.")
        await console.press("exclamation_mark", see="big screen: OPTIONS")
        await screen.sees("Escalate")
        await screen.sees("THIS IS AN EXERCISE")
        await console.press("2", "enter", see="big screen: OUTCOME")
    assert kinds(console.session) == [OptionsOpened, Paused, Noted, Resumed, Decided]


async def test_one_terminal_is_stopped_and_goes_on_too_and_a_console_that_joins_finds_it_stopped() -> None:
    building = Building()
    async with building.screen() as screen:
        await screen.press("exclamation_mark", see="THE EXERCISE IS STOPPED")
        await screen.press("o", see="! goes on with it")
        async with building.console() as console:
            await console.sees("big screen: STOPPED")
            await screen.sees("The facilitator says when it goes on.")
        await screen.sees(ALONE)
        await screen.press("exclamation_mark", see="THIS IS AN EXERCISE")
        await screen.press("o", see="Escalate")
    assert kinds(screen.session) == [Paused, Resumed, OptionsOpened]


async def test_who_comes_late_is_counted_with_two_keys_and_the_hands_on_the_big_screen_are_of_so_many() -> None:
    building = Building()
    async with building.screen() as screen, building.console() as console:
        await console.press("o", "t", see="Show of hands")
        await console.press(*"67", "enter", see="somebody joined")
        await console.press("j", see="12 so far")
        await console.press("plus", "1", "enter", see="13 people take part now. v says who plays what.")
        await console.press("t", see="Show of hands")
        await console.press(*"67", "enter")
        await screen.sees("13 of 13")
    assert kinds(console.session) == [OptionsOpened, PeopleCounted, HandsCounted]


async def test_a_latecomer_takes_a_vacant_role_in_a_few_keys_and_the_list_says_who_plays_what() -> None:
    building = Building()
    async with building.screen((120, 40)) as screen, building.console((120, 40)) as console:
        await console.press("v", see="Which role changes hands?")
        await console.press(*"tele", "enter", see="Who plays it, or leads, from now on?")
        await console.press(*"Cat", "enter", see="Telephony engineer: Cat from now on.")
        await screen.sees("Cat")
        await console.press("v", see="Cat")
        await console.press(*"tele", "enter", "enter", see="Telephony engineer: vacant (the facilitator) from now on.")
    assert kinds(console.session) == [Seated, Seated]
