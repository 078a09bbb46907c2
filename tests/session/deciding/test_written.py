"""A decision in the team's own words: the facilitator maps it to actions, a time and a way on; then it counts as any other."""

from fractions import Fraction

import pytest
from msgspec.structs import replace

from ccdrill.authoring.library.library import Library
from ccdrill.debrief.build import debrief_session
from ccdrill.debrief.telling.render import render
from ccdrill.model.errors import DamagedRun, NotAllowed
from ccdrill.model.events import Entry, WrittenIn
from ccdrill.model.happenings import Acted
from ccdrill.model.ids import ActionId, ChoiceId, ChoiceKey, RecordId, RoleId, StateId
from ccdrill.model.privacy import REMOVED
from ccdrill.scoring.exported import export_trace
from ccdrill.session.deciding.commands import Amend, Answers, CutShort, Decide, OpenOptions, TakeBack, WriteIn
from ccdrill.session.deciding.written import check_written
from ccdrill.session.replay import replay
from ccdrill.session.run.chain import ERASED
from ccdrill.session.run.run import fold
from ccdrill.session.run.trace import frame_exercise, score_run, trace_run
from ccdrill.session.session import Session
from ccdrill.session.telling.naming import matching
from ccdrill.session.telling.view import View
from tests.builders import TINY_SCENARIO, build_exercise
from tests.session.stage import TEAM_DRILL, Stage, card_number, decide, kinds

WORDS = "We send the calls elsewhere, and pull the plug of one node"


@pytest.fixture
def stage() -> Stage:
    return Stage(build_exercise(drill=TEAM_DRILL))


@pytest.fixture
def session(stage: Stage) -> Session:
    session = stage.begin()
    session.handle(OpenOptions())
    return session


def write(session: Session, *does: str, takes: int = 0, goto: str = "", words: str = WORDS, **answers: object) -> View:
    session.handle(OpenOptions())
    return session.handle(
        WriteIn(
            text=words,
            does=tuple(ActionId(one) for one in does),
            takes=takes,
            goto=StateId(goto) if goto else None,
            answers=Answers(**answers),
        )
    )


def score(session: Session) -> Fraction:
    return score_run(session.exercise, session.run).score


def test_it_takes_its_time_does_its_actions_and_leads_on(stage: Stage, session: Session) -> None:
    view = write(session, "escalate", "divert", takes=600, goto="tell")
    assert (view.title, view.clock, view.decided) == ("The acquirer", "Mon 10:30", 1)
    assert view.outcome is not None
    assert (view.outcome.choice, view.outcome.took, view.outcome.is_written_in) == (WORDS, "10 min", True)
    assert view.outcome.text == "The facilitator tells you what comes of it."
    assert [(line.clock, line.text) for line in view.so_far[1:3]] == [
        ("Mon 10:20", WORDS),
        ("Mon 10:30", "The acquirer"),
    ]
    assert session.run.situation.done == {"escalate": 600, "divert": 600}
    assert session.run.situation.meters["cards_exposed"] == 370 + 20
    stage.prove(session)


def test_mapped_to_what_a_choice_does_it_scores_as_that_choice(session: Session) -> None:
    answers = {"roles": (RoleId("telephony"),), "records": (RecordId("ticket"),)}
    write(session, "escalate", takes=600, goto="contain", **answers)
    other = Stage(session.exercise).begin()
    other.handle(OpenOptions())
    decide(other, "escalate", **answers)
    ours, theirs = (replace(one.run.situation, used={}) for one in (session, other))
    assert ours == theirs
    assert score(session) == score(other) > 0


def test_what_it_scores_was_worked_out_by_hand(session: Session) -> None:
    """W = 3 + 5 + 3 + 4 = 15. At 10:50 the report is late (due 10:35): .30 * 3 = 0.9, and one of its two records is missing:
    .15 * 3 / 2 = 0.225. The route is diverted in time (due 11:05), in order, by the right role; nothing of route-diff is on
    record: .15 * 5 = 0.75. The node was powered off, too: 5. Left out: isolate 3, the acquirer 4. L = 13.875.
    """
    write(
        session,
        "divert",
        "power-off",
        "escalate",
        takes=1800,
        roles=(RoleId("leader"), RoleId("telephony")),
        records=(RecordId("ticket"),),
    )
    assert score(session) == 100 * (1 - Fraction("13.875") / 15)


