"""Round which states plays go that lead nowhere, as found by following every way from every place; and where it is proved that none does."""

from collections.abc import Iterator
from typing import cast

from hypothesis import event, given, settings
from hypothesis import strategies as st

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.flow.flow import flow, flow_by_cases
from ccdrill.rehearsal.flow.places import Flow, Place, Way
from ccdrill.rehearsal.flow.release import holding, round_which_it_goes
from ccdrill.rehearsal.walk.explore import Exploration, explore
from ccdrill.rehearsal.walk.listing import moves_from
from ccdrill.rehearsal.walk.onward import all_after, knots
from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.tabulate import build_table
from tests.builders import read
from tests.rehearsal.hubs import hubs

PLACES: list[Place] = [(state, case, 0) for state in range(4) for case in range(2)]
WAYS: list[Way] = [(0, 1, 0, 0), (2, 3, 0, 0)]
graphs = st.dictionaries(
    st.sampled_from([*PLACES, *WAYS]), st.sets(st.sampled_from([*PLACES, *WAYS]), max_size=3), max_size=10
)


def flow_over(onward: dict[Place | Way, set[Place | Way]]) -> Flow:
    """A flow of which only that is known where it leads."""
    return Flow(cast("Table", None), {}, set(), set(), {}, {}, onward, {}, {}, 0, {})


@given(graphs, st.sets(st.sampled_from(PLACES)))
def test_plays_go_round_what_all_that_follows_leads_back_to(
    onward: dict[Place | Way, set[Place | Way]], nowhere: set[Place]
) -> None:
    ways: dict[int, set[int]] = {}
    for place in nowhere:
        ways.setdefault(place[0], set()).update(one[0] for one in all_after(onward, place) if len(one) == 3)
    expected = {state for state, found in ways.items() if all(state in ways.get(one, ()) for one in found - {state})}
    assert round_which_it_goes(flow_over(onward), nowhere) == expected


def test_a_long_circle_is_gone_round_whole():
    onward: dict[Place | Way, set[Place | Way]] = {(one, 0, 0): {((one + 1) % 3_000, 0, 0)} for one in range(3_000)}
    assert round_which_it_goes(flow_over(onward), [(one, 0, 0) for one in range(3_000)]) == set(range(3_000))


@settings(max_examples=8 * settings.default.max_examples)
@given(hubs(), st.booleans())
def test_no_play_goes_round_for_ever_where_it_is_proved_that_plays_lead_on(scenario: Scenario, waits: bool) -> None:
    table = build_table(compile_scenario(scenario))
    held = set(holding(flow(table), waits=waits)) & set(holding(flow_by_cases(table, 1_000_000), waits=waits))
    event(f"{'all' if not held else 'some' if len(held) < table.endings else 'no'} states let go")
    listed = explore(table, waits=True, budget=300)
    found = set[int]().union(*without_a_way_on(listed, waits=waits)) if listed.is_exhausted else set[int]()
    event(f"{'some' if found else 'no'} plays get stuck")
    assert held >= found


def without_a_way_on(listed: Exploration, *, waits: bool) -> Iterator[set[int]]:
    """The states of what plays go round in for ever, each time they do: those that only decide, or wait too."""
    targets = [moves_from(listed, situation, waits=waits) for situation in range(len(listed.keys))]
    for knot in knots(targets):
        if listed.state(knot[0]) < listed.table.endings and all(set(targets[one]) <= set(knot) for one in knot):
            yield {listed.state(one) for one in knot}


