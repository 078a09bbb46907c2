"""What there is to play: scenarios, procedures, drills and decks by id, the shipped ones and those of the user's folders.

A folder of the library holds `scenarios/`, `drills/`, `drills/procedures/` and `drills/decks/`, and perhaps `scenarios/vocabulary.yaml`.
A user's file comes before a shipped one of the same id. Files are read when asked for, never before; checks are the
library's.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from ccdrill.authoring.decoding.load import M, Reading, load_file, says_kind
from ccdrill.authoring.reading.excerpt import as_one_line
from ccdrill.authoring.reading.folders import (
    FOLDERS,
    Playable,
    home_of,
    is_file,
    lying_here,
    nearby,
    plain_name,
    shipped_folder,
    yaml_files,
)
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.authoring.reading.text import read_beginning
from ccdrill.model.deck import Deck
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.drill import Drill
from ccdrill.model.errors import UnknownName
from ccdrill.model.ids import SLUG
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.value import Value

_TITLE = re.compile(rb"^title: *(.+?) *(?: #.*)?$", re.MULTILINE)
_QUICK_LOOK = 4_096
"""Bytes of a file in which its title stands."""
_MOST_LISTED = 12


class Entry(Value, frozen=True):
    """One drill of the catalogue: its file, and its model unless the file has errors."""

    path: Path
    """The file."""
    drill: Drill | None
    """Its model; None when it has errors."""
    diagnostics: tuple[Diagnostic, ...]
    """What there is to say about it."""


class Preview(Value, frozen=True):
    """What a drill plays: its scenario unless it can't be read, and why not."""

    scenario: Scenario | None
    """None when it can't be read."""
    diagnostics: tuple[Diagnostic, ...]
    """Why not."""
    procedure: str = ""
    """What the procedure calls itself; its id, when that can't be read."""


class Catalogue:
    """The files that can be played, by id or by path."""

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        """`folders` are the user's own, searched in this order before the shipped one."""
        self._folders = tuple(dict.fromkeys((*folders, shipped_folder())))

    def ids(self, kind: Playable) -> tuple[str, ...]:
        """The ids of that kind, the user's before the shipped, each once."""
        return tuple(self._files(kind))

    def drills(self) -> tuple[Entry, ...]:
        """Every drill of the catalogue, without the files that it names."""
        return tuple(self._entry(path) for path in self._files("drill").values())

    def drills_with_those_here(self) -> tuple[Entry, ...]:
        """The same, and those of the current folder that no library folder has: whatever says that it is a drill.

        In the order of every list: folder by folder, those first that one person can play alone, the shorter before the longer.
        """
        found = [self._entry(path) for path in self._known_and_here("drill")]
        folders = list(dict.fromkeys(entry.path.parent for entry in found))
        return tuple(sorted(found, key=lambda entry: (folders.index(entry.path.parent), *_how_much_it_takes(entry))))

    def decks_with_those_here(self) -> tuple[Reading[Deck], ...]:
        """Every deck of the catalogue, and those of the current folder that no library folder has; unchecked."""
        return tuple(named(path, load_file(path, Deck)) for path in self._known_and_here("deck"))

    def preview(self, entry: Entry) -> Preview:
        """The scenario of a drill and the name of its procedure, for lists and previews; unchecked."""
        if entry.drill is None:
            return Preview(None, entry.diagnostics)
        try:
            reading = load_file(self.path_of("scenario", entry.drill.scenario, entry.path), Scenario)
        except UnknownName as error:
            problem = Diagnostic(code="unknown-scenario", message=error.message, cure=error.hint, file=str(entry.path))
            return Preview(None, (*entry.diagnostics, problem))
        scenario = reading.loaded.model if reading.loaded is not None else None
        return Preview(
            scenario, (*entry.diagnostics, *reading.diagnostics), self._procedure_title(entry.drill, entry.path)
        )

    def path_of(self, kind: Playable, name: str, beside: Path | None = None) -> Path:
        """The file that `name` means: an existing path, a file of the same library folder as `beside`, or an id.

        An id that people type, and that no library folder has, is looked for in the current folder too. What stands in a
        drill is an id, never a path: no file can make us read any file that it likes. Raises UnknownName with where the file
        lies, or the nearest known id.
        """
        if beside is None and (name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name):
            return Path(name)
        if beside is not None and re.search(SLUG, name):
            for folder in nearby(beside, kind):
                found = folder / f"{name}.yaml"
                if is_file(found) and (folder != beside.parent or says_kind(found) in (kind, None)):
                    return found
        files = self._files(kind)
        if name in files:
            return files[name]
        if beside is None:
            here = lying_here(kind)
            if name in here:
                return here[name]
            files = {**here, **files}
        hint = self._where_it_is(kind, name, beside) if re.search(SLUG, name) else None
        if hint is None:
            near = nearest(name, files, cutoff=0.5)
            listed = ", ".join([*files][:_MOST_LISTED]) + (", ..." if len(files) > _MOST_LISTED else "")
            hint = f"Did you mean '{near}'?" if near else f"There are: {listed or 'none'}."
            titled = next((id_ for id_, path in files.items() if _is_title_of(name, path)), None)
            if titled is not None:
                from ccdrill.authoring.checks.titled import told_id  # most names are ids

                hint = told_id(titled)
        raise UnknownName(f"there is no {kind} '{as_one_line(name, 60)}'", hint)

    def _where_it_is(self, kind: Playable, name: str, beside: Path | None) -> str | None:
        """Where a file of that name lies, or what else is called so; None: nothing is."""
        from ccdrill.authoring.decoding.mislaid import mislaid_beside, mislaid_here  # most names are found

        if beside is not None:
            return mislaid_beside(kind, name, beside, self._folders)
        if kind != "deck" and name in self._files("deck"):
            return f"'{name}' is a deck: practise on it with 'ccdrill practice {name}'."
        if kind == "deck" and name in self._files("drill"):
            return f"'{name}' is a drill: play it with 'ccdrill run {name}'."
        return mislaid_here(kind, name) or self._of_another_kind(kind, name)

    def _of_another_kind(self, kind: Playable, name: str) -> str | None:
        """What else is called so, and which file of that kind belongs to it; None: nothing is called so."""
        belongs: dict[Playable, str] = {"scenario": "scenario", "procedure": "procedure", "drill": "id"}
        called = next((one for one in belongs if one != kind and name in self._files(one)), None)
        if called is None or kind not in belongs:
            return None
        drills = [one.drill for one in self.drills() if one.drill is not None]
        drill = next((one for one in drills if getattr(one, belongs[called]) == name), None)
        if drill is None:
            return f"'{name}' is a {called}."
        meant = getattr(drill, belongs[kind])
        if kind == "drill":
            how = "plays it" if called == "scenario" else "is scored against it"
            return f"'{name}' is a {called}. The drill '{meant}' {how}: name that."
        how = f"is scored against {meant}" if kind == "procedure" else f"plays {meant}"
        whose = "" if called == "drill" else f" Its drill '{drill.id}'"
        return f"'{name}' is a {called}{' and' if not whose else '.'}{whose} {how}: name that."

    def titled(self, kind: Playable, title: str, beside: Path) -> str | None:
        """The id of the file with that title, in the library folder of `beside` or another; None: there is none."""
        here = {path.stem: path for folder in nearby(beside, kind) for path in yaml_files(folder)}
        files = {**self._files(kind), **here}
        return next((id_ for id_, path in files.items() if says_kind(path) == kind and _is_title_of(title, path)), None)

    def _procedure_title(self, drill: Drill, path: Path) -> str:
        try:
            reading = load_file(self.path_of("procedure", drill.procedure, path), Procedure)
        except UnknownName:
            return drill.procedure
        return reading.loaded.model.title if reading.loaded is not None else drill.procedure

    def _files(self, kind: Playable) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for folder in self._folders:
            for path in yaml_files(folder / FOLDERS[kind]):
                found.setdefault(path.stem, path)
        return found

    def _known_and_here(self, kind: Playable) -> list[Path]:
        known = self._files(kind)
        here = [path for name, path in lying_here(kind).items() if name not in known and says_kind(path) == kind]
        return [*known.values(), *here]

    def _entry(self, path: Path) -> Entry:
        reading = named(path, load_file(path, Drill))
        return Entry(path, reading.loaded.model if reading.loaded is not None else None, reading.diagnostics)


