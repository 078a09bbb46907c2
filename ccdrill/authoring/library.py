"""The catalogue of scenarios, procedures and drills: the shipped ones, and those of the user's folders.

A folder of the library holds `scenarios/`, `drills/` and `drills/procedures/`, and perhaps `scenarios/vocabulary.yaml`.
A user's file comes before a shipped one of the same id. Files are read when asked for, never before.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from ccdrill.authoring.check_drill import check_drill, check_drill_alone
from ccdrill.authoring.check_lengths import check_lengths
from ccdrill.authoring.check_procedure import check_procedure
from ccdrill.authoring.check_scenario import check_scenario
from ccdrill.authoring.check_vocabulary import check_vocabulary
from ccdrill.authoring.excerpt import as_one_line
from ccdrill.authoring.folders import (
    FOLDERS,
    VOCABULARY,
    Playable,
    home_of,
    is_file,
    nearby,
    shipped_folder,
    yaml_files,
)
from ccdrill.authoring.load import Loaded, M, Reading, load_file
from ccdrill.authoring.nearest import nearest
from ccdrill.authoring.rehearsable import Rehearsable
from ccdrill.authoring.yaml_values import collector_paused
from ccdrill.model.diagnostics import Diagnostic, has_errors
from ccdrill.model.drill import Drill
from ccdrill.model.errors import CcdrillError, UnknownName
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import SLUG
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary

_MOST_LISTED = 12


class BadContent(CcdrillError):
    """Files that have errors: the diagnostics say which and where."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """`diagnostics` holds at least one error."""
        files = sorted({one.file for one in diagnostics if one.severity == "error"})
        super().__init__(f"{', '.join(files)} can't be used as it is", "Mend what is listed, then try again.")
        self.diagnostics = diagnostics


@dataclass(frozen=True)
class Entry:
    """One drill of the catalogue: its file, and its model unless the file has errors."""

    path: Path
    drill: Drill | None
    scenario: Scenario | None
    diagnostics: tuple[Diagnostic, ...]


class Library:
    """The files that can be played, by id or by path."""

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        """`folders` are the user's own, searched in this order before the shipped one."""
        self._folders = tuple(dict.fromkeys((*folders, shipped_folder())))
        self._beside: dict[Path, Library] = {}

    def beside(self, path: Path) -> "Library":
        """This library, with the library folder that the file lies in searched first: its words are known there."""
        home = home_of(path)
        known = {folder.absolute() for folder in self._folders}
        if home in known or not is_file(home / VOCABULARY):
            return self
        return self._beside.setdefault(home, Library((home, *self._folders)))

    @cached_property
    def vocabularies(self) -> tuple[Loaded[Vocabulary], ...]:
        """Every vocabulary file, the shipped one first. Raises BadContent."""
        found = [folder / VOCABULARY for folder in reversed(self._folders) if is_file(folder / VOCABULARY)]
        readings = [load_file(path, Vocabulary) for path in found]
        problems = tuple(one for reading in readings for one in reading.diagnostics)
        if has_errors(problems):
            raise BadContent(problems)
        return tuple(reading.loaded for reading in readings if reading.loaded is not None)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """All vocabularies as one; a user's entry overrides a shipped one of the same id."""
        return merge_vocabularies([loaded.model for loaded in self.vocabularies])

    def ids(self, kind: Playable) -> tuple[str, ...]:
        """The ids of that kind, the user's before the shipped, each once."""
        return tuple(self._files(kind))

    def drills(self) -> tuple[Entry, ...]:
        """Every drill of the catalogue with its scenario's model, for lists and previews."""
        return tuple(self._entry(path) for path in self._files("drill").values())

    def path_of(self, kind: Playable, name: str, beside: Path | None = None) -> Path:
        """The file that `name` means: an existing path, a file of the same library folder as `beside`, or an id.

        What stands in a drill is an id, never a path: no file can make us read any file that it likes. Raises
        UnknownName with the nearest known id.
        """
        if beside is None and (name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name):
            return Path(name)
        if beside is not None and re.search(SLUG, name):
            for folder in nearby(beside, kind):
                if is_file(folder / f"{name}.yaml"):
                    return folder / f"{name}.yaml"
        files = self._files(kind)
        if name in files:
            return files[name]
        near = nearest(name, files, cutoff=0.5)
        listed = ", ".join([*files][:_MOST_LISTED]) + (", ..." if len(files) > _MOST_LISTED else "")
        hint = f"Did you mean '{near}'?" if near else f"There are: {listed or 'none'}."
        raise UnknownName(f"there is no {kind} '{as_one_line(name, 60)}'", hint)

    def load_scenario(self, path: Path) -> Reading[Scenario]:
        """A scenario with its checks. Raises BadContent when a vocabulary has errors."""
        with collector_paused():
            return self.check_scenario(path, load_file(path, Scenario))

    def check_scenario(self, path: Path, reading: Reading[Scenario]) -> Reading[Scenario]:
        """What reading a scenario gave, with what its checks found."""
        reading = _named(path, reading)
        found = reading.checkable
        if found is None:
            return reading
        problems = check_scenario(found.document, found.model, self.vocabulary)
        return reading.after((*problems, *check_lengths(found.document, found.model)))

    def load_procedure(self, path: Path) -> Reading[Procedure]:
        """A procedure with its checks. Raises BadContent when a vocabulary has errors."""
        with collector_paused():
            return self.check_procedure(path, load_file(path, Procedure))

    def check_procedure(self, path: Path, reading: Reading[Procedure]) -> Reading[Procedure]:
        """What reading a procedure gave, with what its checks found."""
        reading = _named(path, reading)
        found = reading.checkable
        return (
            reading if found is None else reading.after(check_procedure(found.document, found.model, self.vocabulary))
        )

    def check_vocabulary(self, reading: Reading[Vocabulary]) -> Reading[Vocabulary]:
        """What reading a vocabulary gave, with what its checks found. Raises BadContent when another one has errors."""
        found = reading.checkable
        if found is None:
            return reading
        merged = self.vocabulary if reading.loaded is not None else found.model
        return reading.after(check_vocabulary(found.document, found.model, merged))

    def load_drill(self, path: Path, procedure: str | None = None) -> Rehearsable:
        """A drill with the scenario and procedure that it names (or with another procedure), all checked.

        Raises UnknownName when a named file is not there, BadContent when a vocabulary has errors.
        """
        with collector_paused():
            return self.check_drill(path, load_file(path, Drill), procedure)

    def check_drill(self, path: Path, reading: Reading[Drill], procedure: str | None = None) -> Rehearsable:
        """What reading a drill gave, with the files that it names, all checked. Raises as `load_drill` does."""
        drill = _named(path, reading)
        if drill.loaded is None:
            return Rehearsable(_alone(drill), None, None)
        plan = drill.loaded.model
        scenario = self.load_scenario(self.path_of("scenario", plan.scenario, path))
        own = self.path_of("procedure", procedure) if procedure else self.path_of("procedure", plan.procedure, path)
        documented = self.load_procedure(own)
        if scenario.checkable is None or documented.checkable is None:
            return Rehearsable(_alone(drill), scenario, documented)
        if scenario.checkable.document.gaps or documented.checkable.document.gaps:
            return Rehearsable(_alone(drill), scenario, documented)
        if procedure:
            plan = for_procedure(plan, documented.checkable.model)
        loaded = Loaded(drill.loaded.text, drill.loaded.document, plan)
        drill = Reading(loaded, drill.diagnostics)
        story, written = scenario.checkable.model, documented.checkable.model
        problems = check_drill(loaded.document, plan, story, written, self.vocabulary)
        return Rehearsable(drill.after(problems), scenario, documented)

    def exercise(self, name: str, procedure: str | None = None) -> Exercise:
        """The drill that `name` means, ready to be played. Raises UnknownName and BadContent."""
        parts = self.load_drill(self.path_of("drill", name), procedure)
        if has_errors(parts.diagnostics) or not parts.is_whole():
            raise BadContent(parts.diagnostics)
        return parts.exercise(self.vocabulary, self.vocabularies)

    def _files(self, kind: Playable) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for folder in self._folders:
            for path in yaml_files(folder / FOLDERS[kind]):
                found.setdefault(path.stem, path)
        return found

    def _entry(self, path: Path) -> Entry:
        reading = _named(path, load_file(path, Drill))
        if reading.loaded is None:
            return Entry(path, None, None, reading.diagnostics)
        drill = reading.loaded.model
        try:
            scenario = load_file(self.path_of("scenario", drill.scenario, path), Scenario)
        except UnknownName as error:
            problem = reading.loaded.document.diagnose(("scenario",), "unknown-scenario", error.message, error.hint)
            return Entry(path, drill, None, (*reading.diagnostics, problem))
        return Entry(
            path,
            drill,
            scenario.loaded.model if scenario.loaded else None,
            (*reading.diagnostics, *scenario.diagnostics),
        )


