"""Pinned texts back to an exercise: a run plays and scores from what it began with, whatever became of the files."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ccdrill.authoring.checks.check_drill import check_drill
from ccdrill.authoring.checks.check_procedure import check_procedure
from ccdrill.authoring.checks.check_scenario import check_scenario
from ccdrill.authoring.decoding.load import Loaded, M, Reading, load_text
from ccdrill.authoring.library.library import for_procedure, merge_vocabularies
from ccdrill.model.diagnostics import Diagnostic, has_errors
from ccdrill.model.drill import Drill
from ccdrill.model.errors import BadContent, DamagedRun
from ccdrill.model.events import Opened, Pin
from ccdrill.model.exercise import Content, Exercise
from ccdrill.model.procedure import Procedure
from ccdrill.model.rules import RULES
from ccdrill.model.scenario import Scenario
from ccdrill.model.value import Value
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.scoring.fit import check_fit
from ccdrill.session.run.chain import content_digest

LoadText = Callable[[str, str, type[Any]], Reading[Any]]
"""Text, what to call it, and its kind to what is in it. Whoever opens many runs remembers what it read: many hold the same."""


def unpin(opened: Opened, contents: Sequence[Content], load: LoadText = load_text) -> Exercise:
    """The exercise of a run. Raises DamagedRun when a text is not the pinned one, BadContent when one can't be read.

    The texts were checked when the run began, or when it was imported: a check that a later ccdrill adds does not take an
    old run from its people.
    """
    return _unpin(opened, contents, load).exercise


def check_pinned(opened: Opened, contents: Sequence[Content]) -> None:
    """Checks texts that come from elsewhere as if they were to be played. Raises DamagedRun and BadContent.

    There must be the pinned texts and no others, by the same names.
    """
    pins = [(pin.kind, pin.id, pin.version, pin.sha256) for pin in opened.content]
    if pins != [(one.kind, one.id, one.version, content_digest(one)) for one in contents]:
        raise DamagedRun(
            "the texts that come with the run are not those that it was played with",
            "Export it again from where it was played.",
        )
    pinned = _unpin(opened, contents, load_text)
    one = pinned.exercise
    drill, scenario, procedure = pinned.drill.document, pinned.scenario.document, pinned.procedure.document
    _refuse(
        [
            *check_scenario(scenario, one.scenario, one.vocabulary),
            *check_procedure(procedure, one.procedure, one.vocabulary),
            *check_drill(drill, one.drill, one.scenario, one.procedure, one.vocabulary),
        ]
    )
    _refuse(check_fit(drill, procedure, one.drill, one.scenario, one.procedure, one.vocabulary))


class _Pinned(Value, frozen=True):
    """An exercise with the documents that it was read from."""

    exercise: Exercise
    drill: Loaded[Drill]
    scenario: Loaded[Scenario]
    procedure: Loaded[Procedure]


def _unpin(opened: Opened, contents: Sequence[Content], load: LoadText) -> _Pinned:
    if opened.rules > RULES:
        raise DamagedRun(
            f"the run was made by a newer ccdrill (rules {opened.rules}, this one knows {RULES})",
            "Update ccdrill, then try again.",
        )
    if opened.rules < 1:
        raise DamagedRun(f"there never were rules {opened.rules}", "Export it again from where it was played.")
    texts = [_pinned(pin, contents) for pin in opened.content]
    drill = _load([one for one in texts if one.kind == "drill"], Drill, load)
    scenario = _load([one for one in texts if one.kind == "scenario"], Scenario, load)
    procedure = _load([one for one in texts if one.kind == "procedure"], Procedure, load)
    vocabulary = merge_vocabularies([_load([one], Vocabulary, load).model for one in texts if one.kind == "vocabulary"])
    plan = drill.model if drill.model.procedure == procedure.model.id else for_procedure(drill.model, procedure.model)
    exercise = Exercise(
        drill=plan, scenario=scenario.model, procedure=procedure.model, vocabulary=vocabulary, contents=tuple(texts)
    )
    return _Pinned(exercise, drill, scenario, procedure)


def _pinned(pin: Pin, contents: Sequence[Content]) -> Content:
    found = next((one for one in contents if one.kind == pin.kind and content_digest(one) == pin.sha256), None)
    if found is None:
        raise DamagedRun(
            f"the {pin.kind} '{pin.id}' that the run was played with is missing or changed",
            "Import the run again from an exported file.",
        )
    return found


def _load(contents: Sequence[Content], kind: type[M], load: LoadText) -> Loaded[M]:
    if len(contents) != 1:
        raise DamagedRun(
            f"the run holds {len(contents)} {kind.__name__.lower()}s instead of one",
            "Import the run again from an exported file.",
        )
    content = contents[0]
    reading: Reading[M] = load(content.text, f"{content.kind} '{content.id}' of the run", kind)
    _refuse(reading.diagnostics)
    assert reading.loaded is not None, "no error was found"
    return reading.loaded


def _refuse(diagnostics: Iterable[Diagnostic]) -> None:
    found = tuple(diagnostics)
    if has_errors(found):
        raise BadContent(found)
