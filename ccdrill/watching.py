"""A scenario's file, watched while its author writes: read when it is asked for, and again when it has changed."""

from pathlib import Path

from ccdrill.authoring.library import Library
from ccdrill.authoring.report import report
from ccdrill.model.errors import BadContent
from ccdrill.model.scenario import Scenario


class WatchedScenario:
    """One file, and what it was when it was read last."""

    def __init__(self, library: Library, path: Path) -> None:
        """Reads nothing yet."""
        self._library = library
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._is_bad = False

    def read(self) -> Scenario:
        """The scenario as it is now. Raises BadContent."""
        self._seen = self._stamp()
        reading = self._library.beside(self._path).load_scenario(self._path)
        if reading.loaded is None:
            raise BadContent(reading.diagnostics)
        return reading.loaded.model

    def changed(self) -> tuple[Scenario | None, tuple[str, ...]]:
        """The scenario, if it has changed and is good, and that it is so again if it was not; else None, and what is wrong.

        Nothing, if it has not changed.
        """
        if self._stamp() == self._seen:
            return None, ()
        try:
            found = self.read()
        except BadContent as error:
            self._is_bad = True
            return None, (*report(error.diagnostics), "The last good version stays.")
        was_bad, self._is_bad = self._is_bad, False
        return found, ("The file is good again.",) if was_bad else ()

    def _stamp(self) -> tuple[int, int] | None:
        """When the file was written, and its size; None for a file that is not there: an editor may be replacing it."""
        try:
            found = self._path.stat()
        except OSError:
            return self._seen
        return found.st_mtime_ns, found.st_size
