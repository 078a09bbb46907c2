"""How long a run has been played, when it is gone on with: what ran, not what passed."""

from ccdrill.session.commands import OpenOptions, Pause, Resume, WriteNote
from ccdrill.session.played import Watch, played_before
from tests.builders import build_exercise
from tests.session.stage import TEAM_DRILL, Stage, decide, paced


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
