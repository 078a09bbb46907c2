"""What a session does with each command, and what it refuses."""

import pytest

from ccdrill.model.errors import NotAllowed, StaleRun, StoreError
from ccdrill.model.events import Decided, HintTaken, TakenBack
from ccdrill.session.deciding.commands import (
    Amend,
    Answers,
    CutShort,
    OpenExhibit,
    OpenOptions,
    TakeBack,
    TakeHint,
    WriteNote,
)
from ccdrill.session.run.trace import frame_exercise, score_run, trace_run
from ccdrill.session.session import Session
from tests.builders import TINY_DRILL, TINY_PROCEDURE, TINY_SCENARIO, build_exercise
from tests.session.stage import TEAM_DRILL, Stage, decide, kinds


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_a_run_begins_with_one_event_that_names_what_is_played(stage: Stage) -> None:
    session = stage.begin()
    assert kinds(session) == ["Opened"]
    assert [pin.kind for pin in session.run.opened.content] == ["drill", "scenario", "procedure", "vocabulary"]
    stage.prove(session)


def test_a_decision_is_in_the_store_before_its_view_is_returned(stage: Stage) -> None:
    session = stage.begin()
    view = decide(session, "escalate")
    assert stage.store.head(session.run.opened.run) == view.seq == 2
    assert view.title == "Two nodes"


def test_what_is_asked_with_a_choice_is_called_as_the_procedure_calls_it() -> None:
    own = "records: {ticket: {title: Incident sheet}}\nsteps:"
    view = Stage(build_exercise(procedure=TINY_PROCEDURE.replace("steps:", own, 1))).begin().view()
    titles = {prompt.asks: {one.id: one.title for one in prompt.answers} for prompt in view.prompts}
    assert titles["records"]["ticket"] == "Incident sheet"


def test_a_choice_that_is_not_offered_is_refused_and_not_recorded(stage: Stage) -> None:
    session = stage.begin()
    for choice in ("divert", "nothing-of-the-kind", ""):
        with pytest.raises(NotAllowed):
            decide(session, choice)
    assert kinds(session) == ["Opened"]


@pytest.mark.parametrize(
    "answers",
    [
        {"roles": ("nobody",)},
        {"roles": ("leader", "telephony")},
        {"records": ("papyrus",)},
        {"where": "moon"},
        {"confidence": 0},
        {"confidence": 5},
    ],
)
def test_an_answer_that_can_not_stand_is_refused_with_a_decision_and_with_an_amendment(
    stage: Stage, answers: dict[str, object]
) -> None:
    session = stage.begin()
    with pytest.raises(NotAllowed):
        decide(session, "escalate", **answers)
    decide(session, "escalate")
    with pytest.raises(NotAllowed):
        session.handle(Amend(decision=2, answers=Answers(**answers)))
    assert kinds(session) == ["Opened", "Decided"]
    stage.resume(session)


def test_every_choice_of_a_situation_has_room_for_the_same_number_of_roles(stage: Stage) -> None:
    """One of the two at the nodes does two actions: a limit of its own would tell."""
    session = stage.begin()
    decide(session, "escalate")
    view = decide(session, "power-off", roles=("telephony", "leader"))
    assert next((one.asks, one.most) for one in view.decisions[1].prompts) == ("role", 2)
    session.handle(Amend(decision=3, answers=Answers(roles=("leader", "telephony"))))
    (_, deed) = trace_run(stage.exercise, session.run, frame_exercise(stage.exercise)).deeds
    assert deed.role == "leader"
    stage.prove(session)
    with pytest.raises(NotAllowed, match="more roles"):
        session.handle(Amend(decision=3, answers=Answers(roles=("leader", "telephony", "payments"))))


def test_naming_more_roles_than_a_choice_has_actions_neither_pays_nor_costs() -> None:
    scores = []
    for roles in (("telephony",), ("telephony", "leader"), ("leader", "telephony"), ("leader",)):
        stage = Stage(build_exercise(procedure=TINY_PROCEDURE.replace("actions: [escalate]", "actions: [power-off]")))
        session = stage.begin()
        decide(session, "escalate")
        decide(session, "power-off", roles=roles)
        scores.append(score_run(stage.exercise, session.run).score)
    alone, with_another, after_another, other = scores
    assert alone == with_another
    assert after_another == other


