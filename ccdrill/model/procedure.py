"""What the organisation wrote down: steps (what, who, when, where, evidence, after) and prohibitions."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal

from msgspec import Meta, field

from ccdrill.model.condition import Condition
from ccdrill.model.ids import (
    ActionId,
    MomentId,
    ObjectiveId,
    PlaceId,
    ProcedureId,
    RecordId,
    RoleId,
    RuleId,
    SourceId,
    StepId,
)
from ccdrill.model.references import OutsideSource
from ccdrill.model.scenario import Phase, Pillar, Text
from ccdrill.model.units import Duration, Within
from ccdrill.model.value import Value

Anchor = Annotated[str, Meta(pattern=r"^(start|(step|moment):[a-z0-9]+(-[a-z0-9]+)*)(?!\n)$")]
"""`start`, `step:x` or `moment:x`."""
Gate = Annotated[str, Meta(pattern=r"^(step|moment):[a-z0-9]+(-[a-z0-9]+)*(?!\n)$")]
"""`step:x` or `moment:x`."""
MomentGate = Annotated[str, Meta(pattern=r"^moment:[a-z0-9]+(-[a-z0-9]+)*(?!\n)$")]
"""`moment:x`: doing a step must never make a later act forbidden."""


class Fractions(Value, frozen=True, kw_only=True):
    """What a badly done step costs, as fractions of its weight. Their sum is at most 1 (docs/the-score.md, "Losses")."""

    order: Fraction = Fraction(1, 4)
    """Done before something that must precede it."""
    late: Fraction = Fraction(3, 10)
    """Done after its deadline."""
    role: Fraction = Fraction(1, 5)
    """Done by somebody else."""
    evidence: Fraction = Fraction(3, 20)
    """Done without its records."""
    place: Fraction = Fraction(1, 20)
    """Done elsewhere."""


class OwnFractions(Value, frozen=True, kw_only=True):
    """What one badly done step costs where that differs from the procedure's other steps; None: as there."""

    order: Fraction | None = None
    """Done before something that must precede it."""
    late: Fraction | None = None
    """Done after its deadline."""
    role: Fraction | None = None
    """Done by somebody else."""
    evidence: Fraction | None = None
    """Done without its records."""
    place: Fraction | None = None
    """Done elsewhere."""


class Unneeded(Value, frozen=True, kw_only=True):
    """What decisions cost that did something nobody asked for."""

    cost: Fraction = Fraction(1, 2)
    """Each, in units of weight."""
    cap: Fraction = Fraction(1, 10)
    """All together at most this fraction of the total weight."""


class Scoring(Value, frozen=True, kw_only=True):
    """The costs that this procedure sets."""

    costs: Fractions = Fractions()
    """For every step, but for the fractions that it sets itself."""
    unneeded: Unneeded = Unneeded()
    """For decisions that did something nobody asked for."""


class Deadline(Value, frozen=True, kw_only=True):
    """When a step must be done."""

    from_: Anchor = field(name="from")
    """What starts the clock."""
    within: Within
    """How long it runs."""
    kind: Literal["rule", "target"] = "target"
    """`rule`: an outside duty, with its source; `target`: set by whoever wrote the procedure."""
    source: str = ""
    """Where the rule stands: in words, or as a reference such as visa-wtdic-10.0:A-1.1."""
    grace: Duration | None = None
    """Lateness costs in proportion until this much has passed; left out: in full at once."""


class Role(Value, frozen=True, kw_only=True):
    """Who can be responsible."""

    title: Text
    """What people call them."""
    deputies: tuple[RoleId, ...] = ()
    """Who may act in their place."""


class Term(Value, frozen=True, kw_only=True):
    """One word that files share."""

    title: Text
    """What people read."""


class Step(Value, frozen=True, kw_only=True):
    """One thing to do."""

    id: StepId
    """Its name."""
    do: Text
    """What to do."""
    pillar: Pillar | None = None
    """Which of the four it belongs to."""
    phase: Phase | None = None
    """Which part of the response it belongs to."""
    responsible: tuple[RoleId, ...] = ()
    """Who: any one of these, or a deputy."""
    deadline: Deadline | None = None
    """When."""
    where: tuple[PlaceId, ...] = ()
    """Where."""
    evidence: tuple[RecordId, ...] = ()
    """Which records show it."""
    after: tuple[StepId, ...] = ()
    """What must be done before it."""
    actions: tuple[ActionId, ...] = ()
    """Any one of these does it; left out: the action named like the step."""
    when: Condition | None = None
    """Applies only if this holds of the case."""
    required: bool = True
    """False: may be left out at no cost."""
    weight: Fraction = Fraction(1)
    """What it is worth."""
    critical: bool = False
    """Its failure is listed apart, whatever the number says."""
    costs: OwnFractions | None = None
    """Its own fractions; those left out are the procedure's."""
    objective: ObjectiveId | None = None
    """Which objective it belongs to when no drill names any."""
    refs: tuple[Text, ...] = ()
    """What it rests on: places in outside sources, such as pci-dss-4.0.1:12.10.1(2)."""


