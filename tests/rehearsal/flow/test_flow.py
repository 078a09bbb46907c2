"""The flow errs on one side only: whatever a search finds, the flow holds possible."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ccdrill.authoring.decoding.load import load_file
from ccdrill.engine.compile import compile_scenario
from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.flow.counters import Counters
from ccdrill.rehearsal.flow.flow import flow, flow_by_cases, flow_from
from ccdrill.rehearsal.flow.places import NOTHING_KNOWN, Flow, lies_in
from ccdrill.rehearsal.flow.release import going_nowhere, holding
from ccdrill.rehearsal.known.known import Known
from ccdrill.rehearsal.known.questions import seen
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.walk.explore import WAIT, explore
from ccdrill.rehearsal.walk.locks import Lock, locks_of
from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.walker import Walker
from tests.builders import read
from tests.engine.strategies import scenarios
from tests.rehearsal.flow.test_seconds import STORY
from tests.rehearsal.walks import steps, steps_from


@settings(max_examples=8 * settings.default.max_examples)
@given(scenarios(), st.booleans())
def test_what_happens_is_possible(scenario: Scenario, can_stay: bool):
    if not can_stay:  # then only what happens by itself, and other choices, lead on
        scenario = replace(scenario, anywhere={name: one for name, one in scenario.anywhere.items() if name != "stay"})
    table = build_table(compile_scenario(scenario))
    possible = flow(table)
    found = explore(table, waits=True, budget=150)
    assert found.coverage.visited.keys() <= possible.states.keys()
    assert found.coverage.arrived.keys() <= possible.calls
    assert found.coverage.timed_out.keys() <= possible.expired
    walker = Walker(table)
    for number in range(found.expanded):
        found.packing.unpack(found.keys[number], walker)
        if walker.is_ended:
            continue
        taken = {label for label, _ in found.edges(number) if label != WAIT}
        for row in table.rows[walker.state]:
            truth = possible.guard(row)
            assert truth.may_hold if row.index in taken else truth.may_fail or walker.bits & row.once


@settings(max_examples=4 * settings.default.max_examples)
@given(scenarios())
def test_what_is_proved_by_cases_is_so(scenario: Scenario):
    """One flow, one set of cases and one walk for all laws: to find them is most of the work. What is proved is proved for the next proof too."""
    table = build_table(compile_scenario(scenario))
    walked = [walker for walker, _ in steps(table, 60)]
    locks = list(locks_of(explore(table, waits=True, budget=150)))
    possible = flow_by_cases(table, 10_000_000)
    whole = flow(table)
    assert possible.states.keys() <= whole.states.keys()
    event(f"{'fewer' if len(possible.states) < len(whole.states) else 'as many'} states")
    closed = list(every_situation_is_one_of_the_cases(table, walked, possible))
    for walker in closed[:3]:
        assert not any(one.is_ended for one, _ in steps_from(walker, 60))
    where_it_is_proved_that_plays_lead_on_none_gets_stuck(locks, whole, possible)
    resting_on_it = flow_by_cases(table, 10_000_000, 0, possible.never)
    for _ in every_situation_is_one_of_the_cases(table, walked, resting_on_it):
        pass
    where_it_is_proved_that_plays_lead_on_none_gets_stuck(locks, whole, resting_on_it)


def is_so(table: Table, walker: Walker, known: Known) -> bool:
    """Whether clock and meters of a situation are what is known of it."""
    if not known.soonest <= walker.now <= known.latest:
        return False
    values = {
        name: Fraction(meter) / by
        for name, meter, by in zip(table.layout.meters, walker.meters, table.scale, strict=True)
    }
    spans = {name: seen(table.layout.reach[name], known) for name in values}
    return all(
        (low is None or low <= values[name]) and (high is None or values[name] <= high)
        for name, (low, high) in spans.items()
    )


def every_situation_is_one_of_the_cases(table: Table, walked: list[Walker], possible: Flow) -> Iterator[Walker]:
    """Those from where, by the cases, no play comes to an ending."""
    nowhere, counters = set(going_nowhere(possible)), Counters(table)
    event(f"{'some' if counters.mask else 'no'} meters count")
    event(f"{'no' if not nowhere else 'some'} places lead nowhere")
    for walker in walked:
        bits = walker.bits | counters.of(walker.meters)
        places = [place for place in possible.places if lies_in(walker.state, bits, place)]
        here = [known for place in places if is_so(table, walker, known := possible.places[place])]
        assert here
        if nowhere.issuperset(places):
            yield walker
        if walker.is_ended:
            continue
        for row in table.rows[walker.state]:
            can = row.guard.test(walker) and not walker.bits & row.once
            if can:
                assert any(possible.guard_in(row, one).may_hold for one in here)
            elif not walker.bits & row.once:
                assert any(possible.guard_in(row, one).may_fail for one in here)


def where_it_is_proved_that_plays_lead_on_none_gets_stuck(locks: list[Lock], whole: Flow, possible: Flow) -> None:
    by_flow = set(holding(whole))
    by_cases = by_flow & set(holding(possible))  # what one proof lets go, another need not
    event(f"{'all' if not by_cases else 'some' if len(by_cases) < 3 else 'no'} states let go")
    for unproved in (by_flow, by_cases):
        assert not locks or unproved
        assert unproved >= {lock.state for lock in locks if lock.is_stuck}


@settings(max_examples=2 * settings.default.max_examples)
@given(scenarios(), st.integers(0, 9))
def test_what_happens_later_is_possible_from_where_a_play_stands(scenario: Scenario, number: int):
    table = build_table(compile_scenario(scenario))
    here = next(islice((walker for walker, _ in steps(table, 40) if not walker.is_ended), number, None), None)
    assume(here is not None)
    possible = flow_from(table, here)
    for walker, _ in steps_from(here, 40):
        known = possible.states.get(walker.state)
        assert known is not None and is_so(table, walker, known)
        assert possible.states.keys() >= {walker.state, *walker.visited}
        assert possible.calls.issuperset(walker.arrived)
        assert possible.expired.issuperset(walker.timed_out)


@settings(max_examples=4 * settings.default.max_examples)
@given(scenarios())
def test_nobody_comes_to_a_state_sooner_than_is_said(scenario: Scenario):
    table = build_table(compile_scenario(scenario))
    possible = flow(table)
    came: set[tuple[int, int]] = set()

    def enter(walker: Walker, target: int) -> None:
        came.add((target, walker.now))
        plain(walker, target)

    plain = Walker._enter
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Walker, "_enter", enter)
        for _ in steps(table, 100):
            pass
    for state, now in came:
        assert possible.states[state].soonest <= max(now, table.opens[state])


def test_choices_of_which_one_is_always_there_lead_on():
    original = Path(__file__).parents[2] / "checks/originals/scenarios/hall.yaml"
    loaded = load_file(original, Scenario).loaded
    assert loaded is not None
    assert holding(flow(build_table(compile_scenario(loaded.model)))) == []


OPENS_LATER = """
schema: ccdrill/scenario/v1
id: small
title: Small
version: "1"
summary: A message leads to a state that opens later, while a choice takes its time.
begins: 2026-03-02T09:00+00:00
flags: {told: false, moved: false, asked: false}
start: desk
states:
  desk:
    phase: detect
    title: Desk
    question: What now?
    narrative: Here.
    choices:
      tell: {text: Tell, takes: 10m, once: true, set: {told: true}}
      leave: {text: Leave, goto: home}
  later:
    phase: contain
    title: Later
    question: What now?
    narrative: There.
    opens: 2h
    choices:
      report: {text: Report, when: asked, goto: home}
      finish: {text: Finish, goto: home}
