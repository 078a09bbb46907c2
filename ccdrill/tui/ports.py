"""What the screens need of the house. Wired by bootstrap; tests hand in their own."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ccdrill.model.ids import RunId
from ccdrill.settings import Settings

if TYPE_CHECKING:
    from ccdrill.authoring.library.catalogue import Catalogue
    from ccdrill.debrief.document.document import Debrief
    from ccdrill.debrief.listing.summary import Summary
    from ccdrill.debrief.telling.render import Format
    from ccdrill.model.exercise import Exercise
    from ccdrill.practising import Practising
    from ccdrill.results.asked import Asked
    from ccdrill.results.document import Results
    from ccdrill.results.gathering import Gathering
    from ccdrill.results.over_time import Gathered
    from ccdrill.results.render import Format as ResultsFormat
    from ccdrill.session.deciding.team import Team
    from ccdrill.session.session import Session


class Desk(Protocol):
    """Begins, finds and reports runs."""

    @property
    def settings(self) -> Settings:
        """What the user set."""
        ...

    @property
    def catalogue(self) -> "Catalogue":
        """What there is to play."""
        ...

    @property
    def practising(self) -> "Practising":
        """Practice: begins sittings, and knows what is due."""
        ...

    def exercise(self, drill: str, procedure: str | None = None) -> "Exercise":
        """The drill that an id or a path means. Raises UnknownName, BadContent."""
        ...

    def begin(self, exercise: "Exercise", team: "Team") -> "Session":
        """A new run. Raises StoreError."""
        ...

    def resume(self, run: RunId) -> "Session":
        """A run to go on with. Raises UnknownName, DamagedRun, BadContent, StoreError."""
        ...

    def summaries(self, last: int = -1) -> "tuple[Summary, ...]":
        """Every run in a line, the last begun or imported first."""
        ...

    def debrief(self, run: RunId) -> "Debrief":
        """The debrief of a run. Raises UnknownName, DamagedRun, BadContent."""
        ...

    def gather(self, asked: "Asked") -> "Gathering":
        """What the runs that were asked for add to the results of many. Raises UnknownName, StoreError."""
        ...

    def results(self, gathering: "Gathering") -> "Results":
        """What was gathered, as one document."""
        ...

    def save_results(self, results: "Results", gathered: "Gathered", form: "ResultsFormat", path: Path) -> None:
        """Writes the results of many runs to a file. Raises CcdrillError."""
        ...

    def save_debrief(self, run: RunId, form: "Format", path: Path, *, replace: bool = False) -> None:
        """Writes the debrief to a file. Raises CcdrillError."""
        ...
