"""The catalogue of scenarios, procedures and drills: the shipped ones, and those of the user's folders.

A folder of the library holds `scenarios/`, `drills/` and `drills/procedures/`, and perhaps `scenarios/vocabulary.yaml`.
A user's file comes before a shipped one of the same id. Files are read when asked for, never before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Literal

import msgspec

from ccdrill.authoring.check_drill import check_drill
from ccdrill.authoring.check_lengths import check_lengths
from ccdrill.authoring.check_procedure import check_procedure
from ccdrill.authoring.check_scenario import check_scenario
from ccdrill.authoring.load import Loaded, M, Reading, load_file
from ccdrill.model.diagnostics import Diagnostic, has_errors
from ccdrill.model.drill import Drill
from ccdrill.model.errors import CcdrillError, UnknownName
from ccdrill.model.exercise import Content, Exercise, Kind
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary

Playable = Literal["scenario", "procedure", "drill"]
_FOLDERS: dict[Playable, str] = {"scenario": "scenarios", "procedure": "drills/procedures", "drill": "drills"}
_VOCABULARY = "scenarios/vocabulary.yaml"


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
        self._folders = (*folders, shipped_folder())

    @cached_property
    def vocabularies(self) -> tuple[Loaded[Vocabulary], ...]:
        """Every vocabulary file, the shipped one first. Raises BadContent."""
        found = [folder / _VOCABULARY for folder in reversed(self._folders) if (folder / _VOCABULARY).is_file()]
        readings = [load_file(path, Vocabulary) for path in dict.fromkeys(found)]
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

        Raises UnknownName with the nearest known id.
        """
        if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
            return Path(name)
        if beside is not None:
            for folder in _nearby(beside, kind):
                if (folder / f"{name}.yaml").is_file():
                    return folder / f"{name}.yaml"
        files = self._files(kind)
        if name in files:
            return files[name]
        near = get_close_matches(name, files, n=1, cutoff=0.5)
        hint = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(files) or 'none'}."
        raise UnknownName(f"there is no {kind} '{name}'", hint)

    def load_scenario(self, path: Path) -> Reading[Scenario]:
        """A scenario with its checks."""
        reading = _named(path, load_file(path, Scenario))
        if reading.loaded is None:
            return reading
        document, scenario = reading.loaded.document, reading.loaded.model
        return _with(
            reading, (*check_scenario(document, scenario, self.vocabulary), *check_lengths(document, scenario))
        )

    def load_procedure(self, path: Path) -> Reading[Procedure]:
        """A procedure with its checks."""
        reading = _named(path, load_file(path, Procedure))
        if reading.loaded is None:
            return reading
        return _with(reading, check_procedure(reading.loaded.document, reading.loaded.model, self.vocabulary))

    def load_drill(self, path: Path, procedure: str | None = None) -> "Rehearsable":
        """A drill with the scenario and procedure that it names (or with another procedure), all checked.

        Raises UnknownName when a named file is not there.
        """
        drill = _named(path, load_file(path, Drill))
        if drill.loaded is None:
            return Rehearsable(drill, None, None)
        plan = drill.loaded.model
        scenario = self.load_scenario(self.path_of("scenario", plan.scenario, path))
        own = self.path_of("procedure", procedure) if procedure else self.path_of("procedure", plan.procedure, path)
        documented = self.load_procedure(own)
        if scenario.loaded is None or documented.loaded is None:
            return Rehearsable(drill, scenario, documented)
        if procedure:
            plan = for_procedure(plan, documented.loaded.model)
        loaded = Loaded(drill.loaded.text, drill.loaded.document, plan)
        drill = Reading(loaded, drill.diagnostics)
        problems = check_drill(loaded.document, plan, scenario.loaded.model, documented.loaded.model, self.vocabulary)
        return Rehearsable(_with(drill, problems), scenario, documented)

    def exercise(self, name: str, procedure: str | None = None) -> Exercise:
        """The drill that `name` means, ready to be played. Raises UnknownName and BadContent."""
        parts = self.load_drill(self.path_of("drill", name), procedure)
        if has_errors(parts.diagnostics) or not parts.is_whole():
            raise BadContent(parts.diagnostics)
        return parts.exercise(self.vocabulary, self.vocabularies)

    def _files(self, kind: Playable) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for folder in self._folders:
            place = folder / _FOLDERS[kind]
            for path in sorted(place.glob("*.yaml")) if place.is_dir() else ():
                if path.name != "vocabulary.yaml":
                    found.setdefault(path.stem, path)
        return found

    def _entry(self, path: Path) -> Entry:
        reading = _named(path, load_file(path, Drill))
        if reading.loaded is None:
            return Entry(path, None, None, reading.diagnostics)
        drill = reading.loaded.model
        try:
            scenario = _named(
                path, load_file(self.path_of("scenario", drill.scenario, path), Scenario), check_name=False
            )
        except UnknownName as error:
            problem = reading.loaded.document.diagnose(("scenario",), "unknown-scenario", error.message, error.hint)
            return Entry(path, drill, None, (*reading.diagnostics, problem))
        return Entry(
            path,
            drill,
            scenario.loaded.model if scenario.loaded else None,
            (*reading.diagnostics, *scenario.diagnostics),
        )