def test_what_is_answered_beside_a_choice_without_actions_is_kept_and_judged_by_nobody() -> None:
    scores, deeds = [], []
    for answers in ({}, {"roles": ("leader",), "records": ("call-note",), "where": "desk", "confidence": 4}):
        stage = Stage(build_exercise(drill=TINY_DRILL.replace("role, ", "role, where, ")))
        session = stage.begin()
        for choice in ("escalate", "divert"):
            decide(session, choice)
        view = decide(session, "wait", **answers)
        waited = view.decisions[-1]
        assert waited.unanswered == (("who", "recorded", "sure") if not answers else ())
        score = score_run(stage.exercise, session.run)
        scores.append((score.score, score.items, score.costless, score.not_recorded))
        deeds.append(trace_run(stage.exercise, session.run, frame_exercise(stage.exercise)).deeds)
        stage.prove(session)
    assert waited.judgement.roles == ("leader",)
    assert waited.judgement.records == ("call-note",)
    assert scores[0] == scores[1]
    assert deeds[0] == deeds[1]


def test_where_no_choice_leaves_a_record_none_is_asked_for() -> None:
    stage = Stage(build_exercise(scenario=TINY_SCENARIO.replace("        records: [call-note]\n", "")))
    session = stage.begin()
    decide(session, "escalate")
    view = decide(session, "divert")
    assert [prompt.asks for prompt in view.prompts] == ["role", "confidence"]


HINTS = TINY_SCENARIO.replace("hints: [Think of the line.]", "hints: [First one., Second one.]")


def test_hints_are_taken_in_order_and_each_is_recorded_once() -> None:
    stage = Stage(build_exercise(scenario=HINTS))
    session = stage.begin()
    taken = [session.handle(TakeHint()).hints_taken for _ in range(3)]
    assert taken == [1, 2, 2]
    assert [(one.state, one.hint) for one in hints_of(session)] == [("third-caller", 1), ("third-caller", 2)]
    assert decide(session, "escalate").hints_taken == 0
    assert kinds(session).count("HintTaken") == 2
    stage.prove(session)


def test_a_hint_that_was_taken_stays_taken_when_its_decision_is_undone_and_when_the_run_is_gone_on_with() -> None:
    stage = Stage(build_exercise(scenario=HINTS))
    session = stage.begin()
    session.handle(TakeHint())
    decide(session, "escalate")
    assert session.handle(TakeBack()).hints_taken == 1
    assert stage.resume(session).view().hints_taken == 1
    assert [one.hint for one in hints_of(session)] == [1]


def test_hints_cost_nothing_and_none_is_taken_when_it_is_over(stage: Stage) -> None:
    session = stage.begin()
    before = score_run(stage.exercise, session.run)
    session.handle(TakeHint())
    assert score_run(stage.exercise, session.run) == before
    session.handle(CutShort())
    with pytest.raises(NotAllowed, match="over"):
        session.handle(TakeHint())


def hints_of(session: Session) -> list[HintTaken]:
    return [entry.event for entry in session.run.entries if isinstance(entry.event, HintTaken)]


def test_while_the_options_are_closed_nothing_can_be_decided() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    with pytest.raises(NotAllowed, match="not shown"):
        decide(session, "escalate")
    session.handle(OpenOptions())
    decide(session, "escalate")
    assert not session.view().is_options_open


def test_options_that_are_open_are_not_opened_again() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    session.handle(OpenOptions())
    session.handle(OpenOptions())
    assert kinds(session) == ["Opened", "OptionsOpened"]
    always_open = Stage().begin()
    always_open.handle(OpenOptions())
    assert kinds(always_open) == ["Opened"]


def test_an_exhibit_is_recorded_the_first_time_somebody_looks(stage: Stage) -> None:
    session = stage.begin()
    assert session.view().exhibits[0].is_new
    for _ in range(2):
        view = session.handle(OpenExhibit(exhibit=session.view().exhibits[0].id))
    assert not view.exhibits[0].is_new
    assert kinds(session) == ["Opened", "ExhibitOpened"]
    with pytest.raises(NotAllowed):
        session.handle(OpenExhibit(exhibit="roster"))


def test_undo_gives_back_the_situation_and_keeps_the_record(stage: Stage) -> None:
    session = stage.begin()
    before = session.view()
    decide(session, "retry", confidence=2)
    assert session.view().messages
    after = session.handle(TakeBack(reason="we meant the other"))
    assert (after.title, after.clock, after.meters, after.messages) == (
        before.title,
        before.clock,
        before.meters,
        before.messages,
    )
    assert kinds(session) == ["Opened", "Decided", "TakenBack"]
    assert trace_run(stage.exercise, session.run, frame_exercise(stage.exercise)).deeds == ()
    stage.prove(session)


def test_an_inject_that_was_withdrawn_arrives_again(stage: Stage) -> None:
    session = stage.begin()
    decide(session, "retry")
    session.handle(TakeBack())
    view = decide(session, "retry")
    assert [message.id for message in view.messages] == ["queue-grows"]