def test_without_actions_it_is_a_note_and_costs_nothing(session: Session) -> None:
    before = score(session)
    view = write(session)
    assert view.outcome is not None
    assert (view.title, view.outcome.prompts, view.outcome.unanswered) == ('"It asked me twice"', (), ())
    assert score(session) == before
    assert trace_run(session.exercise, session.run, frame_exercise(session.exercise)).deeds == ()


def test_what_nobody_asks_for_is_charged_as_in_any_other_decision(session: Session) -> None:
    write(session, "escalate")
    before = score(session)
    write(session, "look-around")
    assert before - score(session) == 100 * Fraction("0.5") / 15


def test_the_trace_says_that_it_was_mapped(session: Session) -> None:
    write(session, "escalate")
    decide_on(session, "escalate")
    rows = list(export_trace(trace_run(session.exercise, session.run, frame_exercise(session.exercise))))
    assert [(row["action"], row.get("mapped")) for row in rows if "action" in row] == [
        ("escalate", True),
        ("escalate", None),
    ]


def decide_on(session: Session, choice: str) -> View:
    session.handle(OpenOptions())
    return decide(session, choice)


def test_who_and_with_which_records_can_be_filled_in_later_also_what_no_choice_here_leaves(
    stage: Stage, session: Session
) -> None:
    view = write(session, "tell-acquirer")
    assert view.outcome is not None
    prompts = {prompt.asks: [one.id for one in prompt.answers] for prompt in view.outcome.prompts}
    assert prompts["records"] == ["call-ids", "call-note", "ticket"]
    assert view.outcome.unanswered == ("who", "recorded", "sure")
    before = score(session)
    answers = Answers(roles=(RoleId("payments"),), records=(RecordId("call-note"),), confidence=2)
    view = session.handle(Amend(decision=view.outcome.seq, answers=answers))
    assert view.outcome is not None
    assert view.outcome.unanswered == ()
    assert score(session) == before + 100 * Fraction("0.15") * 4 / 15
    stage.prove(session)


def test_taken_back_it_has_not_been(stage: Stage, session: Session) -> None:
    before = session.view()
    write(session, "power-off", takes=1300, goto="late")
    assert session.run.is_over
    after = session.handle(TakeBack(reason="We meant it otherwise"))
    assert replace(after, seq=before.seq) == before
    row = debrief_session(session).decisions[0]
    assert (row.choice, row.is_taken_back, row.mapped) == (WORDS, True, "Power off the node")
    stage.prove(session)


def test_what_an_undo_takes_back_is_quoted_as_far_as_it_can_be_read(session: Session) -> None:
    quoted = write(session, words="word " * 390).last_done
    assert quoted.endswith('word ..."')
    assert len(quoted) < 250
    assert write(session).last_done == f'"{WORDS}"'


@pytest.mark.parametrize(
    ("goto", "is_withheld"), [("contain", False), ("", False), ("third-caller", False), ("tell", True), ("late", True)]
)
def test_where_it_leads_where_no_choice_leads_what_lies_between_is_withheld(
    session: Session, goto: str, is_withheld: bool
) -> None:
    """From the first situation a choice leads to contain. Without it nobody could ever divert or isolate."""
    write(session, "escalate", goto=goto)
    found = score_run(session.exercise, session.run)
    expected = {"tell": ("divert", "isolate"), "late": ("divert", "isolate", "acquirer")}
    assert found.withheld == (expected[goto] if is_withheld else ())


def test_what_it_did_itself_is_never_withheld(session: Session) -> None:
    write(session, "escalate", "divert", goto="tell")
    assert score_run(session.exercise, session.run).withheld == ("isolate",)


def test_words_stand_beside_the_chain_without_card_numbers_and_can_be_erased(stage: Stage, session: Session) -> None:
    view = write(session, "escalate", words=f"  We note\n {card_number()}  ")
    assert REMOVED in view.notice
    assert view.outcome is not None
    assert view.outcome.choice == f"We note {REMOVED}"
    run = session.run.opened.run
    assert stage.store.erase(run, texts=True, names=False) == 1
    again = stage.resume(session)
    outcome = again.view().outcome
    assert outcome is not None
    assert outcome.choice == ERASED
    assert score(again) == score(session)
    stage.prove(again)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (WriteIn(text="  "), "nothing was said"),
        (WriteIn(text="x", does=(ActionId("divrt"),)), "no action 'divrt'"),
        (WriteIn(text="x", does=(ActionId("divert"),) * 2), "stands there twice"),
        (WriteIn(text="x", takes=-1), "so long"),
        (WriteIn(text="x", takes=32 * 86_400), "so long"),
        (WriteIn(text="x", goto=StateId("contian")), "no situation 'contian'"),
        (
            WriteIn(text="x", does=(ActionId("divert"),), answers=Answers(roles=(RoleId("nobody"),))),
            "nobody here plays",
        ),
    ],
)
def test_what_can_not_be_is_refused_with_a_cure_and_nothing_is_recorded(
    session: Session, command: WriteIn, why: str
) -> None:
    with pytest.raises(NotAllowed, match=why) as refused:
        session.handle(command)
    assert refused.value.hint
    assert kinds(session) == ["Opened", "OptionsOpened"]


