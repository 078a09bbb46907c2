"""A bound of a meter that drifts, which moves with the clock: at every second the meter is on the right side of a straight line.

The line is as steep as the drifts can be at the least; so waiting never breaks it, however long it lasts. Below is one side for
both: of the upper bound every number has its sign turned. What messages add is no part of it, as with spans. Heights are counted
in parts of an hour's drift, so that nearly all of them are whole numbers: a meter's number times the seconds of an hour.
"""

from fractions import Fraction
from typing import NamedTuple

from ccdrill.model.value import Value
from ccdrill.rehearsal.known.ranges import NEVER, Number, plain

HOUR = 3600
"""Seconds; and how many heights there are to a number of the meter."""


class Window(NamedTuple):
    """When something is so: between these seconds after the start."""

    soonest: int
    """No second before this."""
    latest: int
    """No second after this; NEVER: there is no last one."""


def later(second: int, by: int) -> int:
    """So many seconds after that; after a second that never comes there is no later one."""
    return min(second + by, NEVER)


class Line(Value, frozen=True):
    """The lower bound of a meter, by its height at the start of the story; the meter is no lower, but for where it is kept."""

    slope: Number
    """By how much the meter rises in an hour, and the line in a second."""
    top: Number | None
    """The height above which the meter never is, whatever the line says."""

    def least(self, height: Number | None, when: Window) -> Number | None:
        """No less than this number then; None: nothing is known."""
        moved = self._moved(when, is_most=False)
        if height is None or moved is None:
            return None
        height += moved
        return plain(Fraction(height if self.top is None or height < self.top else self.top) / HOUR)

    def through(self, value: Number, when: Window) -> Number | None:
        """Its height if the meter has this value, or more, at some second then."""
        moved = self._moved(when, is_most=True)
        return None if moved is None else value * HOUR - moved

    def lifted(self, height: Number | None, by: Number, when: Window) -> Number | None:
        """Its height after something was added then: of a meter that has been kept at the top, to no more than that."""
        if height is None:
            return None
        if by < 0 and self.top is not None:
            moved = self._moved(when, is_most=True)
            if moved is None:
                return None
            height = min(height, self.top - moved)
        return self._kept(height + by * HOUR, when)

    def run(self, height: Number | None, rate: Number, seconds: int, when: Window) -> Number | None:
        """Its height after drifts moved the meter for so long, at no less than this in an hour. `when`: after that."""
        return None if height is None else self._kept(height + (rate - self.slope) * seconds, when)

    def while_below(self, height: Number | None, number: Number, when: Window) -> Window:
        """When the meter can be at a number, or below."""
        most = number * HOUR
        if height is None or not self.slope or (self.top is not None and most >= self.top):
            return when
        crossing = Fraction(most - height) / self.slope
        if self.slope > 0:
            return when._replace(latest=min(when.latest, crossing // 1))
        return when._replace(soonest=max(when.soonest, -(-crossing // 1)))

    def _kept(self, height: Number, when: Window) -> Number:
        """A falling line begins no higher than the meter can be."""
        return height if self.top is None or self.slope >= 0 else min(height, self.top - self.slope * when.soonest)

    def _moved(self, when: Window, *, is_most: bool) -> Number | None:
        """By how much it is higher then than at the start, at the most or at the least; None: there is no end."""
        if not self.slope:
            return 0
        second = when.latest if (self.slope > 0) is is_most else when.soonest
        return None if second >= NEVER else self.slope * second
