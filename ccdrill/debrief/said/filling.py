"""From a run to its participants' feedback, as a report tells it."""

from collections.abc import Iterator, Mapping

from ccdrill.debrief.document.forms import Feedback, Remark, StatementRow, middle, spread
from ccdrill.debrief.recorded.afterwards import on_one_line, recorded_when
from ccdrill.debrief.recorded.recorded import RecordedRun
from ccdrill.model.afterwards import Afterword
from ccdrill.model.form import REMARKS, STATEMENTS, remark_name


def feedback_of(recorded: RecordedRun) -> Feedback | None:
    """All that stands; None where nothing was recorded."""
    when = recorded_when(recorded)
    found = Feedback(statements=tuple(_statements(recorded, when)), remarks=tuple(_remarks(recorded, when)))
    return found if found.recorded else None


def _statements(recorded: RecordedRun, when: Mapping[Afterword, str]) -> Iterator[StatementRow]:
    for statement, text in STATEMENTS.items():
        found = recorded.run.afterwards.statements.get(statement)
        if found is not None and found.counts is not None:
            yield StatementRow(
                statement=statement,
                text=text,
                counts=found.counts,
                answers=sum(found.counts),
                middle=middle(found.counts),
                spread=spread(found.counts),
                recorded=when[found],
            )


def _remarks(recorded: RecordedRun, when: Mapping[Afterword, str]) -> Iterator[Remark]:
    for kind in REMARKS:
        for (other, number), found in sorted(recorded.run.afterwards.remarks.items()):
            if other == kind:
                text = on_one_line(found.text, recorded)
                yield Remark(kind=kind, name=remark_name(kind, number), text=text, recorded=when[found])
