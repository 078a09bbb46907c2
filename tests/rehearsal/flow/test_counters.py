"""Which meters count, and how their numbers are told apart."""

import pytest

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.flow.counters import Counters
from ccdrill.rehearsal.flow.flow import flow, flow_by_cases
from ccdrill.rehearsal.flow.release import holding
from ccdrill.rehearsal.known.ranges import Range
from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.tabulate import build_table
from tests.builders import read

STORY = """
schema: ccdrill/scenario/v1
id: calls
title: Calls
version: "1"
summary: A desk, and three calls that lead away from it and back.
begins: 2026-03-02T09:00+00:00
meters:
  calls: {label: Calls, start: 0, MORE}
flags: {hurried: false}
start: desk
states:
  desk:
    phase: detect
    title: Desk
    question: What now?
    narrative: A desk.
    choices:
      take: {text: Take a call, takes: 1m, add: {calls: 1}, goto: [{when: calls < 4, to: call}, {to: home}]}
  call:
    phase: detect
    title: Call
    question: What now?
    narrative: A call.
    choices:
      hang-up: {text: Hang up, takes: 1m, goto: desk}
      boast: {text: Boast, when: calls > 3, takes: 1m, goto: desk}
injects:
  news: {at: 2h, text: News.}
endings:
  home: {kind: good, title: Home, narrative: Over.}
"""
BOUNDED = "min: 0, max: 9"


def table_of(more: str, old: str = "", new: str = "") -> Table:
    return build_table(compile_scenario(read(STORY.replace(old, new, 1).replace("MORE", more), Scenario)))


def test_a_few_whole_numbers_count():
    assert Counters(table_of(BOUNDED)).mask


@pytest.mark.parametrize(
    ("more", "old", "new"),
    [
        ("min: 0", "", ""),
        ("min: 0, max: 16", "", ""),
        ("min: 0, max: 4.5", "", ""),
        (BOUNDED, "add: {calls: 1}", "add: {calls: 0.5}"),
        (BOUNDED, "start: desk", "drift: [{meter: calls, per_hour: 1}]\nstart: desk"),
        (BOUNDED, "text: News.", "text: News., add: {calls: 1}"),
    ],
    ids=["no end", "too many", "a half as an end", "a half as a step", "a drift", "a message"],
)
def test_what_has_other_numbers_or_moves_by_itself_does_not(more: str, old: str, new: str):
    assert not Counters(table_of(more, old, new)).mask


def test_a_number_that_is_known_is_told_from_all_others():
    counters = Counters(table_of(BOUNDED))
    two, others = counters.kept_apart(counters.mask, (Range(2, 2),))
    assert two.bit_count() == 1
    assert others.bit_count() == 9
    assert not two & others
    assert counters.of((2,)) == two
    assert counters.of((3,)) & others


def test_of_a_number_that_is_not_known_each_may_be_so_or_not():
    counters = Counters(table_of(BOUNDED))
    some, all_of_them = counters.kept_apart(counters.mask, (Range(2, 4),))
    assert (some.bit_count(), all_of_them.bit_count()) == (3, 10)
    assert counters.kept_apart(counters.mask, ()) == (all_of_them, all_of_them)


def test_where_numbers_are_told_apart_a_desk_that_counts_lets_go_and_a_number_out_of_reach_is_known():
    table = table_of(BOUNDED)
    boast = next(row for row in table.every_row if row.offer.id == "boast")
    assert holding(flow(table))
    assert flow(table).guard(boast).may_hold
    counted = flow_by_cases(table, 1000, Counters(table).mask)
    assert not holding(counted)
    assert not counted.guard(boast).may_hold
