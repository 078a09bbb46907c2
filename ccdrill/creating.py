"""`ccdrill new`: from what an author asks for to files in a library folder, and what to type next."""

import re
import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ccdrill.authoring.decoding.load import Loaded, M, Reading, load_file
from ccdrill.authoring.decoding.patterns import cure_for_name
from ccdrill.authoring.library.library import Library
from ccdrill.authoring.new.templates import (
    NewFile,
    Pairing,
    copied,
    example_deck,
    example_file,
    example_procedure,
    example_scenario,
    plan,
    words_of_ones_own,
)
from ccdrill.authoring.new.worksheet import worksheet
from ccdrill.authoring.new.writing import write_new
from ccdrill.authoring.reading.excerpt import as_one_line
from ccdrill.authoring.reading.folders import FOLDERS, VOCABULARY, Playable, is_file, yaml_files
from ccdrill.authoring.reading.scalars import BLANK
from ccdrill.model.deck import Deck
from ccdrill.model.drill import Drill
from ccdrill.model.errors import BadContent, CcdrillError
from ccdrill.model.ids import SLUG
from ccdrill.model.privacy import holds_card_number
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.walks import doable_actions
from ccdrill.scoring.frame import frame_procedure

_SCENARIO, _PROCEDURE = "ivr-on-the-floor", "floor-payment-alarm"
"""Shipped files for one person alone: what an example of another kind is played with when nothing is named."""


_FILL_IN = f"take away the # of the steps that you have, fill in the blanks {BLANK}"
_MOST_LISTED = 12
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
"""Names that Windows keeps for itself, whatever follows a dot: a library folder is copied from machine to machine."""


class NotCreated(CcdrillError):
    """A file that would be of no use. Nothing was written."""


@dataclass(frozen=True)
class Created:
    """What was written, and what to do with it."""

    files: tuple[Path, ...]
    """Everything that was written, what was asked for first."""
    commands: tuple[str, ...]
    """What to type next, in this order, without the program's name."""
    remark: str = ""
    """What was chosen for the author; empty: nothing was."""
    first: str = ""
    """What to do in the file before any of it is typed; empty: nothing."""


