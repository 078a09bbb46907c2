"""Steps that the best play leaves out only because a rule forbids what does them: it does them once that rule is left out."""

from msgspec.structs import replace

from ccdrill.model.ids import StepId
from ccdrill.model.procedure import actions_of
from ccdrill.rehearsal.drill.prospect import Prospect
from ccdrill.rehearsal.drill.trials import Trials

_MOST_LEFT_OUT = 8
"""Prohibitions that are left out, each by itself, to see whether it is to blame."""


def left_out_for(step: StepId, prospect: Prospect, trials: Trials) -> int | None:
    """The place of the prohibition for which the best play leaves out a step, the first of several; None: that is not known of any."""
    exercise, frame = prospect.exercise, prospect.frame
    rules, actions = exercise.procedure.prohibited, actions_of(frame.steps[step])
    naming = [place for place, rule in enumerate(rules) if rule in frame.prohibitions and rule.action in actions]
    for places in [*([place] for place in naming[:_MOST_LEFT_OUT]), *([naming] if naming[1:] else [])]:
        kept = tuple(rule for place, rule in enumerate(rules) if place not in places)
        score = trials.best(replace(exercise, procedure=replace(exercise.procedure, prohibited=kept)))
        if score is not None and all((one.kind, one.step) != ("omitted", step) for one in score.items):
            return places[0]
    return None
