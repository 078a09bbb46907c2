"""Runs as they add to results: small ones by hand, of a procedure with three steps and a prohibition."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from ccdrill.debrief.document.lessons import Coverage
from ccdrill.debrief.listing.run_result import (
    SHAPE,
    AgreedResult,
    How,
    ObjectiveResult,
    Played,
    RuleResult,
    RunResult,
    StatementResult,
    StepResult,
    SureResult,
)
from ccdrill.results.asked import Asked
from ccdrill.results.document import Results
from ccdrill.results.evidence_rows import ActionRow
from ccdrill.results.over_time import Gathered, build_results
from ccdrill.results.step_rows import RuleRow, StepRow
from ccdrill.scoring.result import ItemKind

TODAY = dt.date(2026, 11, 29)
KEPT: How = "as written"


def step(name: str, how: How = KEPT, *lost: ItemKind, **more: Any) -> StepResult:
    return StepResult(step=name, text=f"Do {name}", how=how, lost=lost, **more)


def rule(name: str, *, is_broken: bool = False) -> RuleResult:
    return RuleResult(rule=name, text=f"Never {name}", is_broken=is_broken)


def played(*, procedure: str = "1.0", text: str = "", kind: str = "procedure") -> tuple[Played, ...]:
    """The texts of a drill; `text` stands for another text of that kind."""
    versions = {"drill": "", "scenario": "1.0.0", "procedure": procedure, "vocabulary": ""}
    return tuple(
        Played(kind=one, id=one, version=version, sha256=f"{one} {version}{text if one == kind else ''}")
        for one, version in versions.items()
    )


def run(day: str, *steps: StepResult, team: str = "Team A", score: str = "50", **more: Any) -> RunResult:
    """A run that began at nine on that day; its id is the day, if nothing else is said."""
    began = day if "T" in day else f"{day}T09:00:00.000Z"
    return RunResult(
        **{
            "shape": SHAPE,
            "run": day,
            "began": began,
            "drill": "drill",
            "drill_title": "The drill",
            "mode": "team",
            "scenario": "scenario",
            "scenario_title": "The story",
            "procedure": "procedure",
            "procedure_title": "The plan",
            "rules": 1,
            "played": played(),
            "team": team,
            "ending_kind": "good",
            "ending_title": "It held",
            "score": score,
            "steps": steps,
            **more,
        }
    )


def objective(grade: Any, confirmed: Any = None, name: str = "stop") -> ObjectiveResult:
    return ObjectiveResult(objective=name, text=f"To {name}", grade=grade, confirmed=confirmed)


def agreed(about: str, recorded: str, due: str = "", owner: str = "", **more: Any) -> AgreedResult:
    return AgreedResult(about=about, text=f"Do {about}", what="what", owner=owner, due=due, recorded=recorded, **more)


def agreed_on_a_gap(recorded: str, missing: str = "missing") -> AgreedResult:
    return AgreedResult(about="gap:1", missing=missing, what="what", recorded=recorded)


def covered(source: str, *steps: str, how: str = KEPT) -> Coverage:
    return Coverage(source=source, title="PCI DSS 4.0.1", place=source.partition(":")[2], steps=steps, how=how)


def sure(*answers: tuple[int, str]) -> tuple[SureResult, ...]:
    return tuple(SureResult(*one) for one in answers)  # type: ignore[arg-type]  # literals, by hand


def feedback(**counts: tuple[int, int, int, int, int]) -> tuple[StatementResult, ...]:
    return tuple(StatementResult(*one) for one in counts.items())  # type: ignore[arg-type]  # literals, by hand


def results(*runs: RunResult, **asked: Any) -> Results:
    texts = {
        "what": "Script it",
        "owner": "Ann Lee",
        "missing": "Nobody knew the number",
        "proof": "Ticket 4711",
        "by": "Eve Roe",
        "reason": "It was removed",
    }
    return build_results(Gathered(runs=runs, texts=texts), Asked(**asked), TODAY)


def steps_of(*runs: RunResult) -> dict[str, StepRow]:
    return {row.step: row for one in results(*runs).procedures for row in one.steps}


def rules_of(*runs: RunResult) -> dict[str, RuleRow]:
    return {row.rule: row for one in results(*runs).procedures for row in one.prohibitions}


def action_of(runs: Sequence[RunResult]) -> ActionRow:
    return results(*runs).actions[0]
