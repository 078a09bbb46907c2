"""Which steps a prohibition keeps back: a gate that only a later step opens contradicts the order of a procedure."""

from collections.abc import Mapping

from ccdrill.model.ids import StepId
from ccdrill.model.procedure import Procedure, Prohibition, Step, actions_of, gate_step, steps_before


def kept_back(rule: Prohibition, procedure: Procedure) -> tuple[StepId, ...]:
    """The steps that a rule keeps back until one which must come after them: nothing else may do them sooner, nor anybody else."""
    steps = {step.id: step for step in procedure.steps}
    gate = gate_step(rule)
    late = steps_before(gate, steps) if gate is not None else frozenset[StepId]()
    return tuple(
        step.id
        for step in procedure.steps
        if step.id in late and rule.action in actions_of(step) and _is_kept_back(step, steps, procedure.prohibited)
    )


def _is_kept_back(step: Step, steps: Mapping[StepId, Step], rules: tuple[Prohibition, ...]) -> bool:
    """Whether each action of a step is forbidden, to all who are responsible, until a step that must come after it."""
    shut = {
        rule.action
        for rule in rules
        if (gate := gate_step(rule)) is not None
        and step.id in steps_before(gate, steps)
        and (not rule.roles or (step.responsible and set(step.responsible) <= set(rule.roles)))
    }
    return shut.issuperset(actions_of(step))
