"""The results as CSV, for a spreadsheet: a line for each run and each required step, or for each agreed action."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from ccdrill.debrief.listing.run_result import RunResult, StepResult
from ccdrill.model.readable import readable
from ccdrill.results.evidence_rows import ActionRow
from ccdrill.results.procedures import WAYS
from ccdrill.scoring.result import rounded

ACTIONS_HEAD = (
    *("run", "date", "drill", "procedure", "about", "text", "what", "owner", "due", "state"),
    *("done", "proof", "checked_by", "reopened", "tested", "kept", "shown", "last_run", "last_date", "last_how"),
    *("first_due", "moved"),
)
"""The names of the columns of agreed actions: fields of their rows."""
HEAD = (
    *("run", "began", "drill", "scenario", "procedure", "procedure_version", "rules", "mode", "team"),
    *("ending", "score", "step", "what", "critical", "how", *(way.replace(" ", "_") for way in WAYS)),
)
"""The names of the columns."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet would take for a formula, or hide something in front of one."""


def render_csv(runs: Sequence[RunResult]) -> str:
    """The runs in the order in which they are given; a head of column names first. LF line ends."""
    return _written(HEAD, (row for run in runs for row in _rows(run)))


def actions_csv(rows: Iterable[ActionRow]) -> str:
    """The same of agreed actions."""
    return _written(ACTIONS_HEAD, ([str(getattr(row, name)) for name in ACTIONS_HEAD] for row in rows))


def _written(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(head)
    lines.writerows([cell(text) for text in row] for row in rows)
    return written.getvalue()


def cell(text: str) -> str:
    """A text that stays a text: in front of what would be a formula stands an apostrophe, as spreadsheets mark text."""
    line = " ".join(readable(text).split())
    return f"'{line}" if text.startswith(_FORMULA) or line.startswith(_FORMULA) else line


def _rows(run: RunResult) -> Iterator[tuple[str, ...]]:
    head = (
        *(run.run, run.began, run.drill, run.scenario, run.procedure, run.version, str(run.rules), run.mode, run.team),
        *(run.ending_kind, rounded(Fraction(run.score), 2)),
    )
    yield from ((*head, *_step(one)) for one in run.steps)


def _step(step: StepResult) -> tuple[str, ...]:
    critical = "yes" if step.is_critical else "no"
    return (step.step, step.text, critical, step.how, *("yes" if kind in step.lost else "no" for kind in WAYS.values()))
