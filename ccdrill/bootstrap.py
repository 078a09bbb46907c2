"""The only wiring: settings to library, store, clock and chance, to a session, to a front end."""

import datetime as dt
import os
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ccdrill.authoring.library import BadContent, Library
from ccdrill.checking import check_fitting
from ccdrill.debrief.build import RecordedRun, build_debrief
from ccdrill.debrief.document import Debrief
from ccdrill.debrief.render import Format, render
from ccdrill.debrief.summary import Summary, summarise, unreadable
from ccdrill.model.diagnostics import has_errors
from ccdrill.model.errors import CcdrillError, UnknownName
from ccdrill.model.events import RULES
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import RunId
from ccdrill.session.chain import open_links
from ccdrill.session.pinned import unpin
from ccdrill.session.run import fold
from ccdrill.session.session import Session, Team, World, open_session, resume_session
from ccdrill.settings import Settings
from ccdrill.store.archive import ArchiveError, write_whole
from ccdrill.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from ccdrill.session.ports import StoredRun

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


class SystemClock:
    """The machine's clocks. Implements `Clock`."""

    def utc(self) -> dt.datetime:
        """Now, in UTC."""
        return dt.datetime.now(dt.UTC)

    def monotonic(self) -> float:
        """Seconds that never run back."""
        return time.monotonic()


class SystemChance:
    """The machine's randomness. Implements `Chance`."""

    def token(self, length: int) -> str:
        """So many characters without look-alikes."""
        return "".join(secrets.choice(_ALPHABET) for _ in range(length))


class House:
    """Everything wired for one call of the program."""

    def __init__(self, settings: Settings) -> None:
        """Opens nothing yet."""
        self.settings = settings
        self.library = Library(settings.library)
        self.store = SqliteStore(settings.data)
        self.world = World(store=self.store, clock=SystemClock(), chance=SystemChance())

    def find_run(self, name: str) -> RunId:
        """The run that a full id, a unique prefix, or `last` means. Raises UnknownName."""
        ids = self.store.run_ids()
        if name == "last":
            if not ids:
                raise UnknownName("there are no runs yet", "Begin one with: ccdrill run ivr-solo")
            return ids[0]
        found = [run for run in ids if run == name] or [run for run in ids if name and run.startswith(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownName(
                f"'{name}' begins the ids of {len(found)} runs", f"Write more of it: {', '.join(found[:6])}"
            )
        raise UnknownName(f"there is no run '{name}'", "See the runs with: ccdrill runs list")

    def exercise(self, drill: str, procedure: str | None = None) -> Exercise:
        """The drill that an id or a path means, ready to be played. Raises UnknownName, BadContent."""
        parts = self.library.load_drill(self.library.path_of("drill", drill), procedure)
        problems = (*parts.diagnostics, *check_fitting(parts, self.library))
        if has_errors(problems) or not parts.is_whole():
            raise BadContent(problems)
        return parts.exercise(self.library.vocabulary, self.library.vocabularies)

    def begin(self, exercise: Exercise, team: Team) -> Session:
        """A new run. Raises StoreError."""
        return open_session(self.world, exercise, team)

    def resume(self, run: RunId) -> Session:
        """A run to go on with. Raises UnknownName, DamagedRun, BadContent, StoreError."""
        return resume_session(self.world, run)

    def debrief(self, run: RunId) -> Debrief:
        """The debrief of a stored run. Raises UnknownName, DamagedRun, BadContent."""
        return build_debrief(_recorded(self.store.read(run)))

    def save_debrief(self, run: RunId, form: Format, path: Path, *, replace: bool = False) -> None:
        """Writes the debrief of a run to a file. Raises UnknownName, DamagedRun, BadContent, ArchiveError."""
        text = render(self.debrief(run), form)
        if path.exists() and not replace:
            raise ArchiveError(f"there is a file {path} already", "Name another, or add --force to replace it.")
        write_whole(path, text.encode("utf-8"))

    def summaries(self) -> tuple[Summary, ...]:
        """Every run in a line, the last begun first. One that can't be read says so."""
        return tuple(self._summary(run) for run in self.store.run_ids())

    def _summary(self, run: RunId) -> Summary:
        stored = self.store.read(run)
        seal = stored.links[-1].seal
        kept = self.store.cached(run, seal, RULES)
        if kept is not None:
            try:
                return msgspec.json.decode(kept, type=Summary)
            except msgspec.MsgspecError:
                pass
        try:
            summary = summarise(_recorded(stored))
        except CcdrillError as error:
            return unreadable(run, error.message)
        self.store.cache(run, seal, RULES, msgspec.json.encode(summary))
        return summary


def debrief_session(session: Session) -> Debrief:
    """The debrief of a run that is being played."""
    return build_debrief(RecordedRun(session.exercise, session.run, session.beside, session.seal))


def play_plain(session: Session) -> None:
    """Plays in lines on standard input and output. Raises AnswersEnded."""
    from ccdrill.plain.play import play

    play(session, typed_lines(), lambda line: print(line, flush=True), lambda: debrief_session(session))


def run_screens(
    house: House, *, exercise: Exercise | None = None, team: Team | None = None, session: Session | None = None
) -> int:
    """Opens the screens: at the library, at the briefing of an exercise, or in a session. Returns the exit code."""
    from ccdrill.tui.app import CcdrillApp

    app = CcdrillApp(house, exercise=exercise, team=team, session=session)
    app.run()
    return app.return_code or 0


def has_terminal() -> bool:
    """Whether screens can be drawn: a terminal on both sides, and one that knows more than lines."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    term = os.environ.get("TERM")
    return term != "dumb" if term is not None else sys.platform == "win32"


def typed_lines() -> Iterator[str]:
    """The lines of standard input, one when it is asked for."""
    return iter(sys.stdin.readline, "")


def _recorded(stored: "StoredRun") -> RecordedRun:
    run = fold(open_links(stored.links))
    return RecordedRun(unpin(run.opened, stored.contents), run, stored.beside, stored.links[-1].seal)
