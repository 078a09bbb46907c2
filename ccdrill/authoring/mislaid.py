"""Where the file of an id lies that was looked for and not found: under another ending, or in another folder."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ccdrill.authoring.excerpt import as_one_line
from ccdrill.authoring.folders import FOLDERS, Playable, home_of, is_file, misnamed, nearby
from ccdrill.authoring.load import says_kind

_QUOTED = 60
"""Characters of a file's name that are quoted."""


def mislaid_here(kind: Playable, name: str) -> str | None:
    """What to write for an id that somebody typed, when the current folder holds a file of that name."""
    found = [(path, says_kind(path)) for path in _called(name, (Path(), *map(Path, FOLDERS.values())))]
    for path, said in found:
        if said == kind:
            is_taken = path.suffix in (".yaml", ".yml")
            cure = f"write {as_one_line(str(path), _QUOTED)}" if is_taken else f"rename it to {name}.yaml"
            return f"There is {as_one_line(str(path), _QUOTED)}: {cure}."
    return next((f"{as_one_line(str(path), _QUOTED)} is a {said}, no {kind}." for path, said in found if said), None)


def mislaid_beside(kind: Playable, name: str, beside: Path, libraries: Iterable[Path]) -> str | None:
    """What to do with a file that `beside` seems to mean, in its own library folder or in one of the `libraries`."""
    for folder in (*nearby(beside, kind), *(library / FOLDERS[kind] for library in libraries)):
        found = misnamed(folder, name)
        if found is not None:
            place = f"{FOLDERS[kind]}/" if folder.match(FOLDERS[kind]) else ""
            return f"There is {place}{as_one_line(found.name, _QUOTED)}: rename it to {name}.yaml."
    home = home_of(beside)
    for found in _called(name, (home, *(home / folder for folder in FOLDERS.values()))):
        if says_kind(found) == kind:
            shown = as_one_line(found.relative_to(home).as_posix(), _QUOTED)
            return f"There is {shown}: move it to {FOLDERS[kind]}/{name}.yaml."
    return None


def _called(name: str, folders: Iterable[Path]) -> Iterator[Path]:
    """The files of that name, under whatever ending an editor gave them."""
    for folder in folders:
        plain = folder / f"{name}.yaml"
        found = plain if is_file(plain) else misnamed(folder, name)
        if found is not None:
            yield found