injects:
  called: {at: 5m, when: not told, text: Come., set: {moved: true}, goto: later}
  news: {at: 1h, when: told and moved, text: News., set: {asked: true}}
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""


def test_what_arrives_on_the_way_to_a_state_that_opens_later_is_possible():
    table = build_table(compile_scenario(read(OPENS_LATER, Scenario)))
    possible = flow(table)
    assert possible.calls == {0, 1}
    report = next(row for row in table.every_row if row.offer.id == "report")
    assert possible.guard(report).may_hold


def test_what_was_done_once_on_every_way_here_is_not_offered_again():
    gate = "  gate: {phase: detect, title: Gate, question: In?, narrative: A gate.}\n"
    ring = "anywhere:\n  ring: {in: [gate, desk], text: Ring, once: true, goto: desk}\n"
    again = OPENS_LATER.replace("start: desk\nstates:\n", f"start: gate\nstates:\n{gate}").replace(
        "injects:\n", f"{ring}injects:\n"
    )
    again = again.replace(", goto: later}", "}")
    table = build_table(compile_scenario(read(again, Scenario)))
    rings = {table.names[row.state]: row for row in table.every_row if row.offer.id == "ring"}
    assert flow(table).guard(rings["gate"]).may_hold
    assert not flow(table).guard(rings["desk"]).may_hold


