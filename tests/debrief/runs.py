"""Runs to be debriefed: a team on the tiny line, in every way in which a run can stand."""

from collections.abc import Callable
from functools import cache

import msgspec

from ccdrill.debrief.build import build_debrief
from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.recorded.recorded import RecordedRun
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import ActionId, ObjectiveId, RoleId, StateId, Subject
from ccdrill.session.deciding.commands import (
    AgreeAction,
    Amend,
    AnswerQuestion,
    Answers,
    ConfirmRating,
    CountStatement,
    CutShort,
    Dispose,
    LeadOn,
    MarkDone,
    NameDoubt,
    NameGap,
    OpenOptions,
    Reopen,
    TakeBack,
    WriteIn,
    WriteNote,
    WriteRemark,
)
from ccdrill.session.deciding.team import Team
from ccdrill.session.session import Session
from tests.builders import TINY_DRILL, TINY_PROCEDURE, TINY_SCENARIO, build_exercise
from tests.session.stage import Stage, decide

SEAL = "5ea1" * 16
"""Stands for the seal of the last event, which changes with every version of the program."""
PROGRAM = "1.2.3"
"""Stands for the version of the program, for the same reason."""
DRILL = (
    TINY_DRILL.replace("mode: solo", "mode: team\noptions: closed")
    .replace("ask: [role, records, confidence]", "ask: [role, records, where, reason, confidence]")
    .replace(
        "objectives:",
        """overview:
  organisation: Ostrel Energy (fictional)
  sponsor: Customer operations
  location: Training room 2
  contact: Incident lead, office 01632 960480
  scope: One hour, at a table
objectives:
  - {id: see, text: See it at the first call, steps: [report]}
  - {id: tell, text: Tell the acquirer, steps: [acquirer]}""",
    )
)
SCENARIO = TINY_SCENARIO.replace(
    "start: third-caller",
    """facts:
  - {about: who changed the flow, answer: "A dormant account, kept for {org}"}
start: third-caller""",
)
PROCEDURE = TINY_PROCEDURE.replace(
    "weight: 5, critical: true}", 'weight: 5, critical: true, refs: ["pci-dss-4.0.1:12.10.1(2)"]}'
).replace(
    "prohibited:",
    """  - {id: archive, do: Archive the recordings, after: [report], weight: 2, actions: [look-around]}
prohibited:""",
)


def exercise() -> Exercise:
    return build_exercise(scenario=SCENARIO, procedure=PROCEDURE, drill=DRILL)


def team(name: str = "Team B") -> Team:
    return Team(
        name=name,
        head_count=3,
        players=((RoleId("leader"), "Ann Example"), (RoleId("telephony"), "Ben Example")),
        vacant=(RoleId("payments"),),
    )


def play_well(session: Session) -> None:
    """As the procedure asks, but for the place of the first step and a record of the last."""
    session.handle(OpenOptions())
    decide(
        session,
        "escalate",
        roles=(RoleId("leader"),),
        records=("ticket", "call-ids"),
        where="desk",
        confidence=3,
        reason="Three callers said the same.",
    )
    session.handle(WriteNote(text="Nobody knew the number of the security line."))
    session.handle(OpenOptions())
    decide(session, "divert", roles=(RoleId("telephony"), RoleId("leader")), records=("route-diff",), confidence=4)
    session.handle(OpenOptions())
    decide(session, "phone", roles=(RoleId("payments"),), confidence=2)


def play_badly(session: Session) -> None:
    """Everything that can be lost: left out, late, by the wrong people, with nothing on record, and what is forbidden."""
    for choice, roles in (("retry", ("telephony",)), ("escalate", ("telephony",)), ("power-off", ("leader",))):
        session.handle(OpenOptions())
        decide(session, choice, roles=tuple(RoleId(role) for role in roles))
    session.handle(OpenOptions())
    decide(session, "wait")


def cut_short(session: Session) -> None:
    session.handle(OpenOptions())
    decide(session, "escalate", roles=(RoleId("leader"),), records=("ticket",), confidence=3)
    session.handle(CutShort(reason="The hour is over."))


def by_hand(session: Session) -> None:
    """What no choice says, twice; led on past a situation, after a first try that was taken back."""
    for text, does, takes in (
        ("We ring security, and send the calls away", ("escalate", "divert"), 600),
        ("We wait", (), 0),
    ):
        session.handle(OpenOptions())
        actions = tuple(ActionId(action) for action in does)
        answers = Answers(roles=(RoleId("leader"),), records=("ticket",), confidence=3) if does else Answers()
        session.handle(WriteIn(text=text, does=actions, takes=takes, answers=answers))
    session.handle(LeadOn(to=StateId("held"), reason="The hour is over."))
    session.handle(TakeBack(reason="There is time for one more."))
    session.handle(LeadOn(to=StateId("tell"), reason="The last decision is the one that counts."))
    session.handle(OpenOptions())
    decide(session, "phone", roles=(RoleId("payments"),), records=("call-note",), confidence=4)


def stop_in_the_middle(session: Session) -> None:
    session.handle(OpenOptions())
    decide(session, "retry", confidence=1)


