"""Whether choices give themselves away: the best one always the longest, always the first, or a step's own words."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from ccdrill.authoring.document import Document
from ccdrill.authoring.findings import Findings
from ccdrill.authoring.locate import Path
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.rehearsal.attainable import Prospect
from ccdrill.rehearsal.table import Row, Table
from ccdrill.rehearsal.walker import Walker

_ENOUGH = 4
"""Decisions below which it may be chance."""
_ALIKE = 0.85


def check_leaks(scenario_document: Document, prospect: Prospect, table: Table) -> tuple[Diagnostic, ...]:
    """What tells people the answer, at the scenario's lines."""
    findings = Findings(scenario_document)
    decisions = list(_decisions(prospect, table))
    if len(decisions) >= _ENOUGH:
        cure = "Let wrong ones be as long, and the order change."
        if all(_is_longest(best, rows) for best, rows in decisions):
            message = f"in all {len(decisions)} decisions on the best way through, the best choice is the longest"
            findings.shown(("states",), "leak-longest", message, cure, prospect.play)
        for place, words in ((0, "first"), (-1, "last")):
            if all(rows[place] is best for best, rows in decisions):
                message = f"in all {len(decisions)} decisions on the best way through, the best choice is the {words}"
                findings.shown(("states",), f"leak-{words}", message, cure, prospect.play)
    steps = [step.do for step in prospect.frame.procedure.steps]
    for path, text in _texts(table):
        echoed = next((step for step in steps if _is_alike(text, step)), None)
        if echoed is not None:
            message = "this says what a step of the procedure says, almost word for word"
            findings.shown(path, "leak-wording", message, "Say what people would do, not what they read.", at_key=False)
    return findings.sorted()


def _decisions(prospect: Prospect, table: Table) -> Iterator[tuple[Row, list[Row]]]:
    """Each decision of the best play that was one: what was taken, of what could be."""
    walker = Walker(table)
    walker.start()
    for key in prospect.play:
        rows = walker.open_rows()
        best = next((row for row in rows if row.offer.key == key), None)
        if best is None:
            return
        if len(rows) > 1:
            yield best, rows
        walker.take(best)


def _is_longest(best: Row, rows: list[Row]) -> bool:
    return all(len(best.offer.choice.text) > len(row.offer.choice.text) for row in rows if row is not best)


def _texts(table: Table) -> Iterator[tuple[Path, str]]:
    scenario = table.program.scenario
    for state, found in scenario.states.items():
        yield from ((("states", state, "choices", key, "text"), choice.text) for key, choice in found.choices.items())
    yield from ((("anywhere", key, "text"), choice.text) for key, choice in scenario.anywhere.items())


def _is_alike(one: str, other: str) -> bool:
    first, second = one.casefold().split(), other.casefold().split()
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE
