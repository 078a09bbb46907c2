"""The evaluators' guides: each objective with what shows it, and nothing that cannot be judged."""

from msgspec.structs import replace

from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import StepId
from ccdrill.papers.evaluators import evaluators_guides
from ccdrill.reports.blocks import Section, Table
from tests.papers.exercises import said, tiny


def part(exercise: Exercise, title: str) -> str:
    """What a part of the guides says; empty: there is none."""
    paper = evaluators_guides(exercise)
    return said(
        replace(
            paper, title="", marking="", author="", foot=(), opening=(), sections=tuple(parts(paper.sections, title))
        )
    )


def parts(sections: tuple[Section, ...], title: str) -> list[Section]:
    return [one for one in sections if one.title.startswith(title)]


def scoped(*steps: str) -> Exercise:
    exercise = tiny()
    return replace(exercise, drill=replace(exercise.drill, scope=tuple(StepId(one) for one in steps)))


def test_each_objective_is_a_part_that_can_be_handed_out_with_its_steps_and_its_prohibitions() -> None:
    paper = evaluators_guides(tiny())
    guides = parts(paper.sections, "Objective")
    assert [one.title for one in guides] == [
        "Objective 1: See it at the first call",
        "Objective 2: Tell the acquirer",
        "Objective 3: Stop the loss",
    ]
    assert all(one.begins_page and one.is_wide for one in guides)
    assert "Power off the node" in part(tiny(), "Objective 1")
    assert "Power off the node" not in part(tiny(), "Objective 2")


def test_what_belongs_to_no_objective_is_watched_too() -> None:
    rest = part(tiny(), "What belongs to no objective")
    assert "5 Archive the recordings anybody after 1" in rest
    assert "What the procedure forbids" not in rest
    exercise = tiny()
    loose = tuple(replace(rule, objective=None) for rule in exercise.procedure.prohibited)
    rest = part(
        replace(exercise, procedure=replace(exercise.procedure, prohibited=loose)), "What belongs to no objective"
    )
    assert rest.endswith(
        "What the procedure forbids Never: Power off the node. It destroys volatile evidence. Critical."
    )


def test_an_objective_of_which_no_step_counts_says_so_and_asks_for_none() -> None:
    exercise = scoped("report", "acquirer")
    guide = part(exercise, "Objective 3")
    assert (
        "None here: no step of it (Tiny procedure, version 1.0: Model procedure T) can be judged in this drill."
        in guide
    )
    assert "Divert the route" not in guide
    assert "Divert the route (critical) Isolate the node Archive the recordings" in part(
        exercise, "What is not watched"
    )


def test_there_is_room_for_the_rating_whoever_gave_it_and_why() -> None:
    paper = evaluators_guides(tiny())
    (guide,) = parts(paper.sections, "Objective 2")
    rating, tasks, notes = (one for one in guide.blocks if isinstance(one, Table))
    assert rating.head[1:] == ("Evaluator", "How to reach you", "Date") and rating.room == 3
    assert rating.rows[0][0] == "P / S / M / U / N"
    assert tasks.room == 2 and {row[-2:] for row in tasks.rows} == {("", "")}
    assert notes.room == 1 and set(notes.rows) == {("",)}
