"""A drill with a pace: thinking takes exercise time, and no instant of it is lost, gained or seen before it is recorded."""

import pytest

from ccdrill.model.errors import NotAllowed
from ccdrill.model.events import Decided, Noted, Paused, TimePassed
from ccdrill.session.deciding.commands import CutShort, OpenOptions, Pause, Resume, TakeBack, Tick, WriteNote
from tests.builders import TINY_SCENARIO, build_exercise
from tests.session.stage import PACED_DRILL, TIMED_SCENARIO, Stage, decide, kinds, paced

MINUTE = 60


def test_without_a_pace_thinking_takes_no_time_and_leaving_records_nothing() -> None:
    stage = Stage()
    session = stage.begin()
    stage.clock.pass_seconds(8 * 3600)
    assert session.handle(Tick()).clock == "Mon 10:20"
    session.leave()
    assert kinds(session) == ["Opened"]
    assert stage.store.beats == 0


def test_the_story_runs_while_people_think() -> None:
    stage = paced()
    session = stage.begin()
    stage.clock.pass_seconds(5 * MINUTE)
    assert session.view().clock == "Mon 10:25"


def test_a_tick_records_only_what_happened() -> None:
    stage = paced()
    session = stage.begin()
    for _ in range(3):
        stage.clock.pass_seconds(5 * MINUTE)
        session.handle(Tick())
    assert kinds(session) == ["Opened"]
    stage.clock.pass_seconds(5 * MINUTE)
    view = session.handle(Tick())
    assert kinds(session) == ["Opened", "TimePassed"]
    assert [message.id for message in view.messages] == ["queue-grows"]


def test_a_choice_that_time_opens_is_news() -> None:
    stage = paced(TINY_SCENARIO.replace("      retry:\n", '      retry:\n        when: "elapsed >= 5m"\n'))
    session = stage.begin()
    stage.clock.pass_seconds(5 * MINUTE - 1)
    assert [one.id for one in session.handle(Tick()).options] == ["escalate"]
    stage.clock.pass_seconds(1)
    assert [one.id for one in session.view().options] == ["escalate"]
    assert [one.id for one in session.handle(Tick()).options] == ["retry", "escalate"]
    assert kinds(session) == ["Opened", "TimePassed"]


def test_time_that_brought_something_is_not_shown_before_it_is_recorded() -> None:
    stage = paced(TIMED_SCENARIO)
    session = stage.begin()
    stage.clock.pass_seconds(31 * MINUTE)
    assert session.view().title == '"It asked me twice"'
    assert session.handle(Tick()).title == "The acquirer"


def test_what_was_due_is_recorded_at_its_own_instant_however_late_the_tick() -> None:
    stage = paced(TIMED_SCENARIO)
    session = stage.begin()
    stage.clock.pass_seconds(45 * MINUTE)
    session.handle(Tick())
    passed = session.run.entries[-1].event
    assert isinstance(passed, TimePassed)
    assert [(type(one).__name__, one.t) for one in passed.outcome.happenings] == [
        ("Arrived", 20 * MINUTE),
        ("TimedOut", 30 * MINUTE),
        ("Entered", 30 * MINUTE),
    ]
    assert session.view().clock == "Mon 11:05"


def test_a_decision_after_the_story_moved_on_is_refused_and_the_news_is_recorded() -> None:
    stage = paced(TIMED_SCENARIO)
    session = stage.begin()
    stage.clock.pass_seconds(31 * MINUTE)
    with pytest.raises(NotAllowed, match="moved on"):
        decide(session, "escalate")
    assert kinds(session) == ["Opened", "TimePassed"]
    assert decide(session, "phone").decided == 1


def test_a_cut_after_the_story_moved_on_is_refused_too() -> None:
    stage = paced(TIMED_SCENARIO)
    session = stage.begin()
    stage.clock.pass_seconds(31 * MINUTE)
    with pytest.raises(NotAllowed, match="moved on"):
        session.handle(CutShort())
    session.handle(CutShort())
    stage.prove(session)


