"""Every law of SCORING.md, over generated procedures and traces."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import Phase, assume, find, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ccdrill.model.ids import ActionId, RoleId, StepId
from ccdrill.model.procedure import Procedure, Step, actions_of
from ccdrill.scoring.deeds import Deeds
from ccdrill.scoring.frame import Frame, frame_procedure
from ccdrill.scoring.losses import Losses
from ccdrill.scoring.order import cheapest_cover, inverted_pairs
from ccdrill.scoring.result import Score
from ccdrill.scoring.score import score_trace
from ccdrill.scoring.trace import Deed, Trace
from tests.scoring.example import NO_WORDS
from tests.scoring.strategies import BEGINS, JUNK, RECORDS, ROLES, deeds, procedures, renumbered, traces

pytestmark = pytest.mark.laws


def frame_of(procedure: Procedure) -> Frame:
    return frame_procedure(procedure, {}, {}, doable=None)


def score_of(procedure: Procedure, trace: Trace) -> Score:
    return score_trace(frame_of(procedure), trace, NO_WORDS)


def well_done(step: Step, seq: int, t: int = 0) -> Deed:
    """The step as it is written, at an instant."""
    return Deed(
        seq=seq,
        t=t,
        action=actions_of(step)[0],
        role=step.responsible[0] if step.responsible else ROLES[3],
        evidence=step.evidence,
        place=step.where[0] if step.where else None,
    )


@st.composite
def expert_traces(draw: st.DrawFn, procedure: Procedure) -> Trace:
    """Every required step as it is written, in any order that the closure allows, at the first second."""
    frame = frame_of(procedure)
    waiting = list(frame.required)
    order: list[StepId] = []
    while waiting:
        ready = [step for step in waiting if not (frame.before[step] & set(waiting))]
        step = draw(st.sampled_from(ready))
        waiting.remove(step)
        order.append(step)
    return Trace(
        deeds=tuple(well_done(frame.steps[step], seq) for seq, step in enumerate(order, start=1)), begins=BEGINS
    )


@given(st.data())
def test_a_score_lies_between_0_and_100_and_every_lost_point_is_an_item(data: st.DataObject):
    procedure = data.draw(procedures())
    score = score_of(procedure, data.draw(traces(procedure)))
    assert 0 <= score.score <= 100
    assert 100 - score.raw == sum((item.points for item in score.items), Fraction(0))
    assert score.score == max(Fraction(0), score.raw)
    assert all(item.cost >= 0 for item in score.items)
    assert all(item.sentence for item in score.items)


@given(st.data())
def test_a_step_never_costs_more_than_it_weighs(data: st.DataObject):
    procedure = data.draw(procedures())
    score = score_of(procedure, data.draw(traces(procedure)))
    for step, weight in score.weights.items():
        assert sum((item.cost for item in score.items if item.step == step), Fraction(0)) <= weight


@given(st.data())
def test_the_expert_scores_100_in_every_order_that_the_procedure_allows(data: st.DataObject):
    procedure = data.draw(procedures(gates=False))
    assert score_of(procedure, data.draw(expert_traces(procedure))).raw == 100


@given(procedures())
def test_doing_nothing_scores_exactly_0(procedure: Procedure):
    score = score_of(procedure, Trace(deeds=(), begins=BEGINS))
    assert score.raw == 0
    assert score.score == 0


@given(st.data())
def test_doing_what_was_left_out_never_lowers_the_score(data: st.DataObject):
    procedure = data.draw(procedures())
    trace = data.draw(traces(procedure))
    frame = frame_of(procedure)
    missing = [step for step in frame.required if step not in Deeds(frame, trace).performed]
    assume(missing)
    step = frame.steps[data.draw(st.sampled_from(missing))]
    place = data.draw(st.integers(0, len(trace.deeds)))
    t = trace.deeds[place - 1].t if place else 0
    added = data.draw(deeds(data.draw(st.sampled_from(actions_of(step))), t, 0))
    after = renumbered([*trace.deeds[:place], added, *trace.deeds[place:]], trace)
    losses = Losses(Deeds(frame, after), frame.weight)
    assume(not any(losses.forbids(rule, after.deeds[place]) for rule in frame.prohibitions))
    assert score_of(procedure, after).raw >= score_of(procedure, trace).raw


@given(st.data())
def test_swapping_unordered_neighbours_of_one_instant_changes_nothing(data: st.DataObject):
    procedure = data.draw(procedures())
    trace = data.draw(traces(procedure))
    frame = frame_of(procedure)
    gates = {rule.until for rule in frame.prohibitions}
    named = {rule.action for rule in frame.prohibitions}

    def free(left: Deed, right: Deed) -> bool:
        one, other = frame.performer.get(left.action), frame.performer.get(right.action)
        return (
            one is not None
            and other is not None
            and one != other
            and one not in frame.before[other]
            and other not in frame.before[one]
            and not {f"step:{one}", f"step:{other}"} & gates
            and not {left.action, right.action} & named
        )

    places = [
        place
        for place, (left, right) in enumerate(zip(trace.deeds, trace.deeds[1:], strict=False))
        if free(left, right)
    ]
    assume(places)
    place = data.draw(st.sampled_from(places))
    left, right = trace.deeds[place], replace(trace.deeds[place + 1], t=trace.deeds[place].t)
    together = renumbered([*trace.deeds[:place], left, right, *trace.deeds[place + 2 :]], trace)
    swapped = renumbered([*trace.deeds[:place], right, left, *trace.deeds[place + 2 :]], trace)
    assert score_of(procedure, together).raw == score_of(procedure, swapped).raw


@given(st.data(), st.fractions(min_value=Fraction(1, 7), max_value=7, max_denominator=7))
def test_only_proportions_count(data: st.DataObject, factor: Fraction):
    procedure = data.draw(procedures())
    trace = data.draw(traces(procedure))
    scoring = procedure.scoring
    scaled = replace(
        procedure,
        steps=tuple(replace(step, weight=step.weight * factor) for step in procedure.steps),
        prohibited=tuple(replace(rule, cost=rule.cost * factor) for rule in procedure.prohibited),
        scoring=replace(scoring, unneeded=replace(scoring.unneeded, cost=scoring.unneeded.cost * factor)),
    )
    assert score_of(scaled, trace).raw == score_of(procedure, trace).raw


@given(st.data())
def test_a_repeat_changes_nothing_but_evidence(data: st.DataObject):
    procedure = data.draw(procedures())
    trace = data.draw(traces(procedure))
    frame = frame_of(procedure)
    named = {rule.action for rule in frame.prohibitions}
    done = [
        deed
        for deed in trace.deeds
        if frame.performer.get(deed.action) in frame.applicable and deed.action not in named
    ]
    assume(done)
    again = replace(
        data.draw(st.sampled_from(done)), t=trace.deeds[-1].t, role=data.draw(st.sampled_from(ROLES)), evidence=None
    )
    assert score_of(procedure, renumbered([*trace.deeds, again], trace)).raw == score_of(procedure, trace).raw


@given(st.data(), st.sampled_from([JUNK, ActionId("taboo")]))
def test_what_performs_no_step_never_raises_the_score(data: st.DataObject, action: ActionId):
    procedure = data.draw(procedures())
    trace = data.draw(traces(procedure))
    place = data.draw(st.integers(0, len(trace.deeds)))
    added = data.draw(deeds(action, trace.deeds[place - 1].t if place else 0, 0))
    after = renumbered([*trace.deeds[:place], added, *trace.deeds[place:]], trace)
    assert score_of(procedure, after).raw <= score_of(procedure, trace).raw


@given(st.data())
def test_a_single_deviation_costs_exactly_what_is_stated(data: st.DataObject):
    procedure = data.draw(procedures(gates=False))
    trace = data.draw(expert_traces(procedure))
    frame = frame_of(procedure)
    index = data.draw(st.integers(0, len(trace.deeds) - 1))
    deed = trace.deeds[index]
    step = frame.steps[frame.performer[deed.action]]
    costs = frame.costs(step.id)
    stranger = RoleId("nobody")
    expected = {
        "role": (replace(deed, role=stranger), costs.role * step.weight if step.responsible else 0),
        "evidence": (replace(deed, evidence=()), costs.evidence * step.weight if step.evidence else 0),
        "place": (replace(deed, place="elsewhere"), costs.place * step.weight if step.where else 0),
        "nothing": (replace(deed, evidence=(*step.evidence, *RECORDS)), 0),
    }
    for changed, cost in expected.values():
        deviating = renumbered([*trace.deeds[:index], changed, *trace.deeds[index + 1 :]], trace)
        assert score_of(procedure, deviating).lost == cost


@given(st.data())
def test_doing_a_step_earlier_in_the_same_sequence_never_lowers_the_score(data: st.DataObject):
    procedure = data.draw(procedures())
    trace = data.draw(traces(procedure))
    frame = frame_of(procedure)
    anchors = {step.deadline.from_ for step in frame.steps.values() if step.deadline is not None}
    waiting = {rule.action for rule in frame.prohibitions if (rule.until or "").startswith("moment:")}
    movable = [
        place
        for place, deed in enumerate(trace.deeds)
        if f"step:{frame.performer.get(deed.action)}" not in anchors and deed.action not in waiting
    ]
    assume(movable)
    place = data.draw(st.sampled_from(movable))
    before = trace.deeds[place - 1].t if place else 0
    earlier = replace(trace.deeds[place], t=data.draw(st.integers(before, trace.deeds[place].t)))
    moved = renumbered([*trace.deeds[:place], earlier, *trace.deeds[place + 1 :]], trace)
    assert score_of(procedure, moved).raw >= score_of(procedure, trace).raw


@given(st.data())
def test_the_steps_charged_for_order_are_the_cheapest_that_meet_every_inverted_pair(data: st.DataObject):
    procedure = data.draw(procedures())
    frame = frame_of(procedure)
    order = data.draw(st.permutations(sorted(frame.steps)))
    first = {step: seq for seq, step in enumerate(order)}
    cost = {step: frame.costs(step).order * frame.steps[step].weight for step in frame.steps}
    pairs = inverted_pairs(first, frame.before)
    charged = cheapest_cover(pairs, cost)
    involved = sorted({step for pair in pairs for step in pair})
    covers = (
        subset
        for size in range(len(involved) + 1)
        for subset in combinations(involved, size)
        if all(set(pair) & set(subset) for pair in pairs)
    )
    cheapest = min((sum((cost[step] for step in subset), Fraction(0)) for subset in covers), default=Fraction(0))
    assert all(set(pair) & charged for pair in pairs)
    assert sum((cost[step] for step in charged), Fraction(0)) == cheapest


@given(st.data())
def test_the_same_input_gives_the_same_bytes(data: st.DataObject):
    procedure = data.draw(procedures())
    trace = data.draw(traces(procedure))
    assert score_of(procedure, trace) == score_of(procedure, trace)


KINDS = ("omitted", "order", "late", "role", "evidence", "place", "prohibited", "unneeded")


@pytest.mark.parametrize("kind", KINDS)
def test_the_laws_see_procedures_in_which_every_kind_of_loss_occurs(kind: str):
    """A law over cases in which nothing can go wrong proves nothing."""

    def shows(pair: tuple[Procedure, Trace]) -> bool:
        return any(item.kind == kind for item in score_of(*pair).items)

    pairs = procedures().flatmap(lambda procedure: st.tuples(st.just(procedure), traces(procedure)))
    assert shows(
        find(
            pairs, shows, settings=settings(max_examples=2000, database=None, derandomize=True, phases=[Phase.generate])
        )
    )
