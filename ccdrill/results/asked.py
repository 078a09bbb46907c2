"""Which runs somebody wants to see: by team, by drill, from a day on, the last of each drill."""

from collections.abc import Sequence
from typing import Literal

from ccdrill.debrief.listing.run_result import RunResult
from ccdrill.model.value import Value

Group = tuple[str, str, str]
"""The drill, its scenario and its procedure, by id: runs of one group stand in one list."""


Wanted = Literal["all", "not-done", "overdue", "done"]
"""Which of the agreed actions somebody wants to see."""


class Asked(Value, frozen=True, kw_only=True):
    """What was asked for."""

    drill: str = ""
    """Only runs of the drill with this id; empty: of every drill."""
    team: str = ""
    """Only runs of the team that calls itself so; empty: of every team."""
    since: str = ""
    """Only scores, steps, objectives, feedback and sureness of runs that began on this day or later, as 2027-01-31; empty: of all."""
    last: int = 0
    """Of each drill only as many runs, the last ones; 0: all of them."""

    actions: Wanted | None = None
    """Only what was agreed, and of that only these; None: everything."""

    @property
    def is_part(self) -> bool:
        """Whether earlier runs of the same drills and teams may be left out."""
        return bool(self.since or self.last)


def team_key(name: str) -> str:
    """By which one team's runs are known: what it calls itself, whatever the capitals and blanks."""
    return " ".join(name.split()).casefold()


def group_of(run: RunResult) -> Group:
    """In which list a run stands."""
    return run.drill, run.scenario, run.procedure


def in_order(runs: Sequence[RunResult]) -> list[RunResult]:
    """By when they began; of the same instant, by id."""
    return sorted(runs, key=lambda run: (run.began, run.run))


def choose(runs: Sequence[RunResult], asked: Asked) -> list[RunResult]:
    """The runs of a span of time that was asked for, in their order."""
    since = [run for run in in_order(runs) if run.date >= asked.since]
    if not asked.last:
        return since
    groups: dict[Group, list[str]] = {}
    for run in since:
        groups.setdefault(group_of(run), []).append(run.run)
    kept = {run for group in groups.values() for run in group[-asked.last :]}
    return [run for run in since if run.run in kept]