class Prohibition(Value, frozen=True, kw_only=True):
    """One thing never, or not yet, to do."""

    id: RuleId
    """Its name."""
    action: ActionId
    """What is forbidden."""
    cost: Fraction = Fraction(1)
    """Each time, in units of weight."""
    max_count: Annotated[int, Meta(ge=1)] = 1
    """Charged at most so often."""
    critical: bool = False
    """Breaking it is listed apart, whatever the number says."""
    why: Text
    """What it does harm to."""
    until: Gate | None = None
    """Forbidden only before this."""
    since: MomentGate | None = None
    """Forbidden only from this on."""
    roles: tuple[RoleId, ...] = ()
    """Forbidden only to these; left out: to all."""
    when: Condition | None = None
    """Applies only if this holds of the case."""
    objective: ObjectiveId | None = None
    """Which objective it counts against."""
    refs: tuple[Text, ...] = ()
    """What it rests on: places in outside sources, or whole ones."""


class Source(Value, frozen=True, kw_only=True):
    """The document behind the file."""

    document: Text
    """Its title and version."""
    section: str = ""
    """Where in it."""
    approved: dt.date | None = None
    """When it was approved."""
    approved_by: str = ""
    """By whom."""
    reviewed: dt.date | None = None
    """When it was last looked at."""


class Procedure(Value, frozen=True, kw_only=True):
    """A documented procedure."""

    schema: Literal["ccdrill/procedure/v1"]
    """The format of this file."""
    id: ProcedureId
    """Its name; the file's name without `.yaml`."""
    title: Text
    """What people call it."""
    version: Text
    """Of the document."""
    model: bool = False
    """Ours, not an organisation's: every report says so."""
    source: Source
    """The document behind it."""
    notes: str = ""
    """For authors and assessors."""
    roles: Mapping[RoleId, Role] = field(default_factory=dict)
    """Own titles and deputies; they override the vocabulary's."""
    actions: Mapping[ActionId, Term] = field(default_factory=dict)
    """Own words for what is done; like all own words they override the vocabulary's."""
    moments: Mapping[MomentId, Term] = field(default_factory=dict)
    """Own words for what starts clocks."""
    records: Mapping[RecordId, Term] = field(default_factory=dict)
    """Own words for what shows that a step was done."""
    places: Mapping[PlaceId, Term] = field(default_factory=dict)
    """Own words for where things are done."""
    sources: Mapping[SourceId, OutsideSource] = field(default_factory=dict)
    """Outside sources by the name that stands before the colon of a reference; they override the vocabulary's."""
    scoring: Scoring = Scoring()
    """Own costs."""
    steps: tuple[Step, ...]
    """What to do."""
    prohibited: tuple[Prohibition, ...] = ()
    """What not to do."""
    accepted: tuple[ActionId, ...] = ()
    """Actions neither asked for nor wrong."""
    unneeded: tuple[ActionId, ...] = ()
    """Actions that it knows and does not ask for: a decision that does nothing else costs as such."""


def actions_of(step: Step) -> tuple[ActionId, ...]:
    """The actions that perform the step: its alternatives, or the one named like it."""
    return step.actions or (ActionId(step.id),)


def steps_before(
    name: StepId, steps: Mapping[StepId, Step], known: Mapping[StepId, frozenset[StepId]] | None = None
) -> frozenset[StepId]:
    """Every step that must come before a step, directly or by others; in a circle, all of it.

    `known`: the same of other steps, which are not walked again.
    """
    known = known or {}
    found = set[StepId]()
    waiting = [name]
    while waiting:
        step = steps.get(waiting.pop())
        for one in step.after if step is not None else ():
            if one in found:
                continue
            found.add(one)
            if one in known:
                found |= known[one]
            else:
                waiting.append(one)
    return frozenset(found)


def anchor_step(step: Step) -> StepId | None:
    """The step that starts the clock of this one, if one does."""
    if step.deadline is None or not step.deadline.from_.startswith("step:"):
        return None
    return StepId(step.deadline.from_.removeprefix("step:"))


def clock_comes_after(step: Step, steps: Mapping[StepId, Step]) -> bool:
    """Whether the step that starts this one's clock must itself come after it."""
    start = anchor_step(step)
    return start is not None and step.id in steps_before(start, steps)


def gate_step(rule: Prohibition) -> StepId | None:
    """The step until which it forbids, if it is one."""
    if rule.until is None or not rule.until.startswith("step:"):
        return None
    return StepId(rule.until.removeprefix("step:"))


def costs_of(step: Step, procedure: Procedure) -> Fractions:
    """The fractions of that step: its own, and for those that it does not set the procedure's."""
    own, shared = step.costs, procedure.scoring.costs
    if own is None:
        return shared
    return Fractions(
        order=shared.order if own.order is None else own.order,
        late=shared.late if own.late is None else own.late,
        role=shared.role if own.role is None else own.role,
        evidence=shared.evidence if own.evidence is None else own.evidence,
        place=shared.place if own.place is None else own.place,
    )