def test_undo_takes_the_decisions_back_one_by_one_and_then_no_more(stage: Stage) -> None:
    session = stage.begin()
    decide(session, "escalate")
    decide(session, "divert")
    decide(session, "phone")
    assert session.view().ending is not None
    for title in ("The acquirer", "Two nodes", '"It asked me twice"'):
        assert session.handle(TakeBack()).title == title
    with pytest.raises(NotAllowed):
        session.handle(TakeBack())
    assert [entry.event.decision for entry in session.run.entries if isinstance(entry.event, TakenBack)] == [4, 3, 2]


def test_an_amendment_changes_the_answers_and_nothing_else(stage: Stage) -> None:
    session = stage.begin()
    decide(session, "escalate")
    before = session.view()
    view = session.handle(
        Amend(decision=2, answers=Answers(roles=("leader",), records=("ticket", "call-ids"), confidence=4))
    )
    assert view.outcome is not None and view.outcome.unanswered == ()
    assert (view.title, view.clock, view.options) == (before.title, before.clock, before.options)
    (deed,) = trace_run(stage.exercise, session.run, frame_exercise(stage.exercise)).deeds
    assert (deed.role, deed.evidence) == ("leader", ("ticket", "call-ids"))


def test_answers_that_are_kept_as_they_stand_are_no_amendment(stage: Stage) -> None:
    session = stage.begin()
    answers = {"roles": ("leader",), "records": ("ticket",), "confidence": 2, "reason": "They are three by now."}
    decide(session, "escalate", **answers)
    session.handle(Amend(decision=2, answers=Answers(**answers)))
    assert kinds(session) == ["Opened", "Decided"]
    session.handle(Amend(decision=2, answers=Answers(**{**answers, "reason": "Three."})))
    assert kinds(session) == ["Opened", "Decided", "Amended"]
    session.handle(Amend(decision=2, answers=Answers(**{**answers, "reason": ""})))
    assert kinds(session) == ["Opened", "Decided", "Amended", "Amended"]


@pytest.mark.parametrize("decision", [0, 1, 3, 99])
def test_only_a_decision_that_stands_can_be_amended(stage: Stage, decision: int) -> None:
    session = stage.begin()
    decide(session, "escalate")
    decide(session, "divert")
    session.handle(TakeBack())
    with pytest.raises(NotAllowed):
        session.handle(Amend(decision=decision, answers=Answers()))


def test_the_last_decision_can_be_amended_after_the_ending(stage: Stage) -> None:
    session = stage.begin()
    for choice in ("escalate", "divert", "phone"):
        decide(session, choice)
    before = score_run(stage.exercise, session.run).score
    session.handle(Amend(decision=4, answers=Answers(records=("call-note",))))
    assert score_run(stage.exercise, session.run).score > before


def test_notes_are_kept_beside_the_chain_and_stay_when_a_decision_is_undone(stage: Stage) -> None:
    session = stage.begin()
    decide(session, "escalate")
    session.handle(WriteNote(text="  the floor did not know the number  "))
    session.handle(TakeBack())
    assert [kept.text for kept in session.beside.texts] == ["the floor did not know the number"]
    assert "Noted" in kinds(session)
    links = stage.store.read(session.run.opened.run).links
    assert all(b"floor did not know" not in link.body for link in links)


@pytest.mark.parametrize("text", ["", "   ", "\x00\x1b"])
def test_an_empty_note_is_refused(stage: Stage, text: str) -> None:
    session = stage.begin()
    with pytest.raises(NotAllowed):
        session.handle(WriteNote(text=text))


def test_a_note_can_be_written_after_the_ending(stage: Stage) -> None:
    session = stage.begin()
    session.handle(CutShort())
    session.handle(WriteNote(text="hot wash"))
    assert kinds(session) == ["Opened", "CutShort", "Noted"]
    stage.prove(session)


def test_after_a_cut_nothing_more_can_be_decided_or_cut(stage: Stage) -> None:
    session = stage.begin()
    session.handle(CutShort(reason="fire alarm"))
    for command in (lambda: decide(session, "escalate"), lambda: session.handle(CutShort())):
        with pytest.raises(NotAllowed, match="over"):
            command()
    assert session.view().ending is not None


def test_what_a_cut_kept_from_the_team_is_withheld_and_what_was_offered_is_not(stage: Stage) -> None:
    session = stage.begin()
    decide(session, "escalate")
    session.handle(CutShort(reason="time is up"))
    score = score_run(stage.exercise, session.run)
    assert score.withheld == ("acquirer",)
    assert score.played_weight == 11
    assert score.played is not None and score.played > score.score


def test_a_cut_that_kept_nothing_from_the_team_withholds_nothing(stage: Stage) -> None:
    session = stage.begin()
    for choice in ("escalate", "divert"):
        decide(session, choice)
    session.handle(CutShort())
    score = score_run(stage.exercise, session.run)
    assert score.withheld == ()
    assert score.played is None


