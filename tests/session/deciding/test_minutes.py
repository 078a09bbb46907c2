"""More minutes for a situation: the plan moves, on every screen and in the log; nothing of the story and the score does."""

import pytest
from msgspec.structs import replace

from ccdrill.model.errors import DamagedRun, NotAllowed
from ccdrill.model.events import Entry, MinutesGiven
from ccdrill.model.ids import StateId
from ccdrill.session.deciding.commands import CutShort, GiveMinutes, LeadOn, OpenOptions, TakeBack
from ccdrill.session.deciding.minutes import given_here, read_minutes
from ccdrill.session.replay import replay
from ccdrill.session.run.run import fold
from ccdrill.session.run.trace import score_run
from ccdrill.session.session import Session
from tests.builders import build_exercise
from tests.session.stage import TEAM_DRILL, TIMED_SCENARIO, Stage, decide, kinds


@pytest.fixture
def stage() -> Stage:
    return Stage(build_exercise(drill=TEAM_DRILL))


@pytest.fixture
def session(stage: Stage) -> Session:
    return stage.begin()


def plan(session: Session) -> tuple[int, tuple[int, int]]:
    """Minutes of the situation, and by when the exercise should have come to it and decided it."""
    return session.view().minutes, session.backstage().planned


def test_they_are_added_to_the_situation_and_to_the_plan_of_the_exercise(stage: Stage, session: Session) -> None:
    minutes, (opened, decided) = plan(session)
    session.handle(GiveMinutes(minutes=5))
    assert plan(session) == (minutes + 5, (opened, decided + 5))
    session.handle(GiveMinutes(minutes=2))
    assert plan(session) == (minutes + 7, (opened, decided + 7))
    session.handle(GiveMinutes(minutes=-7))
    assert plan(session) == (minutes, (opened, decided))
    assert [line.text for line in session.backstage().journal[-3:]] == [
        "5 more minutes for this situation.",
        "2 more minutes for this situation.",
        "7 minutes of this situation taken back.",
    ]
    stage.prove(session)


def test_the_next_situation_has_its_own_and_the_plan_of_the_exercise_keeps_them(stage: Stage, session: Session) -> None:
    before = stage.begin()
    for one in (before, session):
        if one is session:
            one.handle(GiveMinutes(minutes=5))
        one.handle(LeadOn(to=StateId("contain"), reason="time"))
    (usual, (opened, decided)), now = plan(before), plan(session)
    assert now == (usual, (opened + 5, decided + 5))


def test_whoever_takes_a_decision_back_finds_the_minutes_that_were_given_before_it_and_no_others(
    session: Session,
) -> None:
    session.handle(GiveMinutes(minutes=5))
    session.handle(OpenOptions())
    before = plan(session)
    decide(session, "escalate")
    session.handle(GiveMinutes(minutes=9))
    session.handle(TakeBack())
    assert plan(session) == before, (
        "or who comes to the situation again would be told to be ahead by what it does not have"
    )


def test_they_change_neither_situation_nor_score(stage: Stage) -> None:
    scores = []
    for minutes in (0, 30):
        session = stage.begin()
        if minutes:
            session.handle(GiveMinutes(minutes=minutes))
        session.handle(OpenOptions())
        decide(session, "escalate")
        scores.append((score_run(stage.exercise, session.run), session.run.situation))
    assert scores[0] == scores[1]


@pytest.mark.parametrize("minutes", [0, -1, 241])
def test_what_can_not_be_given_is_refused_and_not_recorded(session: Session, minutes: int) -> None:
    with pytest.raises(NotAllowed):
        session.handle(GiveMinutes(minutes=minutes))
    assert kinds(session) == ["Opened"]


def test_nobody_gives_any_after_the_end_nor_to_somebody_who_plays_alone(session: Session) -> None:
    session.handle(CutShort())
    for one in (session, Stage().begin()):
        with pytest.raises(NotAllowed):
            one.handle(GiveMinutes(minutes=5))


def test_a_run_that_says_more_than_can_be_given_is_no_run(stage: Stage, session: Session) -> None:
    session.handle(GiveMinutes(minutes=5))
    entry = session.run.entries[-1]
    forged: Entry = replace(entry, event=MinutesGiven(minutes=-5))
    with pytest.raises(DamagedRun, match="no minutes were given here"):
        replay(stage.exercise, fold([*session.run.entries[:-1], forged]))


@pytest.mark.parametrize(
    ("typed", "minutes"), [("", 5), (" 10 ", 10), ("+3", 3), ("-5", -5), ("7m", 7), ("7 min", 7), ("007", 7)]
)
def test_they_are_typed_as_people_do(typed: str, minutes: int) -> None:
    assert read_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["five", "1:30", "--5", "+-5", "-+5", "5m min", "1e3", "99999", "٣", "+"])
def test_what_is_no_number_is_refused_with_how(typed: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        read_minutes(typed)
    assert "such as 5" in refused.value.hint


def test_a_decision_after_which_the_story_stays_begins_a_talk_with_minutes_of_its_own(session: Session) -> None:
    session.handle(OpenOptions())
    session.handle(GiveMinutes(minutes=5))
    decide(session, "retry")
    assert given_here(session.run) == 0
    with pytest.raises(NotAllowed, match="no minutes were given here"):
        session.handle(GiveMinutes(minutes=-5))


def test_no_situation_gets_more_than_a_day_of_work_however_often_some_are_given(session: Session) -> None:
    session.handle(GiveMinutes(minutes=200))
    with pytest.raises(NotAllowed, match="240 minutes are the most"):
        session.handle(GiveMinutes(minutes=41))
    assert session.handle(GiveMinutes(minutes=40)).seq == 3


def test_minutes_are_for_a_situation_that_people_have_seen() -> None:
    drill = TEAM_DRILL.replace("minutes: 5", "minutes: 5\npace: 1")
    stage = Stage(build_exercise(scenario=TIMED_SCENARIO, drill=drill))
    session = stage.begin()
    stage.clock.pass_seconds(1800)
    with pytest.raises(NotAllowed, match="the story moved on"):
        session.handle(GiveMinutes(minutes=5))
    assert kinds(session) == ["Opened", "TimePassed"]
    stage.prove(session)
