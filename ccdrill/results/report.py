"""The results as a report, for every format that people read."""

from ccdrill.reports.blocks import Report, labelled, paragraph, section, strong
from ccdrill.results.document import Results
from ccdrill.results.told import told

_MARKING = "EXERCISES."


def report(results: Results) -> Report:
    """The whole report."""
    return Report(
        title="Results over time",
        marking=_MARKING,
        author="",
        recorded=results.today,
        opening=(paragraph(strong(_MARKING), " This report is about exercises: the incidents are made up."),),
        sections=tuple(section(part.title, [labelled(part.lines)]) for part in told(results)),
    )
