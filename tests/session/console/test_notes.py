"""The facilitator's notes: asked for, never part of what everybody sees."""

from ccdrill.plain import lines
from ccdrill.session.deciding.commands import CutShort, OpenOptions
from ccdrill.tui.notes import notes
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
    found = session.notes()
    assert found is not None
    assert (found.say, found.watch_for) == ("Begin with the caller.", ("Haste.",))
    assert [(fact.answer, fact.is_known) for fact in found.facts] == [
        ("A recording at Ostrel Energy.", True),
        ("An old account.", False),
    ]
    session.handle(OpenOptions())
    decide(session, "escalate")
    found = session.notes()
    assert found is not None
    assert found.say == "What is cut off can still be looked at."
    assert [fact.is_known for fact in found.facts] == [True, True]


def test_the_picture_that_everybody_sees_holds_none_of_them() -> None:
    shown = repr(team_stage().begin().view())
    for text in ("Begin with the caller", "Haste", "A recording", "An old account"):
        assert text not in shown


def test_who_plays_alone_has_no_notes_and_after_the_end_nobody_has() -> None:
    alone = Stage(build_exercise(scenario=NOTED)).begin()
    assert alone.notes() is None
    session = team_stage().begin()
    session.handle(CutShort())
    assert session.notes() is None


GAUGED = NOTED.replace(
    "{label: Cards exposed, start: 370}", '{label: "Cards at {org}", start: 370, shown: facilitator}'
)


def test_gauges_for_the_facilitator_stand_in_the_notes_as_they_are_now_and_nowhere_else() -> None:
    stage = Stage(build_exercise(scenario=GAUGED, drill=TEAM_DRILL.replace("minutes: 5", "minutes: 5\npace: 1")))
    session = stage.begin()
    stage.clock.pass_seconds(600)
    found = session.notes()
    assert found is not None
    assert [(one.label, one.value) for one in found.meters] == [("Cards at Ostrel Energy", "390")]
    assert [one.label for one in session.view().meters] == ["Queue"]
    assert any("UNKNOWN TO THE TEAM: Cards at Ostrel Energy: 390" in line for line in lines.notes(found))
    assert any(line.plain == "· Cards at Ostrel Energy: 390" for line in notes(found, 60))
