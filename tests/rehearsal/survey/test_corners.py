"""A state that has ways out is a trap where all of them are closed at once: that is gone after, and never told where it is not so."""

import pytest

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.survey.corners import corner
from ccdrill.rehearsal.survey.pursue import Pursuit
from ccdrill.rehearsal.walk.locks import Lock
from ccdrill.rehearsal.walk.tabulate import build_table
from tests.builders import read

ROOM = """
  NAME: {phase: detect, title: Room, question: What now?, narrative: A room., choices: {
    keep: {text: Keep it, takes: 5m, goto: NEXT},
    greet: {text: Make a friend, takes: 5m, set: {friend: true}, goto: NEXT},
    give: {text: Give a coin, takes: 5m, add: {coins: -1}, goto: NEXT}}}
"""
TOLL = """
schema: ccdrill/scenario/v1
id: toll
title: Toll
version: "1"
summary: The way costs a coin, or a friend.
begins: 2026-03-02T09:00+00:00
meters: {coins: {label: Coins, start: 4, min: 0, better: higher}}
flags: {friend: false}
start: a
states:
ROOMS
  gate: {phase: contain, title: Gate, question: What now?, narrative: A man with his hand out., choices: {
    pay: {text: Pay, when: coins > 0, takes: 1m, goto: street},
    stand: {text: Stand about, takes: 9m, goto: [{when: friend, to: street}, {to: gate}]}}}
INJECTS
endings:
  street: {kind: good, title: Street, narrative: Outside.}
"""
ALMS = "injects: {alms: {when: coins < 1, after: 1h, from: A stranger, text: Here., add: {coins: 1}}}"


def found_at_the_gate(*, coins: int = 4, injects: str = "", budget: int = 500) -> Lock | None:
    names = "abcd"
    rooms = "".join(
        ROOM.replace("NAME", name).replace("NEXT", to) for name, to in zip(names, (*names[1:], "gate"), strict=True)
    )
    text = TOLL.replace("ROOMS", rooms).replace("start: 4", f"start: {coins}").replace("INJECTS", injects)
    program = compile_scenario(read(text, Scenario))
    table, lean = build_table(program), build_table(program, is_lean=True)
    return corner(table, lean, Pursuit(lean, budget), table.index[StateId("gate")])


def test_where_every_way_out_is_closed_at_once_a_play_is_found_and_it_is_proved():
    lock = found_at_the_gate()
    assert lock is not None
    assert lock.play == ("a/give", "b/give", "c/give", "d/give")
    assert lock.is_proved
    assert not lock.is_stuck  # people can stand about


@pytest.mark.parametrize(("coins", "injects"), [(5, ""), (4, ALMS)])
def test_where_one_way_out_stays_open_or_a_message_opens_one_nothing_is_told(coins: int, injects: str):
    assert found_at_the_gate(coins=coins, injects=injects) is None


def test_a_search_that_may_look_at_nothing_finds_nothing():
    assert found_at_the_gate(budget=0) is None
