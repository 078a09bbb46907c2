"""Plain mode is for ears, pipes and logs: labelled lines of text, and nothing that is only drawn."""

import re
import unicodedata
from functools import cache

import pytest

from ccdrill.authoring.library.library import Library
from ccdrill.model.exercise import Exercise
from ccdrill.plain.lines import WIDTH
from tests.plain.lines_of import sit_down
from tests.plays.scripts import SCRIPTS, Script
from tests.session.stage import Stage

SCRIPT_NAMES = ("ivr-solo-taken-back", "ivr-solo-worst", "ivr-team-expert", "ivr-team-late-repairs", "ivr-team-worst")
LABELS = (
    "THIS IS AN EXERCISE", "DRILL:", "RUN:", "RULES:", "SITUATION ", "QUESTION:", "ANSWER:", "DECIDED:", "MESSAGE, ",
    "SURE:", "THE END (", "DEBRIEF:", "WHAT WENT AS WRITTEN:", "CRITICAL FAILURES:", "WHAT ELSE DIFFERED:", "SCORE:",
    "OBJECTIVE:",
)  # fmt: skip
"""What a listener hears first of each part."""


@cache
def exercise(drill: str) -> Exercise:
    return Library(()).exercise(drill)


@cache
def spoken_by(name: str) -> str:
    """Everything that a play says, and what its words say when they are asked for."""
    script: Script = SCRIPTS[name]
    asked = ["help", "log", "time", "who", "again", "options", "A", "note Something to keep."]
    session = Stage(exercise(script.drill)).begin()
    first = next(index for index, line in enumerate(script.lines) if line.isdigit())
    return sit_down(session, *script.lines[: first + 1], *asked, *script.lines[first + 1 :]).text


every_play = pytest.mark.parametrize("name", SCRIPT_NAMES)


@every_play
def test_nothing_steers_a_terminal_and_nothing_is_drawn(name: str) -> None:
    text = spoken_by(name)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    assert not re.search("[\u2500-\u259f\u25a0-\u25ff\u2800-\u28ff]", text)
    assert {unicodedata.category(character) for character in text} & {"So", "Cf", "Co", "Cn"} == set()


@every_play
def test_every_part_begins_with_its_label(name: str) -> None:
    lines = spoken_by(name).split("\n")
    for label in LABELS:
        assert any(line.startswith(label) for line in lines), label


@every_play
def test_lines_are_short_and_nothing_is_told_by_columns(name: str) -> None:
    is_paper = False
    for line in spoken_by(name).split("\n"):
        is_paper = (is_paper or line.startswith("EXHIBIT ")) and line != "END OF EXHIBIT"
        if not is_paper:
            assert len(line) <= WIDTH
            assert "   " not in line.strip(), line


@every_play
def test_every_question_says_how_it_is_answered(name: str) -> None:
    text = spoken_by(name)
    assert text.count("SITUATION ") <= text.count("ANSWER: ")
    prompts = re.findall(r"^(?:WHO|RECORDED|SURE): .*(?:\n  .*)?", text, re.MULTILINE)
    assert len(prompts) >= 6
    for line in prompts:
        assert "an empty line" in " ".join(line.split())
