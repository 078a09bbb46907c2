"""When what outside sources ask for was last exercised, place by place. It does not say that a requirement is met."""

import datetime as dt
from collections.abc import Sequence

from ccdrill.debrief.document.lessons import Coverage
from ccdrill.debrief.findings.coverage import natural
from ccdrill.debrief.listing.run_result import RunResult, StepResult
from ccdrill.results.evidence_rows import Age, SourceRow

MONTHS = 12
"""PCI DSS 4.0.1, 12.10.2: the incident response plan is tested at least once every 12 months, with every element of 12.10.1."""


def sources_of(runs: Sequence[RunResult], today: dt.date) -> tuple[SourceRow, ...]:
    """Every source that a procedure of these runs names, and what it wants besides. The runs are in order."""
    found: dict[str, list[tuple[RunResult, Coverage]]] = {}
    for run in runs:
        for one in run.coverage:
            found.setdefault(one.source, []).append((run, one))
    return tuple(_row(source, found[source], today) for source in sorted(found, key=natural))


def _row(source: str, named: Sequence[tuple[RunResult, Coverage]], today: dt.date) -> SourceRow:
    by_steps = [(run, one, steps) for run, one in named if (steps := _steps(run, one))]
    came = [(run, one) for run, one, steps in by_steps if any(step.is_tested for step in steps)]
    if not by_steps:
        came = [(run, one) for run, one in named if one.steps]  # only a prohibition that was broken is told of
    title, place, about = next(
        ((one.title, one.place, one.about) for _, one in reversed(named) if one.title), ("", "", "")
    )
    last, coverage = came[-1] if came else (None, None)
    untested = {one.step for one in _steps(last, coverage) if not one.is_tested} if last and coverage else set()
    return SourceRow(
        source=source,
        title=title,
        place=place,
        about=about,
        age="only broken" if came and not by_steps else _age(last.date if last is not None else "", today),
        runs=len(came),
        last_run=last.run if last is not None else "",
        last_date=last.date if last is not None else "",
        last_how=coverage.how if coverage is not None else "",
        last_untested=tuple(name for name in coverage.steps if name in untested) if coverage is not None else (),
        procedures=tuple(sorted({run.procedure for run, one in named if one.steps})),
    )


def _steps(run: RunResult, coverage: Coverage) -> list[StepResult]:
    """The steps that name the source."""
    return [one for one in run.steps if one.step in coverage.steps]


def _age(last: str, today: dt.date) -> Age:
    if not last:
        return "never exercised"
    return "within 12 months" if last >= a_year_before(today).isoformat() else "older than 12 months"


def a_year_before(day: dt.date) -> dt.date:
    """The same day, `MONTHS` before; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
