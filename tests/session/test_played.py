"""How long a run has been played, when it is gone on with: what ran, not what passed."""

from ccdrill.model.events import Decided, Paused
from ccdrill.model.ids import StateId
from ccdrill.session.attending import Seen
from ccdrill.session.deciding.commands import CutShort, LeadOn, OpenOptions, Pause, Resume, TakeBack, WriteIn, WriteNote
from ccdrill.session.played import Watch, played_before
from ccdrill.session.run.ports import Sign
from ccdrill.session.session import Session
from tests.builders import build_exercise
from tests.session.stage import PACED_DRILL, TEAM_DRILL, Stage, decide, kinds, paced


def test_what_was_played_goes_on_where_a_run_is_gone_on_with() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    stage.clock.seconds += 240
    session.handle(OpenOptions())
    stage.clock.seconds += 60
    decide(session, "escalate")
    assert played_before(stage.resume(session).run) == 300


def test_a_night_between_two_sittings_is_not_played() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    stage.clock.seconds += 60
    session.handle(WriteNote(text="Tomorrow we go on."))
    stage.clock.seconds += 16 * 3600
    session = stage.resume(session)
    stage.clock.seconds += 30
    session.handle(OpenOptions())
    assert played_before(session.run) == 60


def test_a_break_between_two_sittings_is_told_from_thought_by_what_a_decision_says() -> None:
    stage = Stage()
    session = stage.begin()
    stage.clock.seconds += 1200
    session = stage.resume(session)
    stage.clock.seconds += 90
    decide(session, "escalate")
    assert played_before(session.run) == 90


def test_a_pause_is_not_played() -> None:
    stage = paced()
    session = stage.begin()
    stage.clock.seconds += 20
    session.handle(Pause())
    stage.clock.seconds += 300
    session.handle(WriteNote(text="Coffee."))
    stage.clock.seconds += 300
    session.handle(Resume())
    stage.clock.seconds += 10
    session.handle(WriteNote(text="Back."))
    assert played_before(session.run) == 30


def test_the_watch_goes_on_from_what_was_played_and_stands_while_paused() -> None:
    now = [1000.0]
    watch = Watch(300, lambda: now[0])
    now[0] += 5
    assert watch.read(is_paused=False) == 305
    now[0] += 60
    assert watch.read(is_paused=True) == 305
    now[0] += 2
    assert watch.read(is_paused=False) == 307


def opened_anew(stage: Stage, session: Session) -> tuple[float, float]:
    """What was played and talked before, as a terminal finds it that opens the run now."""
    return stage.resume(session).ran_before()


def test_a_console_that_is_opened_again_finds_the_minutes_that_ran_while_the_big_screen_stood() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    screen = session.attend("screen")
    stage.clock.seconds += 240
    session.handle(OpenOptions())
    stage.clock.seconds += 100
    screen.say(Seen(what="options"))
    assert opened_anew(stage, session) == (340, 340)
    decide(session, "escalate")
    stage.clock.seconds += 50
    screen.say(Seen(what="story"))
    assert opened_anew(stage, session) == (390, 50)


def test_of_a_run_that_nobody_has_open_any_more_what_passed_after_the_last_sign_of_life_does_not_count() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    stage.clock.seconds += 60
    session.attend("screen").say(Seen(what="story"))
    stage.clock.seconds += 7200
    assert opened_anew(stage, session) == (60, 60)


def test_a_break_with_every_terminal_closed_is_recorded_and_not_played_however_short() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    screen, console = session.attend("screen"), session.attend("console")
    stage.clock.seconds += 200
    for one in (screen, console):
        one.say(Seen(what="story"))
    stage.clock.seconds += 40
    for one in (console, screen):
        one.leave()
    stage.clock.seconds += 1500
    again = stage.resume(session)
    assert kinds(again) == ["Opened", "Paused", "Resumed"]
    assert again.ran_before() == (240, 240)
    assert again.backstage().journal[-2].text == "Interrupted: nobody had it open for 25 min."
    assert kinds(stage.resume(session)) == ["Opened", "Paused", "Resumed"], "nobody was away again"
    stage.clock.seconds += 60
    again.handle(WriteNote(text="On it goes."))
    assert (played_before(again.run), again.view().is_paused) == (300, False)
    stage.prove(again)


