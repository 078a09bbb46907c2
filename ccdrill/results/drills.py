"""The runs of one drill in the order of their dates: scores, what changed between them, what compares, objectives, feedback."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from statistics import median

from ccdrill.debrief.listing.run_result import Played, RunResult
from ccdrill.results.asked import team_key
from ccdrill.results.feedback import drill_feedback
from ccdrill.results.score_rows import Alike, DrillResults, Graded, ObjectiveRow, RunRow
from ccdrill.scoring.result import rounded

FEW = 5
"""Runs below which nothing is said of their middle: they are few, and can be read one by one."""
_KINDS = ("scenario", "procedure", "drill", "vocabulary")
_Same = tuple[int, frozenset[tuple[str, str]]]


def drill_results(runs: Sequence[RunResult]) -> DrillResults:
    """Of at least one run, all of one drill, in order."""
    last = runs[-1]
    return DrillResults(
        drill=last.drill,
        title=last.drill_title,
        marking=last.marking,
        scenario=last.scenario,
        scenario_title=last.scenario_title,
        procedure=last.procedure,
        procedure_title=last.procedure_title,
        runs=tuple(_rows(runs)),
        alike=tuple(_alike(runs)),
        objectives=tuple(_objectives(runs)),
        feedback=drill_feedback(runs),
    )


def _same(run: RunResult) -> _Same:
    """Scores of runs that are equal in this compare."""
    return run.rules, frozenset((one.kind, one.sha256) for one in run.played)


def _rows(runs: Sequence[RunResult]) -> Iterator[RunRow]:
    before: RunResult | None = None
    last_whole: dict[tuple[str, _Same], RunResult] = {}
    for run in runs:
        compared = None if not run.is_whole else last_whole.get((team_key(run.team), _same(run)))
        yield RunRow(
            run=run.run,
            date=run.date,
            team=run.team,
            score=rounded(Fraction(run.score)),
            exact=run.score,
            on_played=run.on_played,
            critical=run.critical,
            ending_kind=run.ending_kind,
            ending_title=run.ending_title,
            changes=tuple(_changes(before, run)) if before is not None else (),
            since=compared.run if compared is not None else "",
            change=str(Fraction(run.score) - Fraction(compared.score)) if compared is not None else "",
        )
        before = run
        if run.is_whole:
            last_whole[team_key(run.team), _same(run)] = run


def _changes(before: RunResult, run: RunResult) -> Iterator[str]:
    for kind in _KINDS:
        old, new = _texts(before, kind), _texts(run, kind)
        if {one.sha256 for one in old} == {one.sha256 for one in new}:
            continue
        was, now = (", ".join(one.version for one in texts if one.version) for texts in (old, new))
        if was != now:
            yield f"the {kind} is version {now or 'without a number'}, before it was {was or 'without a number'}"
        else:
            yield f"the text of the {kind} changed{f', its version is {now} all the same' if now else ''}"
    if before.rules != run.rules:
        yield f"the scoring rules are version {run.rules}, before they were {before.rules}"


def _texts(run: RunResult, kind: str) -> list[Played]:
    return [one for one in run.played if one.kind == kind]


def _alike(runs: Sequence[RunResult]) -> Iterator[Alike]:
    groups: dict[_Same, list[RunResult]] = {}
    for run in runs:
        if run.is_whole:
            groups.setdefault(_same(run), []).append(run)
    for group in groups.values():
        scores = [Fraction(run.score) for run in group]
        yield Alike(
            runs=tuple(run.run for run in group),
            lowest=str(min(scores)),
            highest=str(max(scores)),
            middle=str(median(scores)) if len(scores) >= FEW else "",
        )


def _objectives(runs: Sequence[RunResult]) -> Iterator[ObjectiveRow]:
    texts: dict[str, str] = {}
    for run in reversed(runs):
        for one in run.objectives:
            texts.setdefault(one.objective, one.text)
    for objective, text in texts.items():
        yield ObjectiveRow(
            id=objective,
            objective=text,
            grades=tuple(
                Graded(
                    run=run.run, date=run.date, grade=one.confirmed or one.grade, is_confirmed=one.confirmed is not None
                )
                for run in runs
                for one in run.objectives
                if one.objective == objective
            ),
        )
