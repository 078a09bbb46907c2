"""New files for authors: examples that teach, and copies of files that are there. Texts only; nothing is written here."""

from pathlib import Path as FilePath

from ccdrill.authoring.new.rewrite import as_scalar, with_values
from ccdrill.authoring.reading.folders import FOLDERS, Playable, shipped_folder
from ccdrill.authoring.reading.locate import Path
from ccdrill.authoring.schemas.modeline import modeline, with_modeline
from ccdrill.model.drill import Drill
from ccdrill.model.ids import ObjectiveId
from ccdrill.model.procedure import Procedure, Step
from ccdrill.model.scenario import Scenario
from ccdrill.model.value import Value

_EXAMPLE = "example"
_WORDS = (
    modeline("vocabulary")
    + """
# The words that your scenarios and procedures share, beside those that ccdrill knows already. A scenario says which action
# a choice does, a procedure says which action a step asks for: both by the id that stands here. Titles are read inside
# sentences: actions begin with a verb, records and places are nouns.
#
# Take the comment signs away, and write your own:

schema: ccdrill/vocabulary/v1
# actions:
#   lock-the-account: {title: Lock the account}
# moments:
#   theft-noticed: {title: The theft was noticed}
# roles:
#   shift-manager: {title: Shift manager, deputies: [team-leader]}
# records:
#   shift-log: {title: Shift log}
# places:
#   back-office: {title: Back office}
"""
)


class NewFile(Value, frozen=True, kw_only=True):
    """A file that is to be written."""

    path: str
    """Where in a library folder, with slashes."""
    text: str
    """The whole of it."""


def copied(kind: Playable, name: str, text: str, **values: str) -> NewFile:
    """A file under a new name: with its id and its modeline, the given values under their keys, and else as it stands."""
    scalars: dict[Path, str] = {(key,): as_scalar(value) for key, value in {"id": name, **values}.items()}
    changed = _comments_in_place(text, with_values(text, scalars))
    return NewFile(path=f"{FOLDERS[kind]}/{name}.yaml", text=with_modeline(changed, kind))


def _comments_in_place(before: str, after: str) -> str:
    """The text after a change, its comments where they stood before: they stand below each other, if there is room."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if len(old) != len(new):
        return after
    return "".join(
        _comment_at(one.find("  #"), other) if one != other else other for one, other in zip(old, new, strict=True)
    )


def _comment_at(place: int, line: str) -> str:
    """The line with its comment, and the two blanks before it, at a place; as it stands, if it had none."""
    begins = line.rfind("  #")
    if place < 0 or begins < 0:
        return line
    return f"{line[:begins].rstrip().ljust(place)}{line[begins:]}"


def example_procedure(name: str) -> NewFile:
    """A small procedure that says what its keys mean."""
    return copied("procedure", name, _example("procedure"))


def example_scenario(name: str, title: str) -> tuple[NewFile, ...]:
    """A small scenario, and what it takes to play it: a procedure of the same name, and a drill of that title."""
    drill = copied("drill", name, _example("drill"), scenario=name, procedure=name, title=title)
    return copied("scenario", name, _example("scenario")), example_procedure(name), drill


def example_deck(name: str) -> NewFile:
    """A small deck that says what its keys mean."""
    return copied("deck", name, _example("deck"))


def words_of_ones_own() -> NewFile:
    """A vocabulary with nothing in it yet."""
    return NewFile(path="scenarios/vocabulary.yaml", text=_WORDS)


class Pairing(Value, frozen=True, kw_only=True):
    """What a drill is made of."""

    scenario: Scenario
    """What is played."""
    procedure: Procedure
    """What it is scored against."""
    steps: tuple[Step, ...]
    """Those of the procedure that count there."""
    like: Drill | None = None
    """Another plan of the scenario; None: there is none."""


def plan(name: str, title: str, pairing: Pairing) -> NewFile:
    """A drill that wants to see every step, for as many people and as long as the other plan of its scenario."""
    example = _example("drill")
    text = _comments_in_place(example, with_values(example, _like(pairing.like)))
    file = copied("drill", name, text, title=title, scenario=pairing.scenario.id, procedure=pairing.procedure.id)
    head = file.text.partition("\nobjectives:\n")[0]
    return NewFile(path=file.path, text=f"{head}\nobjectives:\n{_objectives(pairing.steps)}")


def _like(drill: Drill | None) -> dict[Path, str]:
    """What the example has to say instead to be for as many people and as long as that drill, as it stands in a file."""
    if drill is None:
        return {}
    values: dict[Path, str] = {("minutes",): str(drill.minutes)}
    if drill.mode == "team":
        values |= {("mode",): drill.mode, ("feedback",): drill.feedback, ("options",): drill.options}
        values |= {("ask", 0): ", ".join(drill.ask)} if drill.ask else {}
    return values


def _objectives(steps: tuple[Step, ...]) -> str:
    """One for each objective that the steps name, in their order; one for all that name none."""
    groups: dict[str, list[Step]] = {}
    for step in steps:
        groups.setdefault(step.objective or ObjectiveId("follow-the-procedure"), []).append(step)
    return "".join(
        f"  - id: {as_scalar(name)}\n    text: {as_scalar(name.replace('-', ' ').capitalize())}\n    steps:\n"
        + "".join(f"      - {as_scalar(step.id)}\n" for step in group)
        for name, group in groups.items()
    )


def example_file(kind: Playable) -> FilePath:
    """Where the example of that kind stands."""
    return shipped_folder() / "templates" / FOLDERS[kind] / f"{_EXAMPLE}.yaml"


def _example(kind: Playable) -> str:
    return example_file(kind).read_text(encoding="utf-8")
