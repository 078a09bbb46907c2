"""What a procedure asks for in one scenario: which steps apply and count, what must precede what, what everything weighs.

Decided by content alone, never by the players, so the total weight is the same for every run.
"""

from collections.abc import Collection, Mapping
from fractions import Fraction
from graphlib import TopologicalSorter

from ccdrill.engine.conditions import Case, holds_of_case
from ccdrill.model.ids import ActionId, MomentId, RoleId, StepId
from ccdrill.model.procedure import (
    Fractions,
    Procedure,
    Prohibition,
    Role,
    Step,
    actions_of,
    anchor_step,
    costs_of,
    steps_before,
)
from ccdrill.model.value import Value

_MOMENT = "moment:"


class Frame(Value, frozen=True):
    """A procedure resolved for a case."""

    procedure: Procedure
    """As it was written."""
    roles: Mapping[RoleId, Role]
    """The vocabulary's, overridden by the procedure's own."""
    steps: Mapping[StepId, Step]
    """All steps by id, in file order."""
    applicable: frozenset[StepId]
    """The steps that apply to the case, required or not."""
    exercised: frozenset[StepId]
    """Those of them that count: in scope, and doable in the scenario."""
    required: tuple[StepId, ...]
    """The exercised steps that must be done, in file order."""
    before: Mapping[StepId, frozenset[StepId]]
    """Everything that must precede a step: the transitive closure over all steps, also those that do not apply."""
    performer: Mapping[ActionId, StepId]
    """Which step an action performs, whether it applies or not."""
    prohibitions: tuple[Prohibition, ...]
    """Those that apply to the case."""

    @property
    def weight(self) -> Fraction:
        """W: the total weight of what must be done."""
        return sum((self.steps[step].weight for step in self.required), Fraction(0))

    def responsible(self) -> tuple[RoleId, ...]:
        """Everybody whom a step that must be done makes responsible, in the order of the steps."""
        return tuple(dict.fromkeys(role for step in self.required for role in self.steps[step].responsible))

    def not_exercised(self) -> tuple[StepId, ...]:
        """Required steps that apply and can't be tested here, in file order."""
        return tuple(
            name
            for name, step in self.steps.items()
            if name in self.applicable and step.required and name not in self.exercised
        )

    def loose_anchors(self) -> tuple[StepId, ...]:
        """Steps that count and whose clock is started by one that does not, in file order: their deadlines mean nothing."""
        return tuple(
            name for name in self.required if (start := anchor_step(self.steps[name])) and start not in self.required
        )

    def clocks_by_moment(self) -> dict[MomentId, list[int]]:
        """The moments that start the clocks of steps that must be done, each with these steps' places in the file."""
        found: dict[MomentId, list[int]] = {}
        for index, (name, step) in enumerate(self.steps.items()):
            if name in self.required and step.deadline is not None and step.deadline.from_.startswith(_MOMENT):
                found.setdefault(MomentId(step.deadline.from_.removeprefix(_MOMENT)), []).append(index)
        return found

    def on_business_days(self) -> tuple[StepId, ...]:
        """Steps that must be done and whose deadlines count business days, in file order."""
        deadlines = ((name, self.steps[name].deadline) for name in self.required)
        return tuple(name for name, one in deadlines if one is not None and one.within.business_days is not None)

    def costs(self, step: StepId) -> Fractions:
        """What doing that step badly costs, as fractions of its weight."""
        return costs_of(self.steps[step], self.procedure)

    def may_act(self, role: RoleId, step: StepId) -> bool:
        """Whether a role is responsible for a step, or a deputy of one that is; a step that names nobody is anybody's."""
        responsible = self.steps[step].responsible
        return (
            not responsible
            or role in responsible
            or any(role in self.roles[one].deputies for one in responsible if one in self.roles)
        )

    def title(self, role: RoleId) -> str:
        """What people call a role."""
        return self.roles[role].title if role in self.roles else role


def frame_procedure(
    procedure: Procedure,
    roles: Mapping[RoleId, Role],
    case: Case,
    *,
    doable: Collection[ActionId] | None,
    scope: Collection[StepId] = (),
    not_exercised: Collection[StepId] = (),
) -> Frame:
    """The frame of a checked procedure.

    `doable`: the actions that the scenario's choices do; None for an outside trace, in which everything can be done.
    `scope`: the steps that count; empty: all. `not_exercised`: those that do not, by the word of whoever held the exercise.
    """
    steps = {step.id: step for step in procedure.steps}
    applicable = frozenset(name for name, step in steps.items() if holds_of_case(step.when, case))
    exercised = frozenset(
        name
        for name in applicable
        if (not scope or name in scope)
        and name not in not_exercised
        and (doable is None or any(action in doable for action in actions_of(steps[name])))
    )
    return Frame(
        procedure=procedure,
        roles={**roles, **procedure.roles},
        steps=steps,
        applicable=applicable,
        exercised=exercised,
        required=tuple(name for name, step in steps.items() if name in exercised and step.required),
        before=_all_before(steps),
        performer={action: name for name, step in steps.items() for action in actions_of(step)},
        prohibitions=tuple(rule for rule in procedure.prohibited if holds_of_case(rule.when, case)),
    )


def _all_before(steps: Mapping[StepId, Step]) -> dict[StepId, frozenset[StepId]]:
    """What must come before each step. The check has refused circles."""
    before: dict[StepId, frozenset[StepId]] = {}
    for name in TopologicalSorter({name: step.after for name, step in steps.items()}).static_order():
        before[name] = steps_before(name, steps, before)
    return before
