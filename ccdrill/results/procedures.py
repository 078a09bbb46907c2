"""One procedure over its runs, step by step: what was lost again and again, what is mended, what never was exercised."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from ccdrill.debrief.listing.run_result import RuleResult, RunResult, StepResult
from ccdrill.results.asked import team_key
from ccdrill.results.step_rows import ProcedureResults, RuleRow, Standing, StepRow, Tally
from ccdrill.scoring.result import ItemKind

ORDER: tuple[Standing, ...] = ("again and again", "lost once", "mended", "as written", "never exercised")
"""What comes first."""
WAYS: Mapping[str, ItemKind] = {
    "late": "late",
    "by the wrong role": "role",
    "without its record": "evidence",
    "out of order": "order",
    "in the wrong place": "place",
}
"""In which ways a step that was done can be lost, in words."""
_DISPUTED = ("procedure-wrong", "deliberate")


def procedure_results(runs: Sequence[RunResult]) -> ProcedureResults:
    """Of at least one run, all of one procedure, in order."""
    last = runs[-1]
    texts = dict.fromkeys(one.sha256 for run in runs for one in run.played if one.kind == "procedure")
    return ProcedureResults(
        procedure=last.procedure,
        title=last.procedure_title,
        is_model=last.is_model,
        versions=tuple(dict.fromkeys(run.version for run in runs)),
        texts=len(texts),
        runs=len(runs),
        cut_short=sum(run.is_cut_short for run in runs),
        steps=tuple(sorted(_steps(runs), key=_step_order)),
        prohibitions=tuple(sorted(_rules(runs), key=lambda one: (ORDER.index(one.standing), -one.broken))),
    )


def how_words(step: StepResult) -> str:
    """How a step went, for people."""
    if step.how in ("as written", "not done"):
        return step.how
    return ", ".join(words for words, kind in WAYS.items() if kind in step.lost) or step.how


def _step_order(row: StepRow) -> tuple[int, int, bool]:
    """Sorting keeps the order of the procedure where this is equal."""
    return ORDER.index(row.standing), row.tally.as_written - row.tally.exercised, not row.is_critical


def _steps(runs: Sequence[RunResult]) -> Iterator[StepRow]:
    by_run = [(run, {one.step: one for one in run.steps}) for run in runs]
    for name in _names(runs, lambda run: [one.step for one in run.steps]):
        found = [(run, steps[name]) for run, steps in by_run if name in steps]
        tested = [(run, one) for run, one in found if one.is_tested]
        is_lost = [(run.team, one.how != "as written") for run, one in tested]
        last_run, last = tested[-1] if tested else (None, None)
        yield StepRow(
            step=name,
            text=found[-1][1].text,
            is_critical=found[-1][1].is_critical,
            standing=_standing(is_lost),
            tally=_tally([one for _, one in tested]),
            teams=len(_last_of_each(is_lost)),
            teams_lost=sum(_last_of_each(is_lost)),
            kept_since=_kept_since(is_lost),
            last_run=last_run.run if last_run is not None else "",
            last_date=last_run.date if last_run is not None else "",
            last_how=how_words(last) if last is not None else "",
        )


def _rules(runs: Sequence[RunResult]) -> Iterator[RuleRow]:
    by_run = [(run, {one.rule: one for one in run.rules_kept}) for run in runs]
    for name in _names(runs, lambda run: [one.rule for one in run.rules_kept]):
        found: list[tuple[RunResult, RuleResult]] = [(run, rules[name]) for run, rules in by_run if name in rules]
        is_lost = [(run.team, one.is_broken) for run, one in found]
        yield RuleRow(
            rule=name,
            text=found[-1][1].text,
            standing=_standing(is_lost),
            runs=len(found),
            broken=sum(is_broken for _, is_broken in is_lost),
            teams=len(_last_of_each(is_lost)),
            teams_lost=sum(_last_of_each(is_lost)),
            kept_since=_kept_since(is_lost),
            last_broken=next((run.run for run, one in reversed(found) if one.is_broken), ""),
        )


def _names(runs: Sequence[RunResult], names: Callable[[RunResult], list[str]]) -> list[str]:
    """All of them once: in the order of the last run, then those that only earlier runs know."""
    return list(dict.fromkeys(name for run in reversed(runs) for name in names(run)))


def _standing(is_lost: Sequence[tuple[str, bool]]) -> Standing:
    """By team and in order, whether it was lost. It is mended when no team lost it the last time that it came to it."""
    if not is_lost:
        return "never exercised"
    many = sum(lost for _, lost in is_lost)
    if not many:
        return "as written"
    if not any(_last_of_each(is_lost)):
        return "mended"
    return "again and again" if many > 1 else "lost once"


def _last_of_each(is_lost: Sequence[tuple[str, bool]]) -> list[bool]:
    """Of each team, whether it was lost the last time that it came to it."""
    return list({team_key(team): lost for team, lost in is_lost}.values())


def _kept_since(is_lost: Sequence[tuple[str, bool]]) -> int:
    """How many of the last were not lost."""
    back = [lost for _, lost in reversed(is_lost)]
    return back.index(True) if True in back else len(back)


def _tally(steps: Sequence[StepResult]) -> Tally:
    def lost(kind: ItemKind) -> int:
        return sum(kind in one.lost for one in steps)

    return Tally(
        exercised=len(steps),
        as_written=sum(one.how == "as written" for one in steps),
        late=lost("late"),
        wrong_role=lost("role"),
        without_record=lost("evidence"),
        out_of_order=lost("order"),
        wrong_place=lost("place"),
        not_done=sum(one.how == "not done" for one in steps),
        unjudged=sum(one.is_unjudged for one in steps),
        procedure_wrong=sum(one.said in _DISPUTED for one in steps),
    )