def think_twice(session: Session) -> None:
    """Two decisions are taken back, one after the other, and taken again."""
    session.handle(OpenOptions())
    decide(session, "escalate", roles=(RoleId("telephony"),), confidence=2, reason="It is his line.")
    session.handle(OpenOptions())
    decide(session, "power-off", roles=(RoleId("leader"),), reason="So that nothing more can leave.")
    session.handle(TakeBack(reason="Nobody had asked what it destroys."))
    session.handle(TakeBack())
    play_well(session)


def amend(session: Session) -> None:
    play_well(session)
    answers = Answers(roles=(RoleId("payments"),), records=("call-note",), confidence=2)
    session.handle(Amend(decision=session.run.decisions[-1].entry.seq, answers=answers))


def agree(session: Session) -> None:
    """As after a good talk: a whole row, one without a date, one on what went well, a rating that is changed."""
    play_badly(session)
    divert, power, report = Subject("step:divert"), Subject("rule:no-power-off"), Subject("step:report")
    session.handle(AgreeAction(about=divert, what="Script the diversion", owner="Ann Example", due="2027-01-31"))
    session.handle(AgreeAction(about=power, what="A sign on the rack", owner="Ben Example"))
    session.handle(AgreeAction(about=Subject("step:archive"), what="Put it on the wall card"))
    session.handle(Dispose(about=power, disposition="not-followed"))
    session.handle(Dispose(about=report, disposition="procedure-wrong", reason="The line is not staffed at night"))
    session.handle(
        ConfirmRating(objective=ObjectiveId("see"), grade="P", reason="Seen at once.", evaluator="Eve Example")
    )
    session.handle(ConfirmRating(objective=ObjectiveId("tell"), grade="U"))


def close(session: Session) -> None:
    """As after a good talk, and some weeks: an action is done, with its proof; another was, and is open again."""
    agree(session)
    divert, power = Subject("step:divert"), Subject("rule:no-power-off")
    session.handle(MarkDone(about=divert, day="today", proof="Runbook 2.1, page 3", checked_by="Eve Example"))
    session.handle(MarkDone(about=power, day="today", proof="A photograph of it"))
    session.handle(Reopen(about=power, reason="The rack was moved, and the sign was not"))


def wash(session: Session) -> None:
    """As after a good hot wash: a decision, two gaps, one with a whole action, and all three questions."""
    play_well(session)
    gap = Subject("gap:1")
    session.agree(
        [
            NameDoubt(decision=session.run.decisions[-1].entry.seq),
            NameGap(gap=1, what="Nobody knew the number of the security line"),
            AgreeAction(about=gap, what="Put it on the wall card", owner="Ann Example", due="2027-01-31"),
            NameGap(gap=2, what="The vendor had no contact"),
            AnswerQuestion(question="see", answer="partly", why="Only when callers rang"),
            AnswerQuestion(question="know", answer="no"),
            AnswerQuestion(question="trace", answer="yes", why="By the call records"),
        ]
    )


def fill_in(session: Session) -> None:
    """As after ten feedback forms, of which one statement was counted."""
    play_well(session)
    session.agree(
        [
            CountStatement(statement="believable", counts=(0, 1, 2, 5, 2)),
            WriteRemark(kind="strength", remark=1, text="We talked before we decided"),
            WriteRemark(kind="strength", remark=2, text="The log"),
            WriteRemark(kind="improve", remark=1, text="Nobody had the numbers"),
        ]
    )


def record(play: Callable[[Session], None], *, who: Team | None = None, what: Exercise | None = None) -> RecordedRun:
    """A run that was played so."""
    stage = Stage(what or exercise())
    session = stage.begin(who or team())
    play(session)
    run = session.run
    run.opened = msgspec.structs.replace(run.opened, ccdrill=PROGRAM)
    return RecordedRun(session.exercise, run, session.beside, SEAL)


def erased(recorded: RecordedRun) -> RecordedRun:
    """The same when every name and every typed text was erased."""
    beside = msgspec.structs.replace(recorded.beside, names=(), texts=())
    return RecordedRun(recorded.exercise, recorded.run, beside, recorded.seal)


@cache
def debrief(play: Callable[[Session], None]) -> Debrief:
    """Of a run that was played so, for all that is asked of it."""
    return build_debrief(record(play))


RUNS: dict[str, Callable[[], RecordedRun]] = {
    "finished": lambda: record(amend),
    "everything-lost": lambda: record(play_badly),
    "cut-short": lambda: record(cut_short),
    "unfinished": lambda: record(stop_in_the_middle),
    "by-hand": lambda: record(by_hand),
    "taken-back": lambda: record(think_twice),
    "agreed": lambda: record(agree),
    "done": lambda: record(close),
    "washed": lambda: record(wash),
    "feedback": lambda: record(fill_in),
    "erased": lambda: erased(record(think_twice)),
}


@cache
def debrief_of(name: str) -> Debrief:
    """The debrief of one of them, for all that is asked of it."""
    return build_debrief(RUNS[name]())
