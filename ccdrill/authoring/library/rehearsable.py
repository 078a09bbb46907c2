"""A drill together with the files that it names, as loading them went."""

from pathlib import Path

from ccdrill.authoring.decoding.load import Loaded, Reading
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.drill import Drill
from ccdrill.model.exercise import Content, Exercise, Kind
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.value import Value
from ccdrill.model.vocabulary import Vocabulary


class Rehearsable(Value, frozen=True):
    """What loading a drill and its files gave: whole, or with the diagnostics that say why not."""

    drill: Reading[Drill]
    """The plan."""
    scenario: Reading[Scenario] | None
    """What it plays; None when the plan can't be read."""
    procedure: Reading[Procedure] | None
    """What it is scored against; None when the plan can't be read."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Of all three files."""
        readings = (self.drill, self.scenario, self.procedure)
        return tuple(one for reading in readings if reading is not None for one in reading.diagnostics)

    def is_whole(self) -> bool:
        """Whether all three files could be read."""
        return all(
            reading is not None and reading.loaded is not None
            for reading in (self.drill, self.scenario, self.procedure)
        )

    def exercise(self, vocabulary: Vocabulary, vocabularies: tuple[Loaded[Vocabulary], ...]) -> Exercise:
        """The exercise; call it only when everything `is_whole`."""
        assert self.drill.loaded is not None
        assert self.scenario is not None and self.scenario.loaded is not None
        assert self.procedure is not None and self.procedure.loaded is not None
        drill, scenario, procedure = self.drill.loaded, self.scenario.loaded, self.procedure.loaded
        return Exercise(
            drill=drill.model,
            scenario=scenario.model,
            procedure=procedure.model,
            vocabulary=vocabulary,
            contents=(
                _content("drill", drill.model.id, "", drill.text),
                _content("scenario", scenario.model.id, scenario.model.version, scenario.text),
                _content("procedure", procedure.model.id, procedure.model.version, procedure.text),
                *(_content("vocabulary", Path(one.document.file).stem, "", one.text) for one in vocabularies),
            ),
        )


def _content(kind: Kind, identity: str, version: str, text: str) -> Content:
    return Content(kind=kind, id=identity, version=version, text=text)