def test_a_condition_of_which_no_way_can_hold_is_no_crash():
    loaded = read(OPENS_LATER.replace("when: asked", "when: (told and not told) or (moved and not moved)"), Scenario)
    table = build_table(compile_scenario(loaded))
    report = next(row for row in table.every_row if row.offer.id == "report")
    assert not flow(table).led.get(
        (next(place for place in flow(table).places if place[0] == report.state), report.index)
    )


BY_THEN = """
schema: ccdrill/scenario/v1
id: shift
title: Shift
version: "1"
summary: A shift that ends whatever people do, and a window that nobody opens for a while.
begins: 2026-03-02T09:00+00:00
flags: {asked: false}
start: desk
states:
  desk:
    phase: detect
    title: Desk
    question: What now?
    narrative: Here.
    choices:
      wait: {text: Wait, takes: 5m, set: {asked: true}}
      open: {text: Open it, takes: 10m, goto: window}
    timeout: {after: 6m, goto: window}
  window:
    phase: contain
    title: Window
    question: What now?
    narrative: There.
    choices:
      hurry: {text: Hurry, when: elapsed < 6m, goto: home}
      go: {text: Go, when: elapsed < 7m, goto: home}
    timeout: {after: LIMIT, text: Nobody came.}
injects:
  first: {at: 2h, text: Late., set: {asked: true}}
  over: {at: 2h, text: The shift is over., goto: home}
  too-late: {at: 2h1m, text: Very late.}
  in-time: {when: asked, after: 1h, text: Hm.}
  never: {when: asked, after: 3h, text: Hm hm.}
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""


def test_what_a_timeout_leads_to_is_entered_no_sooner_than_the_timeout_fires():
    possible = flow(build_table(compile_scenario(read(BY_THEN.replace("LIMIT", "1h"), Scenario))))
    may = {row.offer.id: possible.guard(row).may_hold for row in possible.table.every_row}
    assert (may["hurry"], may["go"]) == (False, True)


def test_nothing_arrives_after_a_message_that_ends_every_play():
    table = build_table(compile_scenario(read(BY_THEN.replace("LIMIT", "1h"), Scenario)))
    possible = flow(table)
    assert {call.id for call in table.calls if call.index in possible.calls} == {
        "first",
        "over",
        "in-time",
    }


def test_no_timeout_fires_after_a_message_that_ends_every_play():
    for limit, fires in (("1h54m", True), ("1h55m", False)):
        table = build_table(compile_scenario(read(BY_THEN.replace("LIMIT", limit), Scenario)))
        assert (table.index[StateId("window")] in flow(table).expired) is fires


def test_from_where_a_play_stands_the_timeout_may_fire_at_once():
    table = build_table(compile_scenario(read(BY_THEN.replace("LIMIT", "1h"), Scenario)))
    walker = Walker(table)
    walker.start()
    walker.take(next(row for row in walker.open_rows() if row.offer.id == "wait"))
    possible = flow_from(table, walker)
    go = next(row for row in table.every_row if row.offer.id == "go")
    assert possible.guard(go).may_hold  # at six minutes, one after this


SPRING = """
schema: ccdrill/scenario/v1
id: spring
title: Spring
version: "1"
summary: Who pushes the door open has waited too long, and it springs back.
begins: 2026-03-02T09:00+00:00
flags: {is_open: false}
start: door
states:
  door: {phase: detect, title: Door, question: What now?, narrative: Here., timeout: {after: 5m, goto: hall}, choices: {
    push: {text: Push, takes: TAKES, set: {is_open: true}},
    leave: {text: Leave, when: is_open, goto: home}}}
  hall: {phase: contain, title: Hall, question: What now?, narrative: There., choices: {
    back: {text: Go back, set: {is_open: false}, goto: door}}}
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""


