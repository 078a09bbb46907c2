"""The lines of all runs, for lists, and what each adds to results: worked out once, and kept until something is added to its run."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Protocol, cast

import msgspec

from ccdrill.debrief.listing.summary import KeptSummary, Summary, read_kept, unreadable, write_kept
from ccdrill.model.errors import BadContent, DamagedRun, StoreError, UnknownName
from ccdrill.model.ids import RunId
from ccdrill.model.rules import RULES

if TYPE_CHECKING:
    from ccdrill.debrief.document.document import Debrief
    from ccdrill.debrief.listing.run_result import RunResult
    from ccdrill.debrief.recorded.recorded import RecordedRun
    from ccdrill.session.run.pinned import LoadText
    from ccdrill.session.run.ports import StoredRun

_TEXTS = 16
"""How many pinned texts are remembered while runs are listed: those of three or four drills."""


class SummaryStore(Protocol):
    """Keeps runs, and what was worked out of them under some rules. Implemented by `store`."""

    def read(self, run: RunId) -> "StoredRun":
        """The whole run. Raises UnknownName, DamagedRun."""
        ...

    def summaries(self, rules: int, last: int = -1) -> tuple[tuple[RunId, bytes | None], ...]:
        """Every run, or only the `last` ones, the last begun or imported first, with the summary that was kept of it.

        None if that is not of now, or was changed.
        """
        ...

    def summary(self, run: RunId, rules: int) -> bytes | None:
        """The same of one run. Raises UnknownName."""
        ...

    def keep_summary(self, run: RunId, seal: str, rules: int, body: bytes) -> None:
        """Keeps what was worked out of a run at the link with that seal. Raises StoreError."""
        ...


class Summaries:
    """Every run of a store in a line; and what runs add to the results of many."""

    def __init__(self, store: SummaryStore) -> None:
        self._store = store

    def all(self, last: int = -1) -> tuple[Summary, ...]:
        """The last begun or imported first, or only so many of them. A run that can't be read says so."""
        kept = self._kept(last)
        missing = [run for run, one in kept.items() if one is None]
        found = {one.line.run: one for one in self._work_out(missing)}
        lines = (one or found.get(run) for run, one in kept.items())
        return tuple(one.line for one in lines if one is not None)

    def of(self, run: RunId) -> Summary:
        """A run in a line. Raises UnknownName."""
        found = _kept_of(run, self._store.summary(run, RULES)) or next(self._work_out([run]), None)
        if found is None:
            raise UnknownName(f"there is no run '{run}'", "See the runs with: ccdrill runs list")
        return found.line

    def renew(self, runs: Sequence[RunId]) -> tuple[RunId, ...]:
        """Works out anew what is kept of runs, and gives back those of which something else was kept."""
        kept: dict[RunId, KeptSummary | None] = {}
        for run in runs:
            with suppress(UnknownName):  # somebody deleted it meanwhile
                kept[run] = _kept_of(run, self._store.summary(run, RULES))
        whole = {run for run in runs if (one := kept.get(run)) is not None and _result(one) is not None}
        now = {
            one.line.run: one
            for with_results in (False, True)
            for one in self._work_out([run for run in runs if (run in whole) == with_results], kept, with_results)
        }
        return tuple(run for run in runs if (one := kept.get(run)) is not None and not _agree(one, now.get(run)))

    def results(self, runs: Sequence[RunId]) -> "Iterator[RunResult | Summary]":
        """What each run that is over adds, in their order, one at a time; of one that can't be read its line.

        Who has to be looked back on, because nobody asked since the run last grew, takes a moment.
        """
        kept = self._kept()
        for run in runs:
            one = kept.get(run)
            found = _result(one) if one is not None else None
            if found is not None:
                yield found
                continue
            for new in self._work_out([run], kept, with_results=True):
                yield _result(new) or new.line

    def remember(self, recorded: "RecordedRun", debrief: "Debrief") -> None:
        """Keeps what a run adds to results whose debrief was made: then it need not be looked back on for them."""
        if recorded.run.is_over:
            self._keep(recorded, _worked_out(recorded, lambda: debrief))

    def lacking(self, runs: Sequence[RunId]) -> int:
        """How many of these runs have to be looked back on."""
        kept = self._kept()
        return sum((one := kept.get(run)) is None or _result(one) is None for run in runs)

    def typed(self, run: RunId) -> dict[str, str]:
        """What people typed in a run, by its digest; without what was erased. Raises UnknownName, DamagedRun, BadContent."""
        return {kept.digest: " ".join(kept.text.split()) for kept in self._open(run).beside.texts}

    def _kept(self, last: int = -1) -> dict[RunId, KeptSummary | None]:
        """What was worked out before, of all runs or only the last ones."""
        return {run: _kept_of(run, body) for run, body in self._store.summaries(RULES, last)}

    def _work_out(
        self,
        runs: Sequence[RunId],
        kept: Mapping[RunId, KeptSummary | None] = {},
        with_results: bool = False,  # noqa: FBT002  # named where it is given
    ) -> Iterator[KeptSummary]:
        """Works runs out, and keeps what is not `kept` like that yet, to be quicker next time."""
        for run in runs:
            try:
                recorded = self._open(run)
            except (DamagedRun, BadContent) as error:
                yield KeptSummary(line=unreadable(run, error.message))
                continue
            except UnknownName:  # somebody deleted it meanwhile
                continue
            found = _worked_out(recorded, partial(_debrief, recorded) if with_results else None)
            if kept.get(run) != found:
                self._keep(recorded, found)
            yield found

    def _keep(self, recorded: "RecordedRun", found: KeptSummary) -> None:
        """To be quicker next time; where nothing can be kept, it is worked out again."""
        with suppress(StoreError):
            self._store.keep_summary(found.line.run, recorded.seal, RULES, write_kept(found))

    def _open(self, run: RunId) -> "RecordedRun":
        """Raises UnknownName, DamagedRun, BadContent."""
        from ccdrill.debrief.recorded.recorded import open_recorded

        return open_recorded(self._store.read(run), self._load)

    @cached_property
    def _load(self) -> "LoadText":
        """Runs of one drill hold the same texts, and reading those is most of the work."""
        from ccdrill.authoring.decoding.load import load_text

        return cast("LoadText", lru_cache(maxsize=_TEXTS)(load_text))


