"""`ccdrill score`: a procedure that stands alone and a trace from outside to a score, with everything that decided it."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from ccdrill.authoring.checks.check_procedure import check_procedure
from ccdrill.authoring.decoding.load import Loaded, load_file
from ccdrill.authoring.library.library import Library
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.engine.conditions import Case
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.errors import BadContent, CcdrillError, UnknownName
from ccdrill.model.ids import StepId
from ccdrill.model.privacy import holds_too_many_digits, remove_card_numbers
from ccdrill.model.procedure import Procedure, anchor_step
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary, with_own_words
from ccdrill.model.walks import doable_actions
from ccdrill.scoring.case import asked_two_ways, read_case, unasked
from ccdrill.scoring.frame import Frame, frame_procedure
from ccdrill.scoring.outside import read_trace, undeclared
from ccdrill.scoring.result import Score
from ccdrill.scoring.score import Circumstances, NothingToScore, score_trace
from ccdrill.scoring.trace import Trace


@dataclass(frozen=True)
class Account:
    """What is said of an exercise that was not run in ccdrill, as it was typed."""

    procedure: str
    """A YAML file, or the id of one in the library."""
    scenario: str | None = None
    """The same of a scenario: it gives the case, the start and what can be done; None: everything can."""
    case: tuple[tuple[str, str], ...] = ()
    """Keys and words; they come before the scenario's."""
    begins: dt.datetime | None = None
    """The start, with its UTC offset; it comes before the scenario's."""
    not_exercised: tuple[str, ...] = ()
    """Steps that the exercise could not show."""
    withheld: tuple[str, ...] = ()
    """Steps that whoever ended it early kept from the team."""


@dataclass(frozen=True)
class Assessment:
    """A score, with everything that it was made from."""

    case: Case
    """The constant truths of the exercise."""
    frame: Frame
    """What counted."""
    trace: Trace
    """What was done."""
    score: Score
    """What it comes to."""
    warnings: tuple[Diagnostic, ...]
    """Of the procedure and of the trace: slips of the pen, perhaps."""
    remarks: tuple[str, ...]
    """What was given and changes nothing."""


def assess(library: Library, account: Account, given: Callable[[], tuple[str, str]]) -> Assessment:
    """The score of a trace. `given` gives its text and what diagnostics call it; asked last, for it may wait for a writer.

    Raises UnknownName, BadContent, UnusableCase, NothingToScore, and CcdrillError for business days without a start.
    """
    loaded, vocabulary, warnings = _procedure(library, account.procedure)
    procedure = loaded.model
    scenario = _scenario(library, account.scenario) if account.scenario is not None else None
    case: Case = {**(scenario.case if scenario is not None else {}), **read_case(account.case, procedure)}
    frame = frame_procedure(
        procedure,
        vocabulary.roles,
        case,
        doable=doable_actions(scenario) if scenario is not None else None,
        not_exercised=_steps(procedure, account.not_exercised),
    )
    withheld = _steps(procedure, account.withheld)
    begins = account.begins or (scenario.begins if scenario is not None else None)
    _refuse_unscorable(loaded, frame, begins)
    text, file = given()
    if holds_too_many_digits(text):
        raise BadContent((_too_many_digits(file),))
    text, removed = remove_card_numbers(text)
    read = read_trace(text, file, begins)
    if read.trace is None:
        raise BadContent(read.diagnostics)
    words = with_own_words(vocabulary, procedure)
    score = score_trace(frame, read.trace, words, Circumstances(withheld=withheld))
    warnings = (*warnings, *undeclared(read, words, procedure, file))
    remarks = tuple(_remarks(account, frame, withheld, score))
    if removed:
        number = "A card-shaped number" if removed == 1 else f"{removed} card-shaped numbers"
        remarks = (f"{number} in the trace can't stand there. Write a token such as PAN-0417.", *remarks)
    return Assessment(case, frame, read.trace, score, warnings, remarks)


def _too_many_digits(file: str) -> Diagnostic:
    message = "the trace holds more rows of digits than can be looked through for card numbers"
    return Diagnostic(code="card-number", message=message, cure="Check that it is the right file.", file=file)


def _procedure(library: Library, name: str) -> tuple[Loaded[Procedure], Vocabulary, tuple[Diagnostic, ...]]:
    """The procedure with the vocabulary of its library folder. Nothing refers to it, so its file may have any name."""
    path = library.path_of("procedure", name)
    vocabulary = library.beside(path).vocabulary
    reading = load_file(path, Procedure)
    found = reading.checkable
    if found is not None:
        reading = reading.after(check_procedure(found.document, found.model, vocabulary, stands_alone=True))
    if reading.loaded is None:
        raise BadContent(reading.diagnostics)
    return reading.loaded, vocabulary, reading.diagnostics


def _scenario(library: Library, name: str) -> Scenario:
    path: Path = library.path_of("scenario", name)
    reading = library.beside(path).load_scenario(path)
    if reading.loaded is None:
        raise BadContent(reading.diagnostics)
    return reading.loaded.model


def _steps(procedure: Procedure, names: Iterable[str]) -> tuple[StepId, ...]:
    known = [step.id for step in procedure.steps]
    for name in names:
        if name not in known:
            near = nearest(name, known)
            hint = f"Did you mean '{near}'?" if near else f"It has: {', '.join(known)}."
            raise UnknownName(f"the procedure '{procedure.id}' has no step '{name}'", hint)
    return tuple(StepId(name) for name in names)


def _refuse_unscorable(loaded: Loaded[Procedure], frame: Frame, begins: dt.datetime | None) -> None:
    """What is well written, and yet means nothing in this exercise."""
    if not frame.required:
        raise NothingToScore(
            f"no required step of '{frame.procedure.id}' counts in this exercise",
            "Say what its 'when' asks for, as in --case account_data=true, or leave out --not-exercised.",
        )
    if loose := frame.loose_anchors():
        raise BadContent(tuple(_loose_anchor(loaded, frame, step) for step in loose))
    counting = frame.on_business_days()
    if counting and begins is None:
        raise CcdrillError(
            f"the deadline of '{counting[0]}' counts business days, and the date of the start is not known",
            "Add it with its UTC offset, as in --begins 2026-03-02T10:20+00:00.",
        )


def _loose_anchor(loaded: Loaded[Procedure], frame: Frame, step: StepId) -> Diagnostic:
    start = anchor_step(frame.steps[step])
    path = ("steps", [*frame.steps].index(step), "deadline", "from")
    message = f"'{start}' does not count in this exercise, but '{step}', whose clock it starts, does"
    cure = f"Start the clock at a step that counts, at a moment, or at start; or add --not-exercised {step}."
    return loaded.document.diagnose(path, "loose-anchor", message, cure)


def _remarks(account: Account, frame: Frame, withheld: Collection[StepId], score: Score) -> Iterable[str]:
    for key, cure in unasked((key for key, _ in account.case), frame.procedure):
        yield f"The procedure asks nothing of case.{key}. {cure}"
    for key in asked_two_ways((key for key, _ in account.case), frame.procedure):
        yield f"The procedure asks for case.{key} with 'in' and in another way: no value answers both. Ask in one way there."
    for step in withheld:
        if step in score.withheld:
            continue
        reason = "it was done" if step in frame.required else "it does not count in this exercise"
        yield f"'{step}' is not withheld: {reason}."
