"""The lines of all runs, for lists: each is worked out once, and kept until something is added to its run."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, cast

from ccdrill.debrief.summary import Summary, read_summary, unreadable, write_summary
from ccdrill.model.errors import BadContent, DamagedRun, StoreError, UnknownName
from ccdrill.model.events import RULES
from ccdrill.model.ids import RunId

if TYPE_CHECKING:
    from ccdrill.session.pinned import LoadText
    from ccdrill.session.ports import StoredRun

_TEXTS = 16
"""How many pinned texts are remembered while runs are listed: those of three or four drills."""


class SummaryStore(Protocol):
    """Keeps runs, and what was worked out of them under some rules. Implemented by `store`."""

    def read(self, run: RunId) -> "StoredRun":
        """The whole run. Raises UnknownName, DamagedRun."""
        ...

    def summaries(self, rules: int) -> tuple[tuple[RunId, bytes | None], ...]:
        """Every run, the last begun or imported first, with the summary that was kept of it; None if that is not of now."""
        ...

    def keep_summary(self, run: RunId, seal: str, rules: int, body: bytes) -> None:
        """Keeps what was worked out of a run at the link with that seal. Raises StoreError."""
        ...


class Summaries:
    """Every run of a store in a line."""

    def __init__(self, store: SummaryStore) -> None:
        self._store = store

    def all(self) -> tuple[Summary, ...]:
        """The last begun or imported first. A run that can't be read says so."""
        kept = self._kept()
        found = self._work_out([run for run, summary in kept.items() if summary is None])
        lines = (summary or found.get(run) for run, summary in kept.items())
        return tuple(line for line in lines if line is not None)

    def of(self, run: RunId) -> Summary:
        """A run in a line. Raises UnknownName."""
        found = self._kept().get(run) or self._work_out([run]).get(run)
        if found is None:
            raise UnknownName(f"there is no run '{run}'", "See the runs with: ccdrill runs list")
        return found

    def renew(self, runs: Sequence[RunId]) -> tuple[RunId, ...]:
        """Works the lines of runs out anew, and gives back those of which something else was kept."""
        kept = self._kept()
        found = self._work_out(runs, kept)
        return tuple(run for run in runs if kept.get(run) is not None and kept[run] != found.get(run))

    def _kept(self) -> dict[RunId, Summary | None]:
        """The lines that were worked out before."""
        kept = ((run, read_summary(body) if body else None) for run, body in self._store.summaries(RULES))
        return {run: summary if summary is not None and summary.run == run else None for run, summary in kept}

    def _work_out(self, runs: Sequence[RunId], kept: Mapping[RunId, Summary | None] = {}) -> dict[RunId, Summary]:
        """Works the lines of runs out, and keeps those that are not `kept` yet, to be quicker next time.

        Runs of one drill hold the same texts, and reading those is most of the work.
        """
        if not runs:
            return {}
        from ccdrill.authoring.load import load_text
        from ccdrill.debrief.recorded import open_recorded
        from ccdrill.debrief.summarise import summarise

        load = cast("LoadText", lru_cache(maxsize=_TEXTS)(load_text))
        found: dict[RunId, Summary] = {}
        for run in runs:
            try:
                recorded = open_recorded(self._store.read(run), load)
            except (DamagedRun, BadContent) as error:
                found[run] = unreadable(run, error.message)
                continue
            except UnknownName:  # somebody deleted it meanwhile
                continue
            found[run] = summarise(recorded)
            if kept.get(run) == found[run]:
                continue
            with suppress(StoreError):
                self._store.keep_summary(run, recorded.seal, RULES, write_summary(found[run]))
        return found
