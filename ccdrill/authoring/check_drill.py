"""Whether a drill's names resolve in its scenario and procedure."""

from collections import Counter

from ccdrill.authoring.document import Document
from ccdrill.authoring.findings import Findings
from ccdrill.authoring.texts import check_card_numbers
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.drill import Drill
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary


def check_drill(
    document: Document, drill: Drill, scenario: Scenario, procedure: Procedure, vocabulary: Vocabulary
) -> tuple[Diagnostic, ...]:
    """Everything in the drill's file that does not fit the two files that it names, by place."""
    findings = Findings(document)
    steps = {step.id for step in procedure.steps}
    roles = {**vocabulary.roles, **procedure.roles}
    findings.require_all(("roles",), drill.roles, roles, "role")
    findings.require_all(("scope",), drill.scope, steps, "step")
    for name in drill.names:
        findings.require(("names", name), name, scenario.names, "name", at_key=True)
    for index, objective in enumerate(drill.objectives):
        findings.require_all(("objectives", index, "steps"), objective.steps, steps, "step")
    for name, count in Counter(objective.id for objective in drill.objectives).items():
        if count > 1:
            findings.error(
                ("objectives",), "repeated", f"there are {count} objectives '{name}'", "Give each a name of its own."
            )
    if drill.plays is not None:
        if drill.mode == "team":
            findings.error(("plays",), "wrong-value", "a team plays many roles", "Delete 'plays', or say mode: solo.")
        findings.require(("plays",), drill.plays, roles, "role")
        if "role" in drill.ask:
            findings.error(
                ("plays",),
                "wrong-value",
                "the role is both asked for and given",
                "Delete 'plays', or take role out of 'ask'.",
            )
    for index, asked in enumerate(drill.ask):
        if asked in drill.ask[:index]:
            findings.error(("ask", index), "repeated", f"'{asked}' stands in this list twice", "Keep one of the two.")
    if drill.pace < 0:
        findings.error(("pace",), "wrong-value", "time can't run backwards", "Write 0 or more.")
    agenda = drill.agenda
    if agenda.briefing + agenda.hot_wash > drill.minutes:
        findings.warning(
            ("agenda",),
            "no-time-left",
            f"briefing and hot wash leave nothing of {drill.minutes} minutes",
            "Give the drill more minutes.",
        )
    check_card_numbers(findings)
    return findings.sorted()
