"""Bounds that move with the clock: what a meter that drifts can be, by when it is asked for, beside what is added and set."""

import pytest

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.flow.flow import flow
from ccdrill.rehearsal.known.known import Truth
from ccdrill.rehearsal.walk.tabulate import build_table
from tests.builders import read

STORY = """\
schema: ccdrill/scenario/v1
id: leak
title: Leak
version: "1"
summary: Card numbers leak by the hour.
begins: 2026-03-02T09:00+00:00
meters: {cards: {label: Cards, start: 370}, proof: {label: Proof, start: 100, min: 0, max: 100}}
flags: {stopped: false}
drift:
  - {meter: cards, per_hour: 120, while: WHILE}
  - {meter: proof, per_hour: -10}
start: one
states:
  one:
    phase: detect
    title: One
    question: What now?
    narrative: Here.
    choices:
      go: {text: Go, takes: 10m, goto: two, EFFECT}
      stop: {text: Stop, takes: 20m, set: {stopped: true}, goto: three}
    LIMIT
  two:
    phase: detect
    title: Two
    question: What now?
    narrative: There.
    choices:
      ask: {text: Ask, when: "ASKS", takes: 5m, goto: home}
      out: {text: Go, goto: home}
    REST
  three:
    phase: detect
    title: Three
    question: What now?
    narrative: Elsewhere.
    choices:
      ask: {text: Ask, when: "ASKS", takes: 5m, goto: home}
      out: {text: Go, goto: home}
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""
LIMIT, ALL_DAY = "timeout: {after: 30m, text: Late., goto: two}", "elapsed >= 0s"
BY_TIMEOUT, AT_NINE = "timeout: {after: 1h, text: Late., goto: home}", "opens: day 2 09:00"
ALWAYS, NEVER, EITHER = Truth(True, False), Truth(False, True), Truth(True, True)


def truth(
    asks: str, state: str = "two", *, runs: str = ALL_DAY, rest: str = "", effect: str = "", limit: str = LIMIT
) -> Truth:
    """What a condition may be where it is asked in a state."""
    text = STORY.replace("ASKS", asks).replace("WHILE", runs).replace("REST", rest).replace("LIMIT", limit)
    text = text.replace(", EFFECT", f", {effect}" if effect else "").replace(f", while: {ALL_DAY}", "")
    table = build_table(compile_scenario(read(text, Scenario)))
    row = next(row for row in table.every_row if row.offer.key == f"{state}/ask")
    return flow(table).guard(row)


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        ("cards >= 390", ALWAYS),  # 20 in ten minutes
        ("cards > 390", EITHER),
        ("cards >= 570", EITHER),  # 200 in a hundred minutes: who goes in the last second of the first state takes ten
        ("cards > 570", NEVER),
        ("proof >= 83", ALWAYS),
        ("proof < 98", EITHER),
    ],
)
def test_by_when_people_are_there_and_gone_a_drift_has_come_so_far(asks: str, answer: Truth):
    assert truth(asks, rest=BY_TIMEOUT) == answer


def test_by_when_people_are_there_is_known_however_many_ways_lead_there():
    ways = [f"way{i}: {{text: Go {i}, takes: {i}m, goto: two}}" for i in range(11, 31)]
    limit = "  " + "\n      ".join(ways) + f"\n    {LIMIT}"
    assert truth("cards >= 610", rest=BY_TIMEOUT, limit=limit) == EITHER
    assert truth("cards > 610", rest=BY_TIMEOUT, limit=limit) == NEVER


@pytest.mark.parametrize(
    ("asks", "answer"),
    [("cards >= 3250", ALWAYS), ("cards > 3250", EITHER), ("proof > 0", NEVER), ("proof <= 0", ALWAYS)],
)
def test_where_a_state_opens_late_a_drift_has_come_so_far_at_the_least(asks: str, answer: Truth):
    assert truth(asks, rest=AT_NINE) == answer


@pytest.mark.parametrize(
    ("effect", "asks", "answer"),
    [
        ("add: {cards: 30}", "cards > 600", NEVER),
        ("add: {cards: 30}", "cards >= 390", ALWAYS),
        ("add: {cards: -30}", "cards >= 360", ALWAYS),
        ("set: {cards: 50}", "cards >= 50", ALWAYS),
        ("set: {cards: 600}", "cards >= 780", EITHER),  # set after ten minutes, asked ninety later
        ("set: {cards: 600}", "cards > 780", NEVER),
    ],
)
def test_what_is_added_and_set_counts_beside_the_drift(effect: str, asks: str, answer: Truth):
    assert truth(asks, rest=BY_TIMEOUT, effect=effect) == answer


def test_a_drift_that_may_be_stopped_has_come_no_further_and_not_so_far_at_the_least():
    assert truth("cards > 570", rest=BY_TIMEOUT, runs="not stopped") == NEVER
    assert truth("cards >= 390", limit="", runs="not stopped") == ALWAYS  # who comes here did not stop it
    assert truth("cards > 390", limit="", runs="not stopped") == EITHER


def test_a_drift_that_is_stopped_comes_no_further_however_long_people_wait():
    assert truth("cards > 470", "three", runs="not stopped") == NEVER  # stopped within fifty minutes
    assert truth("cards >= 470", "three", runs="not stopped") == EITHER
    assert truth("cards > 470", "three") == EITHER


def test_a_drift_that_is_known_never_to_run_moves_nothing_beside_one_that_does():
    text = STORY.replace("WHILE", "not stopped").replace("LIMIT", LIMIT).replace("REST", BY_TIMEOUT)
    text = text.replace(", EFFECT", "").replace("start: one", "  - {meter: cards, per_hour: 60}\nstart: one")
    program = compile_scenario(read(text.replace("ASKS", "cards > 470"), Scenario))
    for still, answer in (((), EITHER), (program.scenario.drift[:1], NEVER)):
        table = build_table(program, still=still)
        assert flow(table).guard(next(row for row in table.every_row if row.offer.key == "two/ask")) == answer


def test_what_holds_only_for_a_time_is_chosen_in_time():
    """Of 100, 10 go in an hour: who still has 99 chooses within six minutes, comes ten later, and is gone an hour after that."""
    in_time = {"effect": "when: proof >= 99", "limit": "", "rest": BY_TIMEOUT}
    assert truth("elapsed <= 76m", **in_time) == ALWAYS
    assert truth("elapsed < 76m", **in_time) == EITHER


def test_a_drift_that_waits_for_another_runs_only_once_that_has_come_so_far():
    behind = {"runs": "proof < 80", "rest": BY_TIMEOUT}  # more than 80 is left after a hundred minutes
    assert truth("cards > 370", **behind) == NEVER
    assert truth("cards > 370", **(behind | {"runs": "proof < 90"})) == EITHER
    assert truth("cards > 370", **(behind | {"rest": AT_NINE})) == EITHER
