"""Orders that the best play breaks only to keep a deadline: it breaks none there once that deadline is left out."""

from msgspec.structs import replace

from ccdrill.model.ids import StepId
from ccdrill.rehearsal.drill.prospect import Prospect, look_ahead
from ccdrill.scoring.result import Item


def kept_out_of_order(item: Item, prospect: Prospect) -> StepId | None:
    """The first step for whose deadline the best play loses an order; None: for no single one, or that is not known.

    Only deadlines of what was done too soon, or of what must come after that, are left out, one by one.
    """
    frame, exercise = prospect.frame, prospect.exercise
    too_soon = {late for _, late in item.pairs}
    for name in frame.required:
        is_meant = name in too_soon or not too_soon.isdisjoint(frame.before[name])
        if is_meant and frame.steps[name].deadline is not None:
            steps = tuple(
                replace(step, deadline=None) if step.id == name else step for step in exercise.procedure.steps
            )
            untimed = replace(exercise, procedure=replace(exercise.procedure, steps=steps))
            score = look_ahead(untimed).score
            if score is not None and all(too_soon.isdisjoint(late for _, late in one.pairs) for one in score.items):
                return name
    return None
