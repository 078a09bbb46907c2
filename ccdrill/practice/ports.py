"""What practice needs of the world: a place to keep judgements. Implemented by `store`."""

from typing import Protocol

from ccdrill.model.ids import PersonId
from ccdrill.practice.judged import Judged, Person


class JudgementStore(Protocol):
    """Keeps judgements. Every call is on disk when it returns. Raises StoreError when it can't be."""

    def people(self) -> tuple[Person, ...]:
        """Everybody of whom there are judgements, whoever judged first first."""
        ...

    def record(self, person: Person, judged: Judged) -> None:
        """Adds a judgement, and the person where it is their first: both or nothing."""
        ...

    def judged_by(self, person: PersonId) -> tuple[Judged, ...]:
        """All judgements of a person, the oldest first; none of one who is not known."""
        ...

    def forget(self, person: PersonId) -> int:
        """Erases a person, with name and judgements, so that nothing of it is left in the file. How many there were."""
        ...
