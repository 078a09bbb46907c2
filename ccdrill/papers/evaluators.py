"""The evaluators' guides, one for each objective: what to watch for by the procedure, with room for what was seen."""

from collections.abc import Iterable, Iterator, Sequence

from ccdrill.debrief.document.document import GRADES
from ccdrill.debrief.telling.told_evidence import HOW_RATED
from ccdrill.model.drill import Objective
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import StepId
from ccdrill.model.procedure import Prohibition
from ccdrill.papers.heading import objectives, overview, paper, written_in
from ccdrill.papers.room import box, circles
from ccdrill.papers.tasks import Task, Tasks
from ccdrill.reports.blocks import (
    Block,
    Report,
    Section,
    Short,
    labelled,
    listing,
    paragraph,
    section,
    strong,
    table,
    words,
)

_NOTES = 3
"""Rows for notes; there is more room on the back."""


def evaluators_guides(exercise: Exercise) -> Report:
    """For those who watch and rate. Players must not see it: it holds what the procedure asks for."""
    opening = paragraph(
        strong("Not for players:"),
        " it tells what the procedure asks for. One guide for each objective; whoever watches an objective takes its page.",
    )
    return paper(exercise, "Evaluators' guides", [opening], _sections(exercise))


def _sections(exercise: Exercise) -> Iterator[Section]:
    tasks = Tasks(exercise)
    yield overview(exercise)
    yield section("How to watch, and how to rate", _how())
    for number, one in enumerate(objectives(exercise), start=1):
        yield section(
            words(f"Objective {number}: {one.text}"),
            _guide(exercise, tasks, one, number),
            is_wide=True,
            begins_page=True,
        )
    steps, rules = tasks.of_none(), tasks.rules_of_none()
    if steps or rules:
        yield section("What belongs to no objective", [*_watched(tasks, steps), *_never(tasks, rules)], is_wide=True)
    if tasks.not_counted():
        yield section("What is not watched", _unwatched(tasks))


def _how() -> Iterator[Block]:
    yield listing(
        [
            "Watch and write; do not help, nod or correct. What is said counts as done only if it is decided.",
            "Write what you saw and when, by the story's clock: who did it, which record they named, what they did instead.",
            "What a task rests on is a text from outside, which need not word it so: what counts is what the procedure says.",
            "Rate after the hot wash, when you have heard why. Say what your rating rests on.",
        ]
    )
    yield table(("Rating", "What it means"), [(grade, words) for grade, words in GRADES.items()])
    yield paragraph(
        "The program proposes a rating for each objective at the end, by these rules, and you confirm or change it. ",
        HOW_RATED,
    )


def _guide(exercise: Exercise, tasks: Tasks, objective: Objective, number: int) -> Iterator[Block]:
    rules = [rule for rule in tasks.frame.prohibitions if rule.objective == objective.id]
    counted = [name for name in objective.steps if name in tasks.frame.exercised]
    facts = [
        Short("Capability", objective.capability),
        Short("Target", _target(tasks, counted, written_in(exercise))),
    ]
    yield labelled(one for one in facts if one.text)
    yield table(
        ("Rating, circle one", "Evaluator", "How to reach you", "Date"), [(circles(GRADES), "", "", "")], room=3
    )
    yield from _watched(tasks, counted)
    yield from _never(tasks, rules)
    yield box(f"Objective {number}: observation notes, and why this rating", _NOTES)


def _target(tasks: Tasks, steps: Sequence[StepId], where: str) -> str:
    if not steps:
        return f"None here: no step of it ({where}) can be judged in this drill."
    critical = [name for name in steps if tasks.frame.steps[name].critical]
    said = f"Every task below as it is written ({where}): by whom, by when, with its record."
    if not critical:
        return said
    return (
        f"{said} Without {'the critical one' if len(critical) == 1 else 'each of the critical ones'} it is not reached."
    )


def _watched(tasks: Tasks, steps: Iterable[StepId]) -> Iterator[Block]:
    """The steps, and beside each what was seen of it."""
    found = [tasks.task(name) for name in steps]
    if not found:
        return
    rows = [(one.number, one.text, one.who, _when(one), one.shows or "-", one.sources or "-", "", "") for one in found]
    head = (
        "No.",
        "Task",
        "Who",
        "By when",
        "What shows it",
        "Rests on",
        "Seen: when, by whom",
        "What was missing",
    )
    yield table(head, rows, room=2)


def _when(task: Task) -> str:
    """By when, and which steps must come first."""
    after = f"after {task.after}" if task.after else ""
    return "; ".join(part for part in (task.due, after) if part) or "-"


def _never(tasks: Tasks, rules: Iterable[Prohibition]) -> Iterator[Block]:
    found = list(tasks.forbidden(rules))
    if found:
        yield paragraph(strong("What the procedure forbids"))
        yield listing(found)


def _unwatched(tasks: Tasks) -> Iterator[Block]:
    yield paragraph(
        "Steps of the procedure that this drill leaves out, that its story does not let anybody do, or that do not apply in it:"
    )
    yield listing(tasks.task(name).text for name in tasks.not_counted())