def test_a_decision_begins_when_it_was_taken_not_when_something_was_last_recorded() -> None:
    stage = paced()
    session = stage.begin()
    stage.clock.pass_seconds(5 * MINUTE)
    view = decide(session, "escalate")
    assert kinds(session) == ["Opened", "TimePassed", "Decided"]
    assert [line.clock for line in view.so_far if line.kind == "decision"] == ["Mon 10:25"]
    assert view.clock == "Mon 10:35"
    stage.prove(session)


def test_undo_goes_back_to_the_instant_of_the_decision_and_gives_no_thinking_time_back() -> None:
    stage = paced()
    session = stage.begin()
    stage.clock.pass_seconds(5 * MINUTE)
    decide(session, "escalate")
    assert session.handle(TakeBack()).clock == "Mon 10:25"
    stage.clock.pass_seconds(MINUTE)
    assert session.view().clock == "Mon 10:26"


def test_undo_withdraws_what_time_brought_after_the_decision() -> None:
    stage = paced()
    session = stage.begin()
    decide(session, "escalate")
    stage.clock.pass_seconds(11 * MINUTE)
    assert session.handle(Tick()).messages
    view = session.handle(TakeBack())
    assert (view.clock, view.messages) == ("Mon 10:20", ())
    stage.clock.pass_seconds(20 * MINUTE)
    assert session.handle(Tick()).messages
    stage.prove(session)


def test_a_pause_stops_the_clock_where_it_is_and_keeps_what_drifted_until_then() -> None:
    stage = paced()
    session = stage.begin()
    stage.clock.pass_seconds(10 * MINUTE)
    view = session.handle(Pause())
    assert (view.clock, view.is_paused) == ("Mon 10:30", True)
    assert session.run.situation.meters["cards_exposed"] == 390
    stage.clock.pass_seconds(3600)
    assert session.handle(Tick()).clock == "Mon 10:30"
    session.handle(Resume())
    stage.clock.pass_seconds(MINUTE)
    assert session.view().clock == "Mon 10:31"
    stage.prove(session)


def test_a_paused_clock_delivers_no_inject() -> None:
    stage = paced()
    session = stage.begin()
    session.handle(Pause())
    stage.clock.pass_seconds(3600)
    assert not session.handle(Tick()).messages


def test_a_decision_during_a_pause_counts_from_the_pause() -> None:
    stage = paced()
    session = stage.begin()
    stage.clock.pass_seconds(10 * MINUTE)
    session.handle(Pause())
    stage.clock.pass_seconds(3600)
    assert decide(session, "escalate").clock == "Mon 10:40"
    stage.prove(session)


def test_pausing_twice_or_going_on_twice_is_recorded_once() -> None:
    session = paced().begin()
    for command in (Pause(), Pause(), Resume(), Resume()):
        session.handle(command)
    assert kinds(session) == ["Opened", "Paused", "Resumed"]


def test_a_pause_that_comes_after_what_was_due_records_that_first() -> None:
    stage = paced()
    session = stage.begin()
    stage.clock.pass_seconds(25 * MINUTE)
    assert session.handle(Pause()).messages
    assert kinds(session) == ["Opened", "TimePassed", "Paused"]


def test_parts_of_a_second_are_not_lost_when_something_is_recorded() -> None:
    stage = paced(pace="60")
    session = stage.begin()
    for number in range(100):
        stage.clock.pass_seconds(1 / 64)
        session.handle(WriteNote(text=f"note {number}"))
    assert session.run.t == 100 * 60 // 64
    assert session.view().clock == "Mon 10:21"


def test_a_note_bears_the_time_at_which_it_was_written() -> None:
    stage = paced()
    session = stage.begin()
    stage.clock.pass_seconds(90)
    session.handle(WriteNote(text="now"))
    (entry,) = (one for one in session.run.entries if isinstance(one.event, Noted))
    assert entry.t == 90


def test_the_heartbeat_tells_how_far_time_came() -> None:
    stage = paced()
    session = stage.begin()
    stage.clock.pass_seconds(3)
    session.handle(Tick())
    assert stage.store.read(session.run.opened.run).beat == 3


