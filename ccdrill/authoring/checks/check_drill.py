"""Whether a drill's names resolve in its scenario and procedure."""

from collections import Counter
from collections.abc import Mapping

from ccdrill.authoring.checks.check_lengths import TooLong, names_in, too_long_by_names
from ccdrill.authoring.checks.check_notes import says_something
from ccdrill.authoring.checks.check_procedure import performed_by
from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.checks.texts import check_texts
from ccdrill.authoring.reading.document import Document
from ccdrill.authoring.reading.excerpt import columns
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.drill import Drill
from ccdrill.model.ids import ObjectiveId, RoleId, Word
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
    findings.require_all(("roles",), drill.roles, roles.keys(), "role")
    findings.require_entries(("roles",), "everybody takes part whom the procedure makes responsible")
    findings.require_entries(("scope",), "all steps count")
    findings.require_all(("scope",), drill.scope, steps, "step", instead=performed_by(procedure))
    for name in drill.names:
        findings.require(("names", name), name, scenario.names, "name", at_key=True)
    _check_names(findings, drill, scenario)
    for index, objective in enumerate(drill.objectives):
        findings.require_all(
            ("objectives", index, "steps"), objective.steps, steps, "step", instead=performed_by(procedure)
        )
    _check_alone(findings, drill)
    _check_player(findings, drill, roles)
    if drill.mode == "team" and not any(says_something(state.facilitator) for state in scenario.states.values()):
        message = f"a facilitator leads this drill, and no state of '{scenario.id}' has notes for them"
        cure = "Write facilitator: with say and ask in its states."
        findings.warning(("mode",), "no-facilitator-notes", message, cure)
    return findings.sorted()


def check_drill_alone(document: Document, drill: Drill) -> tuple[Diagnostic, ...]:
    """What shows without the files that the drill names, for when they can't be used."""
    findings = Findings(document)
    _check_alone(findings, drill)
    return findings.sorted()


def _check_names(findings: Findings, drill: Drill, scenario: Scenario) -> None:
    """Names that make a text of the scenario too long for its place: each once, with the first text that it does not fit."""
    told: dict[Word, list[TooLong]] = {}
    for one in too_long_by_names(scenario, drill.names) if drill.names else ():
        count = names_in(one.text)

        def growth(name: Word, count: Counter[str] = count) -> int:
            return count[name] * (columns(drill.names[name]) - columns(scenario.names.get(name, "")))

        told.setdefault(max(drill.names, key=growth), []).append(one)
    for name, texts in told.items():
        first, more = texts[0], len(texts) - 1
        place = " > ".join(str(part) for part in first.path)
        others = f"; and so do {more} more" if more > 1 else "; and so does 1 more" if more else ""
        message = f"with this name a text of '{scenario.id}' does not fit, {place}: {first.message}{others}"
        findings.warning(("names", name), "text-too-long", message, "Write a shorter name.")


def _check_alone(findings: Findings, drill: Drill) -> None:
    seen: set[ObjectiveId] = set()
    for index, objective in enumerate(drill.objectives):
        if objective.id in seen:
            message = f"the objective '{objective.id}' stands here a second time"
            findings.error(("objectives", index, "id"), "repeated", message, "Give each a name of its own.")
        seen.add(objective.id)
        if not objective.steps:
            message = f"nothing shows the objective '{objective.id}'"
            findings.error(
                ("objectives", index, "steps"), "empty-list", message, "Name the steps that do.", at_key=True
            )
    findings.require_all(("ask",), drill.ask, set(drill.ask), "question")
    if drill.pace < 0:
        findings.error(("pace",), "wrong-value", "time can't run backwards", "Write 0 or more.")
    agenda = drill.agenda
    is_known = not findings.document.holds_gap(("minutes",))
    if is_known and agenda.briefing + agenda.hot_wash >= drill.minutes:
        message = f"briefing and hot wash leave nothing of the drill's {drill.minutes} min"
        findings.warning(("agenda",), "no-time-left", message, "Give the drill more minutes.", at_key=True)
    check_texts(findings)


def _check_player(findings: Findings, drill: Drill, roles: Mapping[RoleId, object]) -> None:
    """Who plays is given by the drill, asked for, or many; never two of these."""
    if drill.plays is None:
        return
    findings.require(("plays",), drill.plays, roles, "role")
    if drill.mode == "team":
        findings.error(("plays",), "wrong-value", "a team plays many roles", "Delete 'plays', or say mode: solo.")
    elif "role" in drill.ask:
        message, cure = "the role is both asked for and given", "Delete 'plays', or take role out of 'ask'."
        findings.error(("plays",), "wrong-value", message, cure)
    if drill.roles and drill.plays not in drill.roles and drill.plays in roles:
        message = f"'{drill.plays}' does not take part in this drill"
        findings.error(("plays",), "wrong-value", message, "Add it to 'roles', or play another role.")
