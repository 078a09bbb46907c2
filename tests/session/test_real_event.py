"""Something real happens during an exercise: everything stops, nothing is played, and the record keeps it."""

import pytest
from msgspec.structs import replace

from ccdrill.debrief.build import debrief_session
from ccdrill.model.errors import DamagedRun, NotAllowed
from ccdrill.model.events import Entry, Event, ExhibitOpened, OptionsOpened, Paused
from ccdrill.model.ids import ExhibitId, InjectId, StateId
from ccdrill.session.deciding import commands
from ccdrill.session.played import played_before
from ccdrill.session.replay import replay
from ccdrill.session.run.run import fold
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


def forged(session: Session, event: Event) -> list[Entry]:
    """The record with another event behind it."""
    last = session.run.entries[-1]
    return [*session.run.entries, replace(last, seq=last.seq + 1, event=event)]


@pytest.mark.parametrize(
    "event",
    [OptionsOpened(), Paused(), ExhibitOpened(exhibit=ExhibitId("call-log"))],
    ids=lambda one: type(one).__name__,
)
def test_a_run_that_was_played_meanwhile_is_no_run(stage: Stage, stopped: Session, event: Event) -> None:
    with pytest.raises(DamagedRun, match="the exercise was stopped, for something real had happened"):
        replay(stage.exercise, fold(forged(stopped, event)))
    stopped.handle(commands.Resume())
    replay(stage.exercise, fold(forged(stopped, event)))


def test_what_is_decided_meanwhile_is_in_no_run(stage: Stage, stopped: Session) -> None:
    played = stage.begin()
    played.handle(commands.OpenOptions())
    decide(played, "escalate")
    with pytest.raises(DamagedRun, match="the exercise was stopped"):
        replay(stage.exercise, fold(forged(stopped, played.run.entries[-1].event)))


def test_a_run_of_one_person_that_says_it_was_stopped_so_is_no_run() -> None:
    alone = Stage()
    with pytest.raises(DamagedRun, match="nobody stops it for a real event who plays alone"):
        replay(alone.exercise, fold(forged(alone.begin(), Paused(why="real-event"))))


def test_an_exercise_that_was_ended_meanwhile_and_goes_on_after_all_is_stopped_still(
    stage: Stage, stopped: Session
) -> None:
    stopped.handle(commands.Resume())
    decide(stopped, "escalate")
    stopped.handle(commands.StopForReal())
    stopped.handle(commands.CutShort())
    assert stopped.handle(commands.TakeBack()).is_stopped
    with pytest.raises(NotAllowed, match="something real has happened"):
        stopped.handle(commands.OpenOptions())
    stopped.handle(commands.Resume())
    decide(stopped, "escalate")
    stage.prove(stopped)
