"""What a procedure says and nothing comes of: a clock that starts too late, an unneeded action that never counts as such, an accepted one that a step asks for."""

from collections.abc import Mapping

from ccdrill.authoring.checks.findings import Findings
from ccdrill.model.ids import ActionId
from ccdrill.model.procedure import Procedure, actions_of, anchor_step, clock_comes_after


def check_in_vain(findings: Findings, procedure: Procedure) -> None:
    """Notes all three, whatever the scenario. Circles and names that are not there are told by themselves."""
    if all(one.code != "circle" for one in findings.complaints):
        _late_clocks(findings, procedure)
    _never_unneeded(findings, procedure)
    _accepted_anyway(findings, procedure)


def _late_clocks(findings: Findings, procedure: Procedure) -> None:
    """Whoever keeps the order has done the step before its clock starts."""
    steps = {step.id: step for step in procedure.steps}
    for index, step in enumerate(procedure.steps):
        start = anchor_step(step)
        if start not in steps or (step.required and not steps[start].required):
            continue  # told as no step, or as one that may be left out
        if clock_comes_after(step, steps):
            message = f"'{start}' comes after '{step.id}', whose clock it starts: who keeps the order is never late"
            cure = "Start the clock at a moment, at start, or at a step that comes before."
            findings.warning(("steps", index, "deadline", "from"), "clock-comes-after", message, cure)


def _never_unneeded(findings: Findings, procedure: Procedure) -> None:
    """What a step that always applies asks for, what is prohibited and what is accepted never counts as unneeded (docs/the-score.md)."""
    known = _known(procedure)
    for index, action in enumerate(procedure.unneeded):
        if action in known:
            message = f"'{action}' never counts as unneeded: {known[action]}"
            findings.warning(("unneeded", index), "never-unneeded", message, "Delete it in one of the two places.")


def _accepted_anyway(findings: Findings, procedure: Procedure) -> None:
    """What a step that always applies asks for is known by that: accepting it says nothing more."""
    asked = _asked(procedure)
    for index, action in enumerate(procedure.accepted):
        if action in asked:
            message = f"'{action}' need not be accepted: {asked[action]}"
            findings.warning(("accepted", index), "accepted-anyway", message, "Delete it in one of the two places.")


def _asked(procedure: Procedure) -> dict[ActionId, str]:
    steps = (step for step in procedure.steps if step.when is None)
    return {action: f"it performs the step '{step.id}'" for step in steps for action in actions_of(step)}


def _known(procedure: Procedure) -> Mapping[ActionId, str]:
    known = dict.fromkeys(procedure.accepted, "it is accepted")
    known |= {rule.action: f"'{rule.id}' prohibits it" for rule in procedure.prohibited}
    return known | _asked(procedure)
