"""What starts a clock: whether it happens, and whether people could stop it by not choosing."""

from random import Random

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.ids import MomentId
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.drill.markers import Markers
from ccdrill.rehearsal.survey.surveying import survey
from tests.builders import TINY_SCENARIO, read

SUSPICION = MomentId("suspicion")
BARE = TINY_SCENARIO.replace("    marks: [suspicion]\n", "")
LATE_NEWS = BARE.replace("        takes: 20m\n", "        takes: 20m\n        once: true\n", 1).replace(
    "{at: 20m,", "{at: 10h, marks: [suspicion],"
)
"""The moment is marked by a message that comes when every play is over in which nobody waits."""


def markers(text: str, *, is_paced: bool = True) -> Markers:
    return Markers(survey(compile_scenario(read(text, Scenario)), Random(0).random), is_paced=is_paced)


def by_choice(text: str, *goals: str) -> str:
    """The moment is marked by the choices that lead there."""
    for goal in goals:
        text = text.replace(f"        goto: {goal}\n", f"        marks: [suspicion]\n        goto: {goal}\n")
    return text


def test_what_a_state_marks_happens_by_itself():
    found = markers(TINY_SCENARIO)
    assert found.is_marked(SUSPICION)
    assert found.happens(SUSPICION)
    assert not found.is_avoidable(SUSPICION)


def test_nothing_marks_it():
    assert not markers(BARE).is_marked(SUSPICION)


def test_one_of_two_ways_marks_it_so_that_people_can_get_by():
    text = BARE.replace(
        "        set: {route_diverted: true}\n        goto: tell\n      divert",
        "        set: {route_diverted: true}\n        marks: [suspicion]\n        goto: tell\n      divert",
    )
    assert markers(text).is_avoidable(SUSPICION)


def test_every_way_marks_it_so_that_nobody_gets_by():
    found = markers(by_choice(BARE, "contain"))
    assert found.happens(SUSPICION)
    assert not found.is_avoidable(SUSPICION)
    assert not markers(by_choice(BARE, "tell")).is_avoidable(SUSPICION)


def test_an_inject_that_never_arrives_marks_nothing():
    text = BARE.replace("{at: 20m,", "{at: 20m, when: elapsed > 1h, marks: [suspicion],")
    found = markers(text)
    assert found.is_marked(SUSPICION)
    assert not found.happens(SUSPICION)


def test_what_only_a_timeout_leads_past_is_avoided_only_at_a_pace():
    text = by_choice(BARE, "contain").replace(
        "        add: {cards_exposed: 30}\n", "        add: {cards_exposed: 30}\n        marks: [suspicion]\n"
    )
    text = text.replace("  contain:\n", "    timeout: {after: 1h, goto: late}\n  contain:\n", 1)
    assert markers(text, is_paced=True).is_avoidable(SUSPICION)
    assert not markers(text, is_paced=False).is_avoidable(SUSPICION)


def test_what_people_would_have_to_wait_for_marks_nothing_without_a_pace():
    assert markers(LATE_NEWS, is_paced=True).happens(SUSPICION)
    assert not markers(LATE_NEWS, is_paced=True).is_waited_for(SUSPICION)
    assert not markers(LATE_NEWS, is_paced=False).happens(SUSPICION)
    assert markers(LATE_NEWS, is_paced=False).is_waited_for(SUSPICION)


def test_who_does_not_wait_for_it_stops_the_clock_by_not_choosing():
    text = LATE_NEWS.replace(
        "        text: Wait for proof\n", "        text: Wait for proof\n        marks: [suspicion]\n"
    )
    assert not markers(text, is_paced=True).is_avoidable(SUSPICION)
    assert markers(text, is_paced=False).is_avoidable(SUSPICION)