def test_whoever_closes_every_terminal_and_is_back_within_a_minute_finds_the_minutes_of_both_and_nothing_recorded() -> (
    None
):
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    screen = session.attend("screen")
    screen.say(Seen(what="story"))
    stage.clock.seconds += 300
    screen.leave()
    stage.clock.seconds += 30
    assert opened_anew(stage, session) == (300, 300)
    assert kinds(stage.resume(session)) == ["Opened"]


def test_a_paced_run_that_was_killed_says_for_how_long_nobody_had_it_open() -> None:
    stage = Stage(build_exercise(drill=PACED_DRILL.replace("mode: solo", "mode: team")))
    session = stage.begin()
    stage.clock.seconds += 60
    session.attend("screen").say(Seen(what="story"))
    stage.clock.seconds += 600
    again = stage.resume(session)
    assert again.run.pause == Paused(why="interrupted", away=600)
    assert again.ran_before() == (60, 60)


def test_a_sign_from_long_before_the_last_entry_tells_nothing_of_whoever_plays_in_lines() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    session.attend("screen").say(Seen(what="story"))
    stage.clock.seconds += 60
    session.handle(OpenOptions())
    stage.clock.seconds += 600
    assert kinds(stage.resume(session)) == ["Opened", "OptionsOpened"]


def test_where_no_sign_tells_it_only_what_is_recorded_counts() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    stage.clock.seconds += 60
    session.handle(OpenOptions())
    stage.clock.seconds += 60
    assert opened_anew(stage, session) == (60, 60)


def test_pauses_and_the_time_after_the_end_are_nobodys_talk() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    screen = session.attend("screen")
    stage.clock.seconds += 20
    session.handle(Pause())
    stage.clock.seconds += 300
    screen.say(Seen(what="story"))
    assert opened_anew(stage, session) == (20, 20)
    session.handle(Resume())
    stage.clock.seconds += 10
    session.handle(CutShort())
    stage.clock.seconds += 300
    screen.say(Seen(what="ending"))
    assert opened_anew(stage, session) == (30, 30)


def test_talk_begins_anew_where_the_facilitator_leads_to_and_where_a_decision_is_taken_back() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    stage.clock.seconds += 60
    session.handle(LeadOn(to=StateId("contain"), reason="time"))
    stage.clock.seconds += 7
    session.handle(WriteNote(text="Here we are."))
    assert opened_anew(stage, session) == (67, 7)
    session.handle(TakeBack())
    stage.clock.seconds += 5
    session.handle(WriteNote(text="Back again."))
    assert opened_anew(stage, session) == (72, 5)


def test_a_decision_of_a_console_that_was_opened_again_tells_the_whole_time_that_the_choices_were_looked_at() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    session.handle(OpenOptions())
    stage.clock.seconds += 90
    session.attend("screen").say(Seen(what="options"))
    session = stage.resume(session)
    stage.clock.seconds += 30
    decide(session, "escalate")
    decided = session.run.decisions[-1].entry.event
    assert isinstance(decided, Decided)
    assert decided.real_ms == 120_000
    assert played_before(session.run) == 120


def test_a_last_sign_of_life_from_before_the_last_entry_takes_nothing_away() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    session.attend("screen").say(Seen(what="story"))
    stage.clock.seconds += 60
    session.handle(OpenOptions())
    assert opened_anew(stage, session) == (60, 60)


def test_talk_begins_anew_with_a_decision_in_the_teams_own_words_that_stays_in_the_situation() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    session.handle(OpenOptions())
    stage.clock.seconds += 60
    session.handle(WriteIn(text="We ask the shop floor."))
    stage.clock.seconds += 7
    session.handle(WriteNote(text="Quiet."))
    assert opened_anew(stage, session) == (67, 7)


def test_a_sign_of_life_from_later_than_now_lets_nobody_play_longer_than_until_now() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    later = round(stage.clock.utc().timestamp() * 1000) + 1_800_000
    stage.store.attend(session.run.opened.run, Sign(post="screen", terminal="t", at=later), takes_over=True)
    stage.clock.seconds += 60
    assert opened_anew(stage, session) == (60, 60)
