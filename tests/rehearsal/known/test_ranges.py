"""A meter never leaves its range, whatever is played; and the range is no wider than what moves the meter makes it."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from ccdrill.authoring.decoding.conditions import parse_condition
from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.conditions import COMPARE
from ccdrill.model.condition import Comparison
from ccdrill.model.ids import MeterName
from ccdrill.model.scenario import Drift, Meter, Scenario
from ccdrill.rehearsal.known.known import Known
from ccdrill.rehearsal.known.questions import Question
from ccdrill.rehearsal.known.ranges import OPPOSITE, Number, Range, plain, ranges_of
from ccdrill.rehearsal.walk.tabulate import build_table
from tests.builders import read
from tests.engine.strategies import scenarios
from tests.rehearsal.hubs import hubs
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
@given(scenarios() | hubs())
def test_a_meter_stays_in_its_range(scenario: Scenario):
    table = build_table(compile_scenario(scenario))
    ranges = ranges_of(scenario)
    for walker, _ in steps(table, 100):
        for name, scale, value in zip(table.layout.meters, table.scale, walker.meters, strict=True):
            low, high = ranges[name]
            assert low is None or low * scale <= value
            assert high is None or value <= high * scale


def answers(span: Range, comparison: Comparison, number: Number) -> set[bool]:
    """What a comparison may turn out to be."""
    return {truth for truth, asked in ((True, comparison), (False, OPPOSITE[comparison])) if span.may_be(asked, number)}


@pytest.mark.parametrize(
    ("comparison", "number", "expected"),
    [
        ("<", 0, {False}),
        (">=", 0, {True}),
        (">", 0, {True, False}),
        ("==", 5, {True, False}),
        (">", 5, {False}),
        ("!=", 6, {True}),
    ],
)
def test_a_range_answers_what_it_can(comparison, number, expected):
    assert answers(Range(Fraction(0), Fraction(5)), comparison, Fraction(number)) == expected


@pytest.mark.parametrize("comparison", COMPARE)
@pytest.mark.parametrize(("low", "high"), [(0, 0), (0, 2), (1, Fraction(5, 2)), (Fraction(1, 2), Fraction(1, 2))])
def test_a_range_answers_as_its_numbers_do(comparison, low, high):
    halves = [Fraction(half, 2) for half in range(-2, 8)]
    for number in halves:
        told = {COMPARE[comparison](one, number) for one in halves if low <= one <= high}
        assert answers(Range(low, high), comparison, plain(number)) == told
        beyond = {COMPARE[comparison](one, number) for one in (*halves, -99) if one <= high}
        assert answers(Range(None, high), comparison, plain(number)) == beyond


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


CLUES = """
schema: ccdrill/scenario/v1
id: clues
title: Clues
version: "1"
summary: What can be found is found once.
begins: 2026-03-02T09:00+00:00
meters: {clues: {label: Clues, start: 1}}
flags: {read: false, heard: false}
start: desk
states:
  desk: {phase: detect, title: Desk, question: What now?, narrative: Here., choices: {
    look: {text: Look, once: true, add: {clues: 2}},
    read: {text: Read, when: "not read and elapsed < 1h", set: {read: true}, add: {clues: 4}},
    hear: {text: Hear, when: not heard or read, set: {heard: MORE}, add: {clues: HEARD}},
    leave: {text: Leave, goto: home}}}
injects:
  note: {at: 1h, text: A note., add: {clues: 8}}
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""


@pytest.mark.parametrize(
    ("more", "heard", "low", "high"),
    [("true", "0", 1, 15), ("true", "16", 1, None), ("true", "-1", None, 15), ("false", "0", 1, 15)],
)
def test_what_happens_once_moves_a_meter_once(more: str, heard: str, low: int, high: int | None):
    scenario = read(CLUES.replace("MORE", more).replace("HEARD", heard), Scenario)
    assert ranges_of(scenario)[MeterName("clues")] == Range(low, high)


def test_a_flag_that_is_cleared_again_keeps_no_choice_from_being_taken_again():
    again = CLUES.replace("set: {heard: MORE}, add: {clues: HEARD}", "set: {read: false}")
    assert ranges_of(read(again, Scenario))[MeterName("clues")] == Range(1, None)


@pytest.mark.parametrize(
    ("when", "does", "high"),
    [
        ("not done(tell-floor)", "[tell-floor]", 31),
        ("not done(tell-floor) and not read", "[ring, {action: tell-floor, after: 1m}]", 31),
        ("not done(tell-floor)", "[ring]", None),
        ("done(tell-floor)", "[tell-floor]", None),
        ("not done(tell-floor) or read", "[tell-floor]", None),
    ],
)
def test_what_is_offered_until_it_was_done_happens_once(when: str, does: str, high: int | None):
    tell = f'tell: {{text: Tell, when: "{when}", takes: 5m, does: {does}, add: {{clues: 16}}}},'
    old = "hear: {text: Hear, when: not heard or read, set: {heard: MORE}, add: {clues: HEARD}},"
    found = ranges_of(read(CLUES.replace(old, tell), Scenario))
    assert found[MeterName("clues")] == Range(1, high)


HUB = """
schema: ccdrill/scenario/v1
id: hub
title: Hub
version: "1"
summary: Three errands; for the last one somebody wants to have been on others.
begins: 2026-03-02T09:00+00:00
meters: {errands: {label: Errands, start: 0}}
flags: {late: false}
start: desk
states:
  desk: {phase: detect, title: Desk, question: What now?, narrative: Here., choices: {
    doors: {text: Doors, once: true, add: {errands: 1}},
    row: {text: Row, once: true, add: {errands: 1}},
    agency: {text: Agency, when: "ASKED", once: true, add: {errands: 1}},
    again: {text: Again, when: "errands < AGAIN", add: {errands: -1}},
    leave: {text: Leave, goto: home}}}
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""


@pytest.mark.parametrize(
    ("asked", "again", "low", "high"),
    [
        ("errands >= 2", 0, 0, 3),
        ("errands >= 3", 0, 0, 2),
        ("late and errands >= 3", 0, 0, 2),
        ("late or errands >= 3", 0, 0, 3),
        ("not errands < 3", 0, 0, 2),
        ("errands >= 3", 1, None, 2),
    ],
)
def test_what_waits_for_a_number_that_the_meter_has_only_with_it_never_moves_it(asked, again, low, high):
    scenario = read(HUB.replace("ASKED", asked).replace("AGAIN", str(again)), Scenario)
    assert ranges_of(scenario)[MeterName("errands")] == Range(low, high)
