"""Gathers what runs add to the results, one after the other: the first time each has to be looked back on, which takes a moment."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from ccdrill.authoring.reading.nearest import nearest
from ccdrill.debrief.listing.run_result import RunResult
from ccdrill.debrief.listing.summary import Summary
from ccdrill.model.errors import BadContent, DamagedRun, UnknownName
from ccdrill.model.ids import RunId
from ccdrill.results.asked import Asked, team_key
from ccdrill.results.document import LeftOut
from ccdrill.results.over_time import Gathered

_NAMED = 12
"""Drills or teams that are named at most when another was asked for."""


class RunSource(Protocol):
    """Where runs are known. Wired by bootstrap."""

    def all(self) -> tuple[Summary, ...]:
        """Every run in a line."""
        ...

    def lacking(self, runs: Sequence[RunId]) -> int:
        """How many of these runs have to be looked back on."""
        ...

    def results(self, runs: Sequence[RunId]) -> Iterator[RunResult | Summary]:
        """What each of these runs adds; of one that can't be read its line."""
        ...

    def typed(self, run: RunId) -> Mapping[str, str]:
        """What people typed in a run, by its digest. Raises UnknownName, DamagedRun, BadContent."""
        ...


class Gathering:
    """The runs that were asked for, as far as they are gathered."""

    def __init__(self, source: RunSource, asked: Asked) -> None:
        """Raises UnknownName when there are runs, and none of that drill or team."""
        self._source = source
        self.asked = asked
        """What was asked for."""
        lines = source.all()
        _require(asked.drill, "drill", [one.drill_id for one in lines if one.drill_id])
        _require(asked.team, "team", [one.team for one in lines if one.team])
        self._unreadable = [LeftOut(run=one.run, problem=one.problem) for one in lines if one.status == "damaged"]
        chosen = [one for one in lines if one.status != "damaged" and _is_asked(one, asked)]
        self._unfinished = [one.run for one in chosen if one.status == "unfinished"]
        self._over = [one.run for one in chosen if one.status != "unfinished"]
        self._runs: list[RunResult] = []
        self._texts: dict[str, str] = {}
        self.is_empty = not lines
        """Whether there are no runs at all."""
        self.count = len(self._over)
        """How many runs have to be gathered."""
        self.lacking = source.lacking(self._over)
        """How many of these have to be looked back on."""

    def __iter__(self) -> Iterator[int]:
        """Gathers run by run; gives how many it has come to."""
        for number, found in enumerate(self._source.results(self._over), start=1):
            match found:
                case RunResult():
                    self._take(found)
                case Summary(status="damaged"):
                    self._unreadable.append(LeftOut(run=found.run, problem=found.problem))
                case Summary():  # a decision was taken back meanwhile
                    self._unfinished.append(found.run)
            yield number

    @property
    def found(self) -> Gathered:
        """What was gathered so far."""
        return Gathered(
            runs=tuple(self._runs),
            unfinished=tuple(self._unfinished),
            unreadable=tuple(self._unreadable),
            texts=self._texts,
        )

    def _take(self, found: RunResult) -> None:
        """A run that turns out to be damaged when its texts are read is none that counts."""
        try:
            typed = self._source.typed(RunId(found.run)) if found.agreed else {}
        except (DamagedRun, BadContent) as error:
            self._unreadable.append(LeftOut(run=found.run, problem=error.message))
            return
        except UnknownName:  # somebody deleted it meanwhile
            return
        wanted = {digest for one in found.agreed for digest in one.typed}
        self._texts |= {digest: text for digest, text in typed.items() if digest in wanted}
        self._runs.append(found)


def _is_asked(line: Summary, asked: Asked) -> bool:
    is_drill = not asked.drill or line.drill_id == asked.drill
    return is_drill and (not asked.team or team_key(line.team) == team_key(asked.team))


def _require(name: str, what: str, known: list[str]) -> None:
    """Raises UnknownName when there are some, and not this one."""
    keys = {team_key(one): one for one in known}
    if not name or not known or team_key(name) in keys:
        return
    near = nearest(team_key(name), keys)
    meant = f"Did you mean '{keys[near]}'? " if near is not None else ""
    listed = ", ".join(sorted(set(known))[:_NAMED])
    raise UnknownName(f"there is no run of a {what} '{name}'", f"{meant}There are runs of: {listed}")
