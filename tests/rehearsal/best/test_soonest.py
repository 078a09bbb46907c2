"""When steps can be done at the soonest: no play is sooner, also when a message or a timeout leads on before a choice would."""

from itertools import islice
from types import SimpleNamespace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.best.soonest import Soonest
from ccdrill.rehearsal.walk.tabulate import build_table
from tests.builders import read
from tests.engine.strategies import ACTIONS, scenarios
from tests.rehearsal.walks import steps, steps_from

EACH_ITS_OWN = SimpleNamespace(performer={action: action for action in ACTIONS})
"""All that is asked of a frame: which action does which step."""


@settings(max_examples=4 * settings.default.max_examples)
@given(scenarios(), st.integers(0, 5))
def test_nothing_is_done_sooner(scenario: Scenario, number: int):
    table = build_table(compile_scenario(scenario))
    here = next(islice((walker for walker, _ in steps(table, 30) if not walker.is_ended), number, None), None)
    assume(here is not None)
    soonest = Soonest(table, EACH_ITS_OWN)
    times = soonest.times(here.state, here.now)
    for walker, _ in steps_from(here, 60):
        for action, t in walker.acts:
            assert times[action] <= t


STORY = """
schema: ccdrill/scenario/v1
id: pushed
title: Pushed
version: "1"
summary: Two hours lead on, or something that comes in between.
begins: 2026-03-02T09:00+00:00
start: lobby
states:
  lobby: {phase: detect, title: Lobby, question: In?, narrative: Chairs., choices: {ask: {text: Ask, takes: 1m, goto: one}}}
  one:
    phase: detect
    title: One
    question: What now?
    narrative: Here.
    choices:
      slow: {text: The long way, takes: 2h, goto: two}
      chat: {text: Talk, takes: 6m}
    TIMEOUT
  two: {phase: detect, title: Two, question: What now?, narrative: There., choices: {act: {text: Act, takes: 1m, does: [report], goto: home}}}
injects: {INJECT}
endings: {home: {kind: good, title: Home, narrative: Over.}}
"""


@pytest.mark.parametrize(
    ("timeout", "inject", "minutes"),
    [
        ("", "", 122),
        ("", "push: {at: 5m, text: Go., goto: two}", 6),
        ("", "push: {when: done(report), text: Go., goto: two}", 122),
        ("timeout: {after: 5m, goto: two}", "", 7),
        ("timeout: {after: 5m, goto: two}", "push: {at: 30s, text: Go., goto: one}", 6.5),
    ],
)
def test_whatever_leads_on_first_counts(timeout: str, inject: str, minutes: float):
    text = STORY.replace("TIMEOUT", timeout).replace("INJECT", inject)
    table = build_table(compile_scenario(read(text, Scenario)))
    soonest = Soonest(table, EACH_ITS_OWN)
    assert soonest.times(table.index["lobby"], 0) == {"report": minutes * 60}


def test_a_message_whose_time_is_over_leads_nowhere():
    text = STORY.replace("TIMEOUT", "").replace("INJECT", "push: {at: 5m, text: Go., goto: two}")
    table = build_table(compile_scenario(read(text, Scenario)))
    soonest = Soonest(table, EACH_ITS_OWN)
    assert soonest.times(table.index["one"], 301) == {"report": 301 + 7260}
