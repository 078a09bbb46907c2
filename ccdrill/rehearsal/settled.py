"""Conditions that always hold only because a flag never changes: that is told of the flag, with what to do."""

from ccdrill.authoring.check_unused import never_changing
from ccdrill.authoring.findings import Findings
from ccdrill.authoring.locate import Path
from ccdrill.model.condition import Condition, Constant, FlagSet
from ccdrill.model.ids import ChoiceId, InjectId, StateId
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.guards import assume, resolve


def leave_to_flags(findings: Findings, scenario: Scenario) -> None:
    """Drops what is told of such conditions."""
    fixed = never_changing(scenario)
    always = [one for one in findings.complaints if one.code == "always-true" and not one.folded] if fixed else []
    for one in always:
        condition = _at(one.path, scenario)
        tree = resolve(condition.tree, scenario.case) if condition is not None else Constant(value=False)
        if tree == Constant(value=True):
            continue  # no flag is asked for
        for flag, start in fixed.items():
            tree = assume(tree, FlagSet(flag=flag), Constant(value=start))
        if tree == Constant(value=True):
            findings.complaints.pop(one)


def _at(path: Path, scenario: Scenario) -> Condition | None:
    """The condition that stands there."""
    match path:
        case ("states", state, "choices", choice, "when"):
            return scenario.states[StateId(str(state))].choices[ChoiceId(str(choice))].when
        case ("anywhere", choice, "when"):
            return scenario.anywhere[ChoiceId(str(choice))].when
        case ("injects", inject, "when"):
            return scenario.injects[InjectId(str(inject))].when
        case ("drift", index, "while"):
            return scenario.drift[int(index)].while_
        case _:
            return None
