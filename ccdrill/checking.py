"""`ccdrill check`: every kind of file, alone and together, each finding once."""

from collections.abc import Iterable
from pathlib import Path
from typing import cast

from ccdrill.authoring.check_drill import check_drill_alone
from ccdrill.authoring.folders import Playable, shipped_folder
from ccdrill.authoring.library import Library
from ccdrill.authoring.load import Loaded, Model, Reading, in_order, load_any
from ccdrill.authoring.rehearsable import Rehearsable
from ccdrill.model.diagnostics import Diagnostic, has_errors
from ccdrill.model.drill import Drill
from ccdrill.model.errors import BadContent, UnknownName
from ccdrill.model.exercise import Kind
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.scoring.fit import check_fit

_SUFFIXES = (".yaml", ".yml")
_HOMES: dict[str, Kind] = {"scenarios": "scenario", "drills": "drill", "procedures": "procedure"}
_FOLDERS: dict[Kind, str] = {"scenario": "scenarios/", "drill": "drills/", "procedure": "drills/procedures/"}


def check_paths(library: Library, folders: Iterable[Path], paths: Iterable[str]) -> tuple[int, tuple[Diagnostic, ...]]:
    """How many files were checked, and what was found; without paths the whole library is.

    `folders` are the user's own folders of the library.
    """
    named = [Path(one) for one in paths]
    given = named or [*folders, shipped_folder() / "scenarios", shipped_folder() / "drills"]
    files: dict[Path, None] = {}
    found: list[Diagnostic] = []
    for path in given:
        inside = _files(path)
        files.update(dict.fromkeys(inside))
        if not inside and path in named:
            found.append(_nothing_in(path))
    for file in files:
        found += check_file(library, file)
    return len(files), tuple(dict.fromkeys(found))


def check_file(library: Library, path: Path) -> tuple[Diagnostic, ...]:
    """What there is to say about one file, and about the files that it names."""
    kind, reading = load_any(path)
    if kind is None:
        return reading.diagnostics
    try:
        found = _check(library.beside(path), path, kind, reading)
    except BadContent as error:
        found = (*reading.diagnostics, *error.diagnostics)
    return (*found, *_unseen(path, kind))


def _check(library: Library, path: Path, kind: Kind, reading: Reading[Model]) -> tuple[Diagnostic, ...]:
    match kind:
        case "vocabulary":
            return library.check_vocabulary(cast("Reading[Vocabulary]", reading)).diagnostics
        case "scenario":
            return library.check_scenario(path, cast("Reading[Scenario]", reading)).diagnostics
        case "procedure":
            return library.check_procedure(path, cast("Reading[Procedure]", reading)).diagnostics
        case "drill":
            return _check_drill(library, path, cast("Reading[Drill]", reading))


def _check_drill(library: Library, path: Path, reading: Reading[Drill]) -> tuple[Diagnostic, ...]:
    """A drill with what it names: also the one file of the two when the other is not there."""
    plan = reading.checkable
    missing = _missing_files(library, path, plan) if plan is not None else ()
    if plan is None or missing:
        alone = check_drill_alone(plan.document, plan.model) if plan is not None else ()
        return in_order((*reading.diagnostics, *missing, *alone))
    parts = library.check_drill(path, reading)
    return (*parts.diagnostics, *check_fitting(parts, library))


def _missing_files(library: Library, path: Path, plan: Loaded[Drill]) -> tuple[Diagnostic, ...]:
    found = []
    references: tuple[tuple[Playable, str], ...] = (
        ("scenario", plan.model.scenario),
        ("procedure", plan.model.procedure),
    )
    for kind, name in references:
        if plan.document.holds_gap((kind,)):
            continue
        try:
            library.path_of(kind, name, path)
        except UnknownName as error:
            found.append(plan.document.diagnose((kind,), f"unknown-{kind}", error.message, error.hint))
    return tuple(found)


def check_fitting(parts: Rehearsable, library: Library) -> tuple[Diagnostic, ...]:
    """What only shows when a drill meets its scenario and procedure; nothing while one of them has errors."""
    if has_errors(parts.diagnostics) or not parts.is_whole():
        return ()
    exercise = parts.exercise(library.vocabulary, library.vocabularies)
    assert parts.drill.loaded is not None and parts.procedure is not None and parts.procedure.loaded is not None
    return check_fit(
        parts.drill.loaded.document,
        parts.procedure.loaded.document,
        exercise.drill,
        exercise.scenario,
        exercise.procedure,
        exercise.vocabulary,
    )


def _files(path: Path) -> list[Path]:
    """The YAML files of a folder and the folders in it, hidden ones left out; anything else is taken as a file."""
    try:
        if not path.is_dir():
            return [path]
        inside = [one for one in path.rglob("*") if one.suffix in _SUFFIXES and one.is_file()]
    except (OSError, ValueError):
        return [path]
    return sorted(one for one in inside if not any(part.startswith(".") for part in one.relative_to(path).parts))


def _nothing_in(folder: Path) -> Diagnostic:
    message = "there is no YAML file in this folder"
    return Diagnostic(code="no-files", message=message, cure="Check the name of the folder.", file=str(folder))


def _unseen(path: Path, kind: Kind) -> tuple[Diagnostic, ...]:
    """A warning when the library would not find the file where it is."""
    message = cure = ""
    home = _HOMES.get(path.absolute().parent.name, kind)
    if path.suffix != ".yaml":
        message = f"the library finds only files that end in .yaml, not {path.suffix or path.name}"
        cure = f"Rename the file to {path.stem}.yaml."
    elif kind == "vocabulary" and path.name != "vocabulary.yaml":
        message = "the library reads only the vocabulary that is called vocabulary.yaml"
        cure = "Rename the file, or move its words to scenarios/vocabulary.yaml."
    elif kind not in (home, "vocabulary"):
        message = f"this is a {kind}, and the library looks for {home}s in this folder"
        cure = f"Move it to {_FOLDERS[kind]} of the library folder."
    if not message:
        return ()
    return (Diagnostic(code="not-found-here", message=message, cure=cure, file=str(path), severity="warning"),)