DOOR = """\
schema: ccdrill/scenario/v1
id: door
title: Door
version: "1"
summary: A door that only time opens.
begins: 2026-03-02T09:00+00:00
meters: {water: {label: Water, start: 0, min: 0, max: 90}}
flags: {open: false}
drift: [{meter: water, per_hour: 10, while: WHILE}]
start: hall
states:
  hall:
    phase: detect
    title: Hall
    question: What now?
    narrative: A door.
    choices:
      shut: {text: Shut it, when: open, takes: 1m, CLOSES}
      out: {text: Go out, when: "ASKS", takes: 1m, goto: home}
    LIMIT
INJECTS
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""
ALWAYS = "elapsed >= 0s"


def holds(asks: str, *, waits: bool, injects: str = "", closes: str = "", runs: str = ALWAYS, limit: str = "") -> bool:
    """Whether it is not proved that plays lead out of the hall."""
    text = DOOR.replace("ASKS", asks).replace(", CLOSES", f", {closes}" if closes else "").replace("LIMIT", limit)
    text = text.replace("WHILE", runs).replace(f", while: {ALWAYS}", "").replace("INJECTS", injects)
    return bool(holding(flow(build_table(compile_scenario(read(text, Scenario)))), waits=waits))


PORTER = "injects: {porter: {at: 2h, text: Open., set: {open: true}}}"


def test_what_time_opens_lets_go_who_may_wait_and_nobody_else():
    opened = {"asks": "open", "injects": PORTER}
    for asks in ("elapsed >= 3h", "water >= 50"):
        assert not holds(asks, waits=True)
        assert holds(asks, waits=False)
    assert not holds(**opened, waits=True)
    assert holds(**opened, waits=False)


def test_a_message_that_waits_for_a_drift_comes_to_who_may_wait():
    flood = "injects: {flood: {when: water > 60, after: 1h, text: Out!, set: {open: true}}}"
    assert not holds("open", waits=True, injects=flood)
    assert holds("open", waits=True, injects=flood.replace("60", "90"))


def test_a_message_that_ends_every_play_lets_go_who_may_wait():
    ends = "injects: {guard: {at: 2h, text: Out!, goto: home}}"
    assert not holds("open", waits=True, injects=ends)
    assert holds("open", waits=False, injects=ends)
    assert holds("open", waits=True, injects=ends.replace("at: 2h", "at: 2h, when: open"))
    assert holds("open", waits=True, injects=ends.replace("goto: home", "goto: hall"))


TRAP = """
schema: ccdrill/scenario/v1
id: trap
title: Trap
version: "1"
summary: A guard calls everybody away, and who is falling falls all the same.
begins: 2026-03-02T09:00+00:00
flags: {open: false}
start: desk
states:
  desk: {phase: detect, title: Desk, question: What now?, narrative: Here., choices: {fall: {text: Fall, takes: 2h, goto: pit}}}
  yard: {phase: detect, title: Yard, question: What now?, narrative: Out., choices: {leave: {text: Leave, goto: home}}}
  pit: {phase: contain, title: Pit, question: What now?, narrative: There., choices: {out: {text: Out, when: open, goto: home}}}
injects: {guard: {at: 1h, text: Out!, goto: yard}}
endings: {home: {kind: mixed, title: Home, narrative: Over.}}
"""


def test_a_message_does_not_let_go_whom_a_choice_under_way_leads_on_after_it():
    table = build_table(compile_scenario(read(TRAP, Scenario)))
    assert "pit" in [table.names[state] for state in holding(flow(table), waits=True)]


def test_what_time_opens_and_people_shut_again_does_not_let_go():
    assert holds("open", waits=True, injects=PORTER, closes="set: {open: false}")


def test_what_time_shuts_or_a_drift_that_may_stand_still_does_not_let_go():
    assert holds("elapsed < 3h", waits=True)
    assert holds("water < 50", waits=True)
    assert holds("water >= 50", waits=True, runs="open")
    assert holds("water > 90", waits=True)


def test_a_timeout_lets_go_who_may_wait():
    assert not holds("open", waits=True, limit="timeout: {after: 1h, text: Out!, goto: home}")
    assert holds("open", waits=True, limit="timeout: {after: 1h, text: Hm., goto: hall}")


SWITCHES = """\
schema: ccdrill/scenario/v1
id: switches
title: Switches
version: "1"
summary: Fourteen switches, each of which can be turned on and off.
begins: 2026-03-02T09:00+00:00
flags: {FLAGS}
start: hall
states:
  hall: {phase: detect, title: Hall, question: What now?, narrative: Switches., choices: {
    CHOICES
    OUTS}}
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""
NAMES = [f"s{number}" for number in range(14)]


def switched(*outs: str, off: str = "") -> bool:
    """Whether it is not proved that plays lead out, each way out by its condition. `off`: what else the switches ask for to be turned off."""
    on = [f"{name}-on: {{text: On {name}, when: not {name}, takes: 1m, set: {{{name}: true}}}}" for name in NAMES]
    offs = [f"{name}-off: {{text: Off {name}, when: {name}{off}, set: {{{name}: false}}}}" for name in NAMES]
    ways = [f'out{number}: {{text: Out {number}, when: "{asks}", goto: home}}' for number, asks in enumerate(outs)]
    text = SWITCHES.replace("FLAGS", ", ".join(f"{name}: false" for name in NAMES))
    text = text.replace("CHOICES", ",\n    ".join([*on, *offs]) + ",").replace("OUTS", ",\n    ".join(ways))
    return bool(holding(flow(build_table(compile_scenario(read(text, Scenario))))))


def test_what_can_be_done_and_undone_lets_go_as_it_is_wanted():
    assert not switched(" and ".join(NAMES))
    assert not switched(f"not ({' or '.join(NAMES)})")
    assert not switched("s0 and not s1 and s2 and not s3")


def test_what_can_not_be_undone_is_not_counted_on():
    assert switched("s0 and not s1", off=" and s0 and not s0")
    assert switched("s0 and not s0")


def test_of_many_ways_out_one_is_there_whatever_is_true():
    every = " and ".join(NAMES)
    stuck = " and s0 and not s0"
    assert not switched(every, f"not ({every})", off=stuck)
    assert not switched(every, *(f"not {name}" for name in NAMES), off=stuck)
    assert switched(*(f"not {name}" for name in NAMES), off=stuck)