@pytest.mark.parametrize(("takes", "stuck"), [("10m", ["door", "hall"]), ("0m", [])])
def test_a_choice_that_stays_too_long_does_not_lead_to_where_it_stays(takes: str, stuck: list[str]):
    table = build_table(compile_scenario(read(SPRING.replace("TAKES", takes), Scenario)))
    assert bool(list(locks_of(explore(table, waits=True)))) is bool(stuck)
    assert [table.names[state] for state in holding(flow_by_cases(table, 1000))] == stuck


ECHO = """
schema: ccdrill/scenario/v1
id: echo
title: Echo
version: "1"
summary: Who called may not have come, so nobody is thrown out who did not pay.
begins: 2026-03-02T09:00+00:00
flags: {called: false, came: false, paid: false}
start: hall
states:
  hall: {phase: detect, title: Hall, question: What now?, narrative: Here., choices: {
    call: {text: Call, when: not came, set: {called: true}, goto: yard},
    come: {text: Come, when: not called, set: {came: true}, goto: yard},
    pay: {text: Pay, set: {paid: true}, goto: yard}}}
  yard: {phase: contain, title: Yard, question: What now?, narrative: There., choices: {
    back: {text: Go back, goto: hall},
    leave: {text: Leave, when: paid, goto: gate}}}
  gate: {phase: recover, title: Gate, question: What now?, narrative: A gate., choices: {
    out: {text: Out, when: paid, goto: home}}}
injects:
  echo: {when: called and came, text: Come., goto: gate}
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""


def test_what_one_proof_shows_never_to_come_leads_nobody_elsewhere_in_the_next():
    table = build_table(compile_scenario(read(ECHO, Scenario)))
    (out,) = table.rows[table.index[StateId("gate")]]
    no_cases, paid = 0, table.layout.bit["flag", "paid"]
    calls = flow_by_cases(table, 1000, ~paid)
    assert calls.calls == set()
    assert [
        flow_by_cases(table, 1000, no_cases, never).guard(out).may_fail for never in (NOTHING_KNOWN, calls.never)
    ] == [
        True,
        False,
    ]


def last_in(state: str, *, back: str = "three", injects: str = "") -> int:
    """The last second in a state."""
    table = build_table(compile_scenario(read(STORY.replace("BACK", back).replace("INJECTS", injects), Scenario)))
    return flow(table).states[table.index[StateId(state)]].latest


def test_timeouts_count_from_the_latest_entry():
    assert last_in("one") == 60 * 60
    assert last_in("two") == 140 * 60


def test_where_no_timeout_leads_on_people_may_think_for_ever():
    assert last_in("three") == NEVER


def test_circles_have_no_last_second_and_messages_that_lead_on_change_none():
    assert last_in("one", back="one") == NEVER
    assert last_in("one", injects="injects: {call: {at: 5m, text: Come., goto: three}}") == 60 * 60
