"""Plays the runs of this folder and exports them: `python -m tests.session.golden.make NAME`, for a run that is not there yet.

A file that is there stays as it is for ever: it stands for runs on people's disks. New rules get new files beside the old.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from ccdrill.model.ids import ActionId, ChoiceId, InjectId, StateId
from ccdrill.scoring.result import Score
from ccdrill.session.deciding.commands import (
    AgreeAction,
    Amend,
    AnswerQuestion,
    Answers,
    ConfirmRating,
    CountHands,
    CountPeople,
    CountStatement,
    CutShort,
    Dispose,
    GiveMinutes,
    HoldInject,
    LeadOn,
    NameDoubt,
    NameGap,
    OpenExhibit,
    OpenOptions,
    Pause,
    Resume,
    SendInject,
    StopForReal,
    TakeBack,
    TakeHint,
    WriteIn,
    WriteNote,
    WriteRemark,
)
from ccdrill.session.deciding.team import seat_team
from ccdrill.session.opening import open_session
from ccdrill.session.run.trace import score_run
from ccdrill.session.run.world import World
from ccdrill.session.session import Session
from ccdrill.session.stored import open_stored
from ccdrill.store.archive import pack, unpack
from tests.builders import FakeChance, FakeClock, build_exercise
from tests.memory_store import MemoryStore
from tests.session.stage import TEAM_DRILL, TIMED_SCENARIO, decide

HERE = Path(__file__).parent


def play_solo(session: Session, clock: FakeClock) -> None:
    """Every ending of a solo run: choices, answers, a late amendment."""
    decide(session, "retry", confidence=1, reason="It worked the last time.")
    decide(session, "escalate", roles=("leader",), records=("ticket",), confidence=3)
    clock.pass_seconds(12.5)
    decide(session, "divert", roles=("telephony", "leader"), records=("route-diff",), confidence=4)
    decide(session, "phone", confidence=2)
    session.handle(Amend(decision=5, answers=Answers(roles=("payments",), records=("call-note",), confidence=2)))


def play_team(session: Session, clock: FakeClock) -> None:
    """A paced team run with everything that a facilitator does, cut short at the end."""
    session.handle(OpenExhibit(exhibit=session.view().exhibits[0].id))
    clock.pass_seconds(130)
    session.handle(OpenOptions())
    clock.pass_seconds(20)
    decide(session, "retry", roles=("leader",))
    session.handle(TakeBack(reason="Nobody had read the log."))
    session.handle(WriteNote(text="Nobody knew the number of the security line."))
    clock.pass_seconds(60)
    decide(
        session, "escalate", roles=("telephony",), records=("ticket", "call-ids"), reason="Two callers said the same."
    )
    clock.pass_seconds(300)
    session.handle(Pause())
    clock.pass_seconds(900)
    session.handle(Resume())
    session.handle(OpenOptions())
    decide(session, "power-off", roles=("telephony",), confidence=4)
    session.handle(TakeBack())
    clock.pass_seconds(61)
    session.handle(CutShort(reason="The hour is over."))


def play_facilitated(session: Session, clock: FakeClock) -> None:
    """A paced team run with what a facilitator does by hand, counts and stops, and what is said of it after the end."""
    session.handle(TakeHint())
    session.handle(CountPeople(people=3))
    session.handle(GiveMinutes(minutes=5))
    session.handle(OpenOptions())
    session.handle(CountHands(hands={ChoiceId("retry"): 1, ChoiceId("escalate"): 2}))
    clock.pass_seconds(30)
    ask = WriteIn(text="We ask one caller to pay again.", does=(ActionId("retry"),), takes=300, like=ChoiceId("retry"))
    session.handle(ask)
    session.handle(HoldInject(inject=InjectId("queue-grows"), reason="Too much at once."))
    session.handle(StopForReal())
    clock.pass_seconds(600)
    session.handle(WriteNote(text="The fire alarm was a false one."))
    session.handle(Resume())
    session.handle(SendInject(inject=InjectId("queue-grows")))
    session.handle(LeadOn(to=StateId("tell"), reason="We run late."))
    session.handle(TakeBack(reason="They want to decide it."))
    session.handle(OpenOptions())
    decide(session, "escalate", roles=("leader",), records=("ticket",), confidence=3)
    session.handle(LeadOn(to=StateId("tell"), reason="We run late."))
    session.handle(GiveMinutes(minutes=2))
    session.handle(OpenOptions())
    decide(session, "phone", roles=("leader",))
    session.handle(AgreeAction(about="step:divert", what="Write it down", owner="Ann Example", due="2027-01-31"))
    session.handle(ConfirmRating(objective="stop", grade="S", reason="It was under way.", evaluator="Eve Example"))
    session.handle(Dispose(about="step:divert", disposition="scenario-wrong", reason="We were led past it."))
    session.handle(NameDoubt(words="When the alarm rang"))
    session.handle(NameGap(gap=2, what="Nobody knew the number"))
    session.handle(AnswerQuestion(question="know", answer="partly", why="By luck"))
    session.handle(CountStatement(statement="built", counts=(0, 0, 1, 2, 0)))
    session.handle(WriteRemark(kind="other", remark=1, text="Good coffee"))


RUNS: dict[str, tuple[str, Callable[[Session, FakeClock], None]]] = {
    "solo-rules-1": ("solo", play_solo),
    "team-rules-1": ("team", play_team),
    "team-sealed-names-rules-1": ("team", play_team),
    "facilitated-rules-1": ("team", play_facilitated),
}


def summary(score: Score) -> dict[str, object]:
    """What must stay the same of a score: exact numbers, and what each item is about."""
    return {
        "score": str(score.score),
        "raw": str(score.raw),
        "weight": str(score.weight),
        "lost": str(score.lost),
        "played": str(score.played),
        "withheld": list(score.withheld),
        "items": [[one.kind, one.step or one.rule or "", str(one.cost)] for one in score.items],
        "ratings": [[one.objective, one.grade] for one in score.ratings],
    }


def make(name: str) -> None:
    kind, play = RUNS[name]
    drill = TEAM_DRILL.replace("minutes: 5", "minutes: 5\npace: 2")
    exercise = build_exercise() if kind == "solo" else build_exercise(scenario=TIMED_SCENARIO, drill=drill)
    clock, store = FakeClock(), MemoryStore()
    seats = (("leader", "Ann Example"), ("telephony", "Ben Example")) if kind == "team" else ()
    team = seat_team(exercise, seats, name="Team B", head_count=2 if seats else 1)
    session = open_session(World(store=store, clock=clock, chance=FakeChance()), exercise, team)
    play(session, clock)
    data = pack(store.read(session.run.opened.run))
    played, run = open_stored(unpack(data, name))
    with (HERE / f"{name}.json").open("xb") as file:
        file.write(data)
    with (HERE / f"{name}.score.json").open("xb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(summary(score_run(played, run))), indent=1) + b"\n")


if __name__ == "__main__":
    make(sys.argv[1])
