"""What the procedure says right after each decision, in drills that tell."""

import pytest

from tests.builders import TINY_DRILL, TINY_PROCEDURE, TINY_SCENARIO, build_exercise
from tests.session.stage import Stage, decide

EACH = TINY_DRILL.replace("marking: Training", "feedback: each\nmarking: Training").replace(
    "ask: [role, records, confidence]", "ask: [confidence]"
)
LATER = TINY_SCENARIO.replace(
    "        takes: 6h\n        goto: late\n",
    """        takes: 6h
        goto: morning
  morning:
    phase: contain
    title: Morning
    question: And now?
    narrative: The line still asks twice.
    choices:
      at-last: {text: Send the calls elsewhere at last, does: [divert, isolate], goto: late}
      leave: {text: Leave it, goto: late}
""",
)
"""Whoever did not divert the route in time can do it the next morning."""


def said(scenario: str, *choices: str, procedure: str = TINY_PROCEDURE) -> list[list[str]]:
    """What was said after each of these choices."""
    session = Stage(build_exercise(scenario=scenario, procedure=procedure, drill=EACH)).begin()
    found = []
    for choice in choices:
        outcome = decide(session, choice).outcome
        assert outcome is not None
        found.append([f"{one.tone}: {one.text}" for one in outcome.remarks])
    return found


def test_what_can_not_be_done_any_more_is_left_out() -> None:
    _, powered_off, _ = said(TINY_SCENARIO, "escalate", "power-off", "wait")
    assert powered_off[1:] == ['missed: "Divert the route".', 'missed: "Isolate the node".']


def test_what_can_still_be_done_later_is_not_done_so_far_and_left_out_only_where_it_is_over() -> None:
    _, powered_off, waited, left = said(LATER, "escalate", "power-off", "wait", "leave")
    assert powered_off[1:] == ['open: "Divert the route".', 'open: "Isolate the node".']
    assert waited == ['missed: "Phone the acquirer".']
    assert left == ['missed: "Divert the route".', 'missed: "Isolate the node".']


def test_a_step_is_not_missed_before_what_starts_its_clock() -> None:
    waits = TINY_PROCEDURE.replace(
        "deadline: {from: start, within: 45m}", 'deadline: {from: "moment:certainty", within: 45m}'
    )
    _, powered_off = said(LATER, "escalate", "power-off", procedure=waits)
    assert powered_off[1:] == ['open: "Isolate the node".']
    knows = LATER.replace("title: Two nodes", "title: Two nodes\n    marks: [certainty]")
    _, powered_off = said(knows, "escalate", "power-off", procedure=waits)
    assert powered_off[1:] == ['open: "Divert the route".', 'open: "Isolate the node".']


def test_what_was_done_after_all_was_never_called_left_out() -> None:
    *before, done = said(LATER, "escalate", "power-off", "wait", "at-last")
    assert not any("missed" in one and "Divert" in one for remarks in before for one in remarks)
    assert not any(one.startswith(("missed", "open")) for one in done)


def test_nothing_is_said_of_a_step_as_long_as_the_next_situation_offers_it_too() -> None:
    (retried,) = said(TINY_SCENARIO, "retry")
    assert not any(one.startswith(("missed", "open")) for one in retried)


def test_a_long_story_is_told_with_its_dates_from_the_first_decision_on_also_here() -> None:
    weeks = TINY_SCENARIO.replace("takes: 6h", "takes: 200h")
    _, (bad, *_) = said(weeks, "escalate", "power-off")
    assert "was done at Mon 2 Mar 10:35" in bad
    _, (bad, *_) = said(TINY_SCENARIO, "escalate", "power-off")
    assert "was done at Mon 10:35" in bad


@pytest.mark.parametrize("free", ["costs: {late: 0}", "required: false"])
def test_what_came_too_late_is_never_called_in_time_because_that_costs_nothing(free: str) -> None:
    procedure = TINY_PROCEDURE.replace("within: 15m}", f"within: 5m}}, {free}")
    ((told,),) = said(TINY_SCENARIO, "escalate", procedure=procedure)
    assert told.startswith('bad: "Escalate on the security line" was done at Mon 10:30, 5 min after it was due')


def test_of_an_optional_step_whose_clock_is_started_by_one_that_does_not_count_no_time_is_told() -> None:
    gone = "  - {id: gone, do: Gone, when: case.never}\nprohibited:"
    procedure = TINY_PROCEDURE.replace("from: start, within: 15m}", 'from: "step:gone", within: 5m}, required: false')
    ((told,),) = said(TINY_SCENARIO, "escalate", procedure=procedure.replace("prohibited:", gone))
    assert told == 'good: "Escalate on the security line".'