def test_it_comes_when_a_choice_could(stage: Stage) -> None:
    session = stage.begin()
    with pytest.raises(NotAllowed, match="not shown yet"):
        session.handle(WriteIn(text=WORDS))
    session.handle(CutShort())
    with pytest.raises(NotAllowed, match="over"):
        session.handle(WriteIn(text=WORDS))


def test_who_plays_alone_takes_a_choice() -> None:
    session = Stage().begin()
    assert not session.view().can_write_in
    with pytest.raises(NotAllowed, match="play alone"):
        session.handle(WriteIn(text=WORDS))


def test_no_choice_is_called_so(session: Session) -> None:
    write(session)
    assert session.view().outcome is not None
    with pytest.raises(NotAllowed):
        session.handle(Decide(choice=session.view().decisions[0].option.id))


def test_what_it_can_be_mapped_to_is_listed_what_is_near_first(session: Session) -> None:
    found = session.desk().mappings()
    assert [one.id for one in found.actions] == [
        "retry",
        "escalate",
        "divert",
        "isolate",
        "tell-acquirer",
        "power-off",
        "look-around",
    ]
    assert [one.about for one in found.actions] == [
        "a choice here does it",
        "step report",
        "step divert",
        "step isolate",
        "step acquirer",
        "forbidden",
        "not of this drill",
    ]
    assert [(one.id, one.about) for one in found.targets] == [
        ("contain", "a choice leads there"),
        ("tell", ""),
        ("held", "an ending"),
        ("late", "an ending"),
    ]
    assert [one.id for one in matching("the NODE", found.actions)] == ["isolate", "power-off"]
    assert matching(" ", found.actions) == ()


def test_the_facilitator_reads_in_the_log_what_it_was_taken_for(session: Session) -> None:
    write(session, "escalate", "divert")
    write(session, words="And we wait")
    log = [line.text for line in session.backstage().journal if line.kind == "decision"]
    assert log == [f"0 (taken as: Escalate, Divert the route) {WORDS}", "0 (a note) And we wait"]
    assert session.backstage().remarks[0].text == "The facilitator took it as a note: nothing is scored."


def test_the_debrief_tells_it_as_it_was_said_and_as_it_was_taken(session: Session) -> None:
    write(session, "escalate", takes=600, goto="held", confidence=4)
    found = debrief_session(session)
    row = found.decisions[0]
    assert (row.choice, row.is_written_in, row.mapped, row.led_to) == (WORDS, True, "Escalate", "It held")
    words = (
        f'{WORDS}\n  - in the team\'s own words, taken by the facilitator as: Escalate; led to "It held"; takes 10 min'
    )
    assert words in render(found, "markdown")
    assert found.otherwise is not None
    assert found.otherwise.beyond


def test_a_decision_that_leaves_more_to_be_had_than_any_choice_cost_nothing(session: Session) -> None:
    """Nobody can divert before 10:30 by choices; by then a decision of this sort has long put it right."""
    decide_on(session, "retry")
    write(session, "escalate", "divert", "isolate", goto="tell")
    turn = next(one for one in debrief_session(session).turning_points if one.choice == WORDS)
    assert turn.cost == ""
    assert Fraction(turn.after) >= Fraction(turn.before)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"does": (ActionId("nothing"),)}, "no action"),
        ({"does": (ActionId("divert"),)}, "the rules do not give"),
        ({"takes": 60}, "the rules do not give"),
        ({"goto": StateId("nowhere")}, "no situation"),
        ({"goto": StateId("contain")}, "the rules do not give"),
    ],
)
def test_a_forged_one_is_found(session: Session, change: dict[str, object], why: str) -> None:
    write(session, "escalate", takes=600)
    *before, last = session.run.entries
    assert isinstance(last.event, WrittenIn)
    forged = Entry(seq=last.seq, utc=last.utc, t=last.t, event=replace(last.event, **change))
    with pytest.raises(DamagedRun, match=why):
        replay(session.exercise, fold([*before, forged]))


