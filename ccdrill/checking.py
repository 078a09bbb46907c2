"""`ccdrill check`: every kind of file, alone and together, each finding once.

What only drills ask for is imported with the first one: a scenario is checked over and over while it is written.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from ccdrill.authoring.checks.check_notes import check_notes
from ccdrill.authoring.checks.check_unused import check_unused
from ccdrill.authoring.decoding.load import Loaded, Model, Reading, in_order, load_any
from ccdrill.authoring.library.library import Library
from ccdrill.authoring.library.meant_files import files_meant, home_kind, unseen
from ccdrill.authoring.library.severities import Severities
from ccdrill.authoring.reading.folders import Playable
from ccdrill.engine.compile import compile_scenario
from ccdrill.model.deck import Deck
from ccdrill.model.diagnostics import Diagnostic, has_errors
from ccdrill.model.drill import Drill
from ccdrill.model.errors import BadContent, UnknownName
from ccdrill.model.exercise import Kind
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.survey.surveying import survey, try_out
from ccdrill.rehearsal.telling.verdicts import UNTRIED, check_story
from ccdrill.rehearsal.walk.trails import Play

if TYPE_CHECKING:
    from ccdrill.authoring.checks.findings import Findings
    from ccdrill.authoring.library.rehearsable import Rehearsable
    from ccdrill.rehearsal.telling.folding import ToldWith
    from ccdrill.rehearsal.telling.mends import Mend
    from ccdrill.rehearsal.telling.told import Heard


def check_paths(
    library: Library,
    folders: Iterable[Path],
    paths: Iterable[str],
    *,
    is_quick: bool = False,
    tell: Callable[[int, int], object] = lambda done, total: None,  # noqa: ARG005  # nobody asked
) -> tuple[int, tuple[Diagnostic, ...]]:
    """How many files were checked, and what was found; without paths everything that is known is.

    A path that is not there may be an id: then every file by that id is checked, of whatever kind.
    `folders` are the user's own folders of the library. `is_quick`: only what shows without playing. How severe a finding is,
    the `checks.toml` of the library folder says that its file lies in. `tell` hears how many files are done before each one,
    and of how many.
    """
    files, found = files_meant(library, folders, paths)
    checker, severities = Checker(library, is_quick=is_quick), Severities()
    told: dict[Path, tuple[Diagnostic, ...]] = {}
    for file in sorted(files, key=lambda one: home_kind(one) != "drill"):
        tell(len(told), len(files))
        told[file] = checker.check(file)  # drills first: they know whether time runs while people think
        severities.read(file)
    found = (*found, *(one for file in files for one in told[file]))
    taken = dict.fromkeys(_as_given((*severities.problems, *severities.applied(dict.fromkeys(found))), files))
    if any(UNTRIED in one.message for one in taken):
        taken = _without_doubts(taken)
    if any(one.code.startswith("unknown-") for one in taken):
        from ccdrill.authoring.library.elsewhere import told_at_their_cause  # most names are known

        taken = dict.fromkeys(told_at_their_cause(taken))
    if any(one.because for one in taken):
        from ccdrill.authoring.telling.causes import settled  # few findings follow from others

        return len(files), settled(taken)
    return len(files), tuple(taken)


def _without_doubts(found: Iterable[Diagnostic]) -> dict[Diagnostic, None]:
    """The findings, but for what is told of a scenario with a doubt, and of it in some drill without one."""
    sure = {replace(one, play=()) for one in found if UNTRIED not in one.message}
    return dict.fromkeys(
        one
        for one in found
        if UNTRIED not in one.message or replace(one, message=one.message.replace(UNTRIED, ""), play=()) not in sure
    )


def _as_given(found: Iterable[Diagnostic], files: Iterable[Path]) -> Iterator[Diagnostic]:
    """The findings under the names that the files were given by: a drill finds its scenario under another name.

    Files that were not given are named from the current folder if those that were given are, and they lie below it.
    """
    names = {file.absolute(): str(file) for file in files}
    here = Path.cwd() if any(not file.is_absolute() for file in files) else None

    def given(called: str) -> str:
        file = Path(called).absolute()
        if file not in names and here is not None and file.is_relative_to(here):
            return str(file.relative_to(here))
        return names.get(file, called)

    for one in found:
        name = given(one.file)
        because = tuple(replace(cause, file=given(cause.file)) for cause in one.because)
        yield one if name == one.file and because == one.because else replace(one, file=name, because=because)


class Checker:
    """Checks files one by one, and plays each scenario once, however many drills name it."""

    def __init__(self, library: Library, *, is_quick: bool = False) -> None:
        """`is_quick`: plays nothing."""
        self._library = library
        self._is_quick = is_quick
        self._surveys: dict[str, Survey] = {}
        self._tried: dict[tuple[str, tuple[Mend, ...]], Survey] = {}
        self._paces: dict[Path, set[bool]] = {}
        self._may_have_pace = False

    def check(self, path: Path) -> tuple[Diagnostic, ...]:
        """What there is to say about one file, and about the files that it names."""
        kind, reading = load_any(path)
        if kind is None:
            self._may_have_pace |= home_kind(path) == "drill"
            return reading.diagnostics
        try:
            found = self._check(self._library.beside(path), path, kind, reading)
        except BadContent as error:
            found = (*reading.diagnostics, *error.diagnostics)
        return (*found, *unseen(path, kind))

    def _check(self, library: Library, path: Path, kind: Kind, reading: Reading[Model]) -> tuple[Diagnostic, ...]:
        match kind:
            case "vocabulary":
                return library.check_vocabulary(cast("Reading[Vocabulary]", reading)).diagnostics
            case "scenario":
                return self._check_scenario(library, path, cast("Reading[Scenario]", reading))
            case "procedure":
                return library.check_procedure(path, cast("Reading[Procedure]", reading)).diagnostics
            case "drill":
                return self._check_drill(library, path, cast("Reading[Drill]", reading))
            case "deck":
                return library.check_deck(path, cast("Reading[Deck]", reading)).diagnostics

    def _check_scenario(self, library: Library, path: Path, reading: Reading[Scenario]) -> tuple[Diagnostic, ...]:
        checked = library.check_scenario(path, reading)
        if checked.loaded is None:
            return checked.diagnostics
        paces = self._paces.get(path.absolute(), {True} if self._may_have_pace else set[bool]())
        is_paced = next(iter(paces)) if len(paces) == 1 else None
        return in_order((*checked.diagnostics, *self._check_story(checked.loaded, is_paced=is_paced)))

    def _check_story(
        self,
        found: Loaded[Scenario],
        *,
        is_paced: bool | None = None,
        hear: "Callable[[Findings, ToldWith], object] | None" = None,
    ) -> tuple[Diagnostic, ...]:
        """What only playing the scenario shows; `is_paced`: in a drill with a pace, or without one; `hear`: see `check_story`."""
        document, scenario = found.document, found.model
        unplayed = (*check_unused(document, scenario), *check_notes(document, scenario))
        if self._is_quick:
            return unplayed
        surveyed, again = self._survey(found), partial(self._mended, found)
        played = check_story(document, scenario, surveyed, is_paced=is_paced, try_out=again, hear=hear)
        return (*_without_less(unplayed, played), *played)

    def _mended(self, found: Loaded[Scenario], mends: "tuple[Mend, ...]") -> Survey:
        """What plays show of a scenario when it is mended so."""
        from ccdrill.rehearsal.telling.mends import mended  # a clean scenario needs none of it

        key = (found.text, mends)
        if key not in self._tried:
            program = compile_scenario(mended(found.model, mends))
            self._tried[key] = try_out(program, Random(0).random)  # noqa: S311  # the same plays every time
        return self._tried[key]

    def _survey(self, found: Loaded[Scenario], known: tuple[Play, ...] = ()) -> Survey:
        if found.text not in self._surveys:
            draw = Random(0).random  # noqa: S311  # the same plays every time
            self._surveys[found.text] = survey(compile_scenario(found.model), draw, known=known)
        return self._surveys[found.text]

    def _check_drill(self, library: Library, path: Path, reading: Reading[Drill]) -> tuple[Diagnostic, ...]:
        """A drill with what it names: also the one file of the two when the other is not there."""
        plan = reading.checkable
        self._hear_pace(library, path, reading)
        missing = _missing_files(library, path, plan) if plan is not None else ()
        if plan is None or missing:
            from ccdrill.authoring.checks.check_drill import check_drill_alone

            alone = check_drill_alone(plan.document, plan.model) if plan is not None else ()
            return in_order((*reading.diagnostics, *missing, *alone))
        from ccdrill.scoring.fit import check_fitting

        parts = library.check_drill(path, reading)
        found = (*parts.diagnostics, *check_fitting(parts, library))
        if has_errors(found) or not parts.is_whole():
            return found
        return (*found, *self._check_prospect(parts, library))

    def _hear_pace(self, library: Library, path: Path, reading: Reading[Drill]) -> None:
        """Whether time runs while people think in what a drill plays, whatever else is wrong with it or its procedure.

        A drill that can't be read may have a pace; nobody knows of which scenario if that can't be read either.
        """
        plan = reading.checkable
        try:
            played = library.path_of("scenario", plan.model.scenario, path) if plan is not None else None
        except UnknownName:
            played = None
        if plan is None or played is None:
            self._may_have_pace = True
        else:
            is_paced = bool(plan.model.pace) or reading.loaded is None
            self._paces.setdefault(played.absolute(), set()).add(is_paced)

    def _check_prospect(self, parts: "Rehearsable", library: Library) -> tuple[Diagnostic, ...]:
        """What only playing the drill against its procedure shows; the scenario's own findings come with it."""
        from ccdrill.rehearsal.drill.attainable import check_prospect
        from ccdrill.rehearsal.drill.leaks import check_leaks
        from ccdrill.rehearsal.drill.prospect import look_ahead
        from ccdrill.scoring.known import check_known

        assert parts.drill.loaded is not None
        assert parts.scenario is not None and parts.scenario.loaded is not None
        assert parts.procedure is not None and parts.procedure.loaded is not None
        scenario, procedure = parts.scenario.loaded, parts.procedure.loaded
        found = check_known(scenario.document, scenario.model, procedure.model)
        if self._is_quick:
            return (*self._check_story(scenario), *found)
        prospect = look_ahead(parts.exercise(library.vocabulary, library.vocabularies))
        surveyed = self._survey(scenario, (prospect.play,))
        is_paced = bool(parts.drill.loaded.model.pace)
        heard: list[Heard] = []
        story = self._check_story(scenario, is_paced=is_paced, hear=lambda *told: heard.append(told))
        return (
            *story,
            *found,
            *check_prospect(parts.drill.loaded.document, procedure.document, prospect, surveyed, *heard),
            *check_leaks(scenario.document, prospect, surveyed.table),
        )


def _without_less(unplayed: Iterable[Diagnostic], played: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What shows without playing, but for what is told with what follows from it once it was played."""
    told = {(one.code, one.line, one.column) for one in played}
    return (one for one in unplayed if (one.code, one.line, one.column) not in told)


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
