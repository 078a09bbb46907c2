"""Whether a procedure knows what a scenario's choices do: what it does not even name costs a decision as unneeded."""

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.document import Document
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.ids import ActionId
from ccdrill.model.procedure import Procedure, actions_of
from ccdrill.model.scenario import Act, Choice, Scenario


def check_known(document: Document, scenario: Scenario, procedure: Procedure) -> tuple[Diagnostic, ...]:
    """A note at each action that no step, prohibition, `accepted` or `unneeded` names: where the scenario offers it first."""
    findings = Findings(document)
    known = {
        *(action for step in procedure.steps for action in actions_of(step)),
        *(rule.action for rule in procedure.prohibited),
        *procedure.accepted,
        *procedure.unneeded,
    }
    choices: list[tuple[Path, Choice]] = [
        (("states", state, "choices", name), choice)
        for state, found in scenario.states.items()
        for name, choice in found.choices.items()
    ]
    choices += [(("anywhere", name), choice) for name, choice in scenario.anywhere.items()]
    offered: dict[ActionId, list[Path]] = {}
    for path, choice in choices:
        for index, act in enumerate(choice.does):
            action = act.action if isinstance(act, Act) else act
            if action not in known:
                offered.setdefault(action, []).append((*path, "does", index))
    for action, places in offered.items():
        many = f", which {len(places)} choices do" if len(places) > 1 else ""
        message = f"the procedure '{procedure.id}' knows nothing of '{action}'{many}, so it counts as unneeded"
        cure = "Let a step ask for it, prohibit or accept it; or list it under 'unneeded' if that is meant."
        findings.shown(places[0], "unknown-to-procedure", message, cure, severity="note", at_key=False)
    return findings.sorted()
