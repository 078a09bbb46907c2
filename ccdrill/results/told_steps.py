"""Steps and prohibitions over many runs, in words."""

from collections.abc import Iterator, Sequence

from ccdrill.model.counted import many
from ccdrill.reports.blocks import Short
from ccdrill.results.step_rows import ProcedureResults, RuleRow, Standing, StepRow, Tally


def told_steps(procedures: tuple[ProcedureResults, ...], standing: Standing) -> Iterator[Short]:
    """What stands so, procedure by procedure, with prohibitions behind the steps."""
    for procedure in procedures:
        rows = [_step(one) for one in procedure.steps if one.standing == standing]
        rows += [_rule(one) for one in procedure.prohibitions if one.standing == standing]
        if rows:
            yield Short(_name(procedure), _runs(procedure), tuple(rows))


def told_others(procedures: tuple[ProcedureResults, ...]) -> Iterator[Short]:
    """What was lost once, then what always went as written."""
    for procedure in procedures:
        once = [_step(one) for one in procedure.steps if one.standing == "lost once"]
        once += [_rule(one) for one in procedure.prohibitions if one.standing == "lost once"]
        kept = [one for one in procedure.steps if one.standing == "as written"]
        if once:
            yield Short(f"Lost once, not mended: {_name(procedure)}", "", tuple(once))
        if kept:
            yield Short(
                f"As written every time: {_name(procedure)}", many(len(kept), "step", "steps"), tuple(_kept(kept))
            )


def _kept(rows: Sequence[StepRow]) -> Iterator[str]:
    """By their ids, for nothing is to be done about them; those that most runs exercised first."""
    for runs in sorted({one.tally.exercised for one in rows}, reverse=True):
        names = (f"{one.step}{_critical(one)}" for one in rows if one.tally.exercised == runs)
        yield f"in {many(runs, 'run', 'runs')}: {', '.join(names)}"


def told_never(procedures: tuple[ProcedureResults, ...]) -> Iterator[Short]:
    """What no run exercised."""
    for procedure in procedures:
        rows = [one for one in procedure.steps if one.standing == "never exercised"]
        if rows:
            yield Short(
                _name(procedure),
                f"in {many(procedure.runs, 'run', 'runs')}, because the drills can't test it or were ended before it",
                tuple(f"{one.step}{_critical(one)}: {one.text}" for one in rows),
            )


def _name(procedure: ProcedureResults) -> str:
    return f"{procedure.title} ({procedure.procedure})"


def _runs(procedure: ProcedureResults) -> str:
    versions = ", ".join(one for one in procedure.versions if one)
    words = f"{many(procedure.runs, 'run', 'runs')}, version {versions or 'without a number'}"
    if procedure.texts > 1:
        words += f"; it changed between them ({procedure.texts} texts), so a step may have asked for something else"
    if procedure.cut_short:
        words += f"; {procedure.cut_short} ended early: what was not reached does not count"
    return words


def _step(row: StepRow) -> str:
    tally = row.tally
    last = f"the last ({row.last_date}): {row.last_how}"
    if row.standing == "mended":
        last = _since(row.kept_since, "as written")
    elif row.teams > 1:
        last = f"lost the last time by {row.teams_lost} of {row.teams} teams"
    disputed = (
        f"; in {tally.procedure_wrong} the team says that the procedure is wrong, or that it did better"
        if tally.procedure_wrong
        else ""
    )
    how = f"as written in {tally.as_written} of {many(tally.exercised, 'run', 'runs')}"
    return f"{row.step}{_critical(row)}: {row.text}: {how}; {_ways(tally)}; {last}{disputed}"


def _since(count: int, how: str) -> str:
    return f"{how} in the last {'run' if count == 1 else f'{count} runs'}"


def _ways(tally: Tally) -> str:
    ways = (
        (tally.not_done, "not done"),
        (tally.late, "late"),
        (tally.wrong_role, "by the wrong role"),
        (tally.without_record, "without its record"),
        (tally.out_of_order, "out of order"),
        (tally.wrong_place, "in the wrong place"),
    )
    return ", ".join(f"{words} in {count}" for count, words in ways if count)


def _rule(row: RuleRow) -> str:
    since = _since(row.kept_since, "not") if row.kept_since else "also in the last"
    if row.teams_lost and row.teams > 1:
        since = f"the last time by {row.teams_lost} of {row.teams} teams"
    return f"{row.rule}, a prohibition: {row.text}: broken in {row.broken} of {many(row.runs, 'run', 'runs')}; {since}"


def _critical(row: StepRow) -> str:
    return " (critical)" if row.is_critical else ""
