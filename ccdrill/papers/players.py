"""The players' manual: what people may read before they play. It tells the opening situation, and nothing of what follows.

So it is made of the plan, of the first situation, and of what the procedure is called: never of what the procedure asks for.
"""

from collections.abc import Iterator

from ccdrill.model.drill import capabilities_of
from ccdrill.model.exercise import Exercise
from ccdrill.model.scenario import State
from ccdrill.papers.heading import agenda, objectives, overview, paper, story_begins
from ccdrill.reports.blocks import (
    Block,
    Report,
    Section,
    emphasis,
    listing,
    paragraph,
    paragraphs,
    section,
    sheet,
    strong,
    table,
    words,
)
from ccdrill.scoring.titles import joined
from ccdrill.session.deciding.story import Story
from ccdrill.session.showing.prompts import LABELS
from ccdrill.session.telling.telling import Telling


def players_manual(exercise: Exercise) -> Report:
    """For everybody who plays."""
    opening = paragraph(
        "For those who play: what is planned, who plays what, how it is decided, and how the story begins. There is nothing to prepare."
    )
    return paper(exercise, "Players' manual", [opening], _sections(exercise))


def _sections(exercise: Exercise) -> Iterator[Section]:
    telling = Telling(exercise)
    yield overview(exercise)
    yield from _aims(exercise)
    yield section("Who plays what", _roles(exercise, telling))
    yield section("How the time is spent", [agenda(exercise)])
    yield section("The rules of play", [listing(_rules(exercise))])
    yield section("How the story begins", _opening(exercise, telling), begins_page=True)


def _aims(exercise: Exercise) -> Iterator[Section]:
    """The objectives with their capabilities; for whoever decides alone the capabilities only."""
    found = objectives(exercise)
    capabilities = capabilities_of(found)
    if found and exercise.drill.mode == "team":
        head = ("Objective", *(["Capability"] if capabilities else []))
        rows = [(one.text, *([one.capability or "-"] if capabilities else [])) for one in found]
        yield section("What it exercises", [table(head, rows)])
    elif capabilities:
        yield section("What it exercises", [listing(words(one) for one in capabilities)])


def _roles(exercise: Exercise, telling: Telling) -> Iterator[Block]:
    drill = exercise.drill
    if drill.mode == "solo":
        role = telling.role_title(drill.plays) if drill.plays is not None else ""
        yield paragraph("You play alone", ", as ", strong(role), ".") if role else paragraph("You play alone.")
        return
    yield paragraph(
        "Speak for your role. Not everybody needs one, and one person may have two; the facilitator answers for those without a name."
    )
    yield table(("Role", "Played by"), [(telling.role_title(role), "") for role in telling.roles()], room=1)


def _rules(exercise: Exercise) -> Iterator[str]:
    drill, is_team = exercise.drill, exercise.drill.mode == "team"
    yield (
        "Nothing is real. No live system is touched, nobody outside is called or written to, and no real card number is"
        " said, written or typed."
    )
    yield "Take the story as it is told. Decide as you would on a working day, with what people in it can know by then."
    if is_team and drill.options == "closed":
        yield "Talk first. When you have said what you would do, the facilitator opens the choices, and you agree on one."
    else:
        yield f"In every situation {'the team agrees on' if is_team else 'you take'} one of the choices that are offered."
    if drill.pace:
        yield f"Thinking takes time: the story runs {float(drill.pace):g} times as fast as the clock on the wall."
    else:
        yield f"{'Talking and thinking take' if is_team else 'Thinking takes'} no time of the story. What you choose to do does."
    asked = joined([LABELS[one][1] for one in LABELS if one in drill.ask])
    if asked:
        records = "; but a record that nobody names counts as missing" if "records" in drill.ask else ""
        yield f"Beside a choice you may be asked {asked}. What you leave open is not judged{records}."
    yield (
        f"What counts is what you decide, compared with {exercise.procedure.title}, version {exercise.procedure.version}:"
        " what is done, by whom, by when, in which order, and with which record. Every point that is lost is explained by the"
        " step that it belongs to; haste, eloquence and rank bring none."
    )
    yield (
        "What the procedure says is told after each decision."
        if drill.feedback == "each"
        else "What the procedure says is told at the end."
    )
    if is_team:
        yield (
            "What is tested is the plan and the team, no single person. Names and notes stay on the computer that it is played on,"
            " can be left out of the report, and can be erased. Roles, decisions and their times stay."
        )
    else:
        yield "What you decide stays on the computer that you play on, and is sent to nobody."


def _opening(exercise: Exercise, telling: Telling) -> Iterator[Block]:
    story = Story(exercise.scenario).begin().situation
    state = exercise.scenario.states[exercise.scenario.start]
    fill = telling.wording.fill
    yield paragraph(strong(fill(state.title)), f" {story_begins(exercise)}")
    yield from paragraphs(telling.wording.choose(state.narrative, story))
    yield paragraph(strong("To talk about" if exercise.drill.mode == "team" else "To think about"))
    yield listing(words(fill(one)) for one in _questions(state))
    for one in state.exhibits:
        yield paragraph(strong(fill(one.title)), " ", emphasis(f"({one.kind})"))
        yield sheet(fill(one.body))


def _questions(state: State) -> tuple[str, ...]:
    """What participants may see too; where the author wrote none, what they will be asked."""
    return state.facilitator.ask or (state.question,)
