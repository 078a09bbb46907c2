"""What practice needs of the world: a place to keep judgements. Implemented by `store`."""

from typing import Protocol

from ccdrill.model.ids import PersonId
from ccdrill.practice.judged import Judged, Person


class JudgementStore(Protocol):
    """Keeps judgements. Every call is on disk when it returns. Raises StoreError when it can't be."""

    def find(self, name: str) -> Person | None:
        """The person who goes by that name, in whatever case; empty: who never said one. None when nobody does."""
        ...

    def enrol(self, person: Person) -> Person:
        """The person who goes by that name already, or else this one, who is known from now on."""
        ...

    def record(self, judged: Judged) -> None:
        """Adds a judgement. Raises UnknownName when its person is not known, or was forgotten meanwhile."""
        ...

    def judged_by(self, person: PersonId) -> tuple[Judged, ...]:
        """All judgements of a person, the oldest first; none of one who is not known."""
        ...

    def forget(self, person: PersonId) -> int:
        """Erases a person, with name and judgements, so that nothing of it is left in the file. How many there were."""
        ...
