"""The first page of the facilitator's handbook: every situation with its minutes, its choices and what comes meanwhile."""

import pytest

from ccdrill.model.exercise import Exercise
from ccdrill.papers.facilitator import facilitators_handbook
from ccdrill.reports.blocks import Paragraph, Table
from tests.builders import TINY_DRILL, build_exercise
from tests.papers.exercises import SHIPPED, shipped, tiny

HEAD = ("No.", "Situation", "Story time", "Minutes (so far)", "By the procedure", "Choices lead to", "Meanwhile")


def glance(exercise: Exercise) -> list[dict[str, str]]:
    [rows] = [one.rows for one in facilitators_handbook(exercise).sections[0].blocks if isinstance(one, Table)]
    return [dict(zip(HEAD, row, strict=True)) for row in rows]


def column(exercise: Exercise, name: str) -> list[str]:
    return [row[name] for row in glance(exercise)]


def test_it_stands_first_and_says_what_the_procedure_would_choose() -> None:
    first = facilitators_handbook(tiny()).sections[0]
    assert first.title == "The story at a glance"
    assert [one.head for one in first.blocks if isinstance(one, Table)] == [HEAD]
    assert column(tiny(), "By the procedure")[0] == "Escalate on the security line, with the call IDs"
    assert column(tiny(), "By the procedure")[2] == "Only off that way"


def test_only_situations_of_that_way_have_a_time_and_count_for_the_minutes() -> None:
    exercise = build_exercise(drill=TINY_DRILL.replace("mode: solo", "mode: solo\nagenda: {decision: 3}"))
    assert column(exercise, "Minutes (so far)") == ["4 (4)", "3 (7)", "3 (10)"], "the first one has minutes of its own"
    off = glance(tiny())[2]
    assert off["Story time"] == "" and "(" not in off["Minutes (so far)"]


def test_where_choices_lead_stands_in_their_order_and_once_where_it_is_the_same() -> None:
    leads = column(tiny(), "Choices lead to")
    assert leads == ["stays, 2", "3, 4", "4", "end (all 2)"]


def test_messages_stand_beside_the_situation_in_which_they_come_and_below_with_time_and_sender() -> None:
    assert column(tiny(), "Meanwhile") == ["", "1", "", ""]
    last = facilitators_handbook(tiny()).sections[0].blocks[-1]
    assert isinstance(last, Paragraph)
    assert "".join(span.text for span in last.line) == "The messages on that way: 1. Mon 10:40 Floor manager."


@pytest.mark.parametrize("drill", SHIPPED)
def test_every_situation_of_what_is_shipped_has_its_row(drill: str) -> None:
    exercise = shipped(drill)
    assert column(exercise, "No.") == [str(number) for number in range(1, len(exercise.scenario.states) + 1)]
    assert all(column(exercise, "Choices lead to"))
