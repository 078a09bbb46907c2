"""The feedback form that participants fill in right after the hot wash; its parts are those of the US exercise doctrine's form."""

from collections.abc import Iterator

from ccdrill.model.exercise import Exercise
from ccdrill.model.form import SCALE, STATEMENTS, statements_for
from ccdrill.papers.heading import paper
from ccdrill.papers.room import box, circles, numbered
from ccdrill.reports.blocks import Block, Report, Section, paragraph, section, strong, table

_PRIORITY = ("high", "medium", "low")


def feedback_form(exercise: Exercise) -> Report:
    """For everybody who was there."""
    opening = paragraph(
        "Fill it in right after the hot wash, while you remember. Your name may stay open. Write down no card number, and"
        " nothing about customers."
    )
    return paper(exercise, "Feedback", [opening], _sections(exercise))


def _sections(exercise: Exercise) -> Iterator[Section]:
    is_team = exercise.drill.mode == "team"
    if is_team:
        yield section("Who you are", _about())
    yield section("I. What you saw", _seen(is_team=is_team))
    yield section("II. How far you agree", _agreement(exercise.drill.mode))
    yield section("III. Anything else", [box("Your own words", 4)])


def _about() -> Iterator[Block]:
    yield table(("Name", "Position", "Part of the organisation", "Date"), [("", "", "", "")], room=4)
    yield table(("You were here as, circle one",), [(circles(("player", "facilitator", "observer", "evaluator")),)])


def _seen(*, is_team: bool) -> Iterator[Block]:
    yield paragraph(
        strong("I.1"), " The three greatest strengths, and the three things that most need to become better:"
    )
    yield numbered(("Strength", "To become better"), 3)
    if is_team:
        yield paragraph(strong("I.2"), " What did you see that the evaluators could not?")
        yield box("For example in a talk at the side, in a head, in a room next door", 3)
    yield paragraph(strong("I.3, I.4"), " What should be done, how urgent is it, and who should see to it?")
    yield _wanted("What should be done", "Who sees to it")
    yield paragraph(
        strong("I.5"), " Which equipment, training, policies, plans or procedures should be looked at again?"
    )
    yield _wanted("What should be looked at")


def _wanted(*head: str) -> Block:
    """Rows to fill in, each with its urgency."""
    return table(("How urgent, circle one", *head), [(circles(_PRIORITY), *([""] * len(head)))] * 3, room=len(head))


def _agreement(mode: str) -> Iterator[Block]:
    yield paragraph("1: not at all; 5: entirely. Circle one number in each row.")
    agree = circles(str(one) for one in SCALE)
    yield table(("About the exercise", "How far"), [(STATEMENTS[one], agree) for one in statements_for(mode)])
