"""How long plays last in which nobody waits: no such play is anywhere later, and what only waiting brings is told apart."""

from hypothesis import event, given, settings

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.flow.flow import flow_by_deciding
from ccdrill.rehearsal.flow.lasting import last_by_deciding
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.walk.listing import left_in_time
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.walker import Walker
from tests.builders import read
from tests.engine.strategies import scenarios
from tests.rehearsal.flow.test_flow import is_so
from tests.rehearsal.hubs import hubs
from tests.rehearsal.walks import moves


@settings(max_examples=4 * settings.default.max_examples)
@given(scenarios() | hubs())
def test_what_happens_without_waiting_is_possible_without_it_and_nobody_is_anywhere_later(scenario: Scenario):
    table = build_table(compile_scenario(scenario))
    last, possible, left = last_by_deciding(table), flow_by_deciding(table), left_in_time(table)
    event(f"{min(3, sum(second < NEVER for second in last))} states with a last second")
    first = Walker(table)
    first.start()
    for walker in (first, *(after for _, _, after in moves(first, 80, waits=False))):
        assert walker.now <= last[walker.state]
        assert possible.states.keys() >= {walker.state, *walker.visited}
        assert possible.calls.issuperset(walker.arrived)
        assert possible.expired.issuperset(walker.timed_out)
        assert left.isdisjoint(walker.timed_out)
        assert is_so(table, walker, possible.states[walker.state])
        for row in [] if walker.is_ended else table.rows[walker.state]:
            truth = possible.guard(row)
            assert truth.may_hold if row.guard.test(walker) and not walker.bits & row.once else True
            assert truth.may_fail or row.guard.test(walker)


STORY = """\
schema: ccdrill/scenario/v1
id: hub
title: Hub
version: "1"
summary: Things that can be done once, a room, and a way on.
begins: 2026-03-02T09:00+00:00
meters: {cards: {label: Cards, start: 0}}
drift: [{meter: cards, per_hour: 60}]
start: hub
states:
  hub:
    phase: detect
    title: Hub
    question: What now?
    narrative: Here.
    choices:
      one: {text: Do one thing, once: true, takes: 10m}
      two: {text: Do another, once: true, takes: 20m}
      room: {text: Look into the room, once: true, takes: 1m, goto: room}
      ahead: {text: Go on, takes: 5m, goto: FORTH}
      hurry: {text: Go on in haste, when: ASKS, goto: forth}
  room: {phase: detect, title: Room, question: What now?, narrative: A room., choices: {back: {text: Go back, takes: 3m, goto: hub}}}
  forth:
    phase: detect
    title: Forth
    question: What now?
    narrative: There.
    OPENS
    choices: {out: {text: Go out, takes: 1m, goto: home}}
endings: {home: {kind: mixed, title: Home, narrative: Over.}}
"""


def story(*, asks: str = "cards > 40", forth: str = "forth", opens: str = "") -> Scenario:
    return read(STORY.replace("ASKS", asks).replace("FORTH", forth).replace("OPENS", opens), Scenario)


def last(**changes: str) -> dict[str, float]:
    """The last minute in each state; infinity: there is none."""
    table = build_table(compile_scenario(story(**changes)))
    seconds = zip(table.names, last_by_deciding(table), strict=True)
    return {name: second / 60 if second < NEVER else float("inf") for name, second in seconds}


def test_what_can_be_done_once_counts_once_and_the_way_round_as_often_as_something_leads_there():
    assert last() == {"hub": 37, "room": 37, "forth": 42, "home": 43}


def test_a_state_that_opens_late_moves_the_clock_on():
    assert last(opens="opens: 4h")["home"] >= 241


def test_who_can_go_round_again_and_again_has_no_last_second():
    assert set(last(forth="hub").values()) == {float("inf")}


def may_hurry(asks: str) -> bool:
    table = build_table(compile_scenario(story(asks=asks)))
    row = next(row for row in table.rows[table.index[StateId("hub")]] if row.offer.key == "hub/hurry")
    return flow_by_deciding(table).guard(row).may_hold


def test_a_drift_comes_as_far_as_choices_take_time():
    assert may_hurry("cards >= 37")
    assert not may_hurry("cards > 37")
