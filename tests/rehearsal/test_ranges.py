"""A meter never leaves its range, whatever is played; and the range is no wider than what moves the meter makes it."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from ccdrill.authoring.conditions import parse_condition
from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.conditions import COMPARE
from ccdrill.model.ids import MeterName
from ccdrill.model.scenario import Drift, Meter, Scenario
from ccdrill.rehearsal.known import Known
from ccdrill.rehearsal.questions import Question
from ccdrill.rehearsal.ranges import Range, plain, ranges_of
from ccdrill.rehearsal.tabulate import build_table
from tests.builders import read
from tests.engine.strategies import scenarios
from tests.rehearsal.walks import steps

SMALL = read(
    """
schema: ccdrill/scenario/v1
id: small
title: Small
version: "1"
summary: Small.
begins: 2026-03-02T09:00+00:00
start: desk
states:
  desk: {phase: detect, title: Desk, question: What now?, narrative: Here., choices: {leave: {text: Leave, goto: home}}}
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
""",
    Scenario,
)


@settings(max_examples=2 * settings.default.max_examples)
@given(scenarios())
def test_a_meter_stays_in_its_range(scenario: Scenario):
    table = build_table(compile_scenario(scenario))
    ranges = ranges_of(scenario)
    for walker, _ in steps(table, 100):
        for name, scale, value in zip(table.layout.meters, table.scale, walker.meters, strict=True):
            low, high = ranges[name]
            assert low is None or low * scale <= value
            assert high is None or value <= high * scale


@pytest.mark.parametrize(
    ("comparison", "number", "answers"),
    [
        ("<", 0, {False}),
        (">=", 0, {True}),
        (">", 0, {True, False}),
        ("==", 5, {True, False}),
        (">", 5, {False}),
        ("!=", 6, {True}),
    ],
)
def test_a_range_answers_what_it_can(comparison, number, answers):
    assert Range(Fraction(0), Fraction(5)).answers(comparison, Fraction(number)) == answers


@pytest.mark.parametrize("comparison", COMPARE)
@pytest.mark.parametrize(("low", "high"), [(0, 0), (0, 2), (1, Fraction(5, 2)), (Fraction(1, 2), Fraction(1, 2))])
def test_a_range_answers_as_its_numbers_do(comparison, low, high):
    halves = [Fraction(half, 2) for half in range(-2, 8)]
    for number in halves:
        told = {COMPARE[comparison](one, number) for one in halves if low <= one <= high}
        assert Range(low, high).answers(comparison, plain(number)) == told
        beyond = {COMPARE[comparison](one, number) for one in (*halves, -99) if one <= high}
        assert Range(None, high).answers(comparison, plain(number)) == beyond


@pytest.mark.parametrize(
    ("meter", "rate", "expected"),
    [
        (Meter(label="M", start=Fraction(3)), 0, (3, 3)),
        (Meter(label="M", start=Fraction(3)), 2, (3, None)),
        (Meter(label="M", start=Fraction(3), min=Fraction(1)), -2, (1, 3)),
        (Meter(label="M", start=Fraction(3), min=Fraction(1), max=Fraction(9)), 2, (3, 9)),
    ],
)
def test_what_moves_a_meter_decides_its_range(meter, rate, expected):
    name = MeterName("m")
    assert (
        ranges_of(replace(SMALL, meters={name: meter}, drift=(Drift(meter=name, per_hour=Fraction(rate)),)))[name]
        == expected
    )


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        ("m < 9 or m >= 5", (True, False)),
        ("m < 5 and m >= 5", (False, True)),
        ("m > 3 and not m > 3", (False, True)),
        ("elapsed < 10m or elapsed >= 10m", (True, False)),
        ("elapsed < 10m and elapsed > 20m", (False, True)),
        ("(m > 3 and m < 3) or (m > 4 and m < 4)", (False, True)),
        ("m < 9 or elapsed >= 10m", (True, True)),
    ],
)
def test_what_a_condition_asks_of_one_number_is_taken_together(condition, answer):
    meter = MeterName("m")
    asked = parse_condition(condition)
    scenario = replace(
        SMALL,
        meters={meter: Meter(label="M", start=Fraction(0))},
        drift=(Drift(meter=meter, per_hour=Fraction(1)), Drift(meter=meter, per_hour=Fraction(-2))),
        states={
            name: replace(one, choices={key: replace(choice, when=asked) for key, choice in one.choices.items()})
            for name, one in SMALL.states.items()
        },
    )
    layout = build_table(compile_scenario(scenario)).layout
    assert tuple(Question(asked.tree, layout).answers(Known(0, 0, 0))) == answer
