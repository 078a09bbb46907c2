"""Why a condition never holds: the questions that decide it, in the author's words, and what alone could change that."""

from random import Random

import pytest

from ccdrill.authoring.decoding.load import load_text
from ccdrill.engine.compile import compile_scenario
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.survey.surveying import survey
from ccdrill.rehearsal.telling.verdicts import check_story
from tests.rehearsal.survey.test_survey import RESCUE

STORY = RESCUE.replace("flags: {", "case: {cards: false}\nflags: {").replace(
    "begins:", "meters: {steps: {label: Steps, start: 1, min: 0, max: 9}}\nbegins:"
)


def reason(when: str) -> str:
    """Why the door of the hall can never be taken under a condition."""
    text = STORY.replace("when: has_key", f"when: {when}").replace("set: {has_key: true}, ", "add: {steps: 3}, ")
    loaded = load_text(text, "rescue.yaml", Scenario).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random)
    (told,) = [one for one in check_story(loaded.document, loaded.model, found) if one.code == "dead-choice"]
    return told.message.removeprefix("this can never be chosen: ")


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("has_key", "'has_key' never holds here: nothing has it set to true"),
        ("told and has_key", "'has_key' never holds here: nothing has it set to true"),
        (
            "has_key or done(divert)",
            (
                "'has_key' never holds here: nothing has it set to true, and "
                "'done(divert)' never holds here: nothing has it done"
            ),
        ),
        ("told and (has_key or has_key and steps > 2)", "'has_key' never holds here: nothing has it set to true"),
        ("steps == 3", "'steps == 3' never holds here: the numbers never come so"),
        ("not steps < 5", "'steps < 5' always holds here: it is never above 4"),
        (
            "told and steps > 2",
            "no play comes here with 'told' and 'steps > 2': 'told' is only set to true by 'desk/tell'",
        ),
        ("told and not told", "what it asks of 'told' contradicts itself"),
        (
            "steps > 9 or told and not told",
            "'steps > 9' never holds here: it is never above 4, and what it asks of 'told' contradicts itself",
        ),
        ("steps < 0", "'steps < 0' never holds here: it is never below 1"),
        ("case.cards", "it asks for what never changes in this story, and is not so"),
    ],
)
def test_a_reason_names_every_question_that_decides_it_and_no_other(when: str, why: str):
    assert reason(when).partition(";")[0] == why
