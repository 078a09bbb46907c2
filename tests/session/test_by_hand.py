"""What the facilitator does to the story by hand: part of the record, never an action of the team, and undone like a decision."""

from fractions import Fraction

import pytest
from msgspec.structs import replace

from ccdrill.debrief.build import debrief_session
from ccdrill.model.errors import DamagedRun, NotAllowed
from ccdrill.model.events import Entry, LedOn
from ccdrill.model.ids import RecordId, RoleId, StateId
from ccdrill.model.privacy import REMOVED
from ccdrill.session.commands import CutShort, LeadOn, OpenOptions, TakeBack, Tick, WriteNote
from ccdrill.session.replay import replay
from ccdrill.session.run import fold
from ccdrill.session.session import Session
from ccdrill.session.trace import frame_exercise, score_run, trace_run
from ccdrill.session.view import View
from tests.builders import TINY_SCENARIO, build_exercise
from tests.session.stage import PACED_DRILL, TEAM_DRILL, TIMED_SCENARIO, Stage, card_number, decide, kinds

PACED_TEAM = PACED_DRILL.replace("mode: solo", "mode: team\noptions: closed")


@pytest.fixture
def stage() -> Stage:
    return Stage(build_exercise(drill=TEAM_DRILL))


@pytest.fixture
def session(stage: Stage) -> Session:
    return stage.begin()


def lead_on(session: Session, to: str, reason: str = "We run late") -> View:
    return session.handle(LeadOn(to=StateId(to), reason=reason))


def take(session: Session, choice: str, **answers: object) -> View:
    session.handle(OpenOptions())
    return decide(session, choice, **answers)


def test_the_story_stands_elsewhere_at_once_and_the_options_are_closed(stage: Stage, session: Session) -> None:
    session.handle(OpenOptions())
    view = lead_on(session, "tell")
    assert (view.title, view.clock, view.decided, view.is_options_open) == ("The acquirer", "Mon 10:20", 0, False)
    assert [line.text for line in view.so_far] == ['"It asked me twice"', "The acquirer"]
    assert view.outcome is None
    stage.prove(session)


def test_what_is_due_there_comes_with_it(stage: Stage) -> None:
    late = TINY_SCENARIO.replace("  tell:\n    phase: notify\n", "  tell:\n    phase: notify\n    opens: 1h\n")
    stage = Stage(build_exercise(scenario=late, drill=TEAM_DRILL))
    session = stage.begin()
    view = lead_on(session, "tell")
    assert view.clock == "Mon 11:20"
    assert [one.text for one in view.messages] == ["The queue is at fourteen minutes."]
    assert session.run.situation.meters["cards_exposed"] == 370 + 120
    assert session.backstage().journal[1].clock == debrief_session(session).by_hand[0].clock[-5:] == "10:20"
    stage.prove(session)


def test_it_is_no_action_and_what_it_kept_from_the_team_was_worked_out_by_hand(session: Session) -> None:
    """W = 15. To report was offered and not done: 3 are lost. To divert (5) and isolate (3) nobody ever could: withheld. The
    acquirer was told in time, by the right role, with its record. So 4 of 15 are kept, and 4 of the 7 that were played.
    """
    session.handle(OpenOptions())
    lead_on(session, "tell")
    assert trace_run(session.exercise, session.run, frame_exercise(session.exercise)).deeds == ()
    take(session, "phone", roles=(RoleId("payments"),), records=(RecordId("call-note"),))
    found = score_run(session.exercise, session.run)
    assert found.withheld == ("divert", "isolate")
    assert (found.score, found.played_weight, found.played) == (Fraction(400, 15), 7, Fraction(400, 7))
    assert [item.step for item in found.critical_failures] == []
    assert {one.objective: one.grade for one in found.ratings} == {"stop": "N"}


def test_what_was_offered_before_is_left_out_and_not_withheld(session: Session) -> None:
    take(session, "escalate")
    lead_on(session, "late")
    found = score_run(session.exercise, session.run)
    assert found.withheld == ("acquirer",)
    assert {item.step for item in found.items if item.kind == "omitted"} == {"divert", "isolate", "acquirer"}
    assert session.run.is_over