@dataclass(frozen=True)
class Rehearsable:
    """What loading a drill and its files gave: whole, or with the diagnostics that say why not."""

    drill: Reading[Drill]
    scenario: Reading[Scenario] | None
    procedure: Reading[Procedure] | None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Of all three files."""
        readings = (self.drill, self.scenario, self.procedure)
        return tuple(one for reading in readings if reading is not None for one in reading.diagnostics)

    def is_whole(self) -> bool:
        """Whether all three files could be read."""
        return all(
            reading is not None and reading.loaded is not None
            for reading in (self.drill, self.scenario, self.procedure)
        )

    def exercise(self, vocabulary: Vocabulary, vocabularies: tuple[Loaded[Vocabulary], ...]) -> Exercise:
        """The exercise; call it only when everything `is_whole`."""
        assert self.drill.loaded is not None
        assert self.scenario is not None and self.scenario.loaded is not None
        assert self.procedure is not None and self.procedure.loaded is not None
        drill, scenario, procedure = self.drill.loaded, self.scenario.loaded, self.procedure.loaded
        return Exercise(
            drill=drill.model,
            scenario=scenario.model,
            procedure=procedure.model,
            vocabulary=vocabulary,
            contents=(
                _content("drill", drill.model.id, "", drill.text),
                _content("scenario", scenario.model.id, scenario.model.version, scenario.text),
                _content("procedure", procedure.model.id, procedure.model.version, procedure.text),
                *(_content("vocabulary", Path(one.document.file).stem, "", one.text) for one in vocabularies),
            ),
        )


def shipped_folder() -> Path:
    """Where the shipped files are: beside the package in a checkout, inside it when installed."""
    package = Path(str(resources.files("ccdrill")))
    packed = package / "shipped"
    return packed if packed.is_dir() else package.parent


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


def _named(path: Path, reading: Reading[M], *, check_name: bool = True) -> Reading[M]:
    """The reading, with an error when the id in the file is not the file's name: references go by it."""
    if reading.loaded is None or not check_name:
        return reading
    identity = getattr(reading.loaded.model, "id", path.stem)
    if identity == path.stem:
        return reading
    cure = f"Rename the file to {identity}.yaml, or write id: {path.stem}."
    problem = reading.loaded.document.diagnose(
        ("id",), "id-not-file", f"the file is called {path.name}, but its id is '{identity}'", cure
    )
    return Reading(None, (*reading.diagnostics, problem))


def _with(reading: Reading[M], problems: tuple[Diagnostic, ...]) -> Reading[M]:
    return Reading(None if has_errors(problems) else reading.loaded, (*reading.diagnostics, *problems))


def _nearby(beside: Path, kind: Playable) -> tuple[Path, ...]:
    """Where a file of that kind would lie in the same library folder as `beside`, or right next to it."""
    parent = beside.parent
    home = parent.parent if parent.name in ("drills", "scenarios") else parent
    return (home / _FOLDERS[kind], parent)


def _content(kind: Kind, identity: str, version: str, text: str) -> Content:
    return Content(kind=kind, id=identity, version=version, text=text)
