"""`ccdrill rehearse`: a scenario, or a drill with its procedure, from its name to a rehearsal; and a kept play, played again."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

from ccdrill.authoring.excerpt import as_one_line
from ccdrill.authoring.folders import lying_here
from ccdrill.authoring.library import Library
from ccdrill.authoring.load import load_file
from ccdrill.engine.calendar import clock_label
from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.machine import MachineMover
from ccdrill.engine.program import Offer, Program
from ccdrill.engine.situation import Situation
from ccdrill.engine.step import begin, decide, offers, pass_time
from ccdrill.model.diagnostics import has_errors
from ccdrill.model.drill import Drill
from ccdrill.model.errors import BadContent, CcdrillError
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import ChoiceKey, DrillId
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary, with_own_words
from ccdrill.rehearsal.account import Failure, Rehearsal
from ccdrill.rehearsal.attainable import look_ahead, lookout_of
from ccdrill.rehearsal.bridge import load
from ccdrill.rehearsal.listing import WAITED
from ccdrill.rehearsal.rehearse import Plan, rehearse
from ccdrill.rehearsal.table import Table
from ccdrill.rehearsal.tabulate import build_table
from ccdrill.rehearsal.walker import Walker

_MOST_WAITS = 1_000
"""Times that something happens while nobody decides, before it is taken to lead nowhere."""
_QUOTED = 60
"""Characters of a line of a play that are quoted."""
_DECISION = re.compile(rf"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)?|{re.escape(WAITED)}")
"""A choice by its key, or waiting."""
_HEAD = "# a play of ccdrill: play it again with: ccdrill replay SCENARIO FILE"


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


def _next_happening(table: Table, situation: Situation, number: int) -> int:
    """The second at which something happens while nobody decides."""
    idle = Walker(table)
    load(idle, situation)
    if situation.is_ended or not idle.wait():
        raise CcdrillError(
            f"line {number} of the play waits, and nothing ever happens there", "Delete what comes after it."
        )
    return idle.now


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


def kept_play(rehearsal: Rehearsal, failure: Failure) -> str:
    """A failing play as a file that can be replayed."""
    lines = (
        _HEAD,
        f"# scenario: {rehearsal.scenario}",
        f"# {failure.why}; {failure.policy} play {failure.number}, seed {rehearsal.seed}",
        *failure.play,
    )
    return "\n".join(lines) + "\n"


def kept_once(rehearsal: Rehearsal) -> dict[Failure, int]:
    """Each way to fail once, the shortest first: the first play that went so, and how many did."""
    ways = Counter((one.why, one.play) for one in rehearsal.failures)
    firsts = {(one.why, one.play): one for one in reversed(rehearsal.failures)}
    return {firsts[way]: ways[way] for way in sorted(ways, key=lambda way: (len(way[1]), way))}


def holds_play(text: str) -> bool:
    """Whether a text is a play: it says so, or it chooses something. One that gets stuck at once chooses nothing."""
    decisions = _decisions(text)
    return text.startswith(_HEAD) or (bool(decisions) and all(_DECISION.fullmatch(key) for _, key in decisions))


def _decisions(text: str) -> list[tuple[int, str]]:
    """What is decided, each with the number of its line."""
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), start=1))
    return [(number, line) for number, line in lines if line and not line.startswith("#")]


def replay(scenario: Scenario, text: str) -> Iterator[str]:
    """A kept play, played again by the engine itself: a line a decision. Raises CcdrillError where it can't go on."""
    program = compile_scenario(scenario)
    mover = MachineMover(program)
    table = build_table(program)
    situation = begin(program, mover).situation
    for number, key in _decisions(text):
        clock = clock_label(scenario.begins, situation.now)
        open_now = offers(program, situation)
        offer = next((one for one in open_now if one.key == key), None)
        if situation.is_ended:
            gone = f"line {number}: the play has come to the ending '{situation.state}', and goes on"
            raise CcdrillError(gone, "Delete this line and those below it.")
        if key == WAITED:
            step = pass_time(program, mover, situation, _next_happening(table, situation, number))
        elif offer is None:
            why = _why_not(program, situation, key)
            raise CcdrillError(
                f"line {number}: '{as_one_line(key, _QUOTED)}' {why}", _instead(situation, open_now, text)
            )
        else:
            taken = decide(program, mover, situation, offer.id)
            assert taken is not None, "it is offered"
            step = taken
        yield f"{clock}  {situation.state}: {key}"
        situation = step.situation
    clock = clock_label(scenario.begins, situation.now)
    if situation.is_ended:
        yield f"{clock}  ends in '{situation.state}'"
        return
    open_now = offers(program, situation)
    if open_now:
        yield f"{clock}  {situation.state}: what can be chosen there: {', '.join(one.key for one in open_now)}"
        return
    how = " until time has passed" if _time_leads_on(table, situation) else ", and time changes nothing: it is stuck"
    yield f"{clock}  {situation.state}: nothing can be chosen there{how}"


def _time_leads_on(table: Table, situation: Situation) -> bool:
    """Whether people who wait where nothing can be chosen can choose again some time, or come to an ending."""
    idle = Walker(table)
    load(idle, situation)
    return any(idle.is_ended or any(idle.open_rows()) for _ in range(_MOST_WAITS) if idle.wait())


def _why_not(program: Program, situation: Situation, key: str) -> str:
    """Why the play can't go on so, after the choice's name."""
    here = next((one for one in program.offers[situation.state] if one.key == key), None)
    if here is None:
        if any(one.key == key for offered in program.offers.values() for one in offered):
            return f"belongs to another state: the play stands in '{situation.state}' there"
        return f"is no choice of '{program.scenario.id}'"
    if here.choice.once and situation.used.get(here.key):
        return "was taken before, and can be taken once"
    return (
        f"can't be chosen there: when {here.choice.when.text}"
        if here.choice.when is not None
        else "can't be chosen there"
    )


def _instead(situation: Situation, open_now: tuple[Offer, ...], text: str) -> str:
    """What could be chosen, and of which scenario the play is."""
    choices = ", ".join(one.key for one in open_now) or "nothing"
    kept = re.search(r"^# scenario: ([a-z0-9-]{1,64})$", text, re.MULTILINE)
    told = f" It was kept of '{kept[1]}': was that changed since?" if kept is not None else ""
    return f"In '{situation.state}' can be chosen there: {choices}.{told}"
