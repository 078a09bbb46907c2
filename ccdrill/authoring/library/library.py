"""The files of the catalogue with their checks: scenarios, procedures, drills, decks and vocabularies, alone and together.

Every drill has a scenario: the checks of other kinds of files are imported with the first file of that kind.
"""

from collections.abc import Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ccdrill.authoring.checks.check_lengths import check_lengths
from ccdrill.authoring.checks.check_scenario import check_scenario
from ccdrill.authoring.decoding.load import Loaded, M, Reading, load_file
from ccdrill.authoring.library.catalogue import Catalogue, named
from ccdrill.authoring.reading.folders import VOCABULARY, home_of, is_file
from ccdrill.authoring.reading.yaml_values import collector_paused
from ccdrill.model.deck import Deck
from ccdrill.model.diagnostics import has_errors
from ccdrill.model.drill import Drill
from ccdrill.model.errors import BadContent
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from ccdrill.authoring.library.rehearsable import Rehearsable
    from ccdrill.model.exercise import Exercise


class Library(Catalogue):
    """The files of the catalogue, loaded and checked, alone and together."""

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        """`folders` are the user's own, searched in this order before the shipped one."""
        super().__init__(folders)
        self._beside: dict[Path, Library] = {}

    def beside(self, path: Path) -> "Library":
        """This library, with the library folder that the file lies in searched first: its words are known there."""
        home = home_of(path)
        known = {folder.absolute() for folder in self._folders}
        if home in known or not is_file(home / VOCABULARY):
            return self
        return self._beside.setdefault(home, Library((home, *self._folders)))

    @cached_property
    def vocabularies(self) -> tuple[Loaded[Vocabulary], ...]:
        """Every vocabulary file, the shipped one first. Raises BadContent."""
        found = [folder / VOCABULARY for folder in reversed(self._folders) if is_file(folder / VOCABULARY)]
        readings = [load_file(path, Vocabulary) for path in found]
        problems = tuple(one for reading in readings for one in reading.diagnostics)
        if has_errors(problems):
            raise BadContent(problems)
        return tuple(reading.loaded for reading in readings if reading.loaded is not None)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """All vocabularies as one; a user's entry overrides a shipped one of the same id."""
        return merge_vocabularies([loaded.model for loaded in self.vocabularies])

    def load_scenario(self, path: Path) -> Reading[Scenario]:
        """A scenario with its checks. Raises BadContent when a vocabulary has errors."""
        with collector_paused():
            return self.check_scenario(path, load_file(path, Scenario))

    def check_scenario(self, path: Path, reading: Reading[Scenario]) -> Reading[Scenario]:
        """What reading a scenario gave, with what its checks found."""
        reading = named(path, reading)
        found = reading.checkable
        if found is None:
            return reading
        problems = check_scenario(found.document, found.model, self.vocabulary)
        return self._with_ids_of_titles(reading.after((*problems, *check_lengths(found.document, found.model))))

    def load_procedure(self, path: Path) -> Reading[Procedure]:
        """A procedure with its checks. Raises BadContent when a vocabulary has errors."""
        with collector_paused():
            return self.check_procedure(path, load_file(path, Procedure))

    def check_procedure(self, path: Path, reading: Reading[Procedure]) -> Reading[Procedure]:
        """What reading a procedure gave, with what its checks found."""
        reading = named(path, reading)
        found = reading.checkable
        if found is None:
            return reading
        from ccdrill.authoring.checks.check_procedure import check_procedure

        return self._with_ids_of_titles(reading.after(check_procedure(found.document, found.model, self.vocabulary)))

    def check_vocabulary(self, reading: Reading[Vocabulary]) -> Reading[Vocabulary]:
        """What reading a vocabulary gave, with what its checks found. Raises BadContent when another one has errors."""
        found = reading.checkable
        if found is None:
            return reading
        from ccdrill.authoring.checks.check_vocabulary import check_vocabulary

        merged = self.vocabulary if reading.loaded is not None else Library().vocabulary
        return reading.after(check_vocabulary(found.document, found.model, merged))

    def load_deck(self, path: Path) -> Reading[Deck]:
        """A deck with its checks."""
        with collector_paused():
            return self.check_deck(path, load_file(path, Deck))

    def check_deck(self, path: Path, reading: Reading[Deck]) -> Reading[Deck]:
        """What reading a deck gave, with what its checks found."""
        reading = named(path, reading)
        found = reading.checkable
        if found is None:
            return reading
        from ccdrill.authoring.checks.check_deck import check_deck

        return reading.after(check_deck(found.document, found.model))

    def load_drill(self, path: Path, procedure: str | None = None) -> "Rehearsable":
        """A drill with the scenario and procedure that it names (or with another procedure), all checked.

        Raises UnknownName when a named file is not there, BadContent when a vocabulary has errors.
        """
        with collector_paused():
            return self.check_drill(path, load_file(path, Drill), procedure)

    def check_drill(self, path: Path, reading: Reading[Drill], procedure: str | None = None) -> "Rehearsable":
        """What reading a drill gave, with the files that it names, all checked. Raises as `load_drill` does."""
        from ccdrill.authoring.checks.check_drill import check_drill
        from ccdrill.authoring.library.rehearsable import Rehearsable

        drill = named(path, reading)
        if drill.loaded is None:
            return Rehearsable(_alone(self._with_ids_of_files(path, drill)), None, None)
        plan = drill.loaded.model
        scenario = self.load_scenario(self.path_of("scenario", plan.scenario, path))
        own = self.path_of("procedure", procedure) if procedure else self.path_of("procedure", plan.procedure, path)
        documented = self.load_procedure(own)
        if scenario.checkable is None or documented.checkable is None:
            return Rehearsable(_alone(drill), scenario, documented)
        if scenario.checkable.document.gaps or documented.checkable.document.gaps:
            return Rehearsable(_alone(drill), scenario, documented)
        if procedure:
            plan = for_procedure(plan, documented.checkable.model)
        loaded = Loaded(drill.loaded.text, drill.loaded.document, plan)
        drill = Reading(loaded, drill.diagnostics)
        story, written = scenario.checkable.model, documented.checkable.model
        problems = check_drill(loaded.document, plan, story, written, self.vocabulary)
        return Rehearsable(drill.after(problems), scenario, documented)

    def _with_ids_of_titles(self, reading: Reading[M]) -> Reading[M]:
        """The reading; where the title of something stands in place of its id, the cure is that id."""
        if reading.loaded is not None or reading.checkable is None:
            return reading
        from ccdrill.authoring.checks.titled import with_titles_told  # most files have no errors

        told = with_titles_told(reading.diagnostics, reading.checkable.document.root, self.vocabulary)
        return msgspec.structs.replace(reading, diagnostics=told)

    def _with_ids_of_files(self, path: Path, drill: Reading[Drill]) -> Reading[Drill]:
        """The reading of a drill; where the title of a file stands in place of its id, the cure is that id."""
        if drill.checkable is None:
            return drill
        from ccdrill.authoring.checks.titled import with_titles_of_files_told  # most files have no errors

        id_of = partial(self.titled, beside=path)
        told = with_titles_of_files_told(drill.diagnostics, drill.checkable.document, id_of)
        return msgspec.structs.replace(drill, diagnostics=told)

    def exercise(self, name: str, procedure: str | None = None) -> "Exercise":
        """The drill that `name` means, ready to be played. Raises UnknownName and BadContent."""
        parts = self.load_drill(self.path_of("drill", name), procedure)
        if has_errors(parts.diagnostics) or not parts.is_whole():
            raise BadContent(parts.diagnostics)
        return parts.exercise(self.vocabulary, self.vocabularies)


