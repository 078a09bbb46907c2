"""Where the file of an id lies that was looked for and not found: under another ending, or in another folder."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from ccdrill.authoring.decoding.load import says_kind
from ccdrill.authoring.reading.excerpt import as_one_line
from ccdrill.authoring.reading.folders import (
    FOLDERS,
    VOCABULARY,
    Playable,
    alike_folders,
    home_of,
    is_file,
    misnamed,
    nearby,
    yaml_files,
)
from ccdrill.authoring.reading.text import read_beginning

_MOST_READ, _MOST_FILES = 200_000, 50
"""Bytes of a file, and files of a folder, in which a word is looked for."""
_QUICK_LOOK = 4_096
"""Bytes of a file in which its id stands."""
_OF_WORD_PROCESSORS = (".docx", ".doc", ".odt", ".rtf", ".pages", ".pdf")
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
    if (other := next(((path, said) for path, said in found if said), None)) is not None:
        return f"{as_one_line(str(other[0]), _QUOTED)} is a {other[1]}, no {kind}."
    return _as_a_document(name, [Path(FOLDERS[kind])], "")


def mislaid_beside(kind: Playable, name: str, beside: Path, libraries: Iterable[Path]) -> str | None:
    """What to do with a file that `beside` seems to mean, in its own library folder or in one of the `libraries`."""
    for folder in (*nearby(beside, kind), *(library / FOLDERS[kind] for library in libraries)):
        found = misnamed(folder, name)
        if found is not None:
            place = f"{FOLDERS[kind]}/" if folder.match(FOLDERS[kind]) else ""
            return f"There is {place}{as_one_line(found.name, _QUOTED)}: rename it to {name}.yaml."
    if (found := with_that_id(name, nearby(beside, kind)[:1])) is not None:
        return f"{FOLDERS[kind]}/{as_one_line(found.name, _QUOTED)} bears that id: rename it to {name}.yaml."
    if (cure := _as_a_document(name, nearby(beside, kind)[:1], f"{FOLDERS[kind]}/")) is not None:
        return cure
    moved = in_another_folder(kind, name, beside)
    if moved is None:
        return None
    shown = as_one_line(moved.relative_to(home_of(beside)).as_posix(), _QUOTED)
    return f"There is {shown}: move it to {FOLDERS[kind]}/{name}.yaml."


def in_another_folder(kind: Playable, name: str, beside: Path) -> Path | None:
    """The file of that kind and name that lies in the library folder of `beside`, where nothing looks for it."""
    home = home_of(beside)
    strange = [folder for folder, _ in alike_folders(home)]
    outside = [home / Path(folder).name for folder in FOLDERS.values() if "/" in folder]
    found = _called(name, (home, *(home / folder for folder in FOLDERS.values()), *strange, *outside))
    return next((path for path in found if says_kind(path) == kind), None)


def with_that_id(name: str, folders: Iterable[Path]) -> Path | None:
    """The file of these folders that bears the id, and is called otherwise."""
    says = re.compile(rf"^id: *{re.escape(name)} *$".encode(), re.MULTILINE)
    files = (path for folder in folders for path in yaml_files(folder))
    return next((path for path in files if says.search(read_beginning(path, _QUICK_LOOK))), None)


def _as_a_document(name: str, folders: Iterable[Path], place: str) -> str | None:
    """What to do with a file of that name that a word processor saved in one of the folders; `place`: what to call it."""
    files = (folder / f"{name}{ending}" for folder in folders for ending in _OF_WORD_PROCESSORS)
    found = next(filter(is_file, files), None)
    if found is None:
        return None
    shown = as_one_line(f"{place}{found.name}" if place else str(found), _QUOTED)
    return (
        f"There is {shown}, which is no plain text: copy what it says into a text editor, and save that as {name}.yaml."
    )


class UnreadWords:
    """The vocabularies of a library folder that nothing reads, for want of the right name or place. Read once, when asked."""

    def __init__(self, beside: Path) -> None:
        """`beside`: a file of the library folder."""
        self._home = home_of(beside)

    def holding(self, word: str) -> str | None:
        """What to do with the one that declares the word; None: none does."""
        found = self.file_with(word)
        if found is None:
            return None
        shown = as_one_line(found.relative_to(self._home).as_posix(), _QUOTED)
        how = self.how_to_move()
        return f"{shown} declares it, and is not read: {how[0].lower()}{how[1:]}."

    def file_with(self, word: str) -> Path | None:
        """The one that declares the word."""
        entry = re.compile(rf"(?:^|[{{,]) *{re.escape(word)} *:", re.MULTILINE)
        return next((path for path, text in self._texts if entry.search(text)), None)

    def how_to_move(self) -> str:
        """Where its words belong."""
        return f"{'Move its words to' if is_file(self._home / VOCABULARY) else 'Move it to'} {VOCABULARY}"

    @cached_property
    def _texts(self) -> list[tuple[Path, str]]:
        home = self._home
        folders = [home, *(home / one for one in FOLDERS.values()), *(folder for folder, _ in alike_folders(home))]
        files = [one for folder in folders for one in _small_files(folder) if one != home / VOCABULARY]
        with suppress(OSError):
            return [
                (one, one.read_text(encoding="utf-8", errors="replace"))
                for one in files
                if says_kind(one) == "vocabulary"
            ]
        return []


def _small_files(folder: Path) -> list[Path]:
    """The files of a folder that may be a vocabulary: a few, for people are waiting."""
    try:
        return sorted(one for one in folder.glob("*.y*ml") if one.is_file() and one.stat().st_size <= _MOST_READ)[
            :_MOST_FILES
        ]
    except OSError:
        return []


def _called(name: str, folders: Iterable[Path]) -> Iterator[Path]:
    """The files of that name, under whatever ending an editor gave them."""
    for folder in folders:
        plain = folder / f"{name}.yaml"
        found = plain if is_file(plain) else misnamed(folder, name)
        if found is not None:
            yield found
