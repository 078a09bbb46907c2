"""What can be true of a situation: facts that may hold and that may not, and how soon it can be.

It errs on one side: what it calls impossible is so.
"""

from typing import NamedTuple, TypeVar

from ccdrill.rehearsal.known.lines import Window
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.known.reach import Spans
from ccdrill.rehearsal.known.spans import joined_spans

K = TypeVar("K")


class Known(NamedTuple):
    """What is known of every situation in a state."""

    true: int
    """Facts that may hold."""
    false: int
    """Facts that may not."""
    soonest: int
    """No second before this."""
    latest: int = NEVER
    """No second after this; NEVER: how long people wait has no limit."""
    spans: Spans = ()
    """Between which numbers the meters are, but for what messages add; none: as far as they can ever be."""

    @property
    def when(self) -> Window:
        """When it can be."""
        return Window(self.soonest, self.latest)


class Truth(NamedTuple):
    """What a condition may turn out to be."""

    may_hold: bool
    """Whether it may hold."""
    may_fail: bool
    """Whether it may not."""


ALWAYS = Truth(may_hold=True, may_fail=False)
"""Of what asks for nothing."""
UNASKED = Truth(may_hold=False, may_fail=False)
"""Of what is never asked."""


def joined(one: Known, other: Known) -> Known:
    """What is known if either may be so."""
    return Known(
        one.true | other.true,
        one.false | other.false,
        min(one.soonest, other.soonest),
        max(one.latest, other.latest),
        joined_spans(one.spans, other.spans),
    )


def either(one: Known | None, other: Known | None) -> Known | None:
    """The same, where one of them may be impossible, which is None."""
    return other if one is None else one if other is None else joined(one, other)


def join_in(found: dict[K, Known], place: K, known: Known) -> bool:
    """Adds to what is known at a place that this may be so too; whether that is news."""
    before = found.get(place)
    found[place] = known if before is None else joined(before, known)
    return found[place] != before
