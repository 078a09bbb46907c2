"""When steps can be done at the soonest in order: no play that keeps the order is sooner, and what makes it so late is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import event, given, settings

from ccdrill.authoring.library.library import Library
from ccdrill.checking import check_paths
from ccdrill.engine.compile import compile_scenario
from ccdrill.model.drill import Drill
from ccdrill.model.ids import StepId
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.drill import prospect
from ccdrill.rehearsal.drill.orderly import orderly_in
from ccdrill.rehearsal.flow.flow import flow
from ccdrill.rehearsal.survey.earliest import Earliest
from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.walker import Walker
from ccdrill.scoring.frame import Frame
from tests.builders import TINY_DRILL, write_library
from tests.engine.strategies import scenarios
from tests.rehearsal.strategies import exercises
from tests.rehearsal.walks import moves, steps

Done = tuple[tuple[StepId, int], ...]
"""Steps in the order in which they were first done, each with its second."""


def plays(table: Table, frame: Frame, most: int) -> Iterator[Done]:
    """What every play does, breadth first, waiting included."""
    first = Walker(table)
    first.start()
    done: dict[Walker, Done] = {first: ()}
    for before, _, after in moves(first, most):
        now = done[before]
        for action, t in after.acts:
            step = frame.performer.get(action)
            if step is not None and step not in dict(now):
                now = (*now, (step, t))
        yield now
        done[after] = now


def is_kept(done: Done, step: StepId, frame: Frame) -> bool:
    """Whether all that must come before a step was done before it, itself in order."""
    names = [name for name, _ in done]
    needed = frame.before[step] & set(frame.required)
    if not needed.issubset(names[: names.index(step)]):
        return False
    return all(
        names.index(one) < names.index(other) for other in needed for one in frame.before[other] & set(frame.required)
    )


@settings(max_examples=3 * settings.default.max_examples)
@given(exercises())
def test_no_play_does_a_step_sooner(exercise: tuple[Table, Frame, Drill]):
    table, frame, _ = exercise
    orderly = orderly_in(table, frame)
    for done in plays(table, frame, 100):
        for step, t in done:
            assert orderly.alone[step] <= t
            if is_kept(done, step, frame):
                event(f"{len(frame.before[step] & set(frame.required))} steps come first")
                assert orderly.soonest(step) <= t


@settings(max_examples=3 * settings.default.max_examples)
@given(scenarios())
def test_no_choice_is_taken_sooner_and_no_condition_of_a_message_fails_sooner(scenario: Scenario):
    table = build_table(compile_scenario(scenario))
    earliest = Earliest(flow(table))
    for walker, _ in steps(table, 100):
        for row in walker.open_rows() if not walker.is_ended else ():
            assert earliest.start(row) <= walker.now
        for call in table.calls:
            assert call.guard.test(walker) or earliest.fails(call) <= walker.now


HUB = """
schema: ccdrill/scenario/v1
id: tiny
title: Hub
version: "1"
summary: Whoever waits for the key can open the vault, and the bank can be told at any time.
begins: 2026-03-06T09:00+00:00
flags: {key: false}
start: hub
states:
  hub:
    phase: detect
    title: Hub
    question: Where to?
    narrative: Doors.
    facilitator: {say: Go., ask: ["Where?"]}
    choices:
      wait: {text: Wait, takes: 15m}
      tell: {text: Tell the bank, takes: 10m, does: [tell-acquirer], once: true}
      vault: {text: Open the vault, when: key, takes: 5m, goto: vault}
      leave: {text: Leave, goto: home}
  vault:
    phase: contain
    title: Vault
    question: What now?
    narrative: Shelves.
    facilitator: {say: Go., ask: ["What?"]}
    choices:
      isolate: {text: Isolate it, takes: 20m, does: [isolate], once: true}
      back: {text: Go back, takes: 5m, goto: AFTERWARDS}
injects: {courier: {at: COMES, from: A courier, text: The key., set: {key: true}}}
endings: {home: {kind: good, title: Home, narrative: Over.}}
"""
PLAN = """
schema: ccdrill/procedure/v1
id: tiny-procedure
title: In order
version: "1"
source: {document: Handbook}
steps:
  - {id: cut-off, do: Isolate it, actions: [isolate]}
  - {id: bank, do: Tell the bank, after: [cut-off], deadline: {from: start, within: WITHIN}, actions: [tell-acquirer]}
