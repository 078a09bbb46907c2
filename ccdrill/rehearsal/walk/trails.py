"""Plays that share their beginnings: of a long story each move is kept once, however many plays go by it.

A play is spelled out only when it is told of.
"""

from collections.abc import Hashable, Iterator, KeysView, ValuesView
from typing import Generic, TypeVar

Play = tuple[str, ...]
"""A play from the start: the choices taken, `(wait)` where nobody decides until something happens."""
WAITED = "(wait)"
K = TypeVar("K", bound=Hashable)


class Trail:
    """A play, as its last move after the trail to there."""

    __slots__ = ("before", "is_waiting", "move")

    def __init__(self, before: "Trail | None", move: str) -> None:
        """`before`: None at the start."""
        self.before = before
        self.move = move
        self.is_waiting: bool = move == WAITED or (before is not None and before.is_waiting)
        """Whether nobody decides somewhere on the way."""

    def moves(self) -> Play:
        """The play, from the start."""
        found: list[str] = []
        here: Trail | None = self
        while here is not None:
            found.append(here.move)
            here = here.before
        return tuple(reversed(found))


def spelled(trail: Trail | None) -> Play:
    """The play of a trail; of none the one in which nothing was done yet."""
    return trail.moves() if trail is not None else ()


def trail_of(play: Play) -> Trail | None:
    """The trail of a play."""
    found: Trail | None = None
    for move in play:
        found = Trail(found, move)
    return found


class Shown(Generic[K]):
    """What was seen to happen, each with the first play that showed it."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._trails: dict[K, Trail | None] = {}

    def note(self, what: K, trail: Trail | None) -> None:
        """Something happens at the end of a trail; the first play that showed it is kept, unless it waits and this one does not."""
        before = self._trails.setdefault(what, trail)
        if before is not None and before.is_waiting and not (trail is not None and trail.is_waiting):
            self._trails[what] = trail

    def keys(self) -> KeysView[K]:
        """All that was seen, in the order in which it was."""
        return self._trails.keys()

    def trails(self) -> ValuesView[Trail | None]:
        """The plays that show them, in the same order, as they are kept."""
        return self._trails.values()

    def by_waiting(self) -> Iterator[K]:
        """What was seen only in a play in which nobody decides for a while."""
        return (what for what in self._trails if self.is_by_waiting(what))

    def is_by_waiting(self, what: K) -> bool:
        """Whether nobody decides for a while in the play that shows it."""
        trail = self._trails[what]
        return trail is not None and trail.is_waiting

    def __contains__(self, what: object) -> bool:
        """Whether it was seen."""
        return what in self._trails

    def __iter__(self) -> Iterator[K]:
        """The same as `keys`."""
        return iter(self._trails)

    def __getitem__(self, what: K) -> Play:
        """The play that shows it."""
        return spelled(self._trails[what])
