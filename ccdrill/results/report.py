"""The results as a report, for every format that people read."""

from ccdrill.reports.blocks import Report, labelled, paragraph, section, strong, words
from ccdrill.results.document import Results
from ccdrill.results.told import markings, told

_MARKING = "EXERCISES."


def report(results: Results) -> Report:
    """The whole report."""
    marked = markings(results)
    return Report(
        title="Results over time",
        marking=words(f"{_MARKING} {marked}." if marked else _MARKING),
        author="",
        recorded=results.today,
        opening=(paragraph(strong(_MARKING), " This report is about exercises: the incidents are made up."),),
        sections=tuple(section(part.title, [labelled(part.lines)]) for part in told(results)),
        is_first_apart=False,
    )
