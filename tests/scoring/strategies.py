"""Procedures and traces of every shape that docs/the-score.md knows, for the laws.

Steps, prohibitions and deeds are drawn nearly whole, from pools that are mixed once: a draw costs more than a score.
"""

import datetime as dt
import random
from collections.abc import Sequence
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from msgspec.structs import replace

from ccdrill.authoring.decoding.conditions import parse_condition
from ccdrill.model.ids import ActionId, CaseKey, MomentId, PlaceId, ProcedureId, RecordId, RoleId, RuleId, StepId
from ccdrill.model.procedure import (
    Deadline,
    Fractions,
    OwnFractions,
    Procedure,
    Prohibition,
    Role,
    Scoring,
    Source,
    Step,
    Unneeded,
    actions_of,
)
from ccdrill.model.scenario import CaseValue
from ccdrill.model.units import Duration, Within
from ccdrill.scoring.frame import Frame, frame_procedure
from ccdrill.scoring.trace import Deed, Trace

LEAD, DEPUTY, AGENT, STRANGER = (RoleId(name) for name in ("lead", "deputy", "agent", "stranger"))
ROLES = (LEAD, DEPUTY, AGENT, STRANGER)
RECORDS = tuple(RecordId(name) for name in ("log", "note", "diff"))
PLACES = tuple(PlaceId(name) for name in ("desk", "console"))
MOMENTS = tuple(MomentId(name) for name in ("alarm", "proof"))
JUNK, TABOO, TEA = (ActionId(name) for name in ("junk", "taboo", "tea"))
BEGINS = dt.datetime(2026, 3, 6, 16, 0, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
"""A Friday afternoon, so that business days matter."""
DAYS = 5 * 86_400

CASE: dict[CaseKey, CaseValue] = {
    CaseKey("card_data"): True,
    CaseKey("sites"): 2,
    CaseKey("tier"): "gold",
    CaseKey("countries"): ("uk", "ie"),
}
"""What conditions ask, but for `unsaid`."""
HOLDS = [
    parse_condition(words)
    for words in (
        "case.card_data and not case.unsaid",
        "uk in case.countries",
        "case.sites >= 2",
        "case.tier != iron",
        "case.unsaid != iron",
    )
]
FAILS = [
    parse_condition(words)
    for words in (
        "case.unsaid",
        "de in case.countries or uk in case.unsaid",
        "case.sites > 2",
        "case.tier == iron",
        "false",
    )
]
SHARED_ROLES = {
    LEAD: Role(title="Lead", deputies=(DEPUTY,)),
    DEPUTY: Role(title="Deputy"),
    AGENT: Role(title="Agent", deputies=(DEPUTY, LEAD)),
    STRANGER: Role(title="Stranger"),
}
"""The vocabulary's."""
OWN_ROLES: list[dict[RoleId, Role]] = [
    {},
    {LEAD: Role(title="Chief")},
    {LEAD: Role(title="Chief", deputies=(AGENT,)), AGENT: Role(title="Agent")},
]

FREE = Fraction(0)
FRACTIONS = [
    Fractions(),
    Fractions(order=FREE, late=FREE, role=FREE, evidence=FREE, place=FREE),
    Fractions(**dict.fromkeys(("order", "late", "role", "evidence", "place"), Fraction(1, 5))),
    Fractions(order=Fraction(1), late=FREE, role=FREE, evidence=FREE, place=FREE),
    Fractions(order=Fraction(1, 10), late=Fraction(3, 5), role=FREE, evidence=Fraction(1, 4), place=Fraction(1, 20)),
]
"""Sums of at most 1; the default is among them."""
OWN_FRACTIONS = [
    None,
    None,
    OwnFractions(order=FREE),
    OwnFractions(late=FREE, role=FREE, evidence=FREE, place=FREE, order=Fraction(1, 2)),
    OwnFractions(late=Fraction(1, 2), role=FREE, evidence=FREE, order=FREE, place=FREE),
    OwnFractions(place=FREE),
]
"""In whole or in part: what is left out is the procedure's, and the sum stays at most 1."""
WEIGHTS = [Fraction(part, 4) for part in (1, 2, 3, 4, 6, 8, 12, 20, 36)]
COSTS = [Fraction(part, 2) for part in (0, 1, 2, 6, 10)]
SPANS = [Within.parse(text) for text in ("10m", "10m", "0m", "1h", "1d", "1bd", "3bd")]
GRACES = [None, None, Duration(600), Duration(7200), Duration(0)]
KINDS = ["required"] * 6 + ["optional", "optional", "other case", "not exercised"]
RECORDED = [None, (), RECORDS[:1], RECORDS[1:], RECORDS]
TIMES = [0, 0, 1, 599, 600, 601, 3600, 7201, 86_400, 90_000, 201_600, 201_601, DAYS]
_ANCHORS = ["start", "start", *(f"moment:{moment}" for moment in MOMENTS), "step", "step", "step"]
_MIX = random.Random(3)


def _mixed(*parts: Sequence[object], size: int = 600) -> st.SearchStrategy[tuple[object, ...]]:
    """Tuples with one of each of the parts; not all that there are, but so many that every pair of values occurs."""
    return st.sampled_from([tuple(_MIX.choice(part) for part in parts) for _ in range(size)])


_shapes = _mixed(
    KINDS,
    WEIGHTS,
    [None, *HOLDS],
    FAILS,
    [None, *_ANCHORS],
    SPANS,
    GRACES,
    [(), (LEAD,), (AGENT,), (LEAD, AGENT)],
    [(), RECORDS[:1], RECORDS[1:], RECORDS],
    [(), PLACES[:1], PLACES],
    OWN_FRACTIONS,
)
_scorings = _mixed(OWN_ROLES, FRACTIONS, COSTS, [Fraction(1, 10), Fraction(1), FREE], size=100)
_prohibitions = _mixed(
    COSTS,
    [1, 2, 3],
    ["", "", "moment:alarm", "moment:proof", "step", "step"],
    [None, None, "moment:alarm", "moment:proof"],
    [(), (), (LEAD,), (AGENT, STRANGER)],
    [None, HOLDS[0], FAILS[0]],
    size=300,
)
_ways = _mixed([None, *ROLES], RECORDED, [None, *PLACES], [0, 0, 1, 600, 3600, 90_000, 200_000])
"""Who, records and place of a deed, each absent, empty or given; and how long after the one before it."""
times = st.sampled_from(TIMES)
prerequisites = st.sampled_from([0, 1, 1, 2])
moments = st.sampled_from(
    [
        {},
        *({one: t} for one in MOMENTS for t in TIMES),
        *(dict(zip(MOMENTS, pair, strict=True)) for pair in zip(TIMES, TIMES[2:], strict=False)),
    ]
)


@st.composite
def _steps(draw: DrawFn) -> tuple[list[Step], set[StepId]]:
    """One to seven steps, the first of them required, and the names of those that are not exercised."""
    steps: list[Step] = []
    missing: set[StepId] = set()
    counted: list[StepId] = []
    for number in range(draw(st.integers(1, 7))):
        kind, weight, holds, fails, anchor, within, grace, responsible, evidence, where, own = draw(_shapes)
        if not number:
            kind = "required"
        name = StepId(f"s{number}")
        before = [step.id for step in steps]
        if anchor == "step":
            anchor = f"step:{draw(st.sampled_from(counted))}" if counted else "start"
        after = {draw(st.sampled_from([*before, before[-1]])) for _ in range(draw(prerequisites))} if before else set()
        steps.append(
            Step(
                id=name,
                do=f"Do {name}",
                weight=weight,
                required=kind != "optional",
                when=fails if kind == "other case" else holds,
                after=tuple(sorted(after)),
                deadline=Deadline(from_=anchor, within=within, grace=grace) if anchor else None,
                responsible=responsible,
                evidence=evidence,
                where=where,
                costs=own,
                critical=number % 3 == 0,
                objective="even" if number % 2 == 0 else "odd",
                actions=(ActionId(name), ActionId(f"also-{name}")) if number % 2 else (),
            )
        )
        if kind == "not exercised":
            missing.add(name)
        elif kind == "required":
            counted.append(name)
    return steps, missing


@st.composite
def _rules(draw: DrawFn, steps: Sequence[Step]) -> tuple[Prohibition, ...]:
    actions = st.sampled_from([TABOO, TABOO, *(ActionId(step.id) for step in steps)])
    gates = st.sampled_from([step.id for step in steps])
    found: list[Prohibition] = []
    for number in range(draw(st.integers(0, 3))):
        cost, most, until, since, roles, when = draw(_prohibitions)
        found.append(
            Prohibition(
                id=RuleId(f"r{number}"),
                action=draw(actions),
                cost=cost,
                max_count=most,
                why="It harms",
                until=f"step:{draw(gates)}" if until == "step" else until or None,
                since=since,
                roles=roles,
                when=when,
                critical=number == 0,
                objective="even" if number else None,
            )
        )
    return tuple(found)


@st.composite
def frames(draw: DrawFn) -> Frame:
    """A valid procedure, resolved for `CASE` with some steps not exercised."""
    steps, missing = draw(_steps())
    roles, costs, unneeded, cap = draw(_scorings)
    procedure = Procedure(
        schema="ccdrill/procedure/v1",
        id=ProcedureId("generated"),
        title="Generated",
        version="1",
        source=Source(document="Generated"),
        roles=roles,
        scoring=Scoring(costs=costs, unneeded=Unneeded(cost=unneeded, cap=cap)),
        steps=tuple(steps),
        prohibited=draw(_rules(steps)),
        accepted=(TEA,),
    )
    return framed(procedure, missing)


def framed(procedure: Procedure, missing: set[StepId]) -> Frame:
    """The procedure resolved for `CASE`, without those steps."""
    return frame_procedure(procedure, SHARED_ROLES, CASE, doable=None, not_exercised=missing)


def reframed(frame: Frame, procedure: Procedure) -> Frame:
    """Another procedure with the same steps, resolved as this one was."""
    return framed(procedure, set(frame.applicable - frame.exercised))


@st.composite
def deeds(draw: DrawFn, action: ActionId, t: int) -> Deed:
    """A deed with who, records and place present, absent or empty; its place in the trace is still open."""
    role, evidence, place, _ = draw(_ways)
    return Deed(seq=0, t=t, action=action, role=role, evidence=evidence, place=place)


def known_actions(frame: Frame) -> list[ActionId]:
    """Everything that a trace may do with this procedure."""
    own = [action for step in frame.steps.values() for action in actions_of(step)]
    return [*own, JUNK, TEA, *(rule.action for rule in frame.procedure.prohibited)]


@st.composite
def traces(draw: DrawFn, frame: Frame) -> Trace:
    """Deeds in any order and number, or the steps against their order; and moments that came or did not."""
    known = st.sampled_from(known_actions(frame))
    if draw(st.booleans()):
        steps = draw(st.permutations([*frame.steps])) if draw(st.booleans()) else [*frame.steps][::-1]
        actions = [actions_of(frame.steps[step])[-1] for step in steps[: draw(st.integers(1, 7))]]
        actions.insert(draw(st.integers(0, len(actions))), draw(known))
    else:
        actions = [draw(known) for _ in range(draw(st.integers(0, 9)))]
    found: list[Deed] = []
    t = 0
    for seq, action in enumerate(actions, start=1):
        role, evidence, place, gap = draw(_ways)
        t += gap
        found.append(Deed(seq=seq, t=t, action=action, role=role, evidence=evidence, place=place))
    return Trace(deeds=tuple(found), moments=draw(moments), begins=BEGINS)


@st.composite
def expert_traces(draw: DrawFn, frame: Frame) -> Trace:
    """Every required step, and some optional ones, as it is written, in any order that the closure allows, in time."""
    waiting = [
        step for step in frame.steps if step in frame.required or (step in frame.exercised and draw(st.booleans()))
    ]
    limits = [step.deadline.within.seconds for step in frame.steps.values() if step.deadline is not None]
    latest = min((limit for limit in limits if limit is not None), default=3600)
    found: list[Deed] = []
    t = 0
    while waiting:
        ready = [step for step in waiting if not (frame.before[step] & set(waiting))]
        step = draw(st.sampled_from(ready))
        waiting.remove(step)
        t = min(latest, t + draw(st.sampled_from([0, 60, 600])))
        found.append(well_done(frame.steps[step], len(found) + 1, t))
    return Trace(deeds=tuple(found), moments=draw(moments), begins=BEGINS)


def well_done(step: Step, seq: int, t: int = 0) -> Deed:
    """The step as it is written, at an instant."""
    return Deed(
        seq=seq,
        t=t,
        action=actions_of(step)[0],
        role=step.responsible[0] if step.responsible else STRANGER,
        evidence=step.evidence,
        place=step.where[0] if step.where else None,
    )


def with_deeds(trace: Trace, found: Sequence[Deed]) -> Trace:
    """The trace with these deeds instead, numbered anew."""
    return replace(trace, deeds=tuple(replace(deed, seq=seq) for seq, deed in enumerate(found, start=1)))
