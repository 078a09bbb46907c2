"""Passing over messages that are no news proves the same as asking for each of them everywhere, and does not grow with both."""

import re
from collections.abc import Iterable

import pytest
from hypothesis import given

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.scenario import Scenario, branches_of
from ccdrill.rehearsal.flow.flow import flow
from ccdrill.rehearsal.flow.messages import Messages
from ccdrill.rehearsal.known.known import Known
from ccdrill.rehearsal.walk.table import Call
from ccdrill.rehearsal.walk.tabulate import build_table
from tests.builders import TINY_SCENARIO, read
from tests.engine.strategies import scenarios


@given(scenarios())
def test_a_flow_knows_the_same_when_every_message_is_asked_for_everywhere(scenario: Scenario) -> None:
    table = build_table(compile_scenario(scenario))
    found = flow(table)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Messages, "worth_asking", every)
        expected = flow(table)
    assert found.places == expected.places
    assert found.meantime == expected.meantime
    assert (found.calls, found.expired, found.asked) == (expected.calls, expected.expired, expected.asked)
    assert (found.led, found.onward) == (expected.led, expected.onward)
    silent = {("inject", name) for name, inject in scenario.injects.items() if not branches_of(inject.goto)}
    assert found.after.keys() == expected.after.keys()
    for source in found.after.keys() - silent:
        assert found.after[source] == expected.after[source]
    assert found.questions <= expected.questions


def every(messages: Messages, _: Known, among: Iterable[Call] | None = None) -> Iterable[Call]:
    return messages.every


def story(states: int) -> Scenario:
    """A long story with a message for each state, that comes once the first decision is taken."""
    head, _, _ = TINY_SCENARIO.partition("\nstart:")
    told = "".join(
        f"  i{one}: {{when: done(go), after: {one + 1}m, from: Floor, text: Now., add: {{queue: 1}}}}\n"
        for one in range(states)
    )
    chain = "".join(
        f"  s{one}: {{phase: detect, title: T, question: Q, narrative: Words.,"
        f" choices: {{c: {{text: Go on, does: [go], takes: 1m, goto: s{one + 1}}}}}}}\n"
        for one in range(states)
    )
    ending = f"endings:\n  s{states}: {{kind: good, title: E, narrative: Words.}}\n"
    return read(f"{head}\nstart: s0\nstates:\n{chain}injects:\n{told}{ending}", Scenario)


def test_questions_grow_with_states_and_messages_not_with_their_product():
    small, large = (flow(build_table(compile_scenario(story(count)))) for count in (40, 160))
    assert len(large.calls) == 160
    assert large.questions < 6 * small.questions


@pytest.mark.parametrize(("held", "may_arrive"), [("after: 2h", False), ("after: 1h", True)])
def test_a_condition_that_only_holds_early_can_not_have_held_for_longer(held: str, may_arrive: bool):
    told = f"injects:\n  call: {{when: elapsed < 90m, {held}, from: Floor, text: Now.}}\n"
    text = re.sub(r"injects:\n(?:  .*\n)+", told, TINY_SCENARIO)
    found = flow(build_table(compile_scenario(read(text, Scenario))))
    assert bool(found.calls) is may_arrive


@pytest.mark.parametrize(("asked", "may_arrive"), [("<= 14m", False), ("< 15m", False), ("<= 15m", True)])
def test_a_condition_that_holds_only_once_something_was_done_can_have_held_for_so_long_only_later(
    asked: str, may_arrive: bool
):
    told = f"injects:\n  call: {{when: done(escalate) and elapsed {asked}, after: 5m, from: Floor, text: Now.}}\n"
    text = re.sub(r"injects:\n(?:  .*\n)+", told, TINY_SCENARIO)
    found = flow(build_table(compile_scenario(read(text, Scenario))))
    assert bool(found.calls) is may_arrive
