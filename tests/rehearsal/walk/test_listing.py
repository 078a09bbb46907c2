"""What a list of situations says of plays: the same however it is asked, and at no cost that grows with every answer."""

from collections.abc import Iterator

import pytest
from hypothesis import given

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.walk.explore import WAIT, Exploration, explore
from ccdrill.rehearsal.walk.listing import Trails, left_in_time
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.trails import WAITED, Play, spelled
from tests.builders import TINY_SCENARIO, read
from tests.engine.strategies import scenarios
from tests.rehearsal.hubs import hubs

LONG = 400


def long_story() -> Scenario:
    """A state behind another."""
    head, _, _ = TINY_SCENARIO.partition("\nstart:")
    states = "".join(
        f"  s{one}: {{phase: detect, title: T, question: Q, narrative: Words.,"
        f" choices: {{c: {{text: Go on, takes: 1m, goto: s{one + 1}, outcome: So.}}}}}}\n"
        for one in range(LONG)
    )
    ending = f"endings:\n  s{LONG}: {{kind: good, title: E, narrative: Words.}}\n"
    return read(f"{head}\nstart: s0\nstates:\n{states}{ending}", Scenario)


def play_of(listed: Exploration, situation: int) -> Play:
    """A play to a situation, from it back to the start."""
    found: list[str] = []
    while situation:
        here, situation = situation, listed.parents[situation]
        label = next(label for label, target in listed.edges(situation) if target == here)
        found.append(WAITED if label == WAIT else listed.row(situation, label).offer.key)
    return tuple(reversed(found))


@given(scenarios())
def test_plays_that_go_on_from_each_other_are_those_that_are_walked_alone(scenario: Scenario) -> None:
    listed = explore(build_table(compile_scenario(scenario)), waits=True, budget=100)
    trails = Trails(listed)
    for situation in (*range(0, len(listed.keys), 3), *range(len(listed.keys))):
        assert spelled(trails.to(situation)) == play_of(listed, situation)
        for label, _ in listed.edges(situation) if situation < listed.expanded else ():
            move = WAITED if label == WAIT else listed.row(situation, label).offer.key
            assert spelled(trails.to(situation, label)) == (*play_of(listed, situation), move)


def test_plays_to_every_state_of_a_long_story_walk_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = explore(build_table(compile_scenario(long_story())))
    assert len(listed.keys) == LONG + 1
    asked, edges = [], Exploration.edges

    def count(listed: Exploration, situation: int) -> Iterator[tuple[int, int]]:
        asked.append(situation)
        return edges(listed, situation)

    monkeypatch.setattr(Exploration, "edges", count)
    trails = Trails(listed)
    assert [len(spelled(trails.to(situation))) for situation in range(LONG + 1)] == list(range(LONG + 1))
    assert len(asked) == LONG


def test_a_search_is_cut_short_by_its_edges_too_where_much_can_be_chosen_everywhere() -> None:
    head, _, tail = TINY_SCENARIO.partition("\nstates:")
    anywhere = "".join(f"  c{one}: {{text: Do it, once: true, takes: 1m}}\n" for one in range(300))
    listed = explore(
        build_table(compile_scenario(read(f"{head}\nanywhere:\n{anywhere}states:{tail}", Scenario))), budget=1_000
    )
    assert not listed.is_exhausted
    assert len(listed.targets) <= 20_000 + 310


RINGING = """
schema: ccdrill/scenario/v1
id: ringing
title: Ringing
version: "1"
summary: Whoever is called back late is called to another place.
begins: 2026-03-02T09:00+00:00
flags: {told: false}
start: desk
states:
  desk: {phase: detect, title: Desk, question: What now?, narrative: Here., choices: {
    rest: {text: Rest, takes: 1h, goto: hall}}}
  hall: {phase: contain, title: Hall, question: What now?, narrative: There., choices: {
    tell: {text: Tell somebody, takes: 1m, set: {told: true}}}}
injects:
  call: {when: told, text: Come., goto: [{when: elapsed < 30m, to: early}, {to: late}]}
endings:
  early: {kind: good, title: Early, narrative: Over.}
  late: {kind: mixed, title: Late, narrative: Over.}
"""


def test_no_situation_forgets_the_clock_by_which_a_message_decides_where_it_leads() -> None:
    listed = explore(build_table(compile_scenario(read(RINGING, Scenario))))
    ends = {listed.state(situation) for situation in range(len(listed.keys))} - set(range(listed.table.endings))
    assert {listed.table.names[end] for end in ends} == {"late"}


ROOM = """
schema: ccdrill/scenario/v1
id: room
title: Room
version: "1"
summary: A room with a few things to look at, and somebody who knocks after an hour.
begins: 2026-03-02T09:00+00:00
flags: {read: false}
start: yard
states:
  yard: {phase: detect, title: Yard, question: What now?, narrative: Here., choices: {
    in: {text: Go in, goto: room}, dig: {text: Dig, takes: DIG, goto: room}}}
  room:
    phase: detect
    title: Room
    question: What now?
    narrative: Here.
    choices:
      look: {text: Look about, once: true, takes: 20m, outcome: Chairs.}
      read: {text: Read the letter, when: not read, takes: READ, set: {read: true}}
      think: {text: Think, THINK}
      leave: {text: Leave, takes: 5h, goto: home}
    timeout: {after: 1h, text: A knock., goto: home}
injects:
  call: {at: 10m, text: Come in!, CALL}
endings:
  home: {kind: good, title: Home, narrative: Over.}
"""


@pytest.mark.parametrize(
    ("read_for", "think", "call", "dig", "is_left"),
    [
        ("39m", "once: true", "add: {}", "1m", True),
        ("40m", "once: true", "add: {}", "1m", False),
        ("1m", "takes: 1m", "add: {}", "1m", False),  # as often as people like
        ("20m", "takes: 19m, once: true", "add: {}", "5h", True),
        ("20m", "outcome: Hm.", "goto: room", "10m", False),  # the five hours of leaving may go on in the room
    ],
)
def test_deciding_never_lets_a_timeout_fire_where_all_that_is_done_there_takes_less(
    read_for: str, think: str, call: str, dig: str, is_left: bool
) -> None:
    text = ROOM.replace("READ", read_for).replace("THINK", think).replace("CALL", call).replace("DIG", dig)
    table = build_table(compile_scenario(read(text.replace(", add: {}", ""), Scenario)))
    room = table.index[StateId("room")]
    assert (room in left_in_time(table)) is is_left
    if "goto" not in call:
        assert (room in explore(table).coverage.timed_out) is not is_left


@given(scenarios() | hubs())
def test_no_timeout_fires_by_deciding_that_is_said_never_to(scenario: Scenario) -> None:
    table = build_table(compile_scenario(scenario))
    assert left_in_time(table).isdisjoint(explore(table, budget=300).coverage.timed_out)
