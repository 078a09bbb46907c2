"""The facilitator's notes: asked for, never part of what everybody sees."""

from ccdrill.session.commands import CutShort, OpenOptions
from ccdrill.session.notes import notes_on
from tests.builders import TINY_SCENARIO, build_exercise
from tests.session.stage import TEAM_DRILL, Stage, decide

NOTED = TINY_SCENARIO.replace(
    "facilitator: {ask",
    "facilitator: {say: Begin with the caller., watch_for: [Haste.], ask",
).replace(
    "start: third-caller",
    """facts:
  - {about: Who changed the line, answer: An old account., known_from: contain}
  - {about: Whose voice it was, answer: "A recording at {org}."}
start: third-caller""",
)


def team_stage() -> Stage:
    return Stage(build_exercise(scenario=NOTED, drill=TEAM_DRILL))


def test_the_notes_are_of_the_situation_and_say_which_facts_can_be_known_by_now() -> None:
    session = team_stage().begin()
    found = notes_on(session.exercise, session.run)
    assert found is not None
    assert (found.say, found.watch_for) == ("Begin with the caller.", ("Haste.",))
    assert [(fact.answer, fact.is_known) for fact in found.facts] == [
        ("A recording at Ostrel Energy.", True),
        ("An old account.", False),
    ]
    session.handle(OpenOptions())
    decide(session, "escalate")
    found = notes_on(session.exercise, session.run)
    assert found is not None
    assert found.say == "What is cut off can still be looked at."
    assert [fact.is_known for fact in found.facts] == [True, True]


def test_the_picture_that_everybody_sees_holds_none_of_them() -> None:
    shown = repr(team_stage().begin().view())
    for text in ("Begin with the caller", "Haste", "A recording", "An old account"):
        assert text not in shown


def test_who_plays_alone_has_no_notes_and_after_the_end_nobody_has() -> None:
    alone = Stage(build_exercise(scenario=NOTED)).begin()
    assert notes_on(alone.exercise, alone.run) is None
    session = team_stage().begin()
    session.handle(CutShort())
    assert notes_on(session.exercise, session.run) is None
