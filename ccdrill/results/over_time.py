"""From the results of runs to one document. The order in which they are handed in makes no difference, and nothing is scored again."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypeVar

from ccdrill.debrief.listing.run_result import RunResult
from ccdrill.model.value import Value
from ccdrill.results.actions import actions_of, totals_of, wanted_of
from ccdrill.results.asked import Asked, choose, group_of, in_order
from ccdrill.results.document import LeftOut, Results
from ccdrill.results.drills import drill_results
from ccdrill.results.procedures import procedure_results
from ccdrill.results.sources import sources_of
from ccdrill.results.sureness import sureness_of

K = TypeVar("K")


class Gathered(Value, frozen=True, kw_only=True):
    """What was found of the drills and teams that were asked for."""

    runs: tuple[RunResult, ...] = ()
    """Runs that are over, of any day."""
    unfinished: tuple[str, ...] = ()
    """Runs that are not, by id."""
    unreadable: tuple[LeftOut, ...] = ()
    """Runs that can't be read."""
    texts: Mapping[str, str] = {}
    """What people typed of what was agreed, by its digest; what was erased is missing."""


def build_results(gathered: Gathered, asked: Asked, today: dt.date) -> Results:
    """The document. `today`: the day from which ages and due dates are counted."""
    everything = in_order(gathered.runs)
    runs = choose(everything, asked)
    actions = actions_of(everything, gathered.texts, today)
    drills, procedures = _grouped((group_of(run), run) for run in runs), _grouped((run.procedure, run) for run in runs)
    return Results(
        today=today.isoformat(),
        asked=asked,
        runs=len(runs),
        all_runs=len(everything),
        first=runs[0].date if runs else "",
        last=runs[-1].date if runs else "",
        unfinished=tuple(sorted(gathered.unfinished)),
        unreadable=tuple(sorted(gathered.unreadable, key=lambda one: one.run)),
        drills=tuple(drill_results(drills[name]) for name in sorted(drills)),
        procedures=tuple(procedure_results(procedures[name]) for name in sorted(procedures)),
        action_totals=totals_of(actions),
        actions=wanted_of(actions, asked.actions or "all"),
        sources=sources_of(everything, today),
        sure=sureness_of(runs),
    )


def _grouped(pairs: Iterable[tuple[K, RunResult]]) -> dict[K, list[RunResult]]:
    """The runs by something, each group in the order of its runs."""
    found: dict[K, list[RunResult]] = {}
    for key, run in pairs:
        found.setdefault(key, []).append(run)
    return found