def _how_much_it_takes(entry: Entry) -> tuple[bool, int]:
    """Whether a drill takes a team, and how many minutes; of one with errors nothing is known, and it comes first."""
    return (entry.drill.mode == "team", entry.drill.minutes) if entry.drill is not None else (False, 0)


def _is_title_of(name: str, path: Path) -> bool:
    """Whether the file has that title, as it stands there or as an id would be made of it."""
    match = _TITLE.search(read_beginning(path, _QUICK_LOOK))
    return match is not None and _words(match[1].decode("utf-8", "replace")) == _words(name) != []


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def named(path: Path, reading: Reading[M]) -> Reading[M]:
    """The reading, with an error when the id in the file is not the file's name: references go by it."""
    found = reading.checkable
    if found is None or found.document.holds_gap(("id",)):
        return reading
    name = plain_name(path)
    identity = getattr(found.model, "id", name)
    if identity == name:
        return reading
    is_id, is_taken = re.search(SLUG, name) is not None, is_file(path.with_name(f"{identity}.yaml"))
    cure = f"Rename the file to {identity}.yaml" + (f", or write id: {name}." if is_id else ".")
    if is_taken:
        cure = f"Write id: {name}." if is_id else "Rename the file, and write its new name as the id."
    message = f"the file is called {path.name}, but its id is '{identity}'"
    return reading.after([found.document.diagnose(("id",), "id-not-file", message, cure)])


def drill_beside(scenario: Path) -> Path | None:
    """The first drill of a scenario's own library folder that plays it; None when there is none."""
    folder = scenario.parent.parent / FOLDERS["drill"]
    entries = Catalogue((home_of(scenario),)).drills()
    playing = (one for one in entries if one.drill is not None and one.drill.scenario == scenario.stem)
    return next((folder / one.path.name for one in playing if (folder / one.path.name).is_file()), None)
