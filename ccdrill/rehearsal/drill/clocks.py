"""Clocks of deadlines that nothing starts which happens, or that people could stop by not choosing."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.diagnostics import Cause
from ccdrill.model.ids import MomentId, StepId
from ccdrill.rehearsal.drill.markers import Markers
from ccdrill.rehearsal.drill.prospect import Prospect
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.scoring.fit import never_judged, others_named

if TYPE_CHECKING:
    from ccdrill.rehearsal.telling.told import Heard


def check_clocks(
    in_procedure: Findings, prospect: Prospect, survey: Survey, closed: Collection[StepId], heard: "Heard | None"
) -> None:
    """Tells of such clocks where the procedure asks for them. `closed`: steps that no play does; `heard`: what is told of the story."""
    name, frame = prospect.exercise.scenario.id, prospect.frame
    marks = Markers(survey, is_paced=prospect.exercise.drill.pace > 0)
    for moment, places in frame.clocks_by_moment().items():
        path: Path = ("steps", places[0], "deadline", "from")
        if not marks.is_marked(moment):
            continue  # told without playing
        if not marks.happens(moment):
            if all(frame.procedure.steps[place].id in closed for place in places):
                continue  # nothing is late that is never done
            happens = "happens without people who wait for it" if marks.is_waited_for(moment) else "ever happens"
            message = f"nothing that marks '{moment}' {happens} in '{name}', {never_judged(frame, places)}"
            cure = "Mark the moment in a state or an inject that people meet."
            because = _why_unmarked(prospect, heard, moment)
            in_procedure.shown(path, "clock-never-starts", message, cure, at_key=False, because=because)
        elif marks.is_avoidable(moment):
            message = (
                f"in '{name}' only a choice marks '{moment}': not choosing it would stop this clock"
                f"{others_named('and', frame, places[1:])}"
            )
            cure = "Mark the moment in a state or an inject too."
            because = _why_unmarked(prospect, heard, moment, by_itself=True)
            in_procedure.shown(path, "clock-by-choice", message, cure, at_key=False, because=because)


def _why_unmarked(
    prospect: Prospect, heard: "Heard | None", moment: MomentId, *, by_itself: bool = False
) -> tuple[Cause, ...]:
    from ccdrill.rehearsal.telling.told import Told  # only what is told has a cause

    return Told(prospect.exercise.scenario, heard).why_never_marked(moment, by_itself=by_itself)
