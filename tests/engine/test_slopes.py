"""Where a meter goes next: drifts move meters, meters switch drifts."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccdrill.engine.conditions import holds
from ccdrill.engine.slopes import breaks, slopes_after
from ccdrill.model.ids import MeterName
from ccdrill.model.scenario import Scenario
from tests.engine.driving import Gauges, assemble, drifting, started
from tests.engine.strategies import METERS, drifts, meters

thorough = settings(max_examples=10 * settings.default.max_examples)
HERE = Fraction(0)
A_LITTLE = Fraction(1, 10**9)
"""Nearer than any number of a generated condition is to another."""


def hourly(scenario: Scenario, now: int = 0) -> dict[str, Fraction]:
    """How much each meter moves in an hour, from the start."""
    slopes = slopes_after(scenario, started(scenario, now), HERE)
    return {name: slope * 3600 for name, slope in slopes.items()}


def test_drifts_of_one_meter_add_up():
    assert hourly(drifting("x: 0", "meter: x, per_hour: 30", "meter: x, per_hour: -10.5")) == {"x": Fraction("19.5")}
    assert hourly(drifting("x: 0", "meter: x, per_hour: 30", "meter: x, per_hour: -30")) == {}


def test_a_drift_runs_while_its_condition_holds():
    assert hourly(drifting("x: 0", "meter: x, per_hour: 30, while: a", "meter: x, per_hour: 5, while: b")) == {"x": 30}


@pytest.mark.parametrize(
    ("meter", "rate", "is_moving"),
    [("5 max 5", 1, False), ("5 max 5", -1, True), ("5 min 5", -1, False), ("5 min 5", 1, True)],
)
def test_a_meter_at_its_limit_moves_only_away_from_it(meter: str, rate: int, is_moving: bool):
    assert bool(hourly(drifting(f"x: {meter}", f"meter: x, per_hour: {rate}"))) == is_moving


def test_the_sum_of_drifts_decides_at_a_limit():
    both = drifting("x: 5 max 5", "meter: x, per_hour: 30", "meter: x, per_hour: -40")
    assert hourly(both) == {"x": -10}


@pytest.mark.parametrize(
    ("condition", "is_moving"),
    [("x < 5", False), ("x <= 5", False), ("x >= 5", True), ("x > 5", False), ("x == 5", False), ("x != 5", False)],
)
def test_at_the_number_of_its_condition_a_drift_runs_if_it_would_go_on_running(condition: str, is_moving: bool):
    assert bool(hourly(drifting("x: 5", f"meter: x, per_hour: 60, while: {condition}"))) == is_moving


def test_a_span_counts_from_just_after_its_instant():
    scenario = drifting(
        "x: 0", "meter: x, per_hour: 60, while: elapsed > 10m", "meter: x, per_hour: 9, while: elapsed <= 10m"
    )
    assert hourly(scenario, 599) == {"x": 9}
    assert hourly(scenario, 600) == {"x": 60}


def test_a_meter_pushed_back_from_both_sides_of_a_number_stands_at_it():
    assert (
        hourly(drifting("x: 40", "meter: x, per_hour: 30, while: x < 40", "meter: x, per_hour: -10, while: x >= 40"))
        == {}
    )


def test_what_hangs_on_a_meter_that_stands_at_a_number_sees_that_number():
    queue = (
        "meter: x, per_hour: 30, while: x < 40",
        "meter: x, per_hour: -10, while: x >= 40",
        "meter: q, per_hour: 12, while: x >= 40",
        "meter: z, per_hour: 5, while: q > 0",
    )
    assert hourly(drifting("x: 40, q: 0, z: 0", *queue)) == {"q": 12, "z": 5}
    assert hourly(drifting("x: 40, q: 0, z: 0", *reversed(queue))) == {"q": 12, "z": 5}


@pytest.mark.parametrize("beyond", ["x != 5", "x < 5"])
def test_a_meter_that_is_not_pushed_on_beyond_a_number_goes_the_other_way_if_it_is_pushed_there(beyond: str):
    odd = ("meter: x, per_hour: 30, while: x == 5", f"meter: x, per_hour: -7, while: {beyond}")
    assert hourly(drifting("x: 5", *odd)) == {"x": -7}


@pytest.mark.parametrize(
    ("at_the_number", "beyond", "rate"),
    [("per_hour: -10, while: x <= 5", "per_hour: 10, while: x > 5", -10),
     ("per_hour: 10, while: x >= 5", "per_hour: -10, while: x < 5", 10)],
)  # fmt: skip
def test_a_meter_that_could_leave_a_number_both_ways_goes_as_it_is_pushed_at_the_number(
    at_the_number: str, beyond: str, rate: int
):
    assert hourly(drifting("x: 5", f"meter: x, {at_the_number}", f"meter: x, {beyond}")) == {"x": rate}
    assert hourly(drifting("x: 5", f"meter: x, {beyond}", f"meter: x, {at_the_number}")) == {"x": rate}


@pytest.mark.parametrize("turn", [1, -1])
def test_meters_set_each_other_off_in_a_chain_at_one_instant(turn: int):
    chain = (
        "meter: w, per_hour: 1, while: a",
        "meter: x, per_hour: 2, while: w > 0",
        "meter: q, per_hour: 3, while: x > 0",
        "meter: z, per_hour: 4, while: q > 0",
    )
    assert hourly(drifting("w: 0, x: 0, q: 0, z: 0", *chain[::turn])) == {"w": 1, "x": 2, "q": 3, "z": 4}


def test_meters_that_would_carry_each_other_off_stand_while_nothing_moves_either():
    assert (
        hourly(drifting("x: 0, q: 0", "meter: x, per_hour: 60, while: q > 0", "meter: q, per_hour: 60, while: x > 0"))
        == {}
    )


def test_meters_that_push_each_other_in_a_circle_stand_still_and_leave_the_others_alone():
    circle = (
        "meter: x, per_hour: 60, while: q <= 3",
        "meter: x, per_hour: -60, while: q > 3",
        "meter: q, per_hour: 60, while: x > 10",
        "meter: q, per_hour: -60, while: x <= 10",
        "meter: z, per_hour: 5, while: a",
    )
    assert hourly(drifting("x: 10, q: 3, z: 0", *circle)) == {"z": 5}


def test_slopes_last_until_a_number_a_span_or_a_limit_is_reached():
    scenario = drifting(
        "x: 10 max 12, q: 0", "meter: x, per_hour: 60", "meter: q, per_hour: 60, while: x < 11 and elapsed < 30s"
    )
    gauges = started(scenario)
    found = breaks(scenario, gauges, slopes_after(scenario, gauges, HERE), HERE)
    assert sorted(found) == [30, 60, 120]


@thorough
@given(st.lists(drifts, max_size=5), st.tuples(*[meters] * len(METERS)), st.integers(0, 12))
def test_each_meter_moves_as_its_drifts_say_just_beyond_or_stands_where_they_carry_it_neither_up_nor_down(
    chosen: list, gauges: tuple, now: int
):
    scenario = assemble(tuple(chosen), dict(zip(METERS, gauges, strict=True)))
    slopes = slopes_after(scenario, started(scenario, now), HERE)

    def push(name: MeterName, way: Fraction) -> Fraction:
        """What is asked a little later, with this meter a little way off."""
        towards = {**slopes, name: way}
        beyond = Gauges(
            {each: scenario.meters[each].start + A_LITTLE * towards.get(each, Fraction(0)) for each in METERS},
            now=now + A_LITTLE,
        )
        running = [one.per_hour for one in chosen if one.meter == name and holds(one.while_, beyond, {})]
        rate, meter = sum(running, Fraction(0)) / 3600, scenario.meters[name]
        is_stopped = (rate > 0 and meter.start == meter.max) or (rate < 0 and meter.start == meter.min)
        return Fraction(0) if is_stopped else rate

    for name in METERS:
        slope = slopes.get(name, Fraction(0))
        assert push(name, slope) == slope or (slope == 0 and push(name, Fraction(1)) <= 0 <= push(name, Fraction(-1)))
