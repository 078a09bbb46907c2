"""The rules of an exercise as people are told them before it begins."""

import pytest

from ccdrill.session.telling.rules import rules_of
from tests.builders import TINY_DRILL, build_exercise

MINUTES_LEFT = "The minutes left, at the bottom, are only a plan: nothing happens when they are over."


def test_what_protects_people_and_what_is_scored_is_always_told() -> None:
    exercise = build_exercise()
    told = rules_of(exercise, shows_minutes_left=False)
    assert any("never type a real card number" in rule for rule in told)
    scored = f'You are scored against "{exercise.procedure.title}", version {exercise.procedure.version}.'
    assert any(rule.startswith(scored) for rule in told)


@pytest.mark.parametrize("is_shown", [True, False])
def test_minutes_left_are_explained_where_they_are_seen(is_shown: bool) -> None:
    assert (MINUTES_LEFT in rules_of(build_exercise(), shows_minutes_left=is_shown)) == is_shown


def test_a_team_is_told_who_opens_the_options() -> None:
    rule = "Talk first: the facilitator opens the options."
    closed = TINY_DRILL.replace("mode: solo", "mode: team\noptions: closed")
    assert rule in rules_of(build_exercise(drill=closed), shows_minutes_left=False)
    assert rule not in rules_of(build_exercise(), shows_minutes_left=False)