def test_taken_back_it_has_not_been(stage: Stage, session: Session) -> None:
    before = session.view()
    lead_on(session, "late")
    assert session.view().last_done == 'Led on to "Too late"'
    after = session.handle(TakeBack(reason="There is time"))
    assert replace(after, seq=before.seq) == before
    assert score_run(session.exercise, session.run).withheld == ()
    stage.prove(session)


def test_an_undo_withdraws_what_time_brought_after_it_and_then_the_decision_before_it() -> None:
    stage = Stage(build_exercise(scenario=TIMED_SCENARIO, drill=PACED_TEAM))
    session = stage.begin()
    take(session, "escalate")
    stage.clock.pass_seconds(60)
    session.handle(Tick())
    before = session.run.situation
    lead_on(session, "third-caller")
    stage.clock.pass_seconds(1900)
    session.handle(Tick())
    assert session.run.situation.state == "tell", "the timeout of the first situation led on"
    session.handle(TakeBack())
    assert (session.run.situation.state, session.run.situation.now - before.now) == ("contain", 60)
    assert session.view().last_done == '"Escalate on the security line, with the call IDs"'
    session.handle(TakeBack())
    assert session.run.situation.state == "third-caller"
    stage.prove(session)


@pytest.mark.parametrize(
    ("to", "reason", "why"),
    [
        ("tel", "late", "no situation 'tel'"),
        ("third-caller", "late", "there already"),
        ("tell", " ", "nothing says why"),
    ],
)
def test_what_can_not_be_is_refused_with_a_cure_and_nothing_is_recorded(
    session: Session, to: str, reason: str, why: str
) -> None:
    with pytest.raises(NotAllowed, match=why) as refused:
        lead_on(session, to, reason)
    assert refused.value.hint
    assert kinds(session) == ["Opened"]


def test_who_plays_alone_leads_nothing_and_nothing_is_led_after_the_end(session: Session) -> None:
    with pytest.raises(NotAllowed, match="play alone"):
        lead_on(Stage().begin(), "tell")
    session.handle(CutShort())
    with pytest.raises(NotAllowed, match="over"):
        lead_on(session, "tell")


def test_the_reason_is_kept_like_every_text_and_can_be_erased(stage: Stage, session: Session) -> None:
    assert REMOVED in lead_on(session, "tell", f"As {card_number()} said").notice
    journal = [line.text for line in session.backstage().journal]
    assert journal[1] == f'Led on to "The acquirer": As {REMOVED} said'
    assert stage.store.erase(session.run.opened.run, texts=True, names=False) == 1
    again = stage.resume(session)
    assert debrief_session(again).by_hand[0].reason == "(erased)"
    stage.prove(again)


def test_no_decision_is_told_to_have_left_out_what_the_facilitator_skipped(stage: Stage) -> None:
    each = TEAM_DRILL.replace("marking: Training", "marking: Training\nfeedback: each")
    session = Stage(build_exercise(drill=each)).begin()
    take(session, "escalate")
    session.handle(OpenOptions())
    lead_on(session, "tell")
    outcome = take(session, "phone").outcome
    assert outcome is not None
    assert "missed" not in {remark.tone for remark in outcome.remarks}


def test_the_debrief_leads_with_what_was_played_and_says_what_was_skipped(session: Session) -> None:
    lead_on(session, "tell", "The hour is short")
    session.handle(WriteNote(text="So be it"))
    session.handle(CutShort())
    found = debrief_session(session)
    assert found.numbers.played_words == (
        "Played 7 of 15 by weight; the facilitator led the story on by hand at Mon 10:20; ended by the facilitator at Mon 10:20."
    )
    assert (found.cut, found.withheld) == ("ended early and led on by hand", ("Divert the route", "Isolate the node"))
    assert [one.words for one in found.by_hand] == ['Led on to "The acquirer": The hour is short']


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"to": StateId("contain")}, "the rules do not give"),
        ({"to": StateId("nowhere")}, "no situation"),
        ({"to": StateId("third-caller")}, "there already"),
    ],
)
def test_a_forged_one_is_found(session: Session, change: dict[str, object], why: str) -> None:
    lead_on(session, "tell")
    *before, last = session.run.entries
    assert isinstance(last.event, LedOn)
    forged = Entry(seq=last.seq, utc=last.utc, t=last.t, event=replace(last.event, **change))
    with pytest.raises(DamagedRun, match=why):
        replay(session.exercise, fold([*before, forged]))
