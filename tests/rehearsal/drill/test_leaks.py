"""Choices that give themselves away are told, whatever stands beside them."""

import pytest

from ccdrill.authoring.decoding.load import load_text
from ccdrill.engine.compile import compile_scenario
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.drill.leaks import check_leaks
from ccdrill.rehearsal.drill.prospect import look_ahead
from ccdrill.rehearsal.walk.tabulate import build_table
from tests.builders import build_exercise

WORDS = """
schema: ccdrill/vocabulary/v1
actions: {a0: {title: A}, a1: {title: B}, a2: {title: C}, a3: {title: D}, tell: {title: Tell}}
"""
STORY = """
schema: ccdrill/scenario/v1
id: rooms
title: Rooms
version: "1"
summary: One room behind the other.
begins: 2026-03-02T09:00+00:00
start: s0
states:
ROOMS
anywhere:
  tell: {in: [s1, s2], once: true, text: Before that tell somebody whom you can trust, takes: 1m, does: [tell]}
endings:
  s4: {kind: good, title: Out, narrative: Over.}
"""
ROOM = """
  sNUMBER:
    phase: detect
    title: Room
    question: What now?
    narrative: A room.
    choices:
"""
RIGHT = "      right: {text: TEXT, takes: 1m, does: [aNUMBER], goto: sNEXT}\n"
WRONG = "      wrong: {text: Leave it alone, takes: 1m, goto: sNEXT}\n"
STEPS = "\n".join(f"  - {{id: a{number}, do: DO}}" for number in range(4))
PROCEDURE = f"""
schema: ccdrill/procedure/v1
id: plan
title: Plan
version: "1"
source: {{document: Plan}}
steps:
{STEPS}
  - {{id: tell, do: Speak up}}
"""
DRILL = "{schema: ccdrill/drill/v1, id: alone, title: Alone, scenario: rooms, procedure: plan, mode: solo, minutes: 5}"


DESK = """
  s4:
    phase: contain
    title: Desk
    question: What now?
    narrative: A desk.
    choices:
      rest: {text: Sit down for a moment, takes: 1m}
      call: {text: Take a call, when: calls < 3, takes: 1m, add: {calls: 1}}
      go: {text: Go home, when: calls >= 3, takes: 1m, does: [a4], goto: s5}
"""


def told(
    text: str = "Do it", do: str = "Something else", *, right_first: str = "yyyy", has_desk: bool = False
) -> dict[str, str]:
    """What is told of a drill with these words of the right choices and of the steps, each with its message.

    `has_desk`: the last room is one to which people come back again and again, and where the first choice is a rest.
    """
    rooms = "".join(
        (ROOM + (RIGHT + WRONG if first == "y" else WRONG + RIGHT))
        .replace("NUMBER", str(number))
        .replace("NEXT", str(number + 1))
        .replace("TEXT", text)
        for number, first in enumerate(right_first)
    )
    story, procedure, words = STORY.replace("ROOMS", rooms), PROCEDURE.replace("DO", do), WORDS
    if has_desk:
        story = story.replace("anywhere:", f"{DESK}anywhere:").replace("  s4: {kind", "  s5: {kind")
        story = story.replace("start: s0", "start: s0\nmeters: {calls: {label: Calls, start: 0, min: 0, max: 3}}")
        procedure = f"{procedure}  - {{id: a4, do: Go home}}\n"
        words = words.replace("tell: {title", "a4: {title: Go}, tell: {title")
    exercise = build_exercise(story, procedure, DRILL, words)
    loaded = load_text(story, "rooms.yaml", Scenario).loaded
    assert loaded is not None
    prospect = look_ahead(exercise)
    assert prospect.score is not None and prospect.score.score == 100
    table = build_table(compile_scenario(loaded.model))
    return {one.code: one.message for one in check_leaks(loaded.document, prospect, table)}


def test_the_first_of_a_situation_s_own_choices_gives_itself_away_though_one_from_anywhere_is_needed_too():
    assert told()["leak-first"] == (
        "in all 4 decisions on the best way through, beside those for choices from anywhere, the best choice is the first"
    )


def test_what_is_next_at_a_desk_that_people_come_back_to_hides_nothing():
    assert told(has_desk=True)["leak-first"] == (
        "in all 4 decisions on the best way through, beside those in 's4' and for choices from anywhere,"
        " the best choice is the first"
    )


def test_now_and_then_the_last_is_enough():
    assert told(right_first="ynyy").keys() == set()


def test_who_always_takes_the_longest_is_told_of_where_there_is_one():
    assert "leak-longest" in told("Leave it and say so", right_first="ynyn")
    assert told("Leave it aside", right_first="yyyy").keys() == {"leak-first"}  # as long as the wrong ones


@pytest.mark.parametrize(
    ("text", "do"),
    [
        ("Lock the door of a cellar", "Lock a door of the cellar"),
        (
            "Lock the account of the agent at once and for all, whatever anybody says",
            "Lock the account of the agent at once",
        ),
        ("Lock the account, please", "Lock the account"),
        ("Notify the authority of the personal data breach", "Notify the authority of personal data breaches"),
        ("Lock all the boxes and the entry", "Lock all box and entries"),
        ("Lock the account that she asks for", "Lock an account that somebody asks for"),
        ("Ring the owner of the account at once and wait", "Ring the owner of the account at once and listen"),
        ("Now lock the account of the agent at once, and tell her team leader why", "Lock account of agent at once"),
    ],
)
def test_a_step_s_words_are_told_whatever_articles_and_however_much_beside_them(text: str, do: str):
    assert "leak-wording" in told(f'"{text}"', f'"{do}"', right_first="ynyn")


@pytest.mark.parametrize(
    ("text", "do"),
    [
        ("Lock the account and ring the owner before the night shift", "Lock the account"),
        ("Take it from him", "Take the account from the agent"),
    ],
)
def test_other_words_are_not(text: str, do: str):
    assert "leak-wording" not in told(f'"{text}"', f'"{do}"', right_first="ynyn")
