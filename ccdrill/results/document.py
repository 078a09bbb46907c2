"""The results as data: what many runs show together, with exact numbers, and the runs by which each can be looked up."""

from typing import Literal

from ccdrill.model.value import Value
from ccdrill.results.asked import Asked
from ccdrill.results.evidence_rows import ActionRow, ActionTotals, SourceRow, SureResults
from ccdrill.results.score_rows import DrillResults
from ccdrill.results.step_rows import ProcedureResults


class LeftOut(Value, frozen=True, kw_only=True):
    """A run that can't be read."""

    run: str
    """Its id."""
    problem: str
    """Why."""


class Results(Value, frozen=True, kw_only=True):
    """What many runs show together."""

    schema: Literal["ccdrill/results/v1"] = "ccdrill/results/v1"
    """The format of this value."""
    today: str
    """The day from which ages and due dates are counted."""
    asked: Asked
    """Which runs were asked for."""
    runs: int
    """How many runs are counted in drills, procedures and sureness."""
    all_runs: int
    """How many are looked at for actions and outside sources: those of the same drills and teams, of any day."""
    first: str
    """The day on which the first counted run began, in UTC; empty: there is none."""
    last: str
    """The day on which the last one did; empty: there is none."""
    unfinished: tuple[str, ...]
    """Runs that are not over, by id: they count nowhere."""
    unreadable: tuple[LeftOut, ...]
    """Runs that can't be read, whatever drill they are of: they count nowhere."""
    drills: tuple[DrillResults, ...]
    """Drill by drill: what compares, and what participants said."""
    procedures: tuple[ProcedureResults, ...]
    """Step by step, for each procedure."""
    action_totals: ActionTotals
    """How many actions were agreed, and how many are done and overdue, whichever of them were asked for."""
    actions: tuple[ActionRow, ...]
    """What was agreed: overdue first, then by date, then without one, then done; only those that were asked for."""
    sources: tuple[SourceRow, ...]
    """What outside sources ask for, and when it was last exercised."""
    sure: SureResults | None
    """How sure teams were; None when nobody was asked."""