def test_a_heart_beats_once_a_second_of_the_story_however_often_it_is_asked() -> None:
    stage = paced()
    session = stage.begin()
    for _ in range(40):
        stage.clock.pass_seconds(1 / 8)
        session.handle(Tick())
    assert stage.store.beats == 5


def test_a_run_that_was_interrupted_goes_on_paused_at_its_last_heartbeat() -> None:
    stage = paced()
    session = stage.begin()
    stage.clock.pass_seconds(10 * MINUTE)
    session.handle(Tick())
    stage.clock.pass_seconds(5 * 3600)
    again = stage.resume(session)
    assert (again.view().clock, again.view().is_paused) == ("Mon 10:30", True)
    paused = again.run.entries[-1].event
    assert isinstance(paused, Paused) and paused.why == "interrupted"
    assert again.run.situation.meters["cards_exposed"] == 390
    stage.prove(again)


def test_what_was_due_before_the_last_heartbeat_is_there_after_a_crash() -> None:
    stage = paced()
    session = stage.begin()
    run = session.run.opened.run
    stage.store.beat(run, 1, 25 * MINUTE)
    again = stage.resume(session)
    assert [message.id for message in again.view().messages] == ["queue-grows"]
    assert again.view().clock == "Mon 10:45"


def test_a_heartbeat_from_before_an_undo_does_not_bring_the_time_back() -> None:
    stage = paced()
    session = stage.begin()
    decide(session, "escalate")
    stage.clock.pass_seconds(5 * MINUTE)
    session.handle(Tick())
    session.handle(TakeBack())
    assert stage.resume(session).view().clock == "Mon 10:20"


def test_leaving_pauses_a_run_and_coming_back_changes_nothing() -> None:
    stage = paced()
    session = stage.begin()
    stage.clock.pass_seconds(7 * MINUTE)
    session.leave()
    session.leave()
    stage.clock.pass_seconds(3600)
    again = stage.resume(session)
    assert kinds(again) == ["Opened", "TimePassed", "Paused"]
    assert again.view().clock == "Mon 10:27"


def test_leaving_a_run_that_is_over_records_nothing() -> None:
    stage = paced()
    session = stage.begin()
    session.handle(CutShort())
    session.leave()
    assert kinds(session)[-1] == "CutShort"


def test_time_stands_still_after_the_ending() -> None:
    stage = paced()
    session = stage.begin()
    for choice in ("escalate", "divert", "phone"):
        decide(session, choice)
    stage.clock.pass_seconds(3600)
    assert session.handle(Tick()).clock == "Mon 11:00"
    assert kinds(stage.resume(session)) == kinds(session)


def test_a_pause_after_which_the_story_would_have_ended_records_the_ending_instead() -> None:
    stage = paced(
        TIMED_SCENARIO.replace("goto: tell}\n    choices:\n      retry", "goto: late}\n    choices:\n      retry")
    )
    session = stage.begin()
    stage.clock.pass_seconds(3600)
    session.leave()
    assert session.run.is_over
    assert kinds(session) == ["Opened", "TimePassed"]
    assert session.view().clock == "Mon 10:50"
    stage.prove(session)


def test_options_close_when_time_moves_the_run_to_another_situation() -> None:
    stage = Stage(
        build_exercise(scenario=TIMED_SCENARIO, drill=PACED_DRILL.replace("mode: solo", "mode: team\noptions: closed"))
    )
    session = stage.begin()
    session.handle(OpenOptions())
    stage.clock.pass_seconds(31 * MINUTE)
    assert not session.handle(Tick()).is_options_open


@pytest.mark.parametrize("pace", ["0.5", "2", "60", "7.3"])
def test_the_pace_is_exercise_minutes_for_a_real_minute(pace: str) -> None:
    stage = paced(pace=pace)
    session = stage.begin()
    stage.clock.pass_seconds(10)
    decide(session, "escalate")
    decided = session.run.entries[-1].event
    assert isinstance(decided, Decided)
    assert decided.outcome.now == int(10 * float(pace)) + 600
