"""The only wiring: settings to library, store, clock and chance, to a session and to what is told of one.

What a call does not need is not imported: people wait for the first screen, not for the room that writes reports.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ccdrill.model.errors import CcdrillError, UnknownName
from ccdrill.model.ids import RunId
from ccdrill.settings import Settings

if TYPE_CHECKING:
    from ccdrill.authoring.library.catalogue import Catalogue
    from ccdrill.authoring.library.library import Library
    from ccdrill.debrief.document.document import Debrief
    from ccdrill.debrief.listing.summaries import Summaries
    from ccdrill.debrief.listing.summary import Summary
    from ccdrill.debrief.telling.render import Format
    from ccdrill.model.exercise import Exercise
    from ccdrill.papers.papers import PaperFormat, Reader
    from ccdrill.practising import Practising
    from ccdrill.results.asked import Asked
    from ccdrill.results.document import Results
    from ccdrill.results.gathering import Gathering
    from ccdrill.results.over_time import Gathered
    from ccdrill.results.render import Format as ResultsFormat
    from ccdrill.scoring.trace import Trace
    from ccdrill.session.deciding.commands import Agree
    from ccdrill.session.deciding.team import Team
    from ccdrill.session.run.run import Run
    from ccdrill.session.run.world import World
    from ccdrill.session.session import Session
    from ccdrill.session.stored import Proof
    from ccdrill.store.judgements import SqliteJudgements
    from ccdrill.store.sqlite import SqliteStore


class NotADrill(CcdrillError):
    """A file of another kind, where one was to be played."""


_LATELY = 20
"""Runs among which the one on a big screen is looked for, from the last on."""


class House:
    """Everything wired for one call of the program."""

    def __init__(
        self,
        settings: Settings,
        called: Callable[[], str] = lambda: "ccdrill",
        installing: Callable[[str], str] = "pip install ccdrill[{}]".format,
    ) -> None:
        """Opens nothing yet. Asked when a hint needs it: how the user started the program, and how to install an extra."""
        self.settings = settings
        self._called = called
        self._installing = installing

    @cached_property
    def called(self) -> str:
        """How the user started the program, for hints that can be pasted."""
        return self._called()

    def installing(self, extra: str) -> str:
        """What to type to install an extra."""
        return self._installing(extra)

    @cached_property
    def catalogue(self) -> "Catalogue":
        """What there is to play."""
        from ccdrill.authoring.library.catalogue import Catalogue

        return Catalogue(self.settings.library)

    @cached_property
    def library(self) -> "Library":
        """The same, loaded and checked."""
        from ccdrill.authoring.library.library import Library

        return Library(self.settings.library)

    @cached_property
    def store(self) -> "SqliteStore":
        """Where runs are kept."""
        from ccdrill.store.sqlite import SqliteStore

        return SqliteStore(self.settings.data)

    @cached_property
    def world(self) -> "World":
        """The ports of a session."""
        from ccdrill.session.run.world import World
        from ccdrill.system import SystemChance, SystemClock

        return World(store=self.store, clock=SystemClock(), chance=SystemChance())

    @cached_property
    def judgements(self) -> "SqliteJudgements":
        """Where judgements are kept."""
        from ccdrill.store.judgements import SqliteJudgements

        return SqliteJudgements(self.settings.data)

    @cached_property
    def practising(self) -> "Practising":
        """Practice, with everything that it needs."""
        from ccdrill.practising import Practising
        from ccdrill.system import SystemChance, SystemClock

        return Practising(self.library, self.judgements, SystemClock(), SystemChance())

    def close(self) -> None:
        """Lets go of the database."""
        if "store" in self.__dict__:
            self.store.close()
        if "judgements" in self.__dict__:
            self.judgements.close()

    def find_run(self, name: str) -> RunId:
        """The run that a full id, a unique prefix, or `last` means. Raises UnknownName."""
        if name == "last":
            newest = self.store.run_ids(last=1)
            if not newest:
                raise UnknownName("there are no runs yet", f"Begin one with: {self.called} run ivr-solo")
            return newest[0]
        ids = self.store.run_ids(beginning=name) or self.store.run_ids()  # all: one whose id is no text has no place
        found = [run for run in ids if run == name] or [run for run in ids if name and run.startswith(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownName(
                f"'{name}' begins the ids of {len(found)} runs", f"Write more of it: {', '.join(found[:6])}"
            )
        raise UnknownName(f"there is no run '{name}'", f"See the runs with: {self.called} runs list")

    def shown_run(self) -> RunId | None:
        """The run that a big screen shows now; of several the last that was begun. None: there is none. Raises StoreError."""
        from ccdrill.session.attending import is_shown

        return next((run for run in self.store.run_ids(last=_LATELY) if is_shown(self.world, run)), None)

    def exercise(self, drill: str, procedure: str | None = None) -> "Exercise":
        """The drill that an id or a path means, ready to be played. Raises UnknownName, BadContent, NotADrill."""
        from ccdrill.model.diagnostics import has_errors
        from ccdrill.model.errors import BadContent
        from ccdrill.scoring.fit import check_fitting

        path = self.library.path_of("drill", drill)
        library = self.library.beside(path)
        parts = library.load_drill(path, procedure)
        problems = (*parts.diagnostics, *check_fitting(parts, library))
        if has_errors(problems) or not parts.is_whole():
            self._refuse_another(path)
            raise BadContent(problems)
        return parts.exercise(library.vocabulary, library.vocabularies)

    def _refuse_another(self, path: Path) -> None:
        """Raises NotADrill for a deck, and for a scenario, with a drill beside it that plays it."""
        from ccdrill.authoring.decoding.load import load_any
        from ccdrill.authoring.library.catalogue import drill_beside
        from ccdrill.creating import quoted

        kind = load_any(path)[0]
        if kind == "deck":
            hint = f"Practise on it with: {self.called} practice {quoted(str(path))}"
            raise NotADrill(f"{path} is a deck, and no drill", hint)
        if kind != "scenario":
            return
        found = drill_beside(path)
        named = f"Name a drill that plays it: {found}. Or" if found is not None else "Name a drill that plays it, or"
        raise NotADrill(f"{path} is a scenario", f"{named} try it out with: {self.called} preview {quoted(str(path))}")

    def begin(self, exercise: "Exercise", team: "Team") -> "Session":
        """A new run. Raises StoreError."""
        from ccdrill.session.opening import open_session

        return open_session(self.world, exercise, team)

    def resume(self, run: RunId) -> "Session":
        """A run to go on with. Raises UnknownName, DamagedRun, BadContent, StoreError."""
        from ccdrill.session.opening import resume_session

        session = resume_session(self.world, run)
        self.store.require_writable()  # said now, not when people have talked and decide
        return session

    def control(self, run: RunId) -> "Session":
        """A run to lead from the facilitator's console. Raises what `resume` does, and NotAllowed."""
        from ccdrill.session.opening import control_session

        session = control_session(self.world, run, self.called)
        self.store.require_writable()
        return session

    def agree(self, run: RunId, asked: "Sequence[Agree]", seen: str | None = None) -> tuple[bool, str]:
        """Records what people agree on a run that is over. See `agree_on`."""
        from ccdrill.session.opening import agree_on

        return agree_on(self.world, run, asked, seen)

    def debrief(self, run: RunId, *, without_names: bool = False) -> "Debrief":
        """The debrief of a stored run; `without_names`: nor what people typed. Raises UnknownName, DamagedRun, BadContent."""
        from ccdrill.debrief.build import build_debrief
        from ccdrill.debrief.recorded.recorded import open_recorded

        recorded = open_recorded(self.store.read(run))
        if without_names:
            return build_debrief(recorded.without_names())
        found = build_debrief(recorded)
        self._summaries.remember(recorded, found)
        return found

    def written_debrief(self, run: RunId, form: "Format", *, without_names: bool = False) -> bytes:
        """The debrief of a run as the bytes of a file. Raises UnknownName, DamagedRun, BadContent, NoReport."""
        from ccdrill.debrief.telling.render import written

        return written(self.debrief(run, without_names=without_names), form, lambda: self.installing("reports"))

    def written_paper(self, exercise: "Exercise", reader: "Reader", form: "PaperFormat") -> bytes:
        """What somebody gets on paper before an exercise, as the bytes of a file. Raises NoReport."""
        from ccdrill.papers.papers import written
        from ccdrill.system import SystemClock

        day = f"{SystemClock().utc():%Y-%m-%d}"
        return written(reader, exercise, day, form, lambda: self.installing("reports"))

    def save_debrief(
        self, run: RunId, form: "Format", path: Path, *, replace: bool = False, without_names: bool = False
    ) -> None:
        """Writes the debrief of a run to a file. Raises UnknownName, DamagedRun, BadContent, NoReport, UnusableFile."""
        from ccdrill.store.files import check_target, write_whole

        check_target(path, replace=replace)  # before anybody waits
        write_whole(path, self.written_debrief(run, form, without_names=without_names), replace=replace)

    def erase(self, run: RunId, *, texts: bool, names: bool) -> int:
        """Erases what people typed in a run, or who they are (also where they are named as owners or evaluators), or both.

        How many there were. Raises UnknownName, DamagedRun, StoreError.
        """
        from ccdrill.session.run.beside import typed_names

        also = typed_names(self.store.read(run)) if names and not texts else ()
        return self.store.erase(run, texts=texts, names=names, also=also)

    def played(self, run: RunId) -> "tuple[Exercise, Run]":
        """A stored run, with the content that it was played with. Raises UnknownName, DamagedRun, BadContent."""
        from ccdrill.session.stored import open_stored

        return open_stored(self.store.read(run))

    def trace(self, run: RunId) -> "Trace":
        """What was done in a stored run, as the score sees it. Raises UnknownName, DamagedRun, BadContent."""
        from ccdrill.session.run.trace import frame_exercise, trace_run

        exercise, folded = self.played(run)
        return trace_run(exercise, folded, frame_exercise(exercise))

    @cached_property
    def _summaries(self) -> "Summaries":
        from ccdrill.debrief.listing.summaries import Summaries

        return Summaries(self.store)

    def summaries(self, last: int = -1) -> "tuple[Summary, ...]":
        """Every run in a line, or only the `last` ones, the last begun or imported first. One that can't be read says so."""
        return self._summaries.all(last)

    def summary(self, run: RunId) -> "Summary":
        """A run in a line. Raises UnknownName."""
        return self._summaries.of(run)

    def renew_summaries(self, runs: Sequence[RunId]) -> tuple[RunId, ...]:
        """Works the lines of runs out anew, and gives back those that said something else."""
        return self._summaries.renew(runs)

    def gather(self, asked: "Asked") -> "Gathering":
        """What the runs that were asked for add to the results of many. Raises UnknownName when none is of that drill or team."""
        from ccdrill.results.gathering import Gathering

        return Gathering(self._summaries, asked)

    def results(self, gathering: "Gathering") -> "Results":
        """What was gathered, as one document of today: of the day that it is in UTC, by which runs are dated."""
        from ccdrill.results.over_time import build_results

        return build_results(gathering.found, gathering.asked, self.world.clock.utc().date())

    def save_results(self, results: "Results", gathered: "Gathered", form: "ResultsFormat", path: Path) -> None:
        """Writes the results of many runs to a file where none is yet. Raises NoReport, UnusableFile."""
        from ccdrill.results.render import written
        from ccdrill.store.files import check_target

        check_target(path, replace=False)  # before anybody waits
        self.save_bytes(written(results, gathered, form, lambda: self.installing("reports")), path)

    def save_bytes(self, data: bytes, path: Path, *, replace: bool = False) -> None:
        """Writes a file that was made, whole or not at all. Raises UnusableFile."""
        from ccdrill.store.files import write_whole

        write_whole(path, data, replace=replace)

    def prove(self, run: RunId) -> "Proof":
        """Proves a stored run: nothing lost or changed, and the rules give what it recorded.

        Raises UnknownName, DamagedRun, BadContent.
        """
        from ccdrill.session.stored import prove

        return prove(self.store.read(run))
