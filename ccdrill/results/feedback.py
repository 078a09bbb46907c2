"""The feedback forms of the runs of one drill, put together: how many gave which answer, never whose, nor in which run."""

from collections.abc import Iterator, Sequence

from ccdrill.debrief.document.forms import middle, spread
from ccdrill.debrief.listing.run_result import RunResult
from ccdrill.model.form import STATEMENTS, Statement
from ccdrill.results.score_rows import AgreementRow, DrillFeedback


def drill_feedback(runs: Sequence[RunResult]) -> DrillFeedback | None:
    """What was counted, of runs of one drill in order; None where nothing was."""
    counted = [run for run in runs if _most(run)]
    if not counted:
        return None
    return DrillFeedback(
        runs=tuple(run.run for run in counted),
        forms=sum(map(_most, counted)),
        statements=tuple(row for one in STATEMENTS for row in _row(one, counted)),
    )


def _most(run: RunResult) -> int:
    """How many answered the statement that most answered."""
    return max((sum(one.counts) for one in run.feedback), default=0)


def _row(statement: Statement, runs: Sequence[RunResult]) -> Iterator[AgreementRow]:
    """One statement; nothing where nobody answered it."""
    found = [one.counts for run in runs for one in run.feedback if one.statement == statement and any(one.counts)]
    counts = tuple(map(sum, zip(*found, strict=True)))
    if counts:
        yield AgreementRow(
            statement=statement,
            text=STATEMENTS[statement],
            runs=len(found),
            counts=counts,
            answers=sum(counts),
            middle=middle(counts),
            spread=spread(counts),
        )