"""
DRILL = TINY_DRILL.replace("[divert, isolate]", "[cut-off, bank]")


def told(
    tmp_path: Path,
    *,
    within: str = "8h",
    comes: str = "3h",
    afterwards: str = "hub",
    story: str = HUB,
    plan: str = PLAN,
) -> list[str]:
    """What `check` says of steps."""
    scenario = story.replace("COMES", comes).replace("AFTERWARDS", afterwards)
    procedure = plan.replace("WITHIN", within)
    drill = DRILL.replace("[cut-off, bank]", "[cut-off, bank, route]") if "id: route" in plan else DRILL
    folder = write_library(tmp_path / "library", scenario=scenario, procedure=procedure, drill=drill)
    _, found = check_paths(Library((folder,)), (folder,), [str(folder / "drills")])
    return [f"{one.code}: {one.message}" for one in found if one.code.endswith("impossible")]


@pytest.fixture
def short_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """No best play is found, as in large stories."""
    monkeypatch.setattr(prospect, "_BUDGET", 3)


@pytest.mark.usefixtures("short_search")
def test_a_deadline_that_only_the_order_makes_impossible_is_told_without_the_best_play(tmp_path: Path):
    (one,) = told(tmp_path, within="3h30m")
    assert one.startswith("deadline-impossible: in 'tiny' no play does this in time and in order: after 'cut-off'")
    assert "3 h 40 min" in one


@pytest.mark.usefixtures("short_search")
@pytest.mark.parametrize(("within", "comes"), [("3h40m", "3h"), ("60m", "20m")])
def test_a_deadline_that_can_be_kept_in_order_is_not(tmp_path: Path, within: str, comes: str):
    assert told(tmp_path, within=within, comes=comes) == []


@pytest.mark.usefixtures("short_search")
def test_an_order_that_the_story_turns_round_is_told_without_the_best_play(tmp_path: Path):
    (one,) = told(tmp_path, afterwards="home")
    assert one == "order-impossible: in 'tiny' no play does this after 'cut-off', which must come first"


def test_what_leads_on_for_certain_leaves_nothing_to_be_done_where_it_was_chosen(tmp_path: Path):
    scenario = HUB.replace("does: [isolate], once: true}", "does: [isolate], goto: home}")
    scenario = scenario.replace(
        "      back:", "      ring: {text: Ring the bank, takes: 5m, does: [tell-acquirer]}\n      back:"
    )
    plan = PLAN.replace(
        "after: [cut-off], deadline: {from: start, within: WITHIN}", "after: [cut-off], required: false"
    )
    (one,) = told(tmp_path, story=scenario, plan=plan)
    assert one == "order-impossible: in 'tiny' no play does this after 'cut-off', which must come first"


@pytest.mark.usefixtures("short_search")
def test_an_order_that_can_not_be_is_told_where_it_breaks_and_not_at_all_that_comes_after(tmp_path: Path):
    scenario = HUB.replace("goto: AFTERWARDS}", "does: [divert-payment-route], goto: AFTERWARDS}")
    procedure = f"{PLAN}  - {{id: route, do: Divert it, after: [bank], actions: [divert-payment-route]}}\n"
    found = told(tmp_path, afterwards="home", story=scenario, plan=procedure)
    assert found == ["order-impossible: in 'tiny' no play does this after 'cut-off', which must come first"]


@pytest.mark.usefixtures("short_search")
def test_business_days_that_are_over_are_told_without_the_best_play(tmp_path: Path):
    assert told(tmp_path, within="1bd", comes="day 4 23:00") == []
    (one,) = told(tmp_path, within="1bd", comes="day 5 09:00")
    assert one.startswith("deadline-impossible: in 'tiny' no play does this in time and in order")


def test_what_the_best_play_loses_by_that_is_told_once_at_the_deadline(tmp_path: Path):
    (one,) = told(tmp_path, within="1h", comes="30m")
    assert one.startswith("deadline-impossible: in 'tiny' no play does this in time and in order: after 'cut-off'")
