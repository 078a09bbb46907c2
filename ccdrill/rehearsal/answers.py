"""What a team would best answer beside a choice: the right people, every record, the right place."""

from collections.abc import Collection

from ccdrill.model.drill import Drill
from ccdrill.model.ids import PlaceId, RoleId, StepId
from ccdrill.model.scenario import Choice, acts_of
from ccdrill.scoring.deciding import Answered
from ccdrill.scoring.frame import Frame


def best_answers(frame: Frame, drill: Drill, choice: Choice) -> Answered:
    """Answers that lose as little as the choice allows. Who or where that nobody fits is better left open."""
    steps = [frame.performer[act.action] for act in acts_of(choice) if act.action in frame.performer]
    roles: tuple[RoleId, ...] | None = None
    if drill.plays is not None:
        roles = (drill.plays,)
    elif "role" in drill.ask:
        roles = _roles(frame, steps, drill.roles or frame.responsible())
    return Answered(
        roles=roles,
        records=choice.records if "records" in drill.ask else None,
        place=_place(frame, steps, choice.where) if "where" in drill.ask else None,
    )


def _roles(frame: Frame, steps: Collection[StepId], present: Collection[RoleId]) -> tuple[RoleId, ...]:
    fitting = (next((role for role in present if frame.may_act(role, step)), None) for step in steps)
    return tuple(dict.fromkeys(role for role in fitting if role is not None))


def _place(frame: Frame, steps: Collection[StepId], places: tuple[PlaceId, ...]) -> PlaceId | None:
    wanted = [frame.steps[step].where for step in steps if frame.steps[step].where]
    return next((place for place in places if all(place in where for where in wanted)), None)
