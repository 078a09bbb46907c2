"""Hands of a drill with a pace may let time run: what they did can be played again by the engine, and comes to the same."""

from random import Random

from hypothesis import event, given, settings
from hypothesis import strategies as st

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.hands.plays import Hands, Policy, Tally
from ccdrill.rehearsal.walk.listing import WAITED
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.replaying import replay
from tests.engine.strategies import scenarios


@settings(max_examples=2 * settings.default.max_examples)
@given(scenarios(), st.sampled_from(["uniform", "coverage", "procrastinator"]))
def test_a_play_with_waits_is_the_engines_too(scenario: Scenario, policy: Policy):
    table = build_table(compile_scenario(scenario))
    played = Hands(table, None, Random(2).random, waits=True).play(policy, Tally(table))
    event("with waits" if WAITED in played.keys else "without")
    if played.failure == "endless":
        return
    last = list(replay(scenario, "\n".join(played.keys)))[-1].line
    where = table.names[played.end]
    assert (
        last.endswith(f"ends in '{where}'")
        if not played.failure
        else f"  {where}: what can be chosen there: nothing" in last
    )


@given(scenarios())
def test_without_a_pace_no_hand_waits(scenario: Scenario):
    table = build_table(compile_scenario(scenario))
    for policy in ("uniform", "procrastinator"):
        assert WAITED not in Hands(table, None, Random(2).random).play(policy, Tally(table)).keys
