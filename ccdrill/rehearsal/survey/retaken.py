"""Where choices, injects and timeouts lead that have several targets: all that was listed is gone through again, and each target told.

What a list shows is so for the waiting that was listed, and no proof of any other.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import TypeVar

import msgspec

from ccdrill.model.ids import ChoiceKey
from ccdrill.rehearsal.flow.places import Source
from ccdrill.rehearsal.known.guards import Registers, Test
from ccdrill.rehearsal.walk.explore import WAIT, Exploration
from ccdrill.rehearsal.walk.listing import reached
from ccdrill.rehearsal.walk.table import Call, Limit, Row, Table
from ccdrill.rehearsal.walk.walker import Walker

S = TypeVar("S", Row, Call, Limit)
_SEVERAL = 2
_MOST_TAKEN = 20_000
"""Decisions that are taken again to see where they lead, for all choices together, and for all that happens by itself."""


class Retaken:
    """Takes choices again in every situation that was listed, and lets happen again what happens by itself."""

    def __init__(self, listed: Exploration, *, waits: bool) -> None:
        """`waits`: also in those to which only people come who wait and decide nothing."""
        self._listed, self._waits = listed, waits
        self._left = _MOST_TAKEN
        self._rows: Mapping[Source, list[Row]] = {}
        self._situations: Mapping[int, list[int]] = {}

    def never_led(self, source: Source) -> Collection[int]:
        """The places of the targets of something that no situation leads to by it; none when that was not found out, or it never happens."""
        if source[0] != "choice":
            return self._by_itself.get(source, ())
        if not self._situations:
            self._look_up()
        rows = self._rows[source]
        every = set(range(len(rows[0].effect.targets)))
        missing = every.copy()
        walker = Walker(self._listed.table)
        for row in rows:
            telling = watched(row, missing.discard)
            for situation in self._situations.get(row.state, ()):
                if not missing:
                    return []
                self._listed.packing.unpack(self._listed.keys[situation], walker)
                if row in walker.open_rows():
                    if not self._left:
                        return []
                    self._left -= 1
                    walker.take(telling)
        return sorted(missing) if missing != every else []

    @cached_property
    def _by_itself(self) -> dict[Source, list[int]]:
        """The same of all injects and timeouts that have several targets."""
        listed, watching, left = self._listed, _Watching(self._listed.table), _MOST_TAKEN
        walker = Walker.at_start(watching.table)
        for situation in range(listed.expanded) if self._waits else reached(listed):
            for label, _ in listed.edges(situation) if situation < listed.expanded else ():
                if not left or not any(watching.missing.values()):
                    return {}
                if label == WAIT and not self._waits:
                    continue
                left -= 1
                listed.packing.unpack(listed.keys[situation], walker)
                if label == WAIT:
                    walker.wait()
                else:
                    walker.take(listed.row(situation, label))
        return watching.idle()

    def _look_up(self) -> None:
        rows: dict[Source, list[Row]] = {}
        situations: dict[int, list[int]] = {}
        for row in self._listed.table.every_row:
            rows.setdefault(("choice", row.offer.key), []).append(row)
        for situation in range(self._listed.expanded) if self._waits else reached(self._listed):
            situations.setdefault(self._listed.state(situation), []).append(situation)
        self._rows, self._situations = rows, situations


class _Watching:
    """A table whose injects and timeouts with several targets tell where they lead."""

    def __init__(self, table: Table) -> None:
        """Nothing has happened yet."""
        self.missing: dict[Source, set[int]] = {}
        """The places of the targets to which each has not led."""
        self.table = msgspec.structs.replace(
            table,
            timed=tuple(self._watched(("inject", call.id), call) for call in table.timed),
            waiting=tuple(self._watched(("inject", call.id), call) for call in table.waiting),
            limits=tuple(
                self._watched(("timeout", table.names[state]), limit) if limit is not None else None
                for state, limit in enumerate(table.limits)
            ),
        )
        self._every = {source: set(places) for source, places in self.missing.items()}

    def idle(self) -> dict[Source, list[int]]:
        """What is missing of those that led to something."""
        return {source: sorted(places) for source, places in self.missing.items() if places != self._every[source]}

    def _watched(self, source: Source, place: S) -> S:
        if len(place.effect.targets) < _SEVERAL:
            return place
        missing = self.missing[source] = set(range(len(place.effect.targets)))
        return watched(place, missing.discard)


def not_led_from(situations: Iterable[Walker], wanted: Iterable[tuple[ChoiceKey, int]]) -> set[tuple[ChoiceKey, int]]:
    """The targets of choices, by their place among the choice's, to which none of these situations leads when it is taken there."""
    missing: dict[ChoiceKey, set[int]] = {}
    for key, place in wanted:
        missing.setdefault(key, set()).add(place)
    for walker in situations:
        if not any(missing.values()):
            break
        for row in walker.open_rows():
            if places := missing.get(row.offer.key):
                walker.after(watched(row, places.discard))
    return {(key, place) for key, places in missing.items() for place in places}


def watched(place: S, note: Callable[[int], None]) -> S:
    """A choice, inject or timeout that tells the place of each target that it leads to."""

    def watch(test: Test, number: int) -> Test:
        def asked(registers: Registers) -> bool:
            if not test(registers):
                return False
            note(number)
            return True

        return asked

    targets = tuple((watch(test, number), target) for number, (test, target) in enumerate(place.effect.targets))
    return msgspec.structs.replace(place, effect=msgspec.structs.replace(place.effect, targets=targets))