def test_it_moves_the_gauges_as_a_choice_here_would_and_nothing_else_of_that_choice_counts(
    stage: Stage, session: Session
) -> None:
    chosen = stage.begin()
    chosen.handle(OpenOptions())
    chosen.handle(Decide(choice=ChoiceId("retry")))
    assert [one.id for one in session.desk().mappings().likes] == ["retry"]
    session.handle(WriteIn(text=WORDS, takes=chosen.run.situation.now, like=ChoiceId("retry")))
    now, other = session.run.situation, chosen.run.situation
    assert (now.meters, now.flags) == (other.meters, other.flags) != (session.run.stretches[0].after.meters, now.flags)
    assert not [one for one in session.run.stretches[-1].outcome.happenings if isinstance(one, Acted)]
    assert 'The gauges move as by "Ask the callers' in session.backstage().remarks[0].text
    (row,) = debrief_session(session).decisions
    assert row.moved_as == "Ask the callers to hang up and pay again"
    stage.prove(session)
    session.handle(TakeBack())
    assert session.run.situation == session.run.stretches[0].after


def test_the_score_does_not_see_as_which_choice_the_gauges_moved(stage: Stage) -> None:
    scores = []
    for like in (None, ChoiceId("retry")):
        session = stage.begin()
        session.handle(OpenOptions())
        session.handle(WriteIn(text=WORDS, does=(ActionId("escalate"),), takes=60, like=like))
        scores.append(score_run(stage.exercise, session.run).score)
    assert scores[0] == scores[1]


@pytest.mark.parametrize("like", ["escalate", "nothing", "divert"])
def test_like_what_moves_no_gauge_or_is_not_offered_nothing_can_be(session: Session, like: str) -> None:
    with pytest.raises(NotAllowed, match="no choice here that moves a gauge"):
        session.handle(WriteIn(text=WORDS, like=ChoiceId(like)))


def test_nothing_is_foreseen_of_what_is_like_a_choice_that_is_gone_and_it_is_refused(session: Session) -> None:
    command = WriteIn(text=WORDS, like=ChoiceId("retry"))
    assert session.desk().prospect_of(command) is not None
    write(session, goto="contain")
    session.handle(OpenOptions())
    assert session.desk().prospect_of(command) is None
    with pytest.raises(NotAllowed, match="'retry' is no choice here"):
        session.handle(command)


def test_a_run_that_was_like_a_choice_of_elsewhere_is_no_run(stage: Stage, session: Session) -> None:
    session.handle(WriteIn(text=WORDS, like=ChoiceId("retry")))
    entry = session.run.entries[-1]
    for like in ("contain/divert", "contain/retry", "third-caller/escalate"):
        forged = replace(entry, event=replace(entry.event, like=ChoiceKey(like)))
        with pytest.raises(DamagedRun, match=r"no such choice to be like|no choice here that moves a gauge"):
            replay(stage.exercise, fold([*session.run.entries[:-1], forged]))


def test_like_a_choice_that_sets_only_a_flag_it_sets_that_flag(stage: Stage, session: Session) -> None:
    write(session, "escalate", goto="contain")
    session.handle(OpenOptions())
    assert [(one.id, one.about) for one in session.desk().mappings().likes] == [("power-off", ""), ("divert", "")]
    session.handle(WriteIn(text=WORDS, like=ChoiceId("divert")))
    assert session.run.situation.flags == {"route_diverted": True}
    stage.prove(session)


def test_no_decision_is_more_than_nine_actions() -> None:
    exercise = Library(()).exercise("ivr-team")
    known = tuple(exercise.words.actions)
    check_written(exercise, known[:9], takes=0, goto=None)
    with pytest.raises(NotAllowed, match="there are too many"):
        check_written(exercise, known[:10], takes=0, goto=None)


def test_a_gauge_that_a_choice_sets_is_one_that_it_moves() -> None:
    scenario = TINY_SCENARIO.replace(
        "        add: {cards_exposed: 30}\n", "        set: {cards_exposed: 30, queue: 2}\n"
    )
    session = Stage(build_exercise(scenario=scenario, drill=TEAM_DRILL)).begin()
    session.handle(OpenOptions())
    assert [one.about for one in session.desk().mappings().likes] == ["Cards exposed, Queue"]
    session.handle(WriteIn(text=WORDS, like=ChoiceId("retry")))
    assert session.run.situation.meters == {"cards_exposed": 30, "queue": 2}
