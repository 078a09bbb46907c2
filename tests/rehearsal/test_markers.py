"""What starts a clock: whether it happens, and whether people could stop it by not choosing."""

from random import Random

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.ids import MomentId
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.markers import Markers
from ccdrill.rehearsal.surveying import survey
from tests.builders import TINY_SCENARIO, read

SUSPICION = MomentId("suspicion")
BARE = TINY_SCENARIO.replace("    marks: [suspicion]\n", "")


def markers(text: str) -> Markers:
    return Markers(survey(compile_scenario(read(text, Scenario)), Random(0).random))


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
    found = markers(text.replace("  contain:\n", "    timeout: {after: 1h, goto: late}\n  contain:\n", 1))
    assert found.is_avoidable(SUSPICION, is_paced=True)
    assert not found.is_avoidable(SUSPICION, is_paced=False)
