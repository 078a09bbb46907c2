"""What participants said of drills, in words: how many agree how far, never who."""

from collections.abc import Iterator, Sequence

from ccdrill.debrief.document.forms import FEW, in_a_line
from ccdrill.model.counted import many
from ccdrill.reports.blocks import Short
from ccdrill.results.score_rows import AgreementRow, DrillResults

_MEDIAN = "1 is not at all, 5 is entirely; the median is the answer in the middle"
_FEW = f"Fewer than {FEW} answered some of these: whoever was there may tell who said what."


def told_feedback(drills: Sequence[DrillResults]) -> Iterator[Short]:
    """Drill by drill, statement by statement."""
    for drill in drills:
        found = drill.feedback
        if found is None:
            continue
        runs = f"{len(found.runs)} of {many(len(drill.runs), 'run', 'runs')}"
        few = [_FEW] if any(one.answers < FEW for one in found.statements) else []
        yield Short(
            f"Feedback: {drill.title} ({drill.drill})",
            f"at least {many(found.forms, 'form', 'forms')}, from {runs}; {_MEDIAN}",
            (*map(_statement, found.statements), *few),
        )


def _statement(row: AgreementRow) -> str:
    return f"{row.text}: {in_a_line(row.counts)}"
