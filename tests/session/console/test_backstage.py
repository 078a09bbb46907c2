"""What only the facilitator sees: what choices would do, what comes by itself, the log, the plan, and the score so far."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.authoring.library.library import Library
from ccdrill.model.happenings import Arrived, TimedOut
from ccdrill.model.scenario import acts_of
from ccdrill.scoring.result import rounded
from ccdrill.session.console.prospects import STAYS
from ccdrill.session.deciding.commands import (
    Amend,
    Answers,
    CutShort,
    OpenExhibit,
    OpenOptions,
    Pause,
    Resume,
    TakeBack,
    TakeHint,
    Tick,
    WriteNote,
)
from ccdrill.session.run.trace import score_run
from ccdrill.session.session import Session
from tests.builders import TINY_SCENARIO, build_exercise
from tests.session.stage import PACED_DRILL, TEAM_DRILL, TIMED_SCENARIO, Stage, decide

OPEN_TEAM = TEAM_DRILL.replace("\noptions: closed", "")
PACED_TEAM = PACED_DRILL.replace("mode: solo", "mode: team")
WAITING = TINY_SCENARIO.replace(
    "injects:\n",
    """injects:
  echo: {when: done(escalate), after: 30m, from: Analyst, text: It echoes., channel: chat}
  late: {at: day 2 09:00, when: not done(divert) and cards_exposed >= 400, from: Bank, text: Late., channel: mail}
  never: {when: (done(isolate) or route_diverted) and happened(suspicion) and elapsed < 2h, text: Diverted., channel: news}
