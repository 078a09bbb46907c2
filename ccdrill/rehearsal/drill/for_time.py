"""Orders that the best play breaks only to keep a deadline: it breaks none there once that deadline is left out."""

from msgspec.structs import replace

from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import StepId
from ccdrill.rehearsal.drill.prospect import Prospect
from ccdrill.rehearsal.drill.trials import Trials
from ccdrill.scoring.result import Item

_MOST_LEFT_OUT = 8
"""Deadlines that are left out to see whether one of them is to blame."""


def kept_out_of_order(item: Item, prospect: Prospect, trials: Trials) -> StepId | None:
    """The step for whose deadline the best play loses an order; None: for no single one, or that is not known.

    First those are left out of what was done too soon and of what must come after it, then others: who waits with the step
    that starts a clock may break an order too.
    """
    frame = prospect.frame
    too_soon = {late for _, late in item.pairs}
    timed = [name for name in frame.required if frame.steps[name].deadline is not None]
    timed.sort(key=lambda name: name not in too_soon and too_soon.isdisjoint(frame.before[name]))
    for name in timed[:_MOST_LEFT_OUT]:
        score = trials.better(_untimed(prospect.exercise, name))
        if score is not None and all(too_soon.isdisjoint(late for _, late in one.pairs) for one in score.items):
            return name
    return None


def _untimed(exercise: Exercise, name: StepId) -> Exercise:
    """The same without the deadline of a step."""
    steps = tuple(replace(step, deadline=None) if step.id == name else step for step in exercise.procedure.steps)
    return replace(exercise, procedure=replace(exercise.procedure, steps=steps))
