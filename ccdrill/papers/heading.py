"""What every paper of an exercise begins with: that it is one, who may read it, and the overview that all papers share."""

from collections.abc import Iterable

from ccdrill.debrief.document.called import named, placed
from ccdrill.engine.calendar import instant
from ccdrill.model.drill import Objective
from ccdrill.model.exercise import Exercise
from ccdrill.reports.blocks import Block, Report, Section, pairs, paragraph, section, strong, table, words
from ccdrill.scoring.ratings import own_objectives
from ccdrill.session.run.trace import frame_exercise
from ccdrill.session.telling.words import Wording

REMINDER = "THIS IS AN EXERCISE."
"""What stands on every page."""


def paper(
    exercise: Exercise, kind: str, opening: Iterable[Block], sections: Iterable[Section], *, is_long: bool = False
) -> Report:
    """A paper of an exercise; `opening`: what stands below its marking. It is not dated yet."""
    drill, scenario, procedure = exercise.drill, exercise.scenario, exercise.procedure
    marking = words(drill.marking)
    said = f" {marking}." if marking else ""
    return Report(
        title=words(f"{kind}: {drill.title}"),
        marking=f"{REMINDER}{said}",
        author=words(named(drill.overview.organisation)),
        recorded="",
        foot=(
            words(f"Drill {drill.id}"),
            words(f"Scenario {scenario.id} {scenario.version}"),
            words(f"Procedure {procedure.id} {procedure.version}"),
        ),
        opening=(paragraph(strong(REMINDER), said), *opening),
        sections=tuple(sections),
        is_dense=is_long,
        has_contents=is_long,
    )


def overview(exercise: Exercise) -> Section:
    """The exercise in a table; what only those know who hold it is left to be filled in."""
    drill, plan = exercise.drill, exercise.drill.overview
    wording = Wording(exercise.scenario, drill.names)
    kind = "One person, alone at a screen" if drill.mode == "solo" else "A team at one table, led by a facilitator"
    known = [
        ("Organisation", plan.organisation),
        ("Sponsor", plan.sponsor),
        ("Contact", plan.contact),
        ("Date", f"{plan.date:%d %B %Y}".lstrip("0") if plan.date is not None else ""),
        ("From, to", ""),
        ("Place", plan.location),
        *([("Facilitator", ""), ("Evaluators", "")] if drill.mode == "team" else []),
        ("Kind", f"{kind}, {drill.minutes} minutes"),
        ("Scope", plan.scope or "All that the procedure asks for and the story lets people do"),
        ("Story", f"{wording.fill(exercise.scenario.title)}. {wording.fill(exercise.scenario.summary)}"),
        ("Measured against", measured_against(exercise)),
    ]
    facts = pairs((what, value) for what, value in known if value)
    blanks = [what for what, value in known if not value]
    return section("The exercise", [facts, table(blanks, [("",) * len(blanks)], room=len(blanks))])


def measured_against(exercise: Exercise) -> str:
    """The procedure, where it is written, and whether it is anybody's own."""
    procedure = exercise.procedure
    model = ". It is a model, not your organisation's own" if procedure.model else ""
    return f"{procedure.title}, version {procedure.version}: {placed(procedure.source.document, procedure.source.section)}{model}"


def written_in(exercise: Exercise) -> str:
    """The same in few words."""
    procedure = exercise.procedure
    return f"{procedure.title}, version {procedure.version}: {procedure.source.document}"


def objectives(exercise: Exercise) -> tuple[Objective, ...]:
    """What the exercise wants to see: by its drill, else by the steps of its procedure."""
    return exercise.drill.objectives or own_objectives(frame_exercise(exercise))


def agenda(exercise: Exercise) -> Block:
    """The parts of the exercise with the minutes that its plan gives them."""
    drill = exercise.drill
    briefing, hot_wash = drill.agenda.briefing, drill.agenda.hot_wash
    talk = "talk, " if drill.mode == "team" else ""
    parts = [
        ("Briefing", "Who plays what, how it is played, questions", briefing),
        (
            "Play",
            f"Situation by situation: read, {talk}decide, see what comes of it",
            drill.minutes - briefing - hot_wash,
        ),
        ("Hot wash", "While it is fresh: what was hard, what was missing, who puts what right by when", hot_wash),
    ]
    rows = [(part, what, f"{minutes} min", "") for part, what, minutes in parts if minutes > 0]
    return table(("Part", "What happens", "How long", "From"), rows, room=1)


def story_begins(exercise: Exercise) -> str:
    """The story's first instant, with its date."""
    begins = instant(exercise.scenario.begins, 0)
    return f"{begins:%A} {begins.day} {begins:%B} {begins:%Y}, {begins:%H:%M}"
