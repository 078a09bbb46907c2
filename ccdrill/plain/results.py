"""Results over time as labelled lines. Text only: whoever prints them decides where."""

from collections.abc import Iterator

from ccdrill.plain.lines import folded
from ccdrill.plain.readable import spoken
from ccdrill.reports.blocks import Short
from ccdrill.results.document import Results
from ccdrill.results.told import told


def results_lines(results: Results) -> Iterator[str]:
    """Part by part, each below its heading."""
    yield "RESULTS OVER TIME (of exercises: the incidents are made up)"
    for part in told(results):
        yield ""
        yield f"{part.title.upper()}:"
        for one in part.lines:
            yield from _labelled(one)


def _labelled(one: Short) -> Iterator[str]:
    text = f" {one.text}" if one.text else ""
    yield folded(spoken(f"{one.label}:{text}" if one.label else one.text))
    for line in one.below:
        yield folded(spoken(f"- {line}"))
