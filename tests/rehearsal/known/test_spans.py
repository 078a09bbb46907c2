"""How far meters can come: what adds up on the way is known, and nothing that can happen is called impossible."""

import pytest

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.flow.flow import flow
from ccdrill.rehearsal.walk.tabulate import build_table
from tests.builders import read

STORY = """\
schema: ccdrill/scenario/v1
id: climb
title: Climb
version: "1"
summary: Three steps up.
begins: 2026-03-02T10:00+00:00
meters: {{height: {{label: Height, start: 0, min: 0, max: 9}}}}
{more}
start: one
states:
  one: {{phase: detect, title: One, question: Up?, narrative: Stairs., choices: {{up: {{text: Up, takes: 5m, add: {{height: 1}}, goto: {next}}}, past: {{text: Past, takes: 5m, goto: two}}}}}}
  two: {{phase: detect, title: Two, question: Up?, narrative: Stairs., choices: {{up: {{text: Up, takes: 5m, add: {{height: 1}}, goto: three}}, down: {{text: Down, takes: 5m, add: {{height: -1}}, goto: three}}}}}}
  three: {{phase: detect, title: Three, question: Up?, narrative: Stairs., choices: {{up: {{text: Up, takes: 5m, add: {{height: 1}}, goto: [{{when: "{asks}", to: top}}, {{to: stairs}}]}}}}}}
endings:
  top: {{kind: good, title: Top, narrative: A view.}}
  stairs: {{kind: bad, title: Stairs, narrative: A wall.}}
"""


def endings(asks: str, more: str = "", following: str = "two") -> set[str]:
    table = build_table(compile_scenario(read(STORY.format(asks=asks, more=more, next=following), Scenario)))
    return {table.names[state] for state in flow(table).states if state >= table.endings}


def test_what_the_way_adds_up_to_can_be_reached():
    assert endings("height >= 3") == {"top", "stairs"}


@pytest.mark.parametrize("asks", ["height >= 4", "height > 3", "height < 1", "height == 5"])
def test_what_misses_by_one_unit_is_proved_out_of_reach(asks: str):
    assert endings(asks) == {"stairs"}


def test_whoever_goes_round_gets_as_far_as_the_meter_goes():
    assert endings("height >= 9", following="one") == {"top", "stairs"}
    assert endings("height > 9", following="one") == {"stairs"}


MESSAGE = "injects: {helper: {at: 7m, from: A helper, text: I lift you., add: {height: 1}}}"


def test_what_a_message_adds_counts_once():
    assert endings("height >= 4", MESSAGE) == {"top", "stairs"}
    assert endings("height >= 5", MESSAGE) == {"stairs"}


def test_a_message_that_sets_a_meter_is_followed():
    assert endings("height >= 7", MESSAGE.replace("add: {height: 1}", "set: {height: 5}")) == {"top", "stairs"}


def test_a_drift_may_bring_any_number_on_its_side():
    drift = "drift: [{meter: height, per_hour: 1}]"
    assert endings("height >= 9", drift) == {"top", "stairs"}
    assert endings("height < 1", drift) == {"stairs"}


RAIN = """\
schema: ccdrill/scenario/v1
id: rain
title: Rain
version: "1"
summary: The water rises by the hour.
begins: 2026-03-02T10:00+00:00
meters: {{water: {{label: Water, start: 2, min: 0, max: 99}}}}
drift: [{{meter: water, per_hour: 12}}, {{meter: water, per_hour: -30, while: elapsed > 9h}}]
start: pump
states:
  pump: {{phase: detect, title: Pump, question: What now?, narrative: Water., choices: {{wait: {{text: Wait, takes: 10m{does}}}, go: {{text: Go, goto: home}}}}}}
injects:
  alarm: {{at: 90m, when: "{asks}", from: A bell, text: Water!}}
{more}
endings:
  home: {{kind: mixed, title: Home, narrative: Dry.}}
"""


def alarm(asks: str, more: str = "", does: str = "") -> bool:
    """Whether the alarm may come."""
    table = build_table(compile_scenario(read(RAIN.format(asks=asks, more=more, does=does), Scenario)))
    return any(call.id == "alarm" and call.index in flow(table).calls for call in table.timed)


def test_what_drifts_has_had_no_more_time_than_until_a_message_asks_for_it():
    assert alarm("water >= 20")
    assert not alarm("water > 20")
    assert not alarm("water < 2 and elapsed < 1h")


def test_what_is_added_on_the_way_counts_beside_the_drift():
    once = "  gust: {at: 40m, from: Nobody, text: Wind., add: {water: 5}}"
    assert alarm("water >= 25", once)
    assert not alarm("water > 25", once)
    assert alarm("water > 90", does=", add: {water: 1}")


def test_what_is_set_drifts_only_from_then_on():
    assert alarm("water >= 58", does=", set: {water: 42}")  # after ten minutes at the soonest
    assert not alarm("water > 58", does=", set: {water: 42}")
