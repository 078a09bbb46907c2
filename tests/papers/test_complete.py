"""What a facilitator and an evaluator must find: all of the story, and all that the procedure asks for."""

from collections.abc import Iterator

import pytest

from ccdrill.model.exercise import Exercise
from ccdrill.model.filled import filled
from ccdrill.model.scenario import Words
from ccdrill.papers.evaluators import evaluators_guides
from ccdrill.papers.facilitator import facilitators_handbook
from ccdrill.papers.feedback import feedback_form
from ccdrill.papers.heading import objectives
from ccdrill.papers.players import players_manual
from ccdrill.papers.tasks import Tasks
from ccdrill.reports.blocks import Table
from tests.papers.exercises import SHIPPED, said, shipped, texts_of, tiny

DRILLS = ("tiny", *SHIPPED)


def exercise_of(drill: str) -> Exercise:
    return tiny() if drill == "tiny" else shipped(drill)


def story_of(exercise: Exercise) -> Iterator[str]:
    """Every text of the story, as its author wrote it."""
    scenario = exercise.scenario
    for state in scenario.states.values():
        yield from (state.title, state.question, *versions(state.narrative), *texts_of(state.exhibits))
        yield from texts_of(state.facilitator)
        yield from versions(state.timeout.text) if state.timeout is not None else ()
    for choices in (*(state.choices for state in scenario.states.values()), scenario.anywhere):
        for choice in choices.values():
            yield from (choice.text, *versions(choice.outcome))
    for inject in scenario.injects.values():
        yield from (inject.from_, inject.text)
    for ending in scenario.endings.values():
        yield from (ending.title, *versions(ending.narrative))
    yield from texts_of(scenario.facts)
    yield from (meter.label for meter in scenario.meters.values())


def versions(words: Words) -> Iterator[str]:
    """Paragraph by paragraph: what versions have in common is told once."""
    for text in (words,) if isinstance(words, str) else (one.text for one in words):
        yield from text.split("\n\n")


@pytest.mark.parametrize("drill", DRILLS)
def test_the_whole_story_stands_in_the_facilitators_handbook(drill: str) -> None:
    exercise = exercise_of(drill)
    names = {**exercise.scenario.names, **exercise.drill.names}
    handbook = said(facilitators_handbook(exercise))
    wanted = [" ".join(filled(text, names).split()) for text in story_of(exercise) if text]
    assert len(wanted) > 30
    assert [text for text in wanted if text not in handbook] == []


@pytest.mark.parametrize("drill", DRILLS)
def test_every_step_and_every_prohibition_stands_in_the_handbook_and_in_the_guides(drill: str) -> None:
    exercise = exercise_of(drill)
    frame = Tasks(exercise).frame
    wanted = [
        *(step.do for step in exercise.procedure.steps),
        *(rule.why.rstrip(".") for rule in frame.prohibitions),
        *(one.text for one in objectives(exercise)),
    ]
    for paper in (facilitators_handbook(exercise), evaluators_guides(exercise)):
        found = said(paper)
        assert [text for text in wanted if " ".join(text.split()) not in found] == []


@pytest.mark.parametrize("drill", DRILLS)
def test_every_step_that_counts_is_watched_once_with_who_and_what_shows_it(drill: str) -> None:
    exercise = exercise_of(drill)
    tasks = Tasks(exercise)
    rows = [
        row
        for part in evaluators_guides(exercise).sections
        for block in part.blocks
        if getattr(block, "head", ("",))[0] == "No."
        for row in block.rows
    ]
    watched = {name: sum(name in one.steps for one in objectives(exercise)) or 1 for name in tasks.counted()}
    assert len(rows) == sum(watched.values())
    for name in tasks.counted():
        task = tasks.task(name)
        assert any(row[:3] == (task.number, task.text, task.who) for row in rows)


@pytest.mark.parametrize("drill", DRILLS)
def test_every_column_of_a_paper_has_a_title_that_can_be_read_aloud(drill: str) -> None:
    exercise = exercise_of(drill)
    for make in (players_manual, facilitators_handbook, evaluators_guides, feedback_form):
        for part in make(exercise).sections:
            assert all(all(block.head) for block in part.blocks if isinstance(block, Table)), part.title
