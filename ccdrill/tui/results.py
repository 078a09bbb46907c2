"""Paints results over time. Pure: a document and a width in, titled sections out."""

from collections.abc import Iterator

from textual.content import Content

from ccdrill.model.counted import many
from ccdrill.reports.blocks import Short
from ccdrill.results.document import Results
from ccdrill.results.told import told
from ccdrill.tui.paint import ACCENT, MUTED, STRONG, Line, lifted, lines_of, spread
from ccdrill.tui.report import Section


def results_header(title: str, results: Results | None, width: int) -> Line:
    """Of which drill, and how many runs are counted."""
    left = Content.assemble((" EXERCISE", ACCENT), ("  Results: ", ""), (title, STRONG))
    counted = f"{many(results.runs, 'run', 'runs')} " if results is not None else ""
    return spread(left, Content.styled(counted, MUTED), width)


def result_sections(results: Results, width: int) -> list[Section]:
    """Part by part, as every format tells it."""
    return [(part.title, [line for one in part.lines for line in _lines(one, width)]) for part in told(results)]


def _lines(one: Short, width: int) -> Iterator[Line]:
    """What it is about stands out; below it, item by item."""
    label = " ".join(one.label.split())
    text = f"{label}: {one.text}".rstrip() if label else one.text
    yield from lifted(lines_of(text, width), STRONG, len(label) + 1 if label else 0)
    for line in one.below:
        subject, colon, _ = line.partition(": ")
        rows = lines_of(line, width, indent="  ", first="· ")
        yield from lifted(rows, STRONG, len(" ".join(subject.split())), indent=2) if colon else rows
