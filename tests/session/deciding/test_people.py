"""Somebody joins or leaves while an exercise runs: hands are counted by those who are there, and the debrief says how many."""

import pytest
from msgspec.structs import replace

from ccdrill.debrief.build import debrief_session
from ccdrill.model.errors import DamagedRun, NotAllowed
from ccdrill.model.events import PeopleCounted
from ccdrill.session.deciding.commands import CountHands, CountPeople, CutShort, OpenOptions, TakeBack
from ccdrill.session.deciding.people import read_people
from ccdrill.session.deciding.team import Team
from ccdrill.session.replay import replay
from ccdrill.session.run.run import fold
from ccdrill.session.session import Session
from tests.builders import build_exercise
from tests.session.stage import TEAM_DRILL, Stage, decide, kinds


@pytest.fixture
def stage() -> Stage:
    return Stage(build_exercise(drill=TEAM_DRILL))


@pytest.fixture
def session(stage: Stage) -> Session:
    session = stage.begin(Team(head_count=12))
    session.handle(OpenOptions())
    return session


def test_the_hand_of_one_who_came_late_counts(stage: Stage, session: Session) -> None:
    hands = CountHands(hands={"retry": 6, "escalate": 7})
    with pytest.raises(NotAllowed, match="13 hands are more than the 12") as refused:
        session.handle(hands)
    assert "somebody joined" in refused.value.hint
    assert session.handle(CountPeople(people=13)).people == 13
    assert session.handle(hands).hands == (6, 7)
    assert session.backstage().journal[-2].text == "13 people take part now."
    stage.prove(session)


def test_an_undo_sends_nobody_away_and_the_debrief_says_how_many_there_were(session: Session) -> None:
    decide(session, "escalate")
    session.handle(CountPeople(people=11))
    session.handle(TakeBack())
    session.handle(CutShort())
    assert session.view().people == 11
    assert debrief_session(session).facts.head_count == 11


@pytest.mark.parametrize("people", [0, -1, 12, 10_000])
def test_a_number_that_can_not_be_or_is_known_is_refused_and_not_recorded(session: Session, people: int) -> None:
    with pytest.raises(NotAllowed):
        session.handle(CountPeople(people=people))
    assert kinds(session) == ["Opened", "OptionsOpened"]


def test_nobody_counts_after_the_end_nor_where_somebody_plays_alone(session: Session) -> None:
    session.handle(CutShort())
    for one in (session, Stage().begin()):
        with pytest.raises(NotAllowed):
            one.handle(CountPeople(people=5))


def test_a_run_that_counts_what_it_knew_is_no_run(stage: Stage, session: Session) -> None:
    session.handle(CountPeople(people=13))
    forged = replace(session.run.entries[-1], event=PeopleCounted(people=12))
    with pytest.raises(DamagedRun, match="12 people take part already"):
        replay(stage.exercise, fold([*session.run.entries[:-1], forged]))


@pytest.mark.parametrize(("typed", "people"), [("13", 13), (" +1 ", 13), ("-2", 10), ("+ 3", 15), ("0012", 12)])
def test_it_is_typed_as_a_number_or_as_a_difference(typed: str, people: int) -> None:
    assert read_people(typed, 12) == people


@pytest.mark.parametrize("typed", ["", "+", "two", "1.5", "--1", "123456", "²"])
def test_what_is_no_number_is_refused_with_how(typed: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        read_people(typed, 12)
    assert "+1 for one who joined" in refused.value.hint


@pytest.mark.parametrize("typed", ["+1", "-1"])
def test_a_difference_from_a_number_that_nobody_said_is_none(typed: str) -> None:
    with pytest.raises(NotAllowed, match="nobody has said yet how many") as refused:
        read_people(typed, 0)
    assert "how many take part now" in refused.value.hint
    assert read_people("13", 0) == 13
