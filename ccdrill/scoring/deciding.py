"""From one decision to its deeds (docs/the-score.md, "From run to trace"): in which order its actions count, who did each, what it left."""

import heapq
from collections.abc import Collection, Mapping, Sequence

from ccdrill.model.ids import ActionId, PlaceId, RecordId, RoleId, StepId
from ccdrill.model.value import Value
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.trace import Deed

Acts = Sequence[tuple[ActionId, int]]
"""Actions, each with the second at which it was done."""


class Answered(Value, frozen=True, kw_only=True):
    """What was said of a decision. None: not asked, so not judged."""

    roles: tuple[RoleId, ...] | None = None
    """Who acts, in the order named; empty: asked, and nobody was named."""
    records: tuple[RecordId, ...] | None = None
    """What is on record: of what was ticked, what the choice leaves."""
    not_left: tuple[RecordId, ...] = ()
    """What else was ticked: the choice leaves no such record."""
    place: PlaceId | None = None
    """Where."""


def deeds_of_decision(
    frame: Frame, acts: Acts, answered: Answered, *, vacant: Collection[RoleId], seq: int, decision: int
) -> tuple[Deed, ...]:
    """The deeds of a decision, numbered from `seq`. `vacant`: roles that nobody plays."""
    found: list[Deed] = []
    for action, t in _in_order(frame, acts):
        role = _role(frame, action, (answered.roles or ())[: len(acts)])
        found.append(
            Deed(
                seq=seq + len(found),
                t=t,
                action=action,
                role=role,
                is_vacant=role in vacant,
                evidence=answered.records,
                not_left=answered.not_left,
                place=answered.place,
                decision=decision,
            )
        )
    return tuple(found)


def _role(frame: Frame, action: ActionId, named: tuple[RoleId, ...]) -> RoleId | None:
    """The first named role that is responsible for the action's step or a deputy, else the first named."""
    step = frame.performer.get(action)
    fitting = (role for role in named if step is not None and frame.may_act(role, step))
    return next(fitting, named[0] if named else None)


def _in_order(frame: Frame, acts: Acts) -> list[tuple[ActionId, int]]:
    """By instant; at one instant in an order that the closure allows, ties by step id, then what performs no step."""
    found: list[tuple[ActionId, int]] = []
    for t in sorted({t for _, t in acts}):
        together = [action for action, when in acts if when == t]
        found += [(action, t) for action in _closure_order(together, frame.performer, frame.before)]
    return found


def _closure_order(
    actions: list[ActionId], performer: Mapping[ActionId, StepId], before: Mapping[StepId, frozenset[StepId]]
) -> list[ActionId]:
    if len(actions) < 2:
        return actions
    steps = {performer[action] for action in actions if action in performer}
    waiting = {step: before[step] & steps for step in steps}
    ready = [step for step, first in waiting.items() if not first]
    heapq.heapify(ready)
    ordered: list[StepId] = []
    while ready:
        step = heapq.heappop(ready)
        ordered.append(step)
        for other, first in waiting.items():
            if step in first:
                waiting[other] = first - {step}
                if not waiting[other]:
                    heapq.heappush(ready, other)
    place = {step: index for index, step in enumerate(ordered)}
    return sorted(actions, key=lambda action: place[performer[action]] if action in performer else len(place))
