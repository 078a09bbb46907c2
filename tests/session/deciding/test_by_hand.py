"""What the facilitator does to the story by hand: part of the record, never an action of the team, and undone like a decision."""

from fractions import Fraction

import pytest
from msgspec.structs import replace

from ccdrill.authoring.library.library import Library
from ccdrill.debrief.build import debrief_session
from ccdrill.model.errors import DamagedRun, NotAllowed
from ccdrill.model.events import Entry, InjectSent, LedOn
from ccdrill.model.ids import InjectId, RecordId, RoleId, StateId
from ccdrill.model.privacy import REMOVED
from ccdrill.session.deciding.commands import (
    CutShort,
    HoldInject,
    LeadOn,
    OpenOptions,
    SendInject,
    TakeBack,
    Tick,
    WriteNote,
)
from ccdrill.session.replay import replay
from ccdrill.session.run.run import fold
from ccdrill.session.run.trace import frame_exercise, score_run, trace_run
from ccdrill.session.session import Session
from ccdrill.session.telling.view import View
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


QUEUE = "Floor manager, phone: The queue is at fourteen minutes."


def send(session: Session, inject: str = "queue-grows") -> View:
    return session.handle(SendInject(inject=InjectId(inject), reason="They are too quick"))


def hold(session: Session, inject: str = "queue-grows") -> View:
    return session.handle(HoldInject(inject=InjectId(inject)))


def texts(session: Session) -> list[str]:
    return [line.text for line in session.view().so_far if line.kind == "message"]


def test_a_message_that_is_sent_arrives_at_once_with_what_it_does_and_not_again(stage: Stage, session: Session) -> None:
    assert [one.text for one in send(session).messages] == ["The queue is at fourteen minutes."]
    assert (session.run.situation.now, session.run.situation.meters["queue"]) == (0, 14)
    take(session, "retry")
    take(session, "escalate")
    assert texts(session) == [QUEUE]
    assert session.run.situation.meters["queue"] == 14
    assert trace_run(session.exercise, session.run, frame_exercise(session.exercise)).deeds[0].action == "retry"
    with pytest.raises(NotAllowed, match="arrived already"):
        send(session)
    stage.prove(session)


def test_a_message_that_is_held_back_does_not_come_until_it_is_sent(stage: Stage, session: Session) -> None:
    hold(session)
    assert [one.provided for one in session.backstage().coming] == ["held back: i sends it"]
    take(session, "retry")
    take(session, "retry")
    assert texts(session) == []
    send(session)
    assert texts(session) == [QUEUE]
    assert session.run.situation.delivered == {"queue-grows": 2400}
    assert session.backstage().coming == ()
    stage.prove(session)


def test_what_was_held_back_comes_again_once_that_is_taken_back(session: Session) -> None:
    hold(session)
    with pytest.raises(NotAllowed, match="not come by itself"):
        hold(session)
    assert session.view().last_done == "Held back: the message from Floor manager, phone"
    session.handle(TakeBack())
    take(session, "retry")
    assert texts(session) == [QUEUE]


def test_what_can_be_sent_is_listed_with_when_it_comes(session: Session) -> None:
    (one,) = session.desk().messages()
    assert (one.id, one.title, one.about) == ("queue-grows", QUEUE, "10:40")
    hold(session)
    assert session.desk().messages()[0].about == "held back"
    send(session)
    assert session.desk().messages() == ()


def test_messages_by_hand_stand_in_log_and_debrief_and_keep_nothing_from_the_team(session: Session) -> None:
    hold(session)
    send(session)
    session.handle(OpenOptions())
    assert [line.text for line in session.backstage().journal if line.kind == "note"] == [
        "Held back: the message from Floor manager, phone.",
        "Sent by hand: the message from Floor manager, phone: They are too quick",
    ]
    assert [one.text for one in debrief_session(session).by_hand] == [
        "Held back: the message from Floor manager, phone",
        "Sent by hand: the message from Floor manager, phone",
    ]
    assert score_run(session.exercise, session.run).withheld == ()