def test_undo_after_a_cut_opens_the_exercise_again(stage: Stage) -> None:
    session = stage.begin()
    decide(session, "escalate")
    session.handle(CutShort())
    session.handle(TakeBack())
    assert session.view().ending is None
    decide(session, "escalate")
    stage.prove(session)


def test_when_the_disk_is_full_nothing_is_recorded_and_the_same_command_works_later(stage: Stage) -> None:
    session = stage.begin()
    stage.store.is_full = True
    with pytest.raises(StoreError):
        decide(session, "escalate")
    assert session.view().title == '"It asked me twice"'
    stage.store.is_full = False
    assert decide(session, "escalate").title == "Two nodes"
    stage.prove(session)


def test_real_time_of_a_decision_is_recorded_from_when_the_choices_were_shown() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    stage.clock.pass_seconds(60)
    session.handle(OpenOptions())
    stage.clock.pass_seconds(7.25)
    decide(session, "escalate")
    decided = session.run.entries[-1].event
    assert isinstance(decided, Decided) and decided.real_ms == 7_250


def test_a_choice_from_anywhere_plays_and_proves() -> None:
    scenario = TINY_SCENARIO.replace(
        "injects:\n", "anywhere:\n  look: {text: Look around, does: [look-around], takes: 5m, once: true}\ninjects:\n"
    )
    stage = Stage(build_exercise(scenario=scenario))
    session = stage.begin()
    decide(session, "look")
    with pytest.raises(NotAllowed):
        decide(session, "look")
    stage.prove(session)


def test_a_message_may_lead_to_a_state_that_opens_later_while_a_choice_takes_its_time():
    scenario = TINY_SCENARIO.replace(
        "  tell:\n    phase: notify\n", "  tell:\n    phase: notify\n    opens: 2h\n"
    ).replace("injects:\n", "injects:\n  called: {at: 5m, text: Come., goto: tell}\n")
    stage = Stage(build_exercise(scenario=scenario))
    session = stage.begin()
    view = decide(session, "retry")
    assert session.run.situation.state == "tell" and session.run.situation.now == 7200
    assert view.outcome is not None
    assert stage.resume(session).view().title == "The acquirer"


@pytest.mark.parametrize(
    ("change", "words"), [("goto: late", "The story goes on."), ("", "Nothing changed that you can see.")]
)
def test_an_outcome_that_nobody_wrote_says_in_words_what_it_came_to(change: str, words: str) -> None:
    scenario = TINY_SCENARIO.replace("start: third-caller", "start: tell").replace(
        "takes: 6h\n        goto: late", f"takes: 1m\n        {change}"
    )
    session = Stage(build_exercise(scenario=scenario)).begin()
    outcome = decide(session, "wait").outcome
    assert outcome is not None
    assert outcome.text == words


def test_an_outcome_that_brought_a_message_needs_no_words_of_its_own() -> None:
    scenario = TINY_SCENARIO.replace("start: third-caller", "start: tell")
    outcome = decide(Stage(build_exercise(scenario=scenario)).begin(), "wait").outcome
    assert outcome is not None
    assert outcome.text == ""
    assert outcome.messages


def thought(session: Session) -> int:
    """Milliseconds that the last decision says it took."""
    event = session.run.decisions[-1].entry.event
    assert isinstance(event, Decided)
    return event.real_ms


def test_thought_begins_anew_where_a_decision_is_taken_back() -> None:
    stage = Stage()
    session = stage.begin()
    decide(session, "escalate")
    stage.clock.pass_seconds(60)
    session.handle(TakeBack())
    stage.clock.pass_seconds(5)
    decide(session, "escalate")
    assert thought(session) == 5_000


def test_what_another_terminal_writes_down_cuts_no_thought_short_and_what_it_asks_begins_another() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    session.handle(OpenOptions())
    other = stage.resume(session)
    stage.clock.pass_seconds(60)
    other.handle(WriteNote(text="They hesitate."))
    session.refresh()
    session.view()
    stage.clock.pass_seconds(5)
    decide(session, "escalate")
    assert thought(session) == 65_000
    other.refresh()
    stage.clock.pass_seconds(30)
    other.handle(OpenOptions())
    session.refresh()
    session.view()
    stage.clock.pass_seconds(4)
    decide(session, "divert")
    assert thought(session) == 4_000


def test_who_was_too_late_with_a_decision_thinks_about_what_is_asked_then() -> None:
    stage = Stage()
    session = stage.begin()
    other = stage.resume(session)
    decide(session, "escalate")
    stage.clock.pass_seconds(60)
    with pytest.raises(StaleRun):
        decide(other, "retry")
    other.view()
    stage.clock.pass_seconds(2)
    decide(other, "divert")
    assert thought(other) == 2_000