""",
)


@pytest.fixture(scope="module")
def shipped() -> tuple[Stage, ...]:
    library = Library(())
    return tuple(Stage(library.exercise(drill)) for drill in ("ivr-team", "web-team"))


def prospects(session: Session) -> dict[str, tuple[str, str, list[tuple[str, str]]]]:
    return {
        one.option.id: (one.takes, one.goes_to, [(remark.tone, remark.about) for remark in one.remarks])
        for one in session.backstage().prospects
    }


def test_each_choice_says_how_long_it_takes_where_it_leads_and_what_the_procedure_says() -> None:
    session = Stage(build_exercise(drill=OPEN_TEAM)).begin()
    assert prospects(session) == {
        "retry": ("20 min", STAYS, [("bad", "")]),
        "escalate": ("10 min", "contain", [("good", "report")]),
    }
    decide(session, "escalate")
    assert prospects(session) == {
        "power-off": ("5 min", "tell", [("bad", "no-power-off"), ("missed", "divert"), ("missed", "isolate")]),
        "divert": ("20 min", "tell", [("good", "divert"), ("good", "isolate")]),
    }
    breaks = {one.option.id: set(one.breaks) for one in session.backstage().prospects}
    assert breaks == {"power-off": {"no-power-off"}, "divert": set()}


def test_it_says_which_messages_would_come_meanwhile_and_which_ending_it_would_be() -> None:
    session = Stage(build_exercise(drill=OPEN_TEAM)).begin()
    retry, escalate = session.backstage().prospects
    assert (retry.brings, escalate.brings) == (("Floor manager, phone",), ())
    for choice in ("escalate", "divert"):
        decide(session, choice)
    phone, wait = session.backstage().prospects
    assert (phone.goes_to, phone.is_end, wait.goes_to) == ("held", True, "late")


@given(st.data())
def test_what_is_said_of_a_choice_is_what_comes_of_it(shipped: tuple[Stage, ...], data: st.DataObject) -> None:
    """Recorded as it leaves it, by nobody named: the engine and the procedure say the same once it is decided."""
    session = data.draw(st.sampled_from(shipped)).begin()
    for _ in range(data.draw(st.integers(0, 7))):
        if session.run.is_over:
            break
        session.handle(OpenOptions())
        told = data.draw(st.sampled_from(session.backstage().prospects))
        before, arrived = session.run.situation, len(session.view().so_far)
        (choice,) = (offer.choice for offer in session._story.offers(before) if offer.id == told.option.id)
        decide(session, told.option.id, records=choice.records or None)
        after, outcome = session.run.situation, session.run.stretches[-1].outcome
        assert told.goes_to == (after.state if after.state != before.state else STAYS)
        assert told.is_end == after.is_ended
        assert len(told.brings) == sum(isinstance(one, Arrived) for one in outcome.happenings)
        assert told.remarks == tuple(one for one in session.backstage().remarks if one.tone != "open")
        assert arrived <= len(session.view().so_far)
        if not acts_of(choice):
            assert not [one for one in told.remarks if one.tone == "good"]


def test_what_is_due_comes_first_and_what_waits_for_something_says_for_what() -> None:
    session = Stage(build_exercise(scenario=WAITING, drill=OPEN_TEAM)).begin()
    told = [(one.when, one.what, one.provided) for one in session.backstage().coming]
    assert told == [
        ("10:40", "Floor manager, phone", ""),
        ("Tue 09:00", "Bank, e-mail", 'if then "Divert the route" not done and Cards exposed at least 400'),
        ("", "Analyst, chat", '30 min after "Escalate" done'),
        (
            "",
            "News",
            'when ("Isolate the node" done or route diverted) and "Reasonable suspicion" has come and story time below 2 h',
        ),
    ]
    decide(session, "escalate")
    assert ("11:00", "Analyst, chat", 'if still "Escalate" done') in [
        (one.when, one.what, one.provided) for one in session.backstage().coming
    ]


def test_what_can_not_come_any_more_is_not_to_come() -> None:
    session = Stage(build_exercise(scenario=WAITING, drill=OPEN_TEAM)).begin()
    decide(session, "escalate")
    assert "Bank, e-mail" in [one.what for one in session.backstage().coming]
    decide(session, "divert")
    assert "Bank, e-mail" not in [one.what for one in session.backstage().coming]


def test_what_waits_for_something_that_nothing_ahead_can_change_is_not_to_come_but_can_be_sent() -> None:
    """Once calls go elsewhere, nothing brings them back."""
    scenario = TINY_SCENARIO.replace(
        "injects:", "injects:\n  back: {when: not route_diverted, after: 1d, from: Desk, text: So.}"
    )
    session = Stage(build_exercise(scenario=scenario, drill=OPEN_TEAM)).begin()
    decide(session, "escalate")
    assert "Desk, phone" in [one.what for one in session.backstage().coming]
    decide(session, "divert")
    assert "Desk, phone" not in [one.what for one in session.backstage().coming]
    assert "back" in [one.id for one in session.desk().messages()]


@pytest.mark.parametrize("scenario", [TINY_SCENARIO, TIMED_SCENARIO, WAITING])
def test_what_is_said_to_be_due_comes_then_and_not_a_second_before(scenario: str) -> None:
    stage = Stage(build_exercise(scenario=scenario, drill=PACED_TEAM))
    session = stage.begin()
    first = session.backstage().coming[0]
    assert first.left is not None
    stage.clock.pass_seconds(first.left - 1)
    session.handle(Tick())
    assert session.backstage().coming[0].left == 1
    stage.clock.pass_seconds(1)
    session.handle(Tick())
    (happened,) = (one for one in session.run.stretches[-1].outcome.happenings if isinstance(one, Arrived | TimedOut))
    assert happened.t == first.left
    assert first.what not in [one.what for one in session.backstage().coming]


def test_at_a_pace_it_says_how_many_real_seconds_are_left_and_without_one_nobody_can() -> None:
    paced = Stage(build_exercise(drill=PACED_TEAM.replace("pace: 1", "pace: 20")))
    session = paced.begin()
    paced.clock.pass_seconds(15)
    session.handle(Tick())
    assert [(one.left, one.real) for one in session.backstage().coming] == [(900, 45)]
    assert Stage(build_exercise(drill=OPEN_TEAM)).begin().backstage().coming[0].real is None


def test_a_timeout_says_where_it_leads() -> None:
    session = Stage(build_exercise(scenario=TIMED_SCENARIO, drill=OPEN_TEAM)).begin()
    assert ("10:50", "time is up: on to tell") in [(one.when, one.what) for one in session.backstage().coming]


def test_the_log_has_what_was_recorded_in_its_order_with_notes_and_answers() -> None:
    session = Stage(build_exercise(drill=TEAM_DRILL)).begin()
    session.handle(OpenExhibit(exhibit="call-log"))
    session.handle(TakeHint())
    session.handle(OpenOptions())
    decide(session, "escalate", roles=("leader",), records=("ticket",), reason="By the book.", confidence=3)
    session.handle(
        Amend(decision=session.run.decisions[0].entry.seq, answers=Answers(roles=("telephony",), confidence=1))
    )
    session.handle(WriteNote(text="Bob asked who may."))
    session.handle(Pause())
    session.handle(Resume())
    session.handle(OpenOptions())
    decide(session, "power-off")
    session.handle(TakeBack(reason="a slip"))
    session.handle(CutShort(reason="time"))
    assert [f"{one.clock} {one.text}" for one in session.backstage().journal] == [
        '10:20 "It asked me twice"',
        "10:20 Exhibit A Call log was shown.",
        "10:20 Hint 1 was given.",
        "10:20 2 (Telephony engineer · sure: a guess) Escalate on the security line, with the call IDs",
        "10:30 Two nodes",
        '10:30 Note: "Bob asked who may."',
        "10:30 Paused.",
        "10:30 Went on.",
        "10:30 Taken back (a slip): Power both nodes off",
        "10:30 Ended here: time",
    ]


def test_the_plan_counts_the_minutes_of_the_situations_that_were_come_to() -> None:
    drill = OPEN_TEAM.replace("minutes: 5", "minutes: 30\nagenda: {decision: 3}")
    session = Stage(build_exercise(drill=drill)).begin()
    assert session.backstage().planned == (0, 4)
    decide(session, "retry")
    assert session.backstage().planned == (0, 4)
    decide(session, "escalate")
    assert session.backstage().planned == (4, 7)
    session.handle(CutShort())
    assert session.backstage().planned == (7, 7)


def test_the_score_so_far_is_the_one_that_an_end_here_would_give_and_ends_nothing() -> None:
    session = Stage(build_exercise(drill=OPEN_TEAM)).begin()
    for choice in ("escalate", "power-off"):
        decide(session, choice, records=("ticket", "call-ids"))
        said = session.score_if_ended()
        assert not session.run.is_over
        other = Stage(build_exercise(drill=OPEN_TEAM)).begin()
        for stretch in session.run.decisions:
            decide(other, str(stretch.choice).rpartition("/")[2], records=("ticket", "call-ids"))
        other.handle(CutShort())
        score = score_run(other.exercise, other.run)
        assert said == rounded(score.played or score.score) == other.score_if_ended()


def test_looking_records_nothing_and_changes_nothing() -> None:
    stage = Stage(build_exercise(scenario=WAITING, drill=PACED_TEAM))
    session = stage.begin()
    stage.clock.pass_seconds(1500)
    session.handle(Tick())
    stage.clock.pass_seconds(70)
    before, view = stage.store.read(session.run.opened.run), session.view()
    assert session.backstage() == session.backstage()
    session.score_if_ended()
    assert session.view() == view
    assert stage.store.read(session.run.opened.run) == before
    stage.prove(session)
