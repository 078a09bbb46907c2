"""What people call the words of a procedure: by its own title, else the vocabulary's, else the bare id."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from ccdrill.model.ids import ActionId, MomentId, PlaceId, RecordId, RoleId
from ccdrill.model.procedure import Term
from ccdrill.model.vocabulary import Vocabulary, with_own_words
from ccdrill.scoring.frame import Frame

Id = TypeVar("Id", bound=str)


class Titles:
    """The titles of what one procedure names."""

    def __init__(self, frame: Frame, vocabulary: Vocabulary) -> None:
        """`vocabulary`: the shared words."""
        self._frame = frame
        self._words = with_own_words(vocabulary, frame.procedure)

    def action(self, action: ActionId) -> str:
        """An action's."""
        return _title(self._words.actions, action)

    def moment(self, moment: MomentId) -> str:
        """A moment's."""
        return _title(self._words.moments, moment)

    def record(self, record: RecordId) -> str:
        """A record's."""
        return _title(self._words.records, record)

    def place(self, place: PlaceId) -> str:
        """A place's."""
        return _title(self._words.places, place)

    def any_of(self, roles: Iterable[RoleId]) -> str:
        """Roles of which any one will do."""
        return joined([self._frame.title(role) for role in roles], "or")


def joined(words: Sequence[str], last: str = "and") -> str:
    """Words in a row, as a sentence lists them."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def _title(terms: Mapping[Id, Term], name: Id) -> str:
    return terms[name].title if name in terms else name
