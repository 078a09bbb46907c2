"""Whether a facilitator finds something to say in every state, where the author has written notes at all."""

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.document import Document
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.scenario import Facilitation, Scenario


def check_notes(document: Document, scenario: Scenario) -> tuple[Diagnostic, ...]:
    """A warning for each state without notes in a scenario that has some: nobody needs them who plays alone."""
    findings = Findings(document)
    silent = [name for name, state in scenario.states.items() if not says_something(state.facilitator)]
    if len(silent) < len(scenario.states):
        for name in silent:
            message, cure = (
                f"the facilitator finds nothing to say or to ask in '{name}'",
                "Write facilitator: with say and ask.",
            )
            findings.warning(("states", name), "no-facilitator-notes", message, cure, at_key=True)
    return findings.sorted()


def says_something(notes: Facilitation) -> bool:
    """Whether a facilitator finds something to open the talk with."""
    return bool(notes.say or notes.ask)
