"""The master list of events: in which order, on what they hang, and which steps they should lead to."""

import pytest

from ccdrill.papers.facilitator import facilitators_handbook
from ccdrill.reports.blocks import Table
from tests.builders import TINY_PROCEDURE, TINY_SCENARIO, build_exercise

HEAD = ("No.", "Story time", "Comes if", "From", "Message", "Expected action", "Objective", "Done, notes")
NEXT = "2. Divert the route; 3. Isolate the node"
"""What the procedure's way does after the first decision."""


def events(injects: str, procedure: str = TINY_PROCEDURE) -> list[dict[str, str]]:
    """The list of the tiny line with these messages and no others."""
    before, _, rest = TINY_SCENARIO.partition("injects:")
    scenario = f"{before}injects:\n{injects}endings:{rest.partition('endings:')[2]}"
    paper = facilitators_handbook(build_exercise(scenario=scenario, procedure=procedure))
    blocks = next(part.blocks for part in paper.sections if part.title == "What comes by itself")
    table = next(one for one in blocks if isinstance(one, Table))
    assert table.head == HEAD
    return [dict(zip(HEAD, row, strict=True)) for row in table.rows]


def test_they_stand_by_the_storys_clock_and_what_only_comes_otherwise_stands_last() -> None:
    found = events(
        "  never: {when: done(retry), text: Paid twice., from: Caller}\n"
        "  late: {at: 2h, text: Still here.}\n"
        "  told: {when: done(escalate), after: 5m, text: On our way., from: Security, channel: chat}\n"
        "  early: {at: 5m, when: not done(escalate), text: Red., channel: alert}\n"
    )
    assert [(one["No."], one["Story time"], one["Comes if"], one["From"], one["Message"]) for one in found] == [
        ("1", "Mon 10:25", '"Escalate" not done', "Alert", "Red."),
        ("2", "about Mon 10:35", '5 min after "Escalate" done', "Security, chat", "On our way."),
        ("3", "Mon 12:20", "-", "Phone", "Still here."),
        ("4", "-", '"Ask the caller to pay again" done', "Caller, phone", "Paid twice."),
    ]
    assert {one["Done, notes"] for one in found} == {""}


@pytest.mark.parametrize(
    ("inject", "expected"),
    [
        ("{at: 5m, text: Well?}", NEXT),
        ("{at: 5m, text: Well?, marks: [certainty]}", "4. Phone the acquirer"),
        ("{at: 5m, when: not done(tell-acquirer), text: Well?}", "4. Phone the acquirer"),
        ("{when: done(retry) and not done(divert), after: 1m, text: Well?}", "2. Divert the route"),
        ("{when: done(retry), text: Well?}", "-"),
        ("{when: done(retry), text: Well?, goto: tell}", "4. Phone the acquirer"),
        (
            "{at: 5m, when: not done(isolate), text: Well?, marks: [certainty]}",
            "4. Phone the acquirer; 3. Isolate the node",
        ),
    ],
    ids=["next", "clock", "undone", "undone beside", "nothing", "leads", "both"],
)
def test_what_is_expected_is_what_a_message_starts_comes_for_want_of_or_leads_to_else_what_comes_next(
    inject: str, expected: str
) -> None:
    procedure = TINY_PROCEDURE.replace("moment:suspicion", "moment:certainty")
    assert [one["Expected action"] for one in events(f"  it: {inject}\n", procedure)] == [expected]


def test_what_a_message_changes_and_which_objective_its_steps_belong_to_stand_beside_it() -> None:
    [one] = events(
        "  it: {at: 5m, from: Floor, text: Full., add: {queue: 5}, set: {route_diverted: true}, goto: tell}\n"
    )
    assert one["Message"] == "Full. (Queue +5 min; from now on: route diverted) (to situation 3)"
    assert one["Objective"] == "-", "no objective holds the step that the next situation asks for"
    [one] = events("  it: {at: 5m, text: Well?}\n")
    assert (one["Expected action"], one["Objective"]) == (NEXT, "1")


def test_a_step_is_named_in_words_once() -> None:
    found = events("  one: {at: 5m, text: Red.}\n  two: {at: 6m, text: Red again.}\n")
    assert found[0]["Expected action"] != found[1]["Expected action"]
    numbers = [one.split(". ")[0] for one in found[0]["Expected action"].split("; ")]
    assert found[1]["Expected action"] == "; ".join(numbers)
