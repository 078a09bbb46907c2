"""What a procedure asks for and no play can give, step by step: it holds also where the best play is not known or loses nothing."""

from collections.abc import Collection, Iterator

from ccdrill.authoring.reading.locate import Path
from ccdrill.engine.calendar import NoCalendar, due, span_label
from ccdrill.model.drill import Drill
from ccdrill.model.ids import RoleId, StepId
from ccdrill.model.kept_back import kept_back
from ccdrill.model.procedure import Step, actions_of, gate_step
from ccdrill.model.scenario import Scenario
from ccdrill.model.value import Value
from ccdrill.rehearsal.best.answers import never_left
from ccdrill.rehearsal.drill.orderly import Orderly
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.walk.table import Table
from ccdrill.scoring.frame import Frame


class Impossible(Value, frozen=True):
    """One thing that can't be."""

    path: Path
    """Where the procedure asks for it."""
    code: str
    """What to call it."""
    message: str
    """Why it can't be."""
    cure: str
    """What to do."""
    about: tuple[StepId, ...] = ()
    """Steps between which it lies: where one of them is late, left out or out of order, no more need be said."""


def impossible(table: Table, frame: Frame, drill: Drill, orderly: Orderly) -> Iterator[Impossible]:
    """Deadlines from the start that are over before the step can be done, orders that can't be, records that no choice leaves, steps that are forbidden."""
    scenario, unleft = table.program.scenario, never_left(table, frame, drill)
    for place, step in enumerate(frame.procedure.steps):
        if step.id not in frame.exercised:
            continue
        at = orderly.alone.get(step.id)
        if at is not None:
            yield from _late(place, step, at, orderly, scenario)
        if at is not None and step.id in unleft:
            message = f"no choice of '{scenario.id}' that does this leaves {', '.join(unleft[step.id])}"
            cure = "Let the choice leave the record, or ask for another one."
            yield Impossible(("steps", place, "evidence"), "record-impossible", message, cure)
        if step.id in frame.required:
            yield from _forbidden(frame, step.id, drill.roles or tuple(frame.roles))
            yield from _shut(frame, step.id, orderly, scenario)


def _late(place: int, step: Step, at: int, orderly: Orderly, scenario: Scenario) -> Iterator[Impossible]:
    """A step that can't be done in time, or not once what must come first is done. `at`: when it can be done at the soonest."""
    limit = _limit(step, scenario)
    in_order, first = orderly.soonest(step.id), orderly.waits_for(step.id)
    path: Path = ("steps", place, "deadline")
    if limit is not None and at > limit:
        message = f"in '{scenario.id}' no play does this in time: at the soonest {span_label(at)} after the start"
        cure = "Shorten what comes before it, or ask for less."
        yield Impossible(path, "deadline-impossible", message, cure)
    elif first is None:
        return
    elif in_order >= NEVER:
        if first in orderly.alone and orderly.soonest(first) >= NEVER:
            return  # it is `first` that can't be done in order: that is told there
        message = f"in '{scenario.id}' no play does this after '{first}', which must come first"
        cure = "Change the scenario, or what the step asks for."
        yield Impossible(("steps", place, "after"), "order-impossible", message, cure, (step.id, first))
    elif limit is not None and in_order > limit:
        message = (
            f"in '{scenario.id}' no play does this in time and in order: after '{first}' it is done "
            f"{span_label(in_order)} after the start at the soonest"
        )
        cure = "Let what must come first be done sooner, or ask for less."
        yield Impossible(path, "deadline-impossible", message, cure, (step.id, first))


def _limit(step: Step, scenario: Scenario) -> int | None:
    """The last second at which a deadline that counts from the start is kept; business days need a calendar."""
    deadline = step.deadline
    if deadline is None or deadline.from_ != "start":
        return None
    try:
        return due(0, deadline.within, scenario.begins)
    except NoCalendar:
        return None  # told without playing


def _shut(frame: Frame, step: StepId, orderly: Orderly, scenario: Scenario) -> Iterator[Impossible]:
    """A step that a rule forbids until another one, after which no play comes to it any more."""
    opens, rule = orderly.gate(step)
    if step not in orderly.alone or rule is None or opens < NEVER or not rule.cost:
        return
    gate = gate_step(rule)
    if gate not in orderly.alone or step in kept_back(rule, frame.procedure):
        return  # that no play opens the gate is told at its step, and what contradicts the order without playing
    place = frame.procedure.prohibited.index(rule)
    message = f"in '{scenario.id}' no play does '{step}' after '{gate}', until which this forbids it"
    cure = "Open the gate sooner, or drop it."
    yield Impossible(("prohibited", place), "gate-contradicts", message, cure, (step,))


def _forbidden(frame: Frame, step: StepId, present: Collection[RoleId]) -> Iterator[Impossible]:
    """A step all of whose actions are forbidden at all times, to everybody who may do it. `present`: who takes part."""
    able = {role for role in present if frame.may_act(role, step)}
    always = {
        rule.action: rule
        for rule in frame.prohibitions
        if not rule.until and rule.since is None and (not rule.roles or (able and able.issubset(rule.roles)))
    }
    rules = [always.get(action) for action in actions_of(frame.steps[step])]
    for rule in dict.fromkeys(rules):
        if rule is not None and None not in rules:
            place = frame.procedure.prohibited.index(rule)
            whom = " to all who may do it" if rule.roles else ""
            message = f"the step '{step}' asks for what this forbids at all times{whom}"
            cure = "Forbid it to others only, or drop it." if rule.roles else "Open the gate (until), or drop it."
            yield Impossible(("prohibited", place), "gate-contradicts", message, cure)
