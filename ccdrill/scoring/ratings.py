"""Ratings on the HSEEP scale, per objective: proposed from the items, in the order that docs/the-score.md gives."""

from collections.abc import Collection
from fractions import Fraction

from ccdrill.model.drill import Grade, Objective
from ccdrill.model.ids import ObjectiveId, StepId
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.result import Item, Rating

MAJOR_BELOW = 75
"""Points of 100 below which an objective was performed with major challenges."""


def rate(
    frame: Frame,
    items: tuple[Item, ...],
    withheld: Collection[StepId],
    offered: Collection[StepId] | None,
    objectives: tuple[Objective, ...],
) -> tuple[Rating, ...]:
    """A rating for each objective, in their order."""
    return tuple(
        _rate_one(frame, items, withheld, offered, objective) for objective in objectives or own_objectives(frame)
    )


def own_objectives(frame: Frame) -> tuple[Objective, ...]:
    """The objectives that the procedure's own steps name, when no drill names any."""
    named: dict[ObjectiveId, list[StepId]] = {}
    for step in frame.steps.values():
        if step.objective is not None:
            named.setdefault(step.objective, []).append(step.id)
    return tuple(Objective(id=name, text=name.replace("-", " "), steps=tuple(steps)) for name, steps in named.items())


def _rate_one(
    frame: Frame,
    items: tuple[Item, ...],
    withheld: Collection[StepId],
    offered: Collection[StepId] | None,
    objective: Objective,
) -> Rating:
    counted = [step for step in objective.steps if step in frame.required]
    rules = {rule.id: rule for rule in frame.prohibitions if rule.objective == objective.id}
    own = [item for item in items if item.step in counted or item.rule in rules]
    weight = sum((frame.steps[step].weight for step in counted), Fraction(0))
    lost = sum((item.cost for item in own), Fraction(0))
    score = 100 * max(Fraction(0), 1 - lost / weight) if weight else None
    return Rating(
        objective=objective.id, text=objective.text, grade=_grade(counted, own, score, withheld, offered), score=score
    )


def _grade(
    counted: list[StepId],
    own: list[Item],
    score: Fraction | None,
    withheld: Collection[StepId],
    offered: Collection[StepId] | None,
) -> Grade:
    if all(step in withheld for step in counted):
        return "N"
    critical = [item for item in own if item.is_critical]
    if any(item.kind == "omitted" and (offered is None or item.step in offered) for item in critical):
        return "U"
    if any(item.kind != "omitted" for item in critical) or (score is not None and score < MAJOR_BELOW):
        return "M"
    return "S" if own else "P"
