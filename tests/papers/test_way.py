"""The way through a story that keeps to the procedure, and what lies beside it."""

import pytest

from ccdrill.model.exercise import Exercise
from ccdrill.papers.facilitator import facilitators_handbook
from ccdrill.papers.way import Arrival, Way
from ccdrill.reports.markdown import render_markdown
from tests.builders import TINY_DRILL, TINY_SCENARIO, build_exercise
from tests.papers.exercises import SHIPPED, shipped, tiny


def test_situations_come_in_the_order_of_the_procedures_way_and_those_off_it_where_they_branch_off() -> None:
    stops = Way(tiny()).stops
    assert [(one.number, one.state, one.is_likely) for one in stops] == [
        (1, "third-caller", True),
        (2, "contain", True),
        (3, "dark", False),
        (4, "tell", True),
    ]


def test_each_knows_what_would_come_of_its_choices_when_the_team_first_comes_there() -> None:
    first, contain, dark, _ = Way(tiny()).stops
    assert first.taken == ("third-caller/escalate",)
    assert contain.situation is not None and contain.situation.now == 10 * 60
    assert dark.situation is not None and dark.situation.now == 15 * 60
    assert {one.about for one in contain.found["power-off"].remarks} >= {"no-power-off"}


def test_messages_arrive_when_they_do_on_that_way() -> None:
    found = Arrival(t=20 * 60, state="contain", next_acts=("tell-acquirer",))
    assert Way(tiny()).arrivals == {"queue-grows": found}, "while they carry out what they decided there"


def only_by_waiting() -> Exercise:
    """With a situation to which nobody's choice leads."""
    scenario = TINY_SCENARIO.replace(
        "    facilitator: {ask:", "    timeout: {after: 30m, goto: raided}\n    facilitator: {ask:"
    ).replace(
        "injects:",
        """  raided:
    phase: contain
    title: Raided
    question: What now?
    narrative: They are in.
    choices: {go: {text: Go to them, takes: 1m, does: [tell-acquirer, power-off], goto: late}}
injects:""",
    )
    return build_exercise(scenario=scenario)


def test_a_situation_to_which_no_choice_leads_comes_last_and_is_told_without_what_hangs_on_the_way_there() -> None:
    exercise = only_by_waiting()
    last = Way(exercise).stops[-1]
    assert (last.state, last.situation, last.found) == ("raided", None, {})
    handbook = render_markdown(facilitators_handbook(exercise))
    told = handbook.partition("## 4. Raided")[2].partition("## How it can end")[0]
    assert told.startswith("\n\nOnly off that way.\n")
    assert '- **Go to them** 1 min, to the end, "Too late" (bad).' in told
    assert "  - Does: 4." in told
    assert "  - Against the procedure: Never: Power off the node. It destroys volatile evidence. Critical." in told


@pytest.mark.parametrize("drill", SHIPPED)
def test_every_situation_of_what_is_shipped_is_tried(drill: str) -> None:
    exercise = shipped(drill)
    way = Way(exercise)
    assert way.is_known
    assert sorted(one.state for one in way.stops) == sorted(exercise.scenario.states)
    assert all(one.situation is not None and one.found for one in way.stops)
    assert [one.number for one in way.stops] == list(range(1, len(way.stops) + 1))


def test_where_waiting_is_a_move_the_way_is_walked_all_the_same() -> None:
    way = Way(build_exercise(drill=TINY_DRILL.replace("mode: solo", "mode: solo\npace: 1")))
    assert [one.state for one in way.stops] == ["third-caller", "contain", "tell"]


def test_a_fact_that_nobody_can_know_before_an_ending_is_said_to_be_known_at_the_end() -> None:
    facts = "facts:\n  - {about: Who asked twice, answer: A copied script, known_from: held}\nstart: third-caller\n"
    exercise = build_exercise(scenario=TINY_SCENARIO.replace("start: third-caller\n", facts))
    handbook = render_markdown(facilitators_handbook(exercise))
    assert "| Who asked twice | A copied script | the end |" in handbook
