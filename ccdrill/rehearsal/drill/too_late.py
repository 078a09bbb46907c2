"""Orders that can't be, as a flow shows that tells counted numbers apart: whoever has done one step comes to the other no more.

A proof, for where the search for the best play came to no end.
"""

from collections.abc import Iterator

from ccdrill.model.ids import StepId
from ccdrill.rehearsal.drill.impossible import Impossible
from ccdrill.rehearsal.flow.places import Flow, Place, Way
from ccdrill.rehearsal.survey.slices import Slices
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.walk.onward import with_all_after
from ccdrill.scoring.frame import Frame


def never_after(survey: Survey, frame: Frame) -> Iterator[Impossible]:
    """Required steps that no play does once it has done one that must come first, though both can be done."""
    slices = Slices(survey.flow)
    possible = slices.counted() if slices.count() else None
    if possible is None:
        return
    doing = _doing(possible, frame)
    for place, step in enumerate(frame.procedure.steps):
        for first in sorted(frame.before.get(step.id, frozenset()) & set(frame.required)):
            if step.id not in frame.required or not doing.get(step.id) or not doing.get(first):
                continue
            if with_all_after(possible.onward, doing[first]).isdisjoint(doing[step.id]):
                message = (
                    f"in '{survey.table.program.scenario.id}' no play does this after '{first}', which must come first"
                )
                cure = "Change the scenario, or what the step asks for."
                yield Impossible(("steps", place, "after"), "order-impossible", message, cure, (step.id, first))
                break


def _doing(possible: Flow, frame: Frame) -> dict[StepId, set[Place | Way]]:
    """The places in which a choice may be taken that does a step."""
    found: dict[StepId, set[Place | Way]] = {}
    for place, index in possible.led:
        row = possible.table.rows[place[0]][index]
        for action, _ in row.acts:
            step = frame.performer.get(action)
            if step is not None:
                found.setdefault(step, set()).add(place)
    return found
