"""Laws of every run, whatever was asked of it in whatever order."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.model.errors import NotAllowed
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import ActionId, ChoiceId, InjectId, ObjectiveId, RecordId, RoleId, StateId, Subject
from ccdrill.session.deciding import commands
from ccdrill.session.run.chain import open_links
from ccdrill.session.run.run import fold
from ccdrill.session.run.trace import score_run
from ccdrill.session.session import Session
from ccdrill.session.telling.view import View
from ccdrill.store.archive import pack, unpack
from tests.builders import build_exercise
from tests.session.stage import PACED_DRILL, TEAM_DRILL, TIMED_SCENARIO, Stage, decide

EXERCISES: dict[str, Exercise] = {
    "solo": build_exercise(),
    "team": build_exercise(drill=TEAM_DRILL),
    "paced": build_exercise(scenario=TIMED_SCENARIO, drill=PACED_DRILL),
    "paced team": build_exercise(
        scenario=TIMED_SCENARIO, drill=TEAM_DRILL.replace("minutes: 5", "minutes: 5\npace: 0.7")
    ),
}
MOVES = st.one_of(
    st.tuples(st.just("decide"), st.integers(0, 3)),
    st.tuples(st.just("decide"), st.integers(0, 3)),
    st.tuples(st.just("agree"), st.integers(0, 16)),
    st.tuples(st.just("hands"), st.integers(0, 9)),
    st.tuples(st.sampled_from(["minutes", "people", "seat"]), st.integers(-6, 9)),
    st.tuples(st.just("write in"), st.integers(0, 6)),
    st.tuples(st.just("by hand"), st.integers(0, 5)),
    st.tuples(st.just("think"), st.integers(1, 1900)),
    st.tuples(
        st.sampled_from(
            [
                "open",
                "exhibit",
                "hint",
                "undo",
                "note",
                "amend",
                "cut",
                "pause",
                "go",
                "real",
                "tick",
                "leave",
                "crash",
                "other",
            ]
        ),
        st.just(0),
    ),
)


AGREED: tuple[commands.Agree, ...] = (
    commands.AgreeAction(about=Subject("step:divert"), what="Write it down", owner="Ann", due="2027-01-31"),
    commands.AgreeAction(about=Subject("step:divert"), owner="Ben"),
    commands.AgreeAction(about=Subject("step:divert"), what=""),
    commands.ConfirmRating(objective=ObjectiveId("stop"), grade="M", reason="It held", evaluator="Eve"),
    commands.ConfirmRating(objective=ObjectiveId("stop"), grade="P"),
    commands.Dispose(about=Subject("action:retry"), disposition="scenario-wrong"),
    commands.NameDoubt(decision=2),
    commands.NameDoubt(words="When the press rang"),
    commands.NameGap(gap=1, what="Nobody knew the number"),
    commands.AgreeAction(about=Subject("gap:1"), what="Put it on the wall"),
    commands.NameGap(gap=1, what=""),
    commands.AnswerQuestion(question="see", answer="no", why="No log says it"),
    commands.CountStatement(statement="built", counts=(0, 0, 1, 2, 0)),
    commands.CountStatement(statement="built", counts=()),
    commands.WriteRemark(kind="strength", remark=1, text="The log"),
    commands.SayWhoLed(who="Fay"),
    commands.MarkDone(about=Subject("step:divert"), day="", proof="Ticket 4711", checked_by="Eve"),
    commands.Reopen(about=Subject("step:divert"), reason="It was removed"),
)
WRITTEN: tuple[commands.WriteIn, ...] = (
    commands.WriteIn(text="We wait and see"),
    commands.WriteIn(text="We wait and see", takes=1500),
    commands.WriteIn(text="We ring the bank", does=(ActionId("tell-acquirer"),), takes=300, goto=StateId("held")),
    commands.WriteIn(
        text="We cut the line",
        does=(ActionId("divert"), ActionId("power-off")),
        takes=1300,
        goto=StateId("tell"),
        answers=commands.Answers(roles=(RoleId("telephony"),), records=(RecordId("route-diff"),), reason="So said Ann"),
    ),
    commands.WriteIn(text="Back to the call", does=(ActionId("look-around"),), goto=StateId("third-caller")),
    commands.WriteIn(text="Nowhere", goto=StateId("nowhere")),
    commands.WriteIn(text="As they would", takes=60, like=ChoiceId("retry")),
)
BY_HAND: tuple[commands.LeadOn | commands.SendInject | commands.HoldInject, ...] = (
    commands.LeadOn(to=StateId("contain"), reason="We run late"),
    commands.LeadOn(to=StateId("third-caller"), reason="Once more"),
    commands.LeadOn(to=StateId("late"), reason="Time is up"),
    commands.LeadOn(to=StateId("nowhere"), reason="Why not"),
    commands.SendInject(inject=InjectId("queue-grows"), reason="Now"),
    commands.HoldInject(inject=InjectId("queue-grows")),
)


def move(stage: Stage, session: Session, name: str, number: int) -> Session:
    """Does one thing, legal or not; the session to go on with."""
    view = session.view()
    if name == "think":
        stage.clock.pass_seconds(number)
    elif name == "crash":
        return stage.resume(session)
    elif name == "leave":
        session.leave()
    elif name == "other":
        stage.resume(session).handle(commands.WriteNote(text="from another terminal"))
        session.refresh()
    elif name == "decide" and view.options:
        answers = {"confidence": number + 1, "reason": f"reason {number}"} if number % 2 else {}
        decide(session, view.options[number % len(view.options)].id, **answers)
    elif name == "agree":
        session.handle(AGREED[number])
    elif name == "hands" and view.options:
        hands = {one.id: (number + at) % 4 for at, one in enumerate(view.options)}
        session.handle(commands.CountHands(hands=hands))
    elif name == "write in":
        session.handle(WRITTEN[number])
    elif name == "by hand":
        session.handle(BY_HAND[number])
    elif name == "exhibit":
        session.handle(commands.OpenExhibit(exhibit=view.exhibits[0].id))
    elif name == "hint":
        session.handle(commands.TakeHint())
    elif name == "amend" and view.outcome:
        session.handle(commands.Amend(decision=view.outcome.seq, answers=commands.Answers(confidence=1)))
    else:
        simple: dict[str, commands.Command] = {
            "open": commands.OpenOptions(),
            "minutes": commands.GiveMinutes(minutes=number),
            "people": commands.CountPeople(people=number),
            "seat": commands.SeatRole(role=RoleId("telephony"), players=(f"Ann {number}",) * (number % 3)),
            "undo": commands.TakeBack(reason="no"),
            "note": commands.WriteNote(text="note"),
            "cut": commands.CutShort(),
            "pause": commands.Pause(),
            "go": commands.Resume(),
            "real": commands.StopForReal(),
            "tick": commands.Tick(),
        }
        if name in simple:
            session.handle(simple[name])
    return session


def played(kind: str, moves: Sequence[tuple[str, int]]) -> tuple[Stage, Session]:
    stage = Stage(EXERCISES[kind])
    session = stage.begin()
    for name, number in moves:
        before = session.run.seq
        try:
            session = move(stage, session, name, number)
        except NotAllowed:
            recorded = session.run.entries[before:]
            assert all(type(entry.event).__name__ == "TimePassed" for entry in recorded), "a refusal records no command"
    return stage, session


@given(st.sampled_from(list(EXERCISES)), st.lists(MOVES, max_size=14))
def test_a_run_is_its_events(kind: str, moves: list[tuple[str, int]]) -> None:
    stage, session = played(kind, moves)
    stored = stage.store.read(session.run.opened.run)
    again = fold(open_links(stored.links))
    assert again == session.run
    assert score_run(stage.exercise, again) == score_run(stage.exercise, session.run)
    assert session.beside == stored.beside or set(session.beside.texts) == set(stored.beside.texts)
    stage.prove(session)
    assert unpack(pack(stored), "it") == stored


def as_long_as(after: View, before: View) -> View:
    """But for how much was recorded, which nothing takes back."""
    return msgspec.structs.replace(after, seq=before.seq, has_moved_on=before.has_moved_on)


@given(st.sampled_from(list(EXERCISES)), st.lists(MOVES, max_size=10), st.integers(0, 3))
def test_undo_after_do_is_before(kind: str, moves: list[tuple[str, int]], number: int) -> None:
    _, session = played(kind, moves)
    if session.run.is_over:
        return
    if session.view().is_stopped:
        session.handle(commands.Resume())
    session.handle(commands.Tick())
    if session.run.is_over:
        return
    session.handle(commands.OpenOptions())
    before = session.view()
    if number == 3 and before.mode == "team":
        session.handle(WRITTEN[len(moves) % 5])
    else:
        decide(session, before.options[number % len(before.options)].id)
    after = session.handle(commands.TakeBack())
    assert as_long_as(after, before) == before


@given(st.sampled_from(["team", "paced team"]), st.lists(MOVES, max_size=10), st.integers(0, 5))
def test_undo_after_what_the_facilitator_did_is_before(kind: str, moves: list[tuple[str, int]], number: int) -> None:
    _, session = played(kind, moves)
    if session.run.is_over:
        return
    session.handle(commands.Tick())
    if session.view().is_stopped:
        session.handle(commands.Resume())
    before = session.view()
    try:
        session.handle(BY_HAND[number])
    except NotAllowed:
        return
    after = session.handle(commands.TakeBack())
    assert as_long_as(after, before) == before


@given(st.sampled_from(list(EXERCISES)), st.lists(MOVES, max_size=14))
def test_time_never_runs_back_but_by_an_undo(kind: str, moves: list[tuple[str, int]]) -> None:
    _, session = played(kind, moves)
    entries = session.run.entries
    for earlier, later in pairwise(entries):
        assert later.t >= earlier.t or type(later.event).__name__ == "TakenBack"
