"""What a flow knows of each place so far, and where something is news that it has yet to follow. Asks no rule."""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from ccdrill.model.ids import MeterName
from ccdrill.rehearsal.flow.places import Place, Way
from ccdrill.rehearsal.known.known import Known, joined
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.known.reach import Reach
from ccdrill.rehearsal.known.spans import widened

_MOST_GROWTH = 16
"""How often the numbers that meters may have at a place, and its last second, are looked at anew."""
P = TypeVar("P", Place, Way)


class Agenda:
    """Places and ways, each with all that may be so there; what is news is given out by its soonest second."""

    def __init__(self, reach: Mapping[MeterName, Reach], last: Sequence[int]) -> None:
        """Nothing is known yet. `reach`: what moves each meter, and how far. `last`: the last second in each state and ending."""
        self._last = last
        self.places: dict[Place, Known] = {}
        """Where the story may stand."""
        self.ways: dict[Way, Known] = {}
        """Where it may be under way to a state that opens later."""
        self._reach = reach
        self._waiting: list[tuple[int, Place | Way]] = []
        self._news: set[Place | Way] = set()
        self._growing: dict[Place | Way, int] = {}
        """How often those grew."""

    def come_to(self, place: Place, known: Known) -> None:
        """The story may stand there; it is looked at again if that is news."""
        self._join(self.places, place, known)

    def go_by(self, way: Way, known: Known) -> None:
        """The story may be under way there; it is looked at again if that is news."""
        self._join(self.ways, way, known)

    def __iter__(self) -> Iterator[Place | Way]:
        """What is news, the soonest first, for then little is looked at twice; more of it may come meanwhile."""
        while self._waiting:
            place = heapq.heappop(self._waiting)[1]
            if place in self._news:
                self._news.discard(place)
                yield place

    def _join(self, found: dict[P, Known], place: P, known: Known) -> None:
        before = found.get(place)
        known = known if before is None else self._grown(place, before, known)
        if known != before:
            found[place] = known
            self._news.add(place)
            heapq.heappush(self._waiting, (known.soonest, place))

    def _grown(self, place: Place | Way, before: Known, known: Known) -> Known:
        """Both together; where that goes on to be news, they are as wide as they can be."""
        found = joined(before, known)
        if found.spans != before.spans or found.latest != before.latest:
            self._growing[place] = self._growing.get(place, 0) + 1
            if self._growing[place] > _MOST_GROWTH:
                latest, end = found.latest, self._last[place[0]] if len(place) == 3 else NEVER
                if latest != before.latest:
                    latest = end if latest <= end else NEVER
                return found._replace(latest=latest, spans=widened(before.spans, found.spans, self._reach))
        return found
