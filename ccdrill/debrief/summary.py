"""A run in one line, for lists."""

from typing import Literal

from ccdrill.debrief.build import RecordedRun
from ccdrill.model.ids import RunId
from ccdrill.model.value import Value
from ccdrill.scoring.result import rounded
from ccdrill.session.trace import score_run


class Summary(Value, frozen=True, kw_only=True):
    """One run of a list."""

    run: RunId
    """Its id."""
    drill: str
    """The drill's title."""
    team: str
    """What the team calls itself."""
    began: str
    """When, in UTC, to the minute."""
    status: Literal["unfinished", "finished", "ended", "damaged"]
    """`ended`: by the facilitator."""
    decided: int
    """How many decisions stand."""
    score: str
    """In whole points; empty while it is unfinished."""
    problem: str = ""
    """Why it can't be read, if it can't."""


def summarise(recorded: RecordedRun) -> Summary:
    """The run's line."""
    run = recorded.run
    return Summary(
        run=run.opened.run,
        drill=recorded.exercise.drill.title,
        team=run.opened.team,
        began=f"{run.entries[0].utc[:10]} {run.entries[0].utc[11:16]}",
        status="finished" if run.situation.is_ended else "ended" if run.is_cut_short else "unfinished",
        decided=len(run.decisions),
        score=rounded(score_run(recorded.exercise, run).score) if run.is_over else "",
    )


def unreadable(run: RunId, problem: str) -> Summary:
    """The line of a run that can't be read."""
    return Summary(run=run, drill="", team="", began="", status="damaged", decided=0, score="", problem=problem)
