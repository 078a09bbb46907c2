"""`ccdrill rehearse`: a scenario, or a drill with its procedure, from its name to a rehearsal."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

from ccdrill.authoring.decoding.load import load_file
from ccdrill.authoring.library.library import Library
from ccdrill.authoring.reading.folders import lying_here
from ccdrill.engine.compile import compile_scenario
from ccdrill.model.diagnostics import has_errors
from ccdrill.model.drill import Drill
from ccdrill.model.errors import BadContent, CcdrillError
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import ChoiceKey, DrillId
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary, with_own_words
from ccdrill.rehearsal.drill.prospect import look_ahead, lookout_of
from ccdrill.rehearsal.hands.account import Rehearsal
from ccdrill.rehearsal.hands.rehearse import Plan, rehearse


@dataclass(frozen=True)
class Material:
    """What is rehearsed."""

    scenario: Scenario
    """The story."""
    exercise: Exercise | None
    """The story against a procedure; None: nothing is scored."""


def gather(library: Library, name: str, procedure: str | None) -> Material:
    """A scenario by id or path, or the one of a drill with its procedure; `procedure` comes before the drill's.

    Raises UnknownName, BadContent.
    """
    named = _named(library, name)
    if named.kind == "drill":
        beside = library.beside(named.path)
        parts = beside.load_drill(named.path, procedure)
        if has_errors(parts.diagnostics) or not parts.is_whole():
            raise BadContent(parts.diagnostics)
        exercise = parts.exercise(beside.vocabulary, beside.vocabularies)
        return Material(exercise.scenario, exercise)
    reading = library.beside(named.path).load_scenario(named.path)
    if reading.loaded is None:
        raise BadContent(reading.diagnostics)
    scenario = reading.loaded.model
    if procedure is None:
        return Material(scenario, None)
    wanted = library.path_of("procedure", procedure)
    beside = library.beside(wanted)
    found = beside.load_procedure(wanted)
    if found.loaded is None:
        raise BadContent(found.diagnostics)
    return Material(scenario, _exercise(scenario, found.loaded.model, beside.vocabulary))


def scenario_file(library: Library, name: str) -> Path:
    """The scenario's file, by its id or path, or by those of a drill. Raises UnknownName, BadContent."""
    named = _named(library, name)
    if named.kind == "scenario":
        return named.path
    reading = load_file(named.path, Drill)
    if reading.loaded is None:
        raise BadContent(reading.diagnostics)
    return library.beside(named.path).path_of("scenario", reading.loaded.model.scenario, named.path)


@dataclass(frozen=True)
class _Named:
    """The file that a name means."""

    kind: Literal["scenario", "drill"]
    path: Path


def _named(library: Library, name: str) -> _Named:
    """The scenario of that name, else the drill, in the library before the current folder; a path says by its text which it is."""
    if name in library.ids("scenario"):
        return _Named("scenario", library.path_of("scenario", name))
    if name in library.ids("drill"):
        return _Named("drill", library.path_of("drill", name))
    if name not in lying_here("scenario") and name in lying_here("drill"):
        return _Named("drill", library.path_of("drill", name))
    path = library.path_of("scenario", name)
    return _Named("drill" if "drills" in path.absolute().parent.parts[-1:] else "scenario", path)


def _exercise(scenario: Scenario, procedure: Procedure, vocabulary: Vocabulary) -> Exercise:
    """A scenario against a procedure, as a team would play it that is asked who acts and what is on record."""
    drill = Drill(
        schema="ccdrill/drill/v1",
        id=DrillId("rehearsal"),
        title="Rehearsal",
        scenario=scenario.id,
        procedure=procedure.id,
        mode="team",
        minutes=60,
        ask=("role", "records"),
    )
    words = with_own_words(vocabulary, procedure)
    return Exercise(drill=drill, scenario=scenario, procedure=procedure, vocabulary=words, contents=())


def run_rehearsal(material: Material, plan: Plan, progress: Callable[[str, int, int], None]) -> Rehearsal:
    """Rehearses it. Raises CcdrillError when nothing of the procedure can be done in the scenario."""
    program = compile_scenario(material.scenario)
    draw = Random(plan.seed).random  # noqa: S311  # the same seed, the same plays
    if material.exercise is None:
        return rehearse(program, plan, draw, None, (), progress)
    exercise = material.exercise
    lookout = lookout_of(exercise)
    if not lookout.frame.weight:
        raise CcdrillError(
            f"no required step of '{exercise.procedure.id}' can be done in '{material.scenario.id}'",
            "Rehearse it without a procedure, or let its choices do what the steps ask for.",
        )
    best = tuple(ChoiceKey(key) for key in look_ahead(exercise).play)
    return rehearse(program, plan, draw, lookout, best, progress)