def merge_vocabularies(vocabularies: Iterable[Vocabulary]) -> Vocabulary:
    """One vocabulary of several; later entries override earlier ones of the same id."""
    merged = Vocabulary(schema="ccdrill/vocabulary/v1")
    for one in vocabularies:
        merged = Vocabulary(
            schema="ccdrill/vocabulary/v1",
            actions={**merged.actions, **one.actions},
            moments={**merged.moments, **one.moments},
            roles={**merged.roles, **one.roles},
            records={**merged.records, **one.records},
            places={**merged.places, **one.places},
            sources={**merged.sources, **one.sources},
        )
    return merged


def for_procedure(drill: Drill, procedure: Procedure) -> Drill:
    """The drill played against another procedure: scope, objectives and roles keep what that procedure knows."""
    steps = {step.id for step in procedure.steps}
    objectives = tuple(
        msgspec.structs.replace(objective, steps=kept)
        for objective in drill.objectives
        if (kept := tuple(step for step in objective.steps if step in steps))
    )
    scope = tuple(step for step in drill.scope if step in steps)
    return msgspec.structs.replace(drill, procedure=procedure.id, objectives=objectives, scope=scope, roles=())


def _alone(drill: Reading[Drill]) -> Reading[Drill]:
    """The reading, with what shows without the files that the drill names."""
    found = drill.checkable
    if found is None:
        return drill
    from ccdrill.authoring.checks.check_drill import check_drill_alone

    return drill.after(check_drill_alone(found.document, found.model))
