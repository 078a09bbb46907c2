"""A season of one drill, really played: badly, then cut short, then well; the plan is changed, and played by two teams."""

import datetime as dt
from collections.abc import Callable
from functools import cache

import msgspec

from ccdrill.debrief.build import build_debrief
from ccdrill.debrief.listing.run_result import RunResult
from ccdrill.debrief.listing.take_result import take_result
from ccdrill.debrief.recorded.recorded import RecordedRun
from ccdrill.model.ids import ObjectiveId, RunId
from ccdrill.results.asked import Asked
from ccdrill.results.document import LeftOut, Results
from ccdrill.results.over_time import Gathered, build_results
from ccdrill.session.deciding.commands import ConfirmRating, CountStatement, WriteRemark
from ccdrill.session.session import Session
from tests.builders import FakeClock, build_exercise
from tests.debrief.runs import DRILL, PROCEDURE, SCENARIO, SEAL, agree, amend, cut_short, play_badly, play_well, team
from tests.session.stage import Stage

TODAY = dt.date(2027, 12, 15)
_DAY = 24 * 3600
CHANGED = PROCEDURE.replace('version: "1.0"', 'version: "1.1"').replace("within: 15m", "within: 8m")


def rated(session: Session) -> None:
    play_well(session)
    session.handle(ConfirmRating(objective=ObjectiveId("see"), grade="P", evaluator="Eve Example"))
    session.handle(CountStatement(statement="believable", counts=(0, 1, 2, 5, 2)))
    session.handle(WriteRemark(kind="improve", remark=1, text="Nobody had the numbers"))


PLAYED: tuple[tuple[str, int, str, Callable[[Session], None], str], ...] = (
    ("first", 0, "Team B", agree, PROCEDURE),
    ("second", 30, "Team B", cut_short, PROCEDURE),
    ("third", 90, "Team B", rated, PROCEDURE),
    ("fourth", 200, "Team B", amend, CHANGED),
    ("fifth", 201, "The night shift", play_badly, CHANGED),
)
"""Of each run its id, on which day after the first it was played, by whom, how, and against which procedure."""


def _record(name: str, day: int, who: str, play: Callable[[Session], None], procedure: str) -> RecordedRun:
    exercise = build_exercise(scenario=SCENARIO, procedure=procedure, drill=DRILL)
    session = Stage(exercise, clock=FakeClock(seconds=day * _DAY)).begin(team(who))
    play(session)
    run = session.run
    run.opened = msgspec.structs.replace(run.opened, run=RunId(name))
    return RecordedRun(session.exercise, run, session.beside, SEAL)


@cache
def gathered() -> Gathered:
    """All of it, with a run that is not over and one that can't be read."""
    runs: list[RunResult] = []
    texts: dict[str, str] = {}
    for one in PLAYED:
        recorded = _record(*one)
        runs.append(take_result(recorded, build_debrief(recorded)))
        texts |= {kept.digest: kept.text for kept in recorded.beside.texts}
    left = LeftOut(run="sixth", problem="the last events of run 'sixth' are missing or changed")
    return Gathered(runs=tuple(runs), unfinished=("seventh",), unreadable=(left,), texts=texts)


def season(**asked: object) -> Results:
    return build_results(gathered(), Asked(**asked), TODAY)
