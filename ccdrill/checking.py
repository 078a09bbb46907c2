"""`ccdrill check`: every kind of file, alone and together, each finding once."""

from collections.abc import Iterable
from pathlib import Path

from ccdrill.authoring.library import Library, Rehearsable, shipped_folder
from ccdrill.authoring.load import kind_of, load_file
from ccdrill.authoring.text import read_text
from ccdrill.authoring.yaml_values import load_values
from ccdrill.model.diagnostics import Diagnostic, has_errors
from ccdrill.model.errors import UnknownName
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.scoring.fit import check_fit


def check_paths(library: Library, folders: Iterable[Path], paths: Iterable[str]) -> tuple[int, tuple[Diagnostic, ...]]:
    """How many files were checked, and what was found; without paths the whole library is.

    `folders` are the user's own folders of the library.
    """
    given = [Path(one) for one in paths] or [*folders, shipped_folder() / "scenarios", shipped_folder() / "drills"]
    files = list(dict.fromkeys(file for path in given for file in _files(path)))
    found = (one for file in files for one in check_file(library, file))
    return len(files), tuple(dict.fromkeys(found))


def check_file(library: Library, path: Path) -> tuple[Diagnostic, ...]:
    """What there is to say about one file, and about the files that it names."""
    text = read_text(path)
    if isinstance(text, Diagnostic):
        return (text,)
    document, problems = load_values(text, str(path))
    if document is None:
        return problems
    kind = kind_of(document)
    if isinstance(kind, Diagnostic):
        return (*problems, kind)
    if kind == "vocabulary":
        return load_file(path, Vocabulary).diagnostics
    if kind == "scenario":
        return library.load_scenario(path).diagnostics
    if kind == "procedure":
        return library.load_procedure(path).diagnostics
    try:
        parts = library.load_drill(path)
    except UnknownName as error:
        key = "scenario" if "scenario" in error.message else "procedure"
        return (*problems, document.diagnose((key,), f"unknown-{key}", error.message, error.hint))
    return (*parts.diagnostics, *check_fitting(parts, library))


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
    """The YAML files of a folder and the folders in it; anything else is taken as a file."""
    if not path.is_dir():
        return [path]
    return sorted(one for one in path.rglob("*") if one.suffix in (".yaml", ".yml") and one.is_file())
