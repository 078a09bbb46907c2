"""A play that gets stuck is shown without what it does in vain, also where not every situation could be listed."""

from random import Random

import pytest

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.survey.surveying import survey
from tests.builders import read

ROOM = """
  NAME:
    phase: detect
    title: Room
    question: What now?
    narrative: A room.
    choices:
      look: {text: Look round, once: true, takes: 1m, outcome: Walls.}
      aside: {text: Go by the other door, takes: 5m, goto: NAMEx}
      ahead: {text: Go on, takes: 5m, goto: NEXT}
  NAMEx:
    phase: detect
    title: Side room
    question: What now?
    narrative: A side room.
    choices:
      sit: {text: Sit down, once: true, takes: 5m, outcome: A chair.}
      key: {text: Take the key, once: true, takes: 1m, set: {has_key: true}, goto: NEXT}
      ahead: {text: Go on, takes: 5m, goto: NEXT}
"""
HOUSE = """
schema: ccdrill/scenario/v1
id: house
title: House
version: "1"
summary: Somewhere in it lies a key.
begins: 2026-03-02T09:00+00:00
flags: {has_key: false}
start: a
states:
ROOMS
  gate:
    phase: contain
    title: Gate
    question: What now?
    narrative: It is locked.
    choices:
      open: {text: Open it, when: has_key, goto: street}
endings:
  street: {kind: good, title: Street, narrative: Outside.}
"""


@pytest.mark.parametrize("seed", range(4))
def test_a_play_that_gets_stuck_is_shown_without_what_it_does_in_vain(seed: int):
    rooms = "".join(ROOM.replace("NAME", name).replace("NEXT", to) for name, to in ("ab", "bc", ("c", "gate")))
    program = compile_scenario(read(HOUSE.replace("ROOMS", rooms), Scenario))
    found = survey(program, Random(seed).random, budget=1)
    assert not found.is_exhausted
    (lock,) = found.locks
    assert found.table.names[lock.state] == "gate"
    assert lock.play == ("a/ahead", "b/ahead", "c/ahead")