def _kept_of(run: RunId, body: bytes | None) -> KeptSummary | None:
    """What was kept of a run, if this ccdrill can read it."""
    found = read_kept(body) if body else None
    return found if found is not None and found.line.run == run else None


def _debrief(recorded: "RecordedRun") -> "Debrief":
    """Takes up to about a second."""
    from ccdrill.debrief.build import build_debrief

    return build_debrief(recorded)


def _worked_out(recorded: "RecordedRun", debrief: "Callable[[], Debrief] | None") -> KeptSummary:
    """What is kept of a run: its line, and if its debrief is given what it adds to results; while it is not over, nothing."""
    from ccdrill.debrief.listing.summarise import summarise

    line = summarise(recorded)
    if debrief is None or not recorded.run.is_over:
        return KeptSummary(line=line)
    from ccdrill.debrief.listing.run_result import write_result
    from ccdrill.debrief.listing.take_result import take_result

    return KeptSummary(line=line, result=msgspec.Raw(write_result(take_result(recorded, debrief()))))


def _result(kept: KeptSummary) -> "RunResult | None":
    """What was kept of a run's results, if this ccdrill can read it."""
    from ccdrill.debrief.listing.run_result import read_result  # a list of runs needs none of it

    found = read_result(bytes(kept.result)) if kept.has_result else None
    return found if found is not None and found.run == kept.line.run else None


def _agree(kept: KeptSummary, now: KeptSummary | None) -> bool:
    """Whether what is kept says what the run says now. Results that this ccdrill can't read say nothing."""
    if now is None or kept.line != now.line:
        return False
    return not now.has_result or kept.result == now.result