class Workshop:
    """Makes new files for one library folder, which need not be there yet.

    Each call raises NotCreated, UnknownName or BadContent for what was asked for, and NotWritten for the folder.
    """

    def __init__(self, folder: Path, others: Iterable[Path]) -> None:
        """`others` are the user's library folders: what is in them can be copied and named too."""
        self._folder = folder
        others = tuple(others)
        self._library = Library((folder, *others))
        self._shipped_first = not any(one.absolute() == folder.absolute() for one in others)

    def scenario(self, name: str, source: str | None = None) -> Created:
        """An example with all that it takes to play it, or a copy of the scenario that `source` means."""
        self._check_name(name, "scenario", "procedure", "drill")
        drill = self._typed("drill", name)
        if source is None:
            words = () if is_file(self._folder / VOCABULARY) else (words_of_ones_own(),)
            title = self._told_apart(name, _whole(load_file(example_file("drill"), Drill)).model.title)
            return self._write((*example_scenario(name, title), *words), f"check {drill}", f"run {drill}")
        source, remark = self._meant("scenario", source)
        original = self._read("scenario", source, Scenario)
        played = self._drill(lambda one: one.scenario == original.model.id)
        how = f"--from {played[0]} --scenario {name}" if played else f"--scenario {name} --procedure {_PROCEDURE}"
        planned = self._new_drill(name, how)
        copy = copied("scenario", name, original.text)
        created = self._write((copy,), f"check {self._typed('scenario', name)}", planned, f"run {drill}")
        return replace(created, remark=remark)

    def procedure(self, name: str, source: str | None = None, story: str | None = None) -> Created:
        """An example, a copy of the procedure that `source` means, or a worksheet for the scenario that `story` means."""
        self._check_name(name, "procedure")
        if story is not None:
            story, remark = self._meant("scenario", story)
            path = self._library.path_of("scenario", story)
            library = self._library.beside(path)
            scenario = _whole(library.load_scenario(path)).model
            file = worksheet(name, scenario, library.vocabulary)
            created = self._scored(file, name, lambda one: one.scenario == scenario.id, scenario.id)
            return replace(created, first=_FILL_IN, remark=remark)
        if source is not None:
            self._refuse_story(name, source)
            source, remark = self._meant("procedure", source)
            original = self._read("procedure", source, Procedure)
            copy = copied("procedure", name, original.text)
            created = self._scored(copy, name, lambda one: one.procedure == original.model.id)
            return replace(created, remark=remark)
        return self._scored(example_procedure(name), name, lambda one: one.scenario == _SCENARIO)

    def drill(
        self, name: str, source: str | None = None, story: str | None = None, against: str | None = None
    ) -> Created:
        """A plan of one scenario against one procedure, by their ids; or a copy of the drill that `source` means.

        A copy may play another scenario. Its objectives name steps, so its procedure stays.

        What is not named is the folder's own, if it has exactly one; where there is nothing of one's own, an example.
        """
        self._check_name(name, "drill")
        if source is not None:
            original = self._read("drill", source, Drill)
            title = original.model.title.removesuffix(f" ({original.model.id})")
            values = {"title": self._told_apart(name, title, original.model.title)}
            remark = f"It is called {as_one_line(values['title'], 80)}: give it a title of its own."
            plays = f"{original.model.scenario}, as {original.model.id} does"
            if story is not None:
                scenario = self._story(self._meant("scenario", story)[0])
                values["scenario"] = scenario.id
                plays = f"{as_one_line(scenario.title, 60)} ({scenario.id})"
            remark = f"It plays {plays}. {remark}"
            file = copied("drill", name, original.text, **values)
        else:
            file, remark = self._plan(name, *self._pair(story, against))
        drill = self._typed("drill", name)
        return replace(self._write((file,), f"check {drill}", f"run {drill}"), remark=remark)

    def deck(self, name: str, source: str | None = None) -> Created:
        """An example, or a copy of the deck that `source` means."""
        self._check_name(name, "deck")
        file = copied("deck", name, self._read("deck", source, Deck).text) if source is not None else example_deck(name)
        own = self._typed("deck", name)
        return self._write((file,), f"check {own}", f"practice {own}")

    def _check_name(self, name: str, *kinds: Playable) -> None:
        """Raises NotCreated for what can't be the name of files of one's own of these kinds."""
        _refuse_odd_name(name)
        shipped = Library()
        kind = next((kind for kind in kinds if name in shipped.ids(kind)), None) if self._shipped_first else None
        if kind is not None:
            message = f"'{name}' is the id of a shipped {kind}, which would be found in place of yours"
            raise NotCreated(message, f"Choose another name, such as our-{name}.")

    def _pair(self, story: str | None, against: str | None) -> tuple[str, str]:
        """What a drill plays, and against what. Raises NotCreated where that must be named."""
        if story is None and against is None and not self._own("scenario"):
            return _SCENARIO, _PROCEDURE
        story = self._meant("scenario", story)[0] if story is not None else None
        against = self._meant("procedure", against)[0] if against is not None else None
        story = story or self._only("scenario", "Name what is played: --scenario ID.")
        begin = (
            f"Name what it is scored against: --procedure ID. Or begin one: ccdrill new procedure NAME --for {story}"
        )
        return story, against or self._only("procedure", begin)

    def _meant(self, kind: Playable, name: str) -> tuple[str, str]:
        """What a drill plays, where its id stands for a scenario or a procedure, and that it was taken so, in words."""
        if name in self._library.ids(kind):
            return name, ""
        drill = next((one.drill for one in self._library.drills() if one.path.stem == name), None)
        if drill is None:
            return name, ""
        meant, how = (drill.scenario, "plays") if kind == "scenario" else (drill.procedure, "plays against")
        return meant, f"'{name}' is a drill; it {how} {meant}."

    def _refuse_story(self, name: str, source: str) -> None:
        """A scenario is no procedure, and can be asked for what can be done in it."""
        if source in self._library.ids("scenario") and source not in self._library.ids("procedure"):
            cure = f"To begin with all that can be done in it: ccdrill new procedure {name} --for {source}"
            raise NotCreated(f"'{source}' is a scenario, and --from copies a procedure", cure)

    def _only(self, kind: Playable, cure: str) -> str:
        """The one file of that kind in the folder. Raises NotCreated when there is none, or there are several."""
        own = self._own(kind)
        if len(own) == 1:
            return own[0]
        if not own:
            raise NotCreated(f"there is no {kind} in {self._folder / FOLDERS[kind]} for the drill", cure)
        listed = ", ".join(own[:_MOST_LISTED]) + (", ..." if len(own) > _MOST_LISTED else "")
        message = f"there are {len(own)} {kind}s in {self._folder / FOLDERS[kind]}: {listed}"
        raise NotCreated(message, f"Name the one that is meant, as in --{kind} {own[0]}")

    def _own(self, kind: Playable) -> list[str]:
        return [path.stem for path in yaml_files(self._folder / FOLDERS[kind]) if re.search(SLUG, path.stem)]

    def _plan(self, name: str, story: str, against: str) -> tuple[NewFile, str]:
        """The drill, and what it plays in words."""
        here, library = self._folder / VOCABULARY, self._library
        scenario = self._story(story)
        procedure = _whole(library.load_procedure(library.path_of("procedure", against, here))).model
        frame = frame_procedure(
            procedure, library.vocabulary.roles, scenario.case, doable=doable_actions(scenario), scope=()
        )
        if not frame.required:
            message = f"no required step of '{procedure.id}' can be done in '{scenario.id}'"
            raise NotCreated(message, f"Begin a procedure for it: ccdrill new procedure NAME --for {scenario.id}")
        titles = f"{as_one_line(scenario.title, 60)} ({story}), scored against {as_one_line(procedure.title, 60)} ({against})"
        played = self._drill(lambda one: one.scenario == scenario.id)
        like = played[1] if played is not None else None
        steps = tuple(frame.steps[step] for step in frame.required)
        file = plan(
            name,
            self._told_apart(name, scenario.title),
            Pairing(scenario=scenario, procedure=procedure, steps=steps, like=like),
        )
        return file, f"It plays {titles}. {_planned(played)}"

    def _told_apart(self, name: str, title: str, *others: str) -> str:
        """The title of a new drill. Where one is called so already the library would show two of one name: it bears its id."""
        taken = [one.drill.title for one in self._library.drills() if one.drill is not None]
        title = " ".join(title.split())
        is_taken = any(title == " ".join(one.split()) for one in (*taken, *others))
        return f"{title} ({name})" if is_taken else title

    def _story(self, name: str) -> Scenario:
        path = self._library.path_of("scenario", name, self._folder / VOCABULARY)
        return _whole(self._library.load_scenario(path)).model

    def _scored(self, file: NewFile, name: str, is_fitting: Callable[[Drill], bool], story: str = "") -> Created:
        """A procedure, to be played in the first drill that fits it, or in a new one of the scenario `story`."""
        own = self._typed("procedure", name)
        played = self._drill(is_fitting)
        if played is not None:
            return self._write((file,), f"check {own}", f"run {played[0]} --procedure {own}")
        new = (
            (self._new_drill(name, f"--scenario {story} --procedure {name}"), f"run {self._typed('drill', name)}")
            if story
            else ()
        )
        return self._write((file,), f"check {own}", *new)

    def _drill(self, is_fitting: Callable[[Drill], bool]) -> tuple[str, Drill] | None:
        """The first drill of that sort, with what to type for it."""
        for path, drill in ((entry.path, entry.drill) for entry in self._library.drills()):
            if drill is not None and is_fitting(drill):
                is_own = path.is_relative_to(self._folder)
                return self._typed("drill", path.stem) if is_own else path.stem, drill
        return None

    def _read(self, kind: Playable, name: str, model: type[M]) -> Loaded[M]:
        return _whole(load_file(self._library.path_of(kind, name), model))

    def _write(self, files: tuple[NewFile, ...], *commands: str) -> Created:
        return Created(write_new(self._folder, files), commands)

    def _new_drill(self, name: str, how: str) -> str:
        where = "" if self._folder == Path() else f" --folder {quoted(str(self._folder))}"
        return f"new drill {name} {how}{where}"

    def _typed(self, kind: Playable, name: str) -> str:
        """How to name one of the folder's files in a command."""
        return quoted(str(self._folder / FOLDERS[kind] / f"{name}.yaml"))


