"""Why no play comes to a place: each cause that is told is so, in any story."""

import re
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import event, given

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Scenario, branches_of
from ccdrill.rehearsal.survey.firsts import Fork, forks_of
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.survey.surveying import survey
from ccdrill.rehearsal.telling.whence import why_unreached
from tests.builders import read
from tests.engine.strategies import scenarios
from tests.rehearsal.survey.test_survey import small
from tests.rehearsal.walks import steps

_CAUSE = re.compile(
    r"(?P<kind>the timeout of |the inject |)'(?P<source>[^']+)' "
    r"(?P<how>leads there|has it among its targets), but (?P<why>.+)"
)


class Met(NamedTuple):
    """What walks through a story came across."""

    choices: set[str | None]
    calls: set[int]
    states: set[int]


@given(scenarios())
def test_every_cause_that_is_told_is_so(scenario: Scenario):
    found = small(scenario)
    unreached = [name for name, index in found.table.index.items() if found.can_reach(index) is False]
    met = Met(set(), set(), set())
    for walker, key in steps(found.table, 80):
        met.choices.add(key)
        met.calls.update(walker.arrived)
        met.states.update((walker.state, *walker.visited))
    for name in unreached:
        leading = {fork.source: fork for fork in forks_of(scenario) if name in targets(fork)}
        told = why_unreached(name, found)
        event(re.sub(r"'[^']*'", "''", told.partition(";")[0]))
        if told == "nothing leads there":
            assert not leading
        elif told == "only itself leads there":
            assert leading and all(fork.path[:2] == ("states", name) for fork in leading.values())
        else:
            assert all(is_so(cause, leading, found, met) for cause in told.split("; ") if "and so with" not in cause)


def targets(fork: Fork) -> list[StateId]:
    """Where it may lead."""
    return [branch.to for branch in branches_of(fork.goto)]


def is_so(cause: str, leading: dict[tuple[str, str], Fork], found: Survey, met: Met) -> bool:
    """Whether a cause agrees with the scenario, and with what was met on the way."""
    match = _CAUSE.fullmatch(cause)
    assert match is not None, cause
    source, why = match["source"], match["why"]
    if why == "is never reached":
        sources = {fork.path[1] for fork in leading.values() if fork.path[0] == "states"}
        return source in sources and found.table.index[StateId(source)] not in met.states
    kind = {"the timeout of ": "timeout", "the inject ": "inject", "": "choice"}[match["kind"]]
    fork = leading[kind, source]
    if why == "can never be chosen":
        return source not in met.choices
    if why == "never arrives":
        calls = {call.index for call in found.table.calls if call.id == source}
        return not calls & met.calls
    if why == "never fires":
        return found.can_expire(found.table.index[StateId(source)]) is False
    return (len(targets(fork)) > 1) is (match["how"] == "has it among its targets")


STORY = """
schema: ccdrill/scenario/v1
id: overtaken
title: Overtaken
version: "1"
summary: A message moves the story on before anybody is in the hall.
begins: 2026-03-02T09:00+00:00
flags: {left: false, right: false}
start: desk
states:
  desk:
    phase: detect
    title: Desk
    question: What now?
    narrative: Here.
    CHOICES
  hall:
    phase: contain
    title: Hall
    question: What now?
    narrative: There.
    opens: OPENS
    choices: {out: {text: Go out, goto: home}}
injects:
  news: {at: 10m, text: News., goto: home}
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""
MOVED_ON = "or something else moves the story on before"


@pytest.mark.parametrize(
    ("choices", "opens", "why"),
    [
        (
            "choices: {slow: {text: Go, takes: 30m, goto: hall}}",
            "1m",
            "'desk/slow' leads there, but something else always moves the story on before",
        ),
        (
            "choices: {quick: {text: Go, takes: 3m, goto: hall}}",
            "2h",
            "'desk/quick' leads there, but something else always moves the story on before",
        ),
        (
            """choices:
      slow: {text: Go, takes: 30m, goto: [{to: hall, when: left}, {to: desk}]}
      look: {text: Look, takes: 1m, set: {left: true}}""",
            "1m",
            f"'desk/slow' has it among its targets, but its condition never holds then, {MOVED_ON}",
        ),
        (
            """choices:
      slow: {text: Go, takes: 30m, goto: [{to: desk, when: left}, {to: hall}]}
      look: {text: Look, takes: 1m, set: {left: true}}""",
            "1m",
            f"'desk/slow' has it among its targets, but another one always comes first, {MOVED_ON}",
        ),
        (
            "choices: {look: {text: Look, takes: 1m}}\n    timeout: {after: 20m, goto: hall}",
            "1m",
            "the timeout of 'desk' leads there, but never fires",
        ),
    ],
)
def test_what_is_always_overtaken_is_told_so(choices: str, opens: str, why: str):
    scenario = read(STORY.replace("CHOICES", choices).replace("OPENS", opens), Scenario)
    found = survey(compile_scenario(scenario), Random(0).random)
    assert why_unreached(StateId("hall"), found) == why


def test_where_nothing_can_come_between_the_condition_is_the_reason_and_what_it_asks_for_is_named():
    choices = """choices:
      one: {text: Look left, when: not right, takes: 1m, set: {left: true}}
      other: {text: Look right, when: not left, takes: 1m, set: {right: true}}
      go: {text: Go, goto: [{when: left and right, to: hall}, {to: home}]}"""
    text = (
        STORY.replace("CHOICES", choices).replace("OPENS", "1m").replace(", text: News., goto: home", ", text: News.")
    )
    found = survey(compile_scenario(read(text, Scenario)), Random(0).random)
    assert why_unreached(StateId("hall"), found) == (
        "'desk/go' has it among its targets, but then no play has 'left' and 'right': 'left' is only set to true by "
        "'desk/one', and 'right' is only set to true by 'desk/other'"
    )