def test_a_message_that_leads_on_leads_on_by_hand_when_it_is_sent_or_held() -> None:
    leading = TINY_SCENARIO.replace("add: {queue: 5}}", "add: {queue: 5}, goto: tell}")
    for play in (send, hold):
        session = Stage(build_exercise(scenario=leading, drill=TEAM_DRILL)).begin()
        play(session)
        assert session.run.situation.state == ("tell" if play is send else "third-caller")
        assert "divert" in score_run(session.exercise, session.run).withheld
        session.handle(TakeBack())
        assert score_run(session.exercise, session.run).withheld == ()


@pytest.mark.parametrize("inject", ["queue-grow", "nothing"])
def test_there_must_be_such_a_message_and_a_facilitator(session: Session, inject: str) -> None:
    for play in (send, hold):
        with pytest.raises(NotAllowed, match=f"no message '{inject}'"):
            play(session, inject)
        with pytest.raises(NotAllowed, match="play alone"):
            play(Stage().begin())


def test_a_forged_message_is_found(session: Session) -> None:
    begun = session.run.situation
    send(session)
    *before, last = session.run.entries
    assert isinstance(last.event, InjectSent)
    for event, why in (
        (replace(last.event, inject=InjectId("nothing")), "no message"),
        (replace(last.event, outcome=replace(last.event.outcome, meters=begun.meters)), "the rules do not give"),
    ):
        forged = Entry(seq=last.seq, utc=last.utc, t=last.t, event=event)
        with pytest.raises(DamagedRun, match=why):
            replay(session.exercise, fold([*before, forged]))


def test_while_messages_came_out_of_order_no_cost_is_invented(stage: Stage) -> None:
    two = TINY_SCENARIO.replace(
        "injects:\n", "injects:\n  early: {at: 11m, from: Desk, text: A fourth one., add: {queue: 1}}\n"
    )
    session = Stage(build_exercise(scenario=two, drill=TEAM_DRILL)).begin()
    send(session)
    take(session, "retry")
    take(session, "escalate")
    found = debrief_session(session)
    first, second = sorted(found.turning_points, key=lambda one: one.decision)
    assert (first.before, first.is_known, second.is_known) == ("", False, True)
    assert found.otherwise is not None
    assert found.otherwise.beyond.endswith("what a decision costs is not known.")


def test_messages_are_listed_in_the_order_in_which_a_facilitator_wants_them() -> None:
    session = Stage(Library(()).exercise("lure-team")).begin()
    first = session.desk().messages()
    assert first[0].about == "08:22"
    assert [one.about.startswith(("when", "3 min", "15 min")) for one in first] == sorted(
        one.about.startswith(("when", "3 min", "15 min")) for one in first
    )
    session.handle(HoldInject(inject=first[-1].id))
    assert [one.id for one in session.desk().messages()][:2] == [first[-1].id, first[0].id]


def test_of_the_ways_in_which_a_message_can_come_the_one_for_the_story_as_it_stands_is_listed_first() -> None:
    session = Stage(Library(()).exercise("ivr-team")).begin()
    ways = ("issuer-tells", "issuer-asks")
    assert [one.id for one in session.desk().messages() if one.id in ways] == ["issuer-asks", "issuer-tells"]


def test_a_message_by_hand_that_leads_nowhere_leaves_open_options_open(session: Session) -> None:
    session.handle(OpenOptions())
    assert session.handle(SendInject(inject=InjectId("queue-grows"))).is_options_open
    decide(session, "escalate")


@pytest.mark.parametrize("are_open", [True, False])
def test_whoever_takes_a_way_on_back_finds_the_options_as_they_were(session: Session, are_open: bool) -> None:
    if are_open:
        session.handle(OpenOptions())
    lead_on(session, "tell")
    assert session.handle(TakeBack()).is_options_open == are_open
