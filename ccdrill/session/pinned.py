"""Pinned texts back to an exercise: a run plays and scores from what it began with, whatever became of the files."""

from collections.abc import Iterable, Sequence

from ccdrill.authoring.check_drill import check_drill
from ccdrill.authoring.check_procedure import check_procedure
from ccdrill.authoring.check_scenario import check_scenario
from ccdrill.authoring.library import BadContent, for_procedure, merge_vocabularies
from ccdrill.authoring.load import Loaded, M, load_text
from ccdrill.model.diagnostics import Diagnostic, has_errors
from ccdrill.model.drill import Drill
from ccdrill.model.errors import DamagedRun
from ccdrill.model.events import RULES, Opened, Pin
from ccdrill.model.exercise import Content, Exercise
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.session.chain import content_digest


def unpin(opened: Opened, contents: Sequence[Content]) -> Exercise:
    """The exercise of a run. Raises DamagedRun when a text is not the pinned one, BadContent when one can't be read."""
    if opened.rules > RULES:
        raise DamagedRun(
            f"the run was made by a newer ccdrill (rules {opened.rules}, this one knows {RULES})",
            "Update ccdrill, then try again.",
        )
    texts = [_pinned(pin, contents) for pin in opened.content]
    drill = _load([one for one in texts if one.kind == "drill"], Drill)
    scenario = _load([one for one in texts if one.kind == "scenario"], Scenario)
    procedure = _load([one for one in texts if one.kind == "procedure"], Procedure)
    vocabulary = merge_vocabularies([_load([one], Vocabulary).model for one in texts if one.kind == "vocabulary"])
    plan = drill.model if drill.model.procedure == procedure.model.id else for_procedure(drill.model, procedure.model)
    _refuse(
        [
            *check_scenario(scenario.document, scenario.model, vocabulary),
            *check_procedure(procedure.document, procedure.model, vocabulary),
            *check_drill(drill.document, plan, scenario.model, procedure.model, vocabulary),
        ]
    )
    return Exercise(
        drill=plan, scenario=scenario.model, procedure=procedure.model, vocabulary=vocabulary, contents=tuple(texts)
    )


def _pinned(pin: Pin, contents: Sequence[Content]) -> Content:
    found = next((one for one in contents if one.kind == pin.kind and content_digest(one) == pin.sha256), None)
    if found is None:
        raise DamagedRun(
            f"the {pin.kind} '{pin.id}' that the run was played with is missing or changed",
            "Import the run again from an exported file.",
        )
    return found


def _load(contents: Sequence[Content], kind: type[M]) -> Loaded[M]:
    if len(contents) != 1:
        raise DamagedRun(
            f"the run holds {len(contents)} {kind.__name__.lower()}s instead of one",
            "Import the run again from an exported file.",
        )
    content = contents[0]
    reading = load_text(content.text, f"{content.kind} '{content.id}' of the run", kind)
    _refuse(reading.diagnostics)
    assert reading.loaded is not None, "no error was found"
    return reading.loaded


def _refuse(diagnostics: Iterable[Diagnostic]) -> None:
    found = tuple(diagnostics)
    if has_errors(found):
        raise BadContent(found)