def merge_vocabularies(vocabularies: Iterable[Vocabulary]) -> Vocabulary:
    """One vocabulary of several; later entries override earlier ones of the same id."""
    merged = Vocabulary(schema="ccdrill/vocabulary/v1")
    for one in vocabularies:
        merged = Vocabulary(
            schema="ccdrill/vocabulary/v1",
            actions={**merged.actions, **one.actions},
            moments={**merged.moments, **one.moments},
            roles={**merged.roles, **one.roles},
            records={**merged.records, **one.records},
            places={**merged.places, **one.places},
        )
    return merged


def for_procedure(drill: Drill, procedure: Procedure) -> Drill:
    """The drill played against another procedure: scope, objectives and roles keep what that procedure knows."""
    steps = {step.id for step in procedure.steps}
    objectives = tuple(
        msgspec.structs.replace(objective, steps=kept)
        for objective in drill.objectives
        if (kept := tuple(step for step in objective.steps if step in steps))
    )
    scope = tuple(step for step in drill.scope if step in steps)
    return msgspec.structs.replace(drill, procedure=procedure.id, objectives=objectives, scope=scope, roles=())


def _named(path: Path, reading: Reading[M]) -> Reading[M]:
    """The reading, with an error when the id in the file is not the file's name: references go by it."""
    found = reading.checkable
    if found is None or found.document.holds_gap(("id",)):
        return reading
    identity = getattr(found.model, "id", path.stem)
    if identity == path.stem:
        return reading
    cure = f"Rename the file to {identity}.yaml, or write id: {path.stem}."
    message = f"the file is called {path.name}, but its id is '{identity}'"
    return reading.after([found.document.diagnose(("id",), "id-not-file", message, cure)])


def _alone(drill: Reading[Drill]) -> Reading[Drill]:
    """The reading, with what shows without the files that the drill names."""
    found = drill.checkable
    return drill if found is None else drill.after(check_drill_alone(found.document, found.model))
