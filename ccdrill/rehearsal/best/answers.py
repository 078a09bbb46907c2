"""What a team would best answer beside a choice: the right people, every record, the right place; and which records none leaves."""

from collections.abc import Collection

from ccdrill.model.drill import Drill
from ccdrill.model.ids import ActionId, PlaceId, RecordId, RoleId, StepId
from ccdrill.model.scenario import Choice, acts_of
from ccdrill.rehearsal.walk.table import Table
from ccdrill.scoring.deciding import Answered
from ccdrill.scoring.frame import Frame


def best_answers(frame: Frame, drill: Drill, choice: Choice) -> Answered:
    """Answers that lose as little as the choice allows. Who or where that nobody fits is better left open."""
    actions = [act.action for act in acts_of(choice)]
    steps = [frame.performer[action] for action in actions if action in frame.performer]
    roles: tuple[RoleId, ...] | None = None
    if drill.plays is not None:
        roles = (drill.plays,)
    elif "role" in drill.ask:
        roles = _roles(frame, actions, steps, drill.roles or frame.responsible())
    return Answered(
        roles=roles,
        records=choice.records if "records" in drill.ask else None,
        place=_place(frame, steps, choice.where) if "where" in drill.ask else None,
    )


def never_left(table: Table, frame: Frame, drill: Drill) -> dict[StepId, tuple[RecordId, ...]]:
    """Per step, in the order of its evidence: the records that no choice which does it leaves; none where records are not asked."""
    if "records" not in drill.ask:
        return {}
    left: dict[StepId, set[RecordId]] = {}
    for row in table.every_row:
        for action, _ in row.acts:
            if action in frame.performer:
                left.setdefault(frame.performer[action], set()).update(row.offer.choice.records)
    missing = ((step, frame.steps[step].evidence, records) for step, records in left.items() if step in frame.steps)
    return {
        step: tuple(record for record in asked if record not in records)
        for step, asked, records in missing
        if not records.issuperset(asked)
    }


def _roles(
    frame: Frame, actions: Collection[ActionId], steps: Collection[StepId], present: Collection[RoleId]
) -> tuple[RoleId, ...]:
    """Somebody fitting for each step, unless one of them may not do one of these things."""
    fitting = (next((role for role in present if frame.may_act(role, step)), None) for step in steps)
    named = tuple(dict.fromkeys(role for role in fitting if role is not None))
    forbidden = {role for rule in frame.prohibitions if rule.action in actions for role in rule.roles}
    return () if forbidden.intersection(named) else named


def _place(frame: Frame, steps: Collection[StepId], places: tuple[PlaceId, ...]) -> PlaceId | None:
    wanted = [frame.steps[step].where for step in steps if frame.steps[step].where]
    return next((place for place in places if all(place in where for where in wanted)), None)
