"""Every law of docs/the-score.md, over generated procedures and traces. `test_mutations.py` says which mistakes they find."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import Phase, assume, find, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ccdrill.model.ids import RoleId, StepId
from ccdrill.model.procedure import Prohibition, actions_of
from ccdrill.scoring.deeds import Deeds
from ccdrill.scoring.exported import export_score
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.losses import Losses
from ccdrill.scoring.order import cheapest_cover, inverted_pairs
from ccdrill.scoring.result import Score
from ccdrill.scoring.score import score_trace
from ccdrill.scoring.trace import Deed, Trace
from tests.scoring.example import NO_WORDS
from tests.scoring.strategies import (
    BEGINS,
    DAYS,
    JUNK,
    RECORDS,
    TABOO,
    deeds,
    expert_traces,
    frames,
    known_actions,
    reframed,
    traces,
    with_deeds,
)

pytestmark = pytest.mark.laws
ZERO = Fraction(0)
LAWS = settings(max_examples=max(120, settings.default.max_examples))


def score_of(frame: Frame, trace: Trace) -> Score:
    return score_trace(frame, trace, NO_WORDS)


def forbidden(frame: Frame, trace: Trace, place: int) -> bool:
    """Whether a prohibition is in force for the deed at that place."""
    losses = Losses(Deeds(frame, trace), frame.weight)
    return any(losses.forbids(rule, trace.deeds[place]) for rule in frame.prohibitions)


def inserted(trace: Trace, place: int, deed: Deed) -> Trace:
    return with_deeds(trace, [*trace.deeds[:place], deed, *trace.deeds[place:]])


def changed(trace: Trace, place: int, *instead: Deed) -> Trace:
    return with_deeds(trace, [*trace.deeds[:place], *instead, *trace.deeds[place + 1 :]])


def time_before(trace: Trace, place: int) -> int:
    return trace.deeds[place - 1].t if place else 0


@st.composite
def experts(draw: st.DrawFn) -> tuple[Frame, Trace]:
    """A procedure and a trace that keeps to it; prohibitions that forbid a deed of it are left out."""
    frame = draw(frames())
    trace = draw(expert_traces(frame))
    losses = Losses(Deeds(frame, trace), frame.weight)

    def is_in_force(rule: Prohibition) -> bool:
        return any(losses.forbids(rule, deed) for deed in trace.deeds)

    kept = tuple(rule for rule in frame.procedure.prohibited if rule not in frame.prohibitions or not is_in_force(rule))
    return reframed(frame, replace(frame.procedure, prohibited=kept)), trace


@LAWS
@given(st.data())
def test_a_score_lies_between_0_and_100_and_every_lost_point_is_a_printed_item(data: st.DataObject):
    frame = data.draw(frames())
    score = score_of(frame, data.draw(traces(frame)))
    assert 0 <= score.score <= 100
    assert score.score == max(ZERO, score.raw)
    assert 100 - score.raw == sum((item.points for item in score.items), ZERO)
    assert score.lost == sum((item.cost for item in score.items), ZERO)
    assert all(item.cost >= 0 and item.sentence.endswith(".") for item in score.items)


@LAWS
@given(st.data())
def test_a_step_never_costs_more_than_it_weighs_and_an_optional_one_nothing(data: st.DataObject):
    frame = data.draw(frames())
    score = score_of(frame, data.draw(traces(frame)))
    for step in frame.steps:
        cost = sum((item.cost for item in score.items if item.step == step), ZERO)
        assert cost <= (frame.steps[step].weight if step in frame.required else 0)


@LAWS
@given(st.data())
def test_the_expert_scores_100_in_every_order_that_the_procedure_allows(data: st.DataObject):
    frame, trace = data.draw(experts())
    assert score_of(frame, trace).raw == 100


@LAWS
@given(st.data())
def test_doing_nothing_scores_exactly_0(data: st.DataObject):
    frame = data.draw(frames())
    assert score_of(frame, Trace(deeds=(), begins=BEGINS)).raw == 0


@LAWS
@given(st.data())
def test_doing_what_was_left_out_at_any_place_and_by_any_role_never_lowers_the_score(data: st.DataObject):
    frame = data.draw(frames())
    trace = data.draw(traces(frame))
    step = data.draw(st.sampled_from(frame.required))
    trace = with_deeds(trace, [deed for deed in trace.deeds if frame.performer.get(deed.action) != step])
    place = data.draw(st.integers(0, len(trace.deeds)))
    action = data.draw(st.sampled_from(actions_of(frame.steps[step])))
    after = inserted(trace, place, data.draw(deeds(action, time_before(trace, place))))
    assume(not forbidden(frame, after, place))
    assert score_of(frame, after).raw >= score_of(frame, trace).raw


@LAWS
@given(st.data())
def test_swapping_unordered_neighbours_of_one_instant_changes_nothing(data: st.DataObject):
    frame = data.draw(frames())
    gates = {rule.until for rule in frame.prohibitions}
    named = {rule.action for rule in frame.prohibitions}
    free = [
        step for step in frame.steps if f"step:{step}" not in gates and not {*actions_of(frame.steps[step])} & named
    ]
    pairs = [
        (one, other)
        for one, other in combinations(free, 2)
        if one not in frame.before[other] and other not in frame.before[one]
    ]
    assume(pairs)
    one, other = data.draw(st.sampled_from(pairs))
    trace = data.draw(traces(frame))
    place = data.draw(st.integers(0, len(trace.deeds)))
    t = time_before(trace, place)
    left, right = (
        data.draw(deeds(data.draw(st.sampled_from(actions_of(frame.steps[step]))), t)) for step in (one, other)
    )
    together = inserted(inserted(trace, place, right), place, left)
    swapped = inserted(inserted(trace, place, left), place, right)
    one_way, other_way = score_of(frame, together), score_of(frame, swapped)
    assert one_way.raw == other_way.raw
    assert [facts(item) for item in one_way.items if item.step] == [
        facts(item) for item in other_way.items if item.step
    ]


def facts(item: object) -> tuple[object, ...]:
    """What an item says, but for where in the trace its deeds stand."""
    return tuple(getattr(item, name) for name in ("kind", "step", "rule", "cost", "done", "actions", "missing"))


@LAWS
@given(st.data())
def test_multiplying_all_weights_and_costs_changes_nothing(data: st.DataObject):
    factor = data.draw(st.fractions(min_value=Fraction(1, 7), max_value=7, max_denominator=7))
    frame = data.draw(frames())
    trace = data.draw(traces(frame))
    procedure = frame.procedure
    unneeded = procedure.scoring.unneeded
    scaled = replace(
        procedure,
        steps=tuple(replace(step, weight=step.weight * factor) for step in procedure.steps),
        prohibited=tuple(replace(rule, cost=rule.cost * factor) for rule in procedure.prohibited),
        scoring=replace(procedure.scoring, unneeded=replace(unneeded, cost=unneeded.cost * factor)),
    )
    score = score_of(reframed(frame, scaled), trace)
    assert score.raw == score_of(frame, trace).raw
    assert score.lost == score_of(frame, trace).lost * factor


@LAWS
@given(st.data())
def test_a_repeat_changes_nothing_but_evidence(data: st.DataObject):
    frame = data.draw(frames())
    trace = data.draw(traces(frame))
    step = data.draw(st.sampled_from(sorted(frame.applicable)))
    action = st.sampled_from(actions_of(frame.steps[step]))
    first = data.draw(st.integers(0, len(trace.deeds)))
    trace = inserted(trace, first, data.draw(deeds(data.draw(action), time_before(trace, first))))
    place = data.draw(st.integers(first + 1, len(trace.deeds)))
    after = inserted(trace, place, data.draw(deeds(data.draw(action), time_before(trace, place))))
    assume(not forbidden(frame, after, place))

    def others(score: Score) -> list[tuple[object, ...]]:
        return [facts(item) for item in score.items if (item.kind, item.step) != ("evidence", step)]

    assert others(score_of(frame, after)) == others(score_of(frame, trace))


@LAWS
@given(st.data())
def test_what_performs_no_step_never_raises_the_score(data: st.DataObject):
    frame = data.draw(frames())
    trace = data.draw(traces(frame))
    foreign = [action for step in set(frame.steps) - frame.applicable for action in actions_of(frame.steps[step])]
    gates = {rule.until for rule in frame.prohibitions}
    neutral = [action for action in foreign if f"step:{frame.performer[action]}" not in gates]
    place = data.draw(st.integers(0, len(trace.deeds)))
    action = data.draw(st.sampled_from([JUNK, TABOO, *neutral]))
    after = inserted(trace, place, data.draw(deeds(action, time_before(trace, place))))
    assert score_of(frame, after).raw <= score_of(frame, trace).raw


@LAWS
@given(st.data())
def test_a_deviation_of_one_deed_costs_exactly_what_is_stated(data: st.DataObject):
    frame, trace = data.draw(experts())
    place = data.draw(st.integers(0, len(trace.deeds) - 1))
    deed = trace.deeds[place]
    step = frame.steps[frame.performer[deed.action]]
    weight = step.weight if step.required else 0
    costs = frame.costs(step.id)
    some = data.draw(st.sampled_from([step.evidence[:count] for count in range(len(step.evidence) + 1)]))
    share = Fraction(len(step.evidence) - len(some), len(step.evidence)) if step.evidence else 0
    for instead, cost in (
        (replace(deed, role=RoleId("nobody")), costs.role * weight if step.responsible else 0),
        (replace(deed, place="elsewhere"), costs.place * weight if step.where else 0),
        (replace(deed, evidence=some), costs.evidence * weight * share),
        (replace(deed, evidence=(*step.evidence, *RECORDS)), 0),
        (replace(deed, role=None, evidence=None, place=None), 0),
    ):
        assert score_of(frame, changed(trace, place, instead)).lost == cost


@LAWS
@given(st.data())
def test_leaving_one_step_out_costs_exactly_what_it_weighs(data: st.DataObject):
    frame, trace = data.draw(experts())
    procedure = replace(frame.procedure, prohibited=())
    frame = reframed(frame, procedure)
    place = data.draw(st.integers(0, len(trace.deeds) - 1))
    step = frame.steps[frame.performer[trace.deeds[place].action]]
    assert score_of(frame, changed(trace, place)).lost == (step.weight if step.required else 0)


@LAWS
@given(st.data())
def test_being_late_with_the_last_step_costs_exactly_its_share(data: st.DataObject):
    frame, trace = data.draw(experts())
    last = trace.deeds[-1]
    step = frame.steps[frame.performer[last.action]]
    late = replace(last, t=last.t + data.draw(st.sampled_from([0, 1, 600, 3600, 7200, 100_000, DAYS])))
    after = changed(trace, len(trace.deeds) - 1, late)
    limit = Deeds(frame, after).due[step.id]
    cost = ZERO
    if step.required and limit is not None and late.t > limit:
        grace = step.deadline.grace if step.deadline is not None else None
        share = min(Fraction(1), Fraction(late.t - limit, grace)) if grace else 1
        cost = frame.costs(step.id).late * step.weight * share
    gated = [rule for rule in frame.prohibitions if rule.action == late.action]
    assume(not gated)
    assert score_of(frame, after).lost == cost


@LAWS
@given(st.data())
def test_doing_one_step_before_another_that_must_precede_it_costs_the_cheaper_of_the_two(data: st.DataObject):
    frame, trace = data.draw(experts())
    steps = [frame.performer[deed.action] for deed in trace.deeds]
    places = [place for place in range(len(steps) - 1) if steps[place] in frame.before[steps[place + 1]]]
    assume(places)
    frame = reframed(frame, replace(frame.procedure, prohibited=()))
    place = data.draw(st.sampled_from(places))
    one, other = trace.deeds[place], trace.deeds[place + 1]
    one, other = replace(one, t=other.t), replace(other, t=one.t)
    after = with_deeds(trace, [*trace.deeds[:place], other, one, *trace.deeds[place + 2 :]])
    prices = [order_cost(frame, frame.performer[deed.action]) for deed in (one, other)]
    late = sum((item.cost for item in score_of(frame, after).items if item.kind == "late"), ZERO)
    assert score_of(frame, after).lost - late == min(prices)


def order_cost(frame: Frame, step: StepId) -> Fraction:
    return frame.costs(step).order * frame.steps[step].weight if step in frame.required else ZERO


@LAWS
@given(st.data())
def test_what_is_forbidden_and_what_nobody_asked_for_cost_exactly_what_is_stated(data: st.DataObject):
    frame, trace = data.draw(experts())
    count = data.draw(st.integers(1, 4))
    action = data.draw(st.sampled_from([JUNK, TABOO]))
    added = data.draw(deeds(action, trace.deeds[-1].t))
    after = with_deeds(trace, [*trace.deeds, *[added] * count])
    losses = Losses(Deeds(frame, after), frame.weight)
    rules = [rule for rule in frame.prohibitions if losses.forbids(rule, after.deeds[-1])]
    stated = sum((rule.cost * min(count, rule.max_count) for rule in rules), ZERO)
    if not any(rule.action == action for rule in frame.procedure.prohibited):
        unneeded = frame.procedure.scoring.unneeded
        stated = min(unneeded.cost * count, unneeded.cap * frame.weight)
    assert score_of(frame, after).lost == stated


@LAWS
@given(st.data())
def test_doing_a_step_earlier_in_the_same_sequence_never_lowers_the_score(data: st.DataObject):
    frame = data.draw(frames())
    anchors = {step.deadline.from_ for step in frame.steps.values() if step.deadline is not None}
    waiting = {rule.action for rule in frame.prohibitions if (rule.until or "").startswith("moment:")}
    movable = [
        action
        for action in known_actions(frame)
        if f"step:{frame.performer.get(action)}" not in anchors and action not in waiting
    ]
    trace = data.draw(traces(frame))
    place = data.draw(st.integers(0, len(trace.deeds)))
    before = time_before(trace, place)
    later = trace.deeds[place].t if place < len(trace.deeds) else DAYS * 3
    deed = data.draw(deeds(data.draw(st.sampled_from(movable)), data.draw(st.integers(before, later))))
    earlier = replace(deed, t=data.draw(st.integers(before, deed.t)))
    first, then = (score_of(frame, inserted(trace, place, one)).raw for one in (deed, earlier))
    assert then >= first


@LAWS
@given(st.data())
def test_the_steps_charged_for_order_are_the_cheapest_that_meet_every_inverted_pair(data: st.DataObject):
    """Omission and order together are then the cost of the optimal alignment; `test_golden.py` compares with a tool."""
    frame = data.draw(frames())
    order = data.draw(st.permutations(sorted(frame.steps)))
    pairs = inverted_pairs({step: seq for seq, step in enumerate(order)}, frame.before)
    cost = {step: order_cost(frame, step) for step in frame.steps}
    charged = cheapest_cover(pairs, cost)
    assert covers(charged, pairs)
    assert price(charged, cost) == min(price(one, cost) for one in subsets(pairs) if covers(one, pairs))


@LAWS
@given(st.data())
def test_of_equally_cheap_blames_what_was_done_too_early_is_charged(data: st.DataObject):
    """The minimum cut nearest the sink: nothing but the later steps, wherever that costs no more."""
    frame = data.draw(frames())
    order = data.draw(st.permutations(sorted(frame.steps)))
    pairs = inverted_pairs({step: seq for seq, step in enumerate(order)}, frame.before)
    cost = dict.fromkeys(frame.steps, Fraction(1))
    early = {step for _, step in pairs}
    if len(early) == min(len(one) for one in subsets(pairs) if covers(one, pairs)):
        assert cheapest_cover(pairs, cost) == early


def subsets(pairs: Sequence[tuple[StepId, StepId]]) -> list[tuple[StepId, ...]]:
    involved = sorted({step for pair in pairs for step in pair})
    return [one for size in range(len(involved) + 1) for one in combinations(involved, size)]


def covers(steps: Sequence[StepId] | frozenset[StepId], pairs: Sequence[tuple[StepId, StepId]]) -> bool:
    return all(set(pair) & set(steps) for pair in pairs)


def price(steps: Sequence[StepId] | frozenset[StepId], cost: dict[StepId, Fraction]) -> Fraction:
    return sum((cost[step] for step in steps), ZERO)


@LAWS
@given(st.data())
def test_an_omitted_prerequisite_is_charged_once_and_not_to_those_that_wait_for_it(data: st.DataObject):
    frame = data.draw(frames())
    step = data.draw(st.sampled_from(frame.required))
    trace = data.draw(traces(frame))
    without = with_deeds(trace, [deed for deed in trace.deeds if frame.performer.get(deed.action) != step])
    score = score_of(frame, without)
    assert [item.cost for item in score.items if item.step == step] == [frame.steps[step].weight]
    assert not any(step in pair for pair in score.order_pairs)


@LAWS
@given(st.data())
def test_the_same_input_gives_the_same_bytes_in_whatever_order_the_file_has_its_steps(data: st.DataObject):
    frame = data.draw(frames())
    trace = data.draw(traces(frame))
    procedure = frame.procedure
    shuffled = replace(procedure, steps=tuple(data.draw(st.permutations(procedure.steps))))
    one, other = export_score(score_of(frame, trace)), export_score(score_of(reframed(frame, shuffled), trace))
    assert one == export_score(score_of(frame, trace))
    assert (one["raw"], one["L"], one["order_pairs"]) == (other["raw"], other["L"], other["order_pairs"])


@LAWS
@given(st.data())
def test_seqs_are_an_order_and_no_quantity(data: st.DataObject):
    frame = data.draw(frames())
    trace = data.draw(traces(frame))
    spread = replace(trace, deeds=tuple(replace(deed, seq=7 * deed.seq) for deed in trace.deeds))
    assert score_of(frame, spread).raw == score_of(frame, trace).raw


KINDS = ("omitted", "order", "late", "role", "evidence", "place", "prohibited", "unneeded")


@pytest.mark.parametrize("kind", KINDS)
def test_the_laws_see_procedures_in_which_every_kind_of_loss_occurs(kind: str):
    """A law over cases in which nothing can go wrong proves nothing."""

    def shows(pair: tuple[Frame, Trace]) -> bool:
        return any(item.kind == kind and item.cost for item in score_of(*pair).items)

    pairs = frames().flatmap(lambda frame: st.tuples(st.just(frame), traces(frame)))
    quick = settings(max_examples=500, database=None, derandomize=True, phases=[Phase.generate])
    assert shows(find(pairs, shows, settings=quick))
