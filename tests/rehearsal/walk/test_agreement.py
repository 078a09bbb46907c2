"""The walk means what the engine means: over any story, step by step, and over every edge that a search finds."""

import re
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccdrill.authoring.decoding.conditions import parse_condition
from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.machine import MachineMover
from ccdrill.engine.program import Program
from ccdrill.engine.situation import Situation
from ccdrill.engine.step import begin, decide, hold, lead_on, offers, pass_time, send
from ccdrill.model.condition import Condition
from ccdrill.model.scenario import Choice, Scenario, State
from ccdrill.rehearsal.walk import explore as search
from ccdrill.rehearsal.walk.agreement import disagreements
from ccdrill.rehearsal.walk.bridge import can_load, load
from ccdrill.rehearsal.walk.explore import explore
from ccdrill.rehearsal.walk.packing import Packing
from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.walker import Walker
from tests.engine.strategies import Command, commands, scenarios

thorough = settings(max_examples=5 * settings.default.max_examples)


def as_loaded(table: Table, situation: Situation) -> Walker:
    walker = Walker(table)
    load(walker, situation)
    return walker


def registers(walker: Walker) -> tuple[object, ...]:
    """What must be alike whichever way a situation was reached; an ending is an ending."""
    if walker.is_ended:
        return (walker.state, walker.now)
    return (
        walker.state,
        walker.now,
        walker.bits,
        walker.entered,
        walker.is_spent,
        walker.next_timed,
        walker.armed,
        [Fraction(value) for value in walker.meters],
    )


@thorough
@given(scenarios(), commands)
def test_a_walker_takes_every_step_as_the_engine_does(scenario: Scenario, what: list[Command]):
    program = compile_scenario(scenario)
    table = build_table(program)
    mover, walker = MachineMover(program), Walker(table)
    situation = begin(program, mover).situation
    walker.start()
    assert registers(walker) == registers(as_loaded(table, situation))
    for kind, number in what:
        rows = [] if walker.is_ended else walker.open_rows()
        offered = offers(program, situation)
        assert [row.offer.key for row in rows] == [offer.key for offer in offered]
        ahead = Walker(table)
        ahead.copy_from(walker)
        if kind == "choose" and rows:
            ahead.take(rows[number % len(rows)])
            step = decide(program, mover, situation, offered[number % len(offered)].id)
        elif kind == "wait" and ahead.wait():
            step = pass_time(program, mover, situation, ahead.now)
        else:
            continue
        assert step is not None
        walker = ahead
        situation = step.situation
        assert registers(walker) == registers(as_loaded(table, situation))


def by_hand(program: Program, mover: MachineMover, situation: Situation, number: int) -> Situation:
    """Something that a facilitator may do to the story, or nothing."""
    injects, states = program.injects, list(program.scenario.states)
    step = None
    if number % 4 == 1:
        step = lead_on(program, mover, situation, states[number // 4 % len(states)])
    elif number % 4 == 2 and injects:
        step = send(program, mover, situation, injects[number // 4 % len(injects)].id)
    elif number % 4 == 3 and injects:
        step = hold(program, situation, injects[number // 4 % len(injects)].id)
    return step.situation if step is not None else situation


@thorough
@given(scenarios(), commands)
def test_a_walker_goes_on_as_the_engine_does_from_wherever_a_facilitator_led(scenario: Scenario, what: list[Command]):
    """If it says that it can stand there: it can't while messages have come out of their order."""
    program = compile_scenario(scenario)
    table, mover = build_table(program), MachineMover(program)
    situation = begin(program, mover).situation
    for kind, number in what:
        situation = by_hand(program, mover, situation, number)
        if situation.is_ended or not can_load(table, situation):
            continue
        walker, offered = as_loaded(table, situation), offers(program, situation)
        rows = walker.open_rows()
        assert [row.offer.key for row in rows] == [offer.key for offer in offered]
        if kind == "choose" and rows:
            walker.take(rows[number % len(rows)])
            step = decide(program, mover, situation, offered[number % len(offered)].id)
        elif kind == "wait" and walker.wait():
            step = pass_time(program, mover, situation, walker.now)
        else:
            continue
        assert step is not None
        situation = step.situation
        assert situation.is_ended or registers(walker) == registers(as_loaded(table, situation))


@thorough
@given(scenarios(), commands)
def test_a_packed_situation_goes_on_as_it_would_have(scenario: Scenario, what: list[Command]):
    program = compile_scenario(scenario)
    table = build_table(program)
    packing, walker, twin = Packing(table), Walker(table), Walker(table)
    walker.start()
    packing.unpack(packing.pack(walker), twin)
    for _, number in what:
        assert packing.pack(walker) == packing.pack(twin)
        rows, others = ([] if one.is_ended else one.open_rows() for one in (walker, twin))
        assert rows == others
        if rows:
            walker.take(rows[number % len(rows)])
            twin.take(rows[number % len(rows)])
            packing.unpack(packing.pack(twin), twin)
    assert walker.state == twin.state


@thorough
@given(scenarios(), st.booleans())
def test_the_machine_takes_every_edge_that_a_search_finds_to_where_it_leads(scenario: Scenario, waits: bool):
    found = explore(build_table(compile_scenario(scenario)), waits=waits, budget=60)
    assert list(disagreements(found, 400)) == []


def timeless(condition: Condition | None) -> Condition | None:
    """The condition with a flag in place of every question about clock and meters."""
    return condition and parse_condition(re.sub(r"(?:elapsed|\b[xqz]\b) [<>=!]+ [-.\w]+", "a", condition.text))


def plain(choice: Choice) -> Choice:
    goto = choice.goto
    if isinstance(goto, tuple):
        goto = tuple(msgspec.structs.replace(one, when=timeless(one.when)) for one in goto)
    return msgspec.structs.replace(choice, when=timeless(choice.when), goto=goto)


def without_time(scenario: Scenario) -> Scenario:
    """The story as far as facts alone decide it."""

    def still(state: State) -> State:
        choices = {key: plain(choice) for key, choice in state.choices.items()}
        return msgspec.structs.replace(state, opens=None, timeout=None, choices=choices)

    states = {name: still(state) for name, state in scenario.states.items()}
    anywhere = {name: plain(choice) for name, choice in scenario.anywhere.items()}
    return msgspec.structs.replace(scenario, states=states, anywhere=anywhere, injects={}, drift=())


@thorough
@given(scenarios())
def test_masks_find_what_steps_find(scenario: Scenario):
    table = build_table(compile_scenario(without_time(scenario)))
    assert table.is_timeless
    by_masks = explore(table)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "fact_moves", lambda _: None)
        by_steps = explore(table)
    assert by_masks.keys == by_steps.keys
    assert by_masks.targets == by_steps.targets
    assert by_masks.labels == by_steps.labels
