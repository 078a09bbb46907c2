"""Procedures and traces of every shape that SCORING.md knows, for the laws."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ccdrill.authoring.conditions import parse_condition
from ccdrill.model.ids import ActionId, MomentId, PlaceId, ProcedureId, RecordId, RoleId, RuleId, StepId
from ccdrill.model.procedure import (
    Deadline,
    Fractions,
    Procedure,
    Prohibition,
    Role,
    Scoring,
    Source,
    Step,
    Unneeded,
)
from ccdrill.model.units import Duration, Within
from ccdrill.scoring.trace import Deed, Trace

ROLES = tuple(RoleId(name) for name in ("lead", "deputy", "agent", "stranger"))
RECORDS = tuple(RecordId(name) for name in ("log", "note", "diff"))
PLACES = tuple(PlaceId(name) for name in ("desk", "console"))
MOMENTS = tuple(MomentId(name) for name in ("alarm", "proof"))
JUNK = ActionId("junk")
TEA = ActionId("tea")
BEGINS = dt.datetime(2026, 3, 6, 16, 0, tzinfo=dt.UTC)
"""A Friday afternoon, so that business days matter."""
NEVER = parse_condition("false")

weights = st.fractions(min_value=Fraction(1, 4), max_value=9, max_denominator=4)
spans = st.sampled_from(["0m", "10m", "1h", "1d", "1bd", "3bd"]).map(Within.parse)


@st.composite
def fractions_of_weight(draw: DrawFn) -> Fractions:
    """Five fractions whose sum is at most 1."""
    parts = draw(st.lists(st.integers(0, 5), min_size=5, max_size=5))
    whole = max(sum(parts), 1) * draw(st.integers(1, 2))
    order, late, role, evidence, place = (Fraction(part, whole) for part in parts)
    return Fractions(order=order, late=late, role=role, evidence=evidence, place=place)


@st.composite
def deadlines(draw: DrawFn, anchors: Sequence[Step]) -> Deadline:
    """A deadline from the start, a moment, or one of the steps given."""
    sources = ["start", *(f"moment:{moment}" for moment in MOMENTS), *(f"step:{step.id}" for step in anchors)]
    grace = draw(st.none() | st.sampled_from([600, 7200]).map(Duration))
    return Deadline(from_=draw(st.sampled_from(sources)), within=draw(spans), grace=grace)


@st.composite
def procedures(draw: DrawFn, *, gates: bool = True) -> Procedure:
    """A valid procedure of one to seven steps; without `gates` no prohibition names a step's action."""
    steps: list[Step] = []
    for number in range(draw(st.integers(1, 7))):
        kind = (
            draw(st.sampled_from(["required", "required", "required", "optional", "other case"]))
            if number
            else "required"
        )
        anchors = [step for step in steps if step.required and step.when is None]
        steps.append(
            Step(
                id=StepId(f"s{number}"),
                do=f"Do s{number}",
                weight=draw(weights),
                required=kind != "optional",
                when=NEVER if kind == "other case" else None,
                after=tuple(draw(st.lists(st.sampled_from([step.id for step in steps]), unique=True, max_size=3)))
                if steps
                else (),
                deadline=draw(st.none() | deadlines(anchors)),
                responsible=tuple(draw(st.lists(st.sampled_from([ROLES[0], ROLES[2]]), unique=True))),
                evidence=tuple(draw(st.lists(st.sampled_from(RECORDS), unique=True))),
                where=tuple(draw(st.lists(st.sampled_from(PLACES), unique=True))),
                costs=draw(st.none() | fractions_of_weight()),
                critical=draw(st.booleans()),
                actions=(ActionId(f"s{number}"), ActionId(f"also-s{number}")) if draw(st.booleans()) else (),
            )
        )
    named = [ActionId("taboo"), *([ActionId(step.id) for step in steps] if gates else [])]
    rules = [
        Prohibition(
            id=RuleId(f"r{number}"),
            action=draw(st.sampled_from(named)),
            cost=draw(weights),
            max_count=draw(st.integers(1, 3)),
            why="It harms",
            until=draw(
                st.none()
                | st.sampled_from([f"step:{step.id}" for step in steps] + [f"moment:{one}" for one in MOMENTS])
            ),
            since=draw(st.none() | st.sampled_from([f"moment:{one}" for one in MOMENTS])),
            roles=tuple(draw(st.lists(st.sampled_from(ROLES), unique=True, max_size=2))),
            critical=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    unneeded = Unneeded(
        cost=draw(st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(3)])),
        cap=draw(st.sampled_from([Fraction(1, 10), Fraction(1)])),
    )
    return Procedure(
        schema="ccdrill/procedure/v1",
        id=ProcedureId("generated"),
        title="Generated",
        version="1",
        source=Source(document="Generated"),
        roles={
            ROLES[0]: Role(title="Lead", deputies=(ROLES[1],)),
            ROLES[1]: Role(title="Deputy"),
            ROLES[2]: Role(title="Agent"),
            ROLES[3]: Role(title="Stranger"),
        },
        scoring=Scoring(costs=draw(fractions_of_weight()), unneeded=unneeded),
        steps=tuple(steps),
        prohibited=tuple(rules),
        accepted=(TEA,),
    )


@st.composite
def deeds(draw: DrawFn, action: ActionId, t: int, seq: int) -> Deed:
    """A deed with who, records and place present, absent or empty."""
    return Deed(
        seq=seq,
        t=t,
        action=action,
        role=draw(st.none() | st.sampled_from(ROLES)),
        evidence=draw(st.none() | st.lists(st.sampled_from(RECORDS), unique=True).map(tuple)),
        place=draw(st.none() | st.sampled_from(PLACES)),
    )


def known_actions(procedure: Procedure) -> list[ActionId]:
    """Everything that a trace may do with this procedure."""
    own = [action for step in procedure.steps for action in (step.actions or (ActionId(step.id),))]
    return [*own, *(rule.action for rule in procedure.prohibited), JUNK, TEA]


@st.composite
def traces(draw: DrawFn, procedure: Procedure, *, most: int = 12) -> Trace:
    """Deeds in any order and number, and moments that came or did not."""
    times = sorted(draw(st.lists(st.integers(0, 5 * 86_400), max_size=most)))
    actions = [draw(st.sampled_from(known_actions(procedure))) for _ in times]
    found = tuple(
        draw(deeds(action, t, seq)) for seq, (action, t) in enumerate(zip(actions, times, strict=True), start=1)
    )
    return Trace(
        deeds=found, moments=draw(st.dictionaries(st.sampled_from(MOMENTS), st.integers(0, 5 * 86_400))), begins=BEGINS
    )


def renumbered(found: Sequence[Deed], trace: Trace) -> Trace:
    """The trace with these deeds instead, numbered anew."""
    from msgspec.structs import replace

    return replace(trace, deeds=tuple(replace(deed, seq=seq) for seq, deed in enumerate(found, start=1)))
