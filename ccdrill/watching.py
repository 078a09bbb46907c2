"""A scenario's file, watched while its author writes, with the words beside it: read again when one of them has changed."""

from collections.abc import Callable, Iterable
from pathlib import Path

from ccdrill.authoring.library.library import Library
from ccdrill.authoring.reading.folders import VOCABULARY, home_of
from ccdrill.authoring.telling.report import report
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.errors import BadContent
from ccdrill.model.scenario import Scenario

WAITS = "Mend what is listed and save: the trial begins then. Ctrl+C leaves."
"""Said of a file that has not been good yet."""
Stamp = tuple[int, int]
"""When a file was written, and its size."""


class WatchedScenario:
    """One file and the vocabularies that it takes its words from, and what they were when they were read last."""

    def __init__(
        self,
        folders: Iterable[Path],
        path: Path,
        tell: Callable[[tuple[Diagnostic, ...]], Iterable[str]] = report,
    ) -> None:
        """`folders` are the user's own library folders; `tell` puts into lines what is wrong with a file. Reads nothing yet."""
        self._folders = tuple(folders)
        self._path = path
        homes = dict.fromkeys((home_of(path), *(folder.absolute() for folder in self._folders)))
        self._watched = (path, *(home / VOCABULARY for home in homes))
        self._tell = tell
        self._seen: dict[Path, Stamp] = {}
        self._is_bad = False
        self._was_good = False

    def read(self) -> Scenario:
        """The scenario as it is now, with the words as they are now. Raises BadContent."""
        self._seen = self._stamps()
        reading = Library(self._folders).beside(self._path).load_scenario(self._path)
        if reading.loaded is None:
            raise BadContent(reading.diagnostics)
        self._was_good = True
        return reading.loaded.model

    def changed(self) -> tuple[Scenario | None, tuple[str, ...]]:
        """The scenario, if it has changed and is good, and that it is so again if it was not; else None, and what is wrong.

        Nothing, if neither it nor the words beside it have changed.
        """
        if self._stamps() == self._seen:
            return None, ()
        try:
            found = self.read()
        except BadContent as error:
            self._is_bad = True
            return None, (*self._tell(error.diagnostics), "The last good version stays." if self._was_good else WAITS)
        was_bad, self._is_bad = self._is_bad, False
        return found, ("The file is good again.",) if was_bad else ()

    def is_there(self) -> bool:
        """Whether there is a file to be watched."""
        return self._path.is_file()

    def _stamps(self) -> dict[Path, Stamp]:
        """Of each file that is there; of one that is gone or empty the last one known: an editor may be writing it."""
        found = dict(self._seen)
        for path in self._watched:
            try:
                stat = path.stat()
            except OSError:
                continue
            if stat.st_size or path not in found:
                found[path] = (stat.st_mtime_ns, stat.st_size)
        return found
