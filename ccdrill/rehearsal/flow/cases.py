"""What a flow keeps apart: in each state some facts, and the numbers of meters that count, make a place for each way they can be."""

from collections.abc import Sequence

from ccdrill.rehearsal.flow.counters import Counters
from ccdrill.rehearsal.flow.places import Place, Way
from ccdrill.rehearsal.known.known import Known
from ccdrill.rehearsal.walk.table import Table


class Cases:
    """The cases of one table."""

    def __init__(self, table: Table, tracked: Sequence[int]) -> None:
        """`tracked`: the facts, and the meters by their bits (`Counters`), that make cases, per state and ending."""
        self._tracked = tracked
        self._every_fact = table.layout.every_fact
        self._counters = Counters(table)
        self.are_kept = any(tracked)
        """Whether anything is kept apart at all."""

    def at(self, state: int, known: Known) -> Place:
        """The place in a state for what is known."""
        return state, *self._case(self._tracked[state], known)

    def between(self, state: int, target: int, known: Known) -> Way:
        """The same on the way to another state: what makes a case in either does so there."""
        return state, target, *self._case(self._tracked[state] | self._tracked[target], known)

    def as_at(self, place: Place | Way, known: Known) -> Place | Way:
        """The place, or the way, that is the same but for its case."""
        return self.between(place[0], place[1], known) if len(place) == 4 else self.at(place[0], known)

    def _case(self, tracked: int, known: Known) -> tuple[int, int]:
        """The facts and numbers that may be so, and those that may not."""
        true, false = known.true & tracked, known.false & tracked
        if tracked > self._every_fact:
            may, may_not = self._counters.kept_apart(tracked, known.spans)
            return true | may, false | may_not
        return true, false
