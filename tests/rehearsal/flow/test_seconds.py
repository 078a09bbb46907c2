"""Timeouts that a message always comes before: no play shows one, and what comes later or not always forestalls none."""

from hypothesis import event, given, settings

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.flow.flow import flow
from ccdrill.rehearsal.flow.seconds import forestalled, last_decisions
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.walk.tabulate import build_table
from tests.builders import read
from tests.engine.strategies import scenarios
from tests.rehearsal.walks import steps


@settings(max_examples=4 * settings.default.max_examples)
@given(scenarios())
def test_nobody_decides_later(scenario: Scenario):
    table = build_table(compile_scenario(scenario))
    last = last_decisions(table)
    event(f"{min(3, sum(second < NEVER for second in last))} states with a last second")
    for walker, _ in steps(table, 100):
        assert walker.is_ended or walker.now <= last[walker.state]


PLACE = "  {}: {{phase: detect, title: A place, narrative: Here., question: What now?, {}}}\n"
STORY = "".join(
    (
        "schema: ccdrill/scenario/v1\nid: timed\ntitle: Timed\nversion: '1'\nsummary: Three places, two timeouts.\n",
        "begins: 2026-03-02T09:00+00:00\nstart: one\nstates:\n",
        PLACE.format(
            "one",
            "choices: {go: {text: Go, takes: 10m, goto: two}, stay: {text: Stay, takes: 30m}}, timeout: {after: 1h, goto: two}",
        ),
        PLACE.format(
            "two",
            "opens: 2h, choices: {back: {text: Go, takes: 5m, goto: BACK}}, timeout: {after: 20m, goto: three}",
        ),
        PLACE.format("three", "choices: {out: {text: Go out, goto: home}}"),
        "INJECTS\nendings: {home: {kind: good, title: Home, narrative: Over.}}\n",
    )
)


def last_in(state: str, *, back: str = "three", injects: str = "") -> int:
    table = build_table(compile_scenario(read(STORY.replace("BACK", back).replace("INJECTS", injects), Scenario)))
    return last_decisions(table)[table.index[StateId(state)]]


def test_timeouts_count_from_the_latest_entry():
    assert last_in("one") == 60 * 60
    assert last_in("two") == 140 * 60


def test_where_no_timeout_leads_on_people_may_think_for_ever():
    assert last_in("three") == NEVER


def test_circles_have_no_last_second_nor_has_what_messages_lead_to():
    calls = "injects: {call: {at: 5m, text: Come., goto: three}}"
    assert last_in("one", back="one") == NEVER
    assert last_in("three", injects=calls) == NEVER
    assert last_in("one", injects=calls) == last_in("one")  # what a message leads away from is not left later for that


def first_of(*, back: str = "three", injects: str, after: str = "1h") -> bool:
    """Whether the timeout of the first place is forestalled, for both who work that out and who look at all that may be."""
    text = STORY.replace("BACK", back).replace("INJECTS", injects).replace("{after: 1h,", f"{{after: {after},")
    table = build_table(compile_scenario(read(text, Scenario)))
    one = table.index[StateId("one")]
    assert (one in forestalled(table)) is (one not in flow(table).expired)
    return one in forestalled(table)


CALL = "injects: {call: {at: 50m, text: Come., goto: three}}"


def test_a_message_that_leads_on_forestalls_the_timeout_of_the_first_place():
    assert first_of(injects=CALL)
    assert first_of(injects=CALL, after="50m")  # in the same second the message is first


def test_a_timeout_is_not_forestalled_by_what_comes_later_or_not_always_or_where_people_come_back():
    assert not first_of(injects=CALL, after="49m")
    assert not first_of(injects=CALL.replace("text", "when: elapsed > 1h, text"))
    assert not first_of(injects=CALL.replace(", goto: three", ""))
    assert not first_of(injects=CALL, back="one")


@settings(max_examples=2 * settings.default.max_examples)
@given(scenarios())
def test_a_timeout_that_is_forestalled_never_fires(scenario: Scenario):
    table = build_table(compile_scenario(scenario))
    found = forestalled(table)
    event(f"{len(found)} states")
    for walker, _ in steps(table, 100):
        assert found.isdisjoint(walker.timed_out)
