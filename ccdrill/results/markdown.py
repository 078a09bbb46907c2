"""The results as Markdown: reads well as text, and in any renderer."""

from collections.abc import Iterator

from ccdrill.debrief.markup import labelled, section
from ccdrill.results.document import Results
from ccdrill.results.told import told


def render_markdown(results: Results) -> str:
    """The whole report; ends with a line end."""
    return "\n".join(_lines(results)).rstrip() + "\n"


def _lines(results: Results) -> Iterator[str]:
    yield "# Results over time"
    yield ""
    yield "**EXERCISES.** This report is about exercises: the incidents are made up."
    yield ""
    for part in told(results):
        yield from section(
            part.title, [line for one in part.lines for line in labelled(one.label, one.text, one.below)]
        )
