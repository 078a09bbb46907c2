"""Something real happens during an exercise: everything stops, nothing is played, and the record keeps it."""

import pytest
from msgspec.structs import replace

from ccdrill.debrief.build import debrief_session
from ccdrill.model.errors import NotAllowed
from ccdrill.model.ids import InjectId, StateId
from ccdrill.session import commands
from ccdrill.session.played import played_before
from ccdrill.session.session import Session
from tests.builders import TINY_SCENARIO, build_exercise
from tests.session.stage import PACED_DRILL, TEAM_DRILL, Stage, decide, kinds

PLAY = (
    commands.OpenOptions(),
    commands.Decide(choice="escalate"),
    commands.WriteIn(text="We wait"),
    commands.LeadOn(to=StateId("contain"), reason="time"),
    commands.SendInject(inject=InjectId("queue-grows")),
    commands.TakeHint(),
    commands.TakeBack(),
    commands.CountHands(hands={}),
    commands.GiveMinutes(minutes=5),
    commands.Pause(),
)


@pytest.fixture
def stage() -> Stage:
    return Stage(build_exercise(drill=TEAM_DRILL))


@pytest.fixture
def stopped(stage: Stage) -> Session:
    session = stage.begin()
    session.handle(commands.OpenOptions())
    session.handle(commands.StopForReal())
    return session


@pytest.mark.parametrize("command", PLAY, ids=lambda one: type(one).__name__)
def test_nothing_is_played_while_it_stops_the_exercise(stopped: Session, command: commands.Command) -> None:
    assert stopped.view().is_stopped
    with pytest.raises(NotAllowed, match="something real has happened"):
        stopped.handle(command)
    assert kinds(stopped) == ["Opened", "OptionsOpened", "Paused"]


def test_notes_are_taken_and_the_exercise_goes_on_where_it_was(stage: Stage, stopped: Session) -> None:
    before = stopped.view()
    stopped.handle(commands.StopForReal())
    stopped.handle(commands.WriteNote(text="Fire alarm"))
    stage.clock.pass_seconds(900)
    view = stopped.handle(commands.Resume())
    assert replace(view, seq=before.seq, is_stopped=True, is_paused=True) == before
    decide(stopped, "escalate")
    assert kinds(stopped) == ["Opened", "OptionsOpened", "Paused", "Noted", "Resumed", "Decided"]
    assert played_before(stopped.run) == 0
    stage.prove(stopped)


def test_the_log_and_the_debrief_tell_it_with_how_long_it_took(stage: Stage, stopped: Session) -> None:
    stage.clock.pass_seconds(725)
    stopped.handle(commands.Resume())
    stopped.handle(commands.StopForReal())
    stopped.handle(commands.CutShort())
    assert [line.text for line in stopped.backstage().journal[-4:]] == [
        "Stopped for a real event.",
        "Went on.",
        "Stopped for a real event.",
        "Ended here.",
    ]
    assert [row.words for row in debrief_session(stopped).by_hand] == [
        "Stopped for a real event, for 12 minutes",
        "Stopped for a real event, and ended there",
    ]
    assert not stopped.view().is_stopped


def test_the_clock_of_the_story_stands_meanwhile_and_a_pause_before_it_is_no_way_around() -> None:
    stage = Stage(build_exercise(scenario=TINY_SCENARIO, drill=PACED_DRILL.replace("mode: solo", "mode: team")))
    session = stage.begin()
    session.handle(commands.Pause())
    session.handle(commands.StopForReal())
    stage.clock.pass_seconds(5000)
    assert session.handle(commands.Tick()).clock == "Mon 10:20"
    assert session.view().is_stopped
    assert stage.resume(session).view().is_stopped, "a crash changes nothing of it"
    session.handle(commands.Resume())
    stage.clock.pass_seconds(60)
    assert session.handle(commands.Tick()).clock == "Mon 10:21"
    stage.prove(session)


def test_who_plays_alone_has_nobody_to_stop_it(stage: Stage) -> None:
    with pytest.raises(NotAllowed):
        Stage().begin().handle(commands.StopForReal())


def test_after_the_end_nothing_is_left_to_be_stopped(stage: Stage) -> None:
    session = stage.begin()
    session.handle(commands.CutShort())
    with pytest.raises(NotAllowed, match="the exercise is over"):
        session.handle(commands.StopForReal())
