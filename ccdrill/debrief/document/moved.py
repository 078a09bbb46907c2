"""How often the day was moved by which an agreed action is to be done. The record keeps every day that was ever agreed."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from ccdrill.model.afterwards import ActionAgreed, GapNamed
from ccdrill.model.events import Entry, TakenBack
from ccdrill.model.ids import Subject
from ccdrill.model.value import Value
from ccdrill.session.run.afterwards import gap_subject


class Moved(Value, frozen=True):
    """That the day was moved."""

    first: str
    """By which day it was agreed first, as 2027-01-31."""
    times: int
    """How often that changed, from one day of recording to another: whoever mends a slip on the same day moves nothing."""

    @property
    def words(self) -> str:
        """Both, as they stand behind the day that is agreed now."""
        return f"agreed first for {self.first}, moved {'once' if self.times == 1 else f'{self.times} times'}"


def moved_in(entries: Iterable[Entry]) -> Mapping[Subject, Moved]:
    """By what it is about, each action whose day was moved since it was agreed. What is withdrawn and agreed anew is another."""
    agreed: dict[Subject, dict[str, str]] = {}
    for entry in entries:
        match entry.event:
            case ActionAgreed(about=about, what=None):
                agreed.pop(about, None)
            case ActionAgreed(about=about, due=due):
                agreed.setdefault(about, {})[entry.utc[:10]] = due or ""
            case GapNamed(gap=gap, what=None):
                agreed.pop(gap_subject(gap), None)
            case TakenBack():
                agreed.clear()
            case _:
                pass
    found = {about: _moved(tuple(days.values())) for about, days in agreed.items()}
    return {about: moved for about, moved in found.items() if moved is not None}


def _moved(dues: tuple[str, ...]) -> Moved | None:
    """`dues` stood at the end of each day of recording; empty: none was agreed yet, or any more."""
    first = next((place for place, due in enumerate(dues) if due), len(dues))
    times = sum(before != after for before, after in pairwise(dues[first:]))
    return Moved(dues[first], times) if times else None
