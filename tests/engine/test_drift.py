"""Meters running on: exact where a condition flips between two seconds, bounded where drifts switch each other endlessly."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from ccdrill.authoring.decoding.conditions import parse_condition
from ccdrill.engine.conditions import evaluate, holds
from ccdrill.engine.drift import clamp, move_meters, next_change
from ccdrill.model.condition import leaves
from ccdrill.model.ids import MeterName
from ccdrill.model.scenario import Drift, Meter, Scenario
from tests.engine.driving import Gauges, assemble, drifting, started
from tests.engine.strategies import METERS, drifts, meter_conditions, meters

thorough = settings(max_examples=5 * settings.default.max_examples)
several = st.lists(drifts, max_size=5).map(tuple)
gauges = st.tuples(*[meters] * len(METERS)).map(lambda found: dict(zip(METERS, found, strict=True)))


def moved(scenario: Scenario, seconds: int, now: int = 0) -> dict[MeterName, Fraction]:
    values = started(scenario, now)
    move_meters(scenario, values, seconds)
    return values.meters


def test_a_drift_without_a_condition_runs_always():
    assert moved(drifting("x: 370", "meter: x, per_hour: 120"), 90) == {"x": 373}


def test_a_drift_with_a_negative_rate_falls():
    assert moved(drifting("x: 10", "meter: x, per_hour: -0.5"), 3600) == {"x": Fraction("9.5")}


@pytest.mark.parametrize("condition", ["x < 500", "x <= 500", "not x >= 500", "x != 500"])
def test_a_drift_that_stops_at_a_number_stops_at_that_number_exactly(condition: str):
    """500 is reached after 46 2/3 seconds."""
    assert moved(drifting("x: 493", f"meter: x, per_hour: 540, while: {condition}"), 60) == {"x": 500}


def test_a_drift_that_another_meter_starts_between_two_seconds_runs_from_that_very_instant():
    scenario = drifting("x: 0, q: 0", "meter: x, per_hour: 7", "meter: q, per_hour: 3600, while: x > 1")
    assert moved(scenario, 600)["q"] == 600 - Fraction(3600, 7)


def test_a_drift_that_a_span_stops_runs_until_then():
    scenario = drifting(
        "x: 0", "meter: x, per_hour: 60, while: elapsed < 10m", "meter: x, per_hour: 6, while: elapsed >= 10m"
    )
    assert moved(scenario, 1200) == {"x": 11}
    assert moved(scenario, 600, now=300) == {"x": 5 + Fraction(1, 2)}


def test_a_meter_runs_up_to_its_limit_and_stays_there():
    scenario = drifting("x: 99.5 max 100, q: 0.5 min 0", "meter: x, per_hour: 11", "meter: q, per_hour: -11")
    assert moved(scenario, 7200) == {"x": 100, "q": 0}


def test_a_meter_leaves_its_limit_the_instant_the_sum_of_its_drifts_turns():
    scenario = drifting("x: 100 max 100", "meter: x, per_hour: 60", "meter: x, per_hour: -120, while: elapsed >= 10m")
    assert moved(scenario, 660) == {"x": 99}


def test_a_meter_held_at_a_number_is_let_go_when_what_holds_it_stops():
    scenario = drifting(
        "x: 0", "meter: x, per_hour: 60, while: x < 5", "meter: x, per_hour: -60, while: x >= 5 and elapsed < 20m",
        "meter: x, per_hour: 30, while: elapsed >= 20m",
    )  # fmt: skip
    assert moved(scenario, 1200) == {"x": 5}
    assert moved(scenario, 3600 + 1200) == {"x": 35}


def test_drifts_that_go_round_one_point_stay_bounded_and_exact():
    """A diamond round (0, 0), four units a side: after four times four seconds it closes."""
    scenario = drifting(
        "x: 4, q: 0",
        "meter: x, per_hour: -3600, while: q >= 0 and x > -4",
        "meter: x, per_hour: 3600, while: q < 0",
        "meter: q, per_hour: 3600, while: x > 0",
        "meter: q, per_hour: -3600, while: x <= 0",
    )
    assert moved(scenario, 16) == {"x": 4, "q": 0}
    assert moved(scenario, 100 * 16) == {"x": 4, "q": 0}


SPIRAL = drifting(
    "x: 1, q: 0",
    "meter: x, per_hour: -7200, while: x > 0 and q >= 0",
    "meter: q, per_hour: 3600, while: x > 0 and q >= 0",
    "meter: x, per_hour: -3600, while: x <= 0 and q > 0",
    "meter: q, per_hour: -7200, while: x <= 0 and q > 0",
    "meter: x, per_hour: 7200, while: x < 0 and q <= 0",
    "meter: q, per_hour: -3600, while: x < 0 and q <= 0",
    "meter: x, per_hour: 3600, while: x >= 0 and q < 0",
    "meter: q, per_hour: 7200, while: x >= 0 and q < 0",
)
"""A quarter turn shrinks it by half, in half the time: infinitely many turns in the first two seconds."""


def test_drifts_that_spiral_into_a_point_come_to_a_stop_near_it():
    values = started(SPIRAL)
    move_meters(SPIRAL, values, 3600)
    assert all(abs(value) < Fraction(1, 10**9) for value in values.meters.values())
    assert all(value.denominator.bit_length() < 3000 for value in values.meters.values())


def test_meters_that_switch_endlessly_stand_until_the_second_is_over():
    assert moved(SPIRAL, 1) == {"x": 0, "q": Fraction(1, 2**21)}


def test_endless_switching_is_split_like_anything_else():
    at_once, in_parts = started(SPIRAL), started(SPIRAL)
    move_meters(SPIRAL, at_once, 10)
    for _ in range(10):
        move_meters(SPIRAL, in_parts, 1)
        in_parts.now += 1
    assert at_once.meters == in_parts.meters


@pytest.mark.parametrize(("value", "kept"), [(-1, 0), (0, 0), (7, 7), (10, 10), (11, 10)])
def test_a_value_is_kept_between_the_limits(value: int, kept: int):
    assert clamp(Meter(label="X", min=Fraction(0), max=Fraction(10)), Fraction(value)) == kept
    assert clamp(Meter(label="X"), Fraction(value)) == value


@thorough
@given(several, gauges, st.integers(0, 12), st.lists(st.integers(1, 9), min_size=2, max_size=6))
def test_running_on_in_parts_is_running_on_at_once(chosen: tuple, begun: dict, now: int, parts: list[int]):
    scenario = assemble(chosen, begun)
    at_once, in_parts = started(scenario, now), started(scenario, now)
    move_meters(scenario, at_once, sum(parts))
    for part in parts:
        move_meters(scenario, in_parts, part)
        in_parts.now += part
    assert at_once.meters == in_parts.meters


@thorough
@given(several, gauges, st.integers(0, 12), st.integers(0, 30))
def test_no_meter_leaves_its_limits(chosen: tuple, begun: dict, now: int, seconds: int):
    scenario = assemble(chosen, begun)
    for name, value in moved(scenario, seconds, now).items():
        assert clamp(scenario.meters[name], value) == value


def test_a_change_may_come_after_one_that_no_slope_tells_of_yet():
    scenario = drifting("x: 0", "meter: x, per_hour: 3600, while: elapsed >= 10s")
    asked = parse_condition("x >= 5").tree
    values = started(scenario)
    assert next_change(scenario, values, [asked]) == 10
    move_meters(scenario, values, 10)
    values.now = 10
    assert next_change(scenario, values, [asked]) == 5


def test_what_no_meter_and_no_span_decides_does_not_change_by_itself():
    scenario = drifting("x: 0", "meter: x, per_hour: 3600")
    assert next_change(scenario, started(scenario), [parse_condition("a and not done(divert)").tree]) is None
    assert next_change(scenario, started(scenario), [parse_condition("x < 0").tree]) is None
    assert next_change(drifting("x: 0"), started(scenario), [parse_condition("x > 0 or x < 5").tree]) is None


@thorough
@given(several, gauges, st.lists(meter_conditions, min_size=1, max_size=3), st.integers(0, 12))
def test_until_the_next_change_no_question_changes_its_answer(chosen: tuple, begun: dict, asked: list, now: int):
    scenario = assemble(chosen, begun)
    values = started(scenario, now)
    questions = [leaf for condition in asked for leaf in leaves(condition.tree)]
    answers = [evaluate(leaf, values, {}) for leaf in questions]
    change = next_change(scenario, values, [condition.tree for condition in asked])
    for _ in range(1, min(change or 40, 40)):
        move_meters(scenario, values, 1)
        values.now += 1
        assert [evaluate(leaf, values, {}) for leaf in questions] == answers


def one_a_second(drift: Drift) -> Drift:
    return Drift(meter=drift.meter, per_hour=Fraction(3600 if drift.per_hour > 0 else -3600), while_=drift.while_)


def stepped(scenario: Scenario, values: Gauges, seconds: int) -> bool:
    """Moves the meters by half seconds, each by trying every direction; False where not exactly one explains itself.

    With one unit a second, and halves for every number, whatever flips flips at a half second. What no drift moves stands.
    """
    drifting_ones = {one.meter for one in scenario.drift}
    directions = [(-1, 0, 1) if name in drifting_ones else (0,) for name in METERS]
    for half in range(2 * seconds):
        at = values.now + Fraction(half, 2)
        fitting = [ways for ways in product(*directions) if explains(scenario, values, at, ways)]
        if len(fitting) != 1:
            return False
        for name, way in zip(METERS, fitting[0], strict=True):
            values.meters[name] += Fraction(way, 2)
    return True


def explains(scenario: Scenario, values: Gauges, at: Fraction, ways: tuple[int, ...]) -> bool:
    """Whether, half way to the next half second, the drifts that run push every meter the way it is said to go."""
    middle = Gauges(
        {name: values.meters[name] + Fraction(way, 4) for name, way in zip(METERS, ways, strict=True)},
        now=at + Fraction(1, 4),
    )
    for name, way in zip(METERS, ways, strict=True):
        running = [one.per_hour for one in scenario.drift if one.meter == name and holds(one.while_, middle, {})]
        push, meter, value = sum(running, Fraction(0)) / 3600, scenario.meters[name], values.meters[name]
        if (push > 0 and value == meter.max) or (push < 0 and value == meter.min):
            push = Fraction(0)
        if push != way:
            return False
    return True


@thorough
@given(st.lists(drifts.map(one_a_second), max_size=4).map(tuple), gauges, st.integers(0, 12))
def test_leaping_agrees_with_trying_every_direction_by_half_seconds(chosen: tuple, begun: dict, now: int):
    scenario = assemble(chosen, begun)
    values = started(scenario, now)
    is_clear = stepped(scenario, values, 12)
    event(f"exactly one direction throughout: {is_clear}")
    if is_clear:
        assert moved(scenario, 12, now) == values.meters
