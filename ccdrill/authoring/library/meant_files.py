"""Which files a check is of: what paths, folders and ids mean; and whether the library would find a file where it lies."""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ccdrill.authoring.library.catalogue import Catalogue
from ccdrill.authoring.reading.folders import (
    FOLDERS,
    alike_folders,
    folder_meant,
    is_misnamed,
    lying_here,
    plain_name,
    shipped_folder,
)
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.errors import UnknownName
from ccdrill.model.exercise import Kind
from ccdrill.model.ids import SLUG

_SUFFIXES = (".yaml", ".yml")
_HOMES: dict[str, Kind] = {"scenarios": "scenario", "drills": "drill", "procedures": "procedure", "decks": "deck"}
_FOLDERS: dict[Kind, str] = {kind: f"{folder}/" for kind, folder in FOLDERS.items()}


def files_meant(
    catalogue: Catalogue, folders: Iterable[Path], paths: Iterable[str]
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """The files that `paths` mean, each once; without paths everything that is known. And what is to be said of others.

    `folders` are the user's own folders of the library.
    """
    files: dict[Path, None] = {}
    found: list[Diagnostic] = []
    named: list[Path] = []
    paths = tuple(paths)
    for one in paths:
        near = _id_meant(catalogue, one)
        named += [] if near is not None else _meant_by(catalogue, one)
        if near is not None:
            message, cure = "there is no such file, and nothing has that id", f"Did you mean '{near}'?"
            found.append(Diagnostic(code="no-such-file", message=message, cure=cure, file=one))
    if not paths:
        found += [strange_folder(str(one), home) for one, home in alike_folders(Path())]
    for path in named if paths else known_folders(folders):
        inside = _files(path)
        found += [_passed_over(one) for one in inside if one != path and is_misnamed(one)]
        inside = [one for one in inside if one == path or not is_misnamed(one)]
        files.update(dict.fromkeys(inside))
        if not inside and path in named:
            found.append(_nothing_in(path))
    return tuple(files), tuple(found)


def _meant_by(catalogue: Catalogue, name: str) -> list[Path]:
    """The path that somebody typed; or, where nothing lies there, the files that all other commands find by that id."""
    path = Path(name)
    if not re.search(SLUG, name) or os.path.lexists(path):
        return [path]
    found = []
    for kind in FOLDERS:
        with suppress(UnknownName):
            found.append(catalogue.path_of(kind, name))
    return found or [path]


def _id_meant(catalogue: Catalogue, name: str) -> str | None:
    """The id that is nearest to one that nothing has; None: there is none, or a file lies there."""
    path = Path(name)
    if not re.search(SLUG, name) or _meant_by(catalogue, name) != [path] or os.path.lexists(path):
        return None
    return nearest(name, {one for kind in FOLDERS for one in (*catalogue.ids(kind), *lying_here(kind))}, cutoff=0.7)


def known_folders(folders: Iterable[Path]) -> list[Path]:
    """What is checked when nothing is named: the user's own folders, what is shipped, and what lies in the current folder."""
    found = [*folders, shipped_folder() / "scenarios", shipped_folder() / "drills"]
    within = [folder.resolve() for folder in found]
    here = [path for path in (Path("scenarios"), Path("drills")) if path.is_dir()]
    return [*(path for path in here if not any(path.resolve().is_relative_to(one) for one in within)), *found]


def home_kind(path: Path) -> Kind | None:
    """The kind of file that the library looks for in the folder where a file lies; None: it looks for none there."""
    return _HOMES.get(path.absolute().parent.name)


def _files(path: Path) -> list[Path]:
    """The YAML files of a folder and the folders in it, hidden ones left out; anything else is taken as a file."""
    try:
        if not path.is_dir():
            return [path]
        inside = [one for one in path.rglob("*") if _is_meant(one) and (one.is_file() or _leads_nowhere(one))]
    except (OSError, ValueError):
        return [path]
    return sorted(one for one in inside if not any(part.startswith(".") for part in one.relative_to(path).parts))


def _leads_nowhere(path: Path) -> bool:
    """Whether it is a link to something that is not there, or to itself: to be told, for somebody meant a file."""
    return path.is_symlink() and not path.exists()


def _is_meant(path: Path) -> bool:
    return path.suffix in _SUFFIXES or is_misnamed(path)


def _nothing_in(folder: Path) -> Diagnostic:
    message = "there is no YAML file in this folder"
    return Diagnostic(code="no-files", message=message, cure="Check the name of the folder.", file=str(folder))


def _other_ending(path: Path) -> tuple[str, str]:
    message = f"the library finds only files that end in .yaml, not {path.suffix or path.name}"
    return message, f"Rename it to {plain_name(path)}.yaml."


def strange_folder(folder: str, home: str) -> Diagnostic:
    """A warning of a folder that nothing looks into, and that is nearly called as one is that everything looks into."""
    message, cure = f"the library looks into {home}/, not into a folder of this name", f"Rename it to {home}."
    return Diagnostic(code="not-found-here", message=message, cure=cure, file=folder, severity="warning")


def _passed_over(file: Path) -> Diagnostic:
    """A warning of a file that is not looked at, though it may be meant to be."""
    message, cure = _other_ending(file)
    return Diagnostic(code="not-found-here", message=message, cure=cure, file=str(file), severity="warning")


def unseen(path: Path, kind: Kind) -> tuple[Diagnostic, ...]:
    """A warning when the library would not find the file where it is."""
    message = cure = ""
    home = home_kind(path) or kind
    if path.suffix != ".yaml":
        message, cure = _other_ending(path)
    elif kind == "vocabulary" and path.name != "vocabulary.yaml":
        message = "the library reads only the vocabulary that is called vocabulary.yaml"
        cure = "Rename the file, or move its words to scenarios/vocabulary.yaml."
    elif home_kind(path) is None and (near := folder_meant(path.absolute().parent.name)) is not None:
        message = f"the library looks into {near}/, not into a folder called {path.absolute().parent.name}"
        cure = f"Rename the folder to {near}."
    elif kind not in (home, "vocabulary"):
        message = f"this is a {kind}, and the library looks for {home}s in this folder"
        cure = f"Move it to {_FOLDERS[kind]} of the library folder."
    if not message:
        return ()
    return (Diagnostic(code="not-found-here", message=message, cure=cure, file=str(path), severity="warning"),)