def _whole(reading: Reading[M]) -> Loaded[M]:
    if reading.loaded is None:
        raise BadContent(reading.diagnostics)
    return reading.loaded


def _planned(played: tuple[str, Drill] | None) -> str:
    """For whom a new drill is planned and how long, after which other one, and what to change if that is not meant."""
    change = "change mode and minutes if you mean it otherwise."
    if played is None:
        return f"It is planned for one person and 10 minutes: {change}"
    known, drill = played
    who = "a team" if drill.mode == "team" else "one person"
    minutes = "1 minute" if drill.minutes == 1 else f"{drill.minutes} minutes"
    return f"Like '{known}' it is planned for {who} and {minutes}: {change}"


def quoted(typed: str) -> str:
    """A path or a name as it is typed in a command: in quotes where it holds what a shell would take for its own."""
    if re.search(r'["$`!]', typed) is not None:
        return shlex.quote(typed)
    return typed if re.fullmatch(r"[\w@%+=:,./\\~-]+", typed) is not None else f'"{typed}"'


def _refuse_odd_name(name: str) -> None:
    if re.search(SLUG, name) is None:
        raise NotCreated(
            f"'{as_one_line(name, 60)}' is no name for a file of ours", cure_for_name(name, SLUG, is_one=True)
        )
    if holds_card_number(name):
        raise NotCreated(f"'{name}' holds a card-shaped number, and no file may", "Choose another name.")
    if name in _DEVICES:
        message = f"'{name}' names a device on Windows, and no file there can be called so"
        raise NotCreated(message, f"Choose another name, such as {name}-1.")
    if name == Path(VOCABULARY).stem:
        raise NotCreated(f"'{name}' is the name of the file with the shared words", "Choose another name.")
