"""What a session needs of the world besides the machine: a place to keep runs. Implemented by `store`."""

from collections.abc import Collection, Sequence
from typing import Annotated, Literal, Protocol

from msgspec import Meta

from ccdrill.model.exercise import Content
from ccdrill.model.ids import PersonId, RunId
from ccdrill.model.value import Value

MAX_TEXT = 2_000
"""Characters of one typed text."""
MAX_NAME = 120
"""Characters of the name of a person or a team."""


class Link(Value, frozen=True, kw_only=True):
    """One sealed entry of a run's chain, as it is kept."""

    seq: int
    """From 1, without gaps."""
    body: bytes
    """The entry in canonical JSON."""
    seal: str
    """SHA-256 of the previous seal and the body, hexadecimal."""


class KeptText(Value, frozen=True, kw_only=True):
    """A text that a person typed, kept beside the chain."""

    digest: str
    """What the event refers to it by."""
    salt: str
    """Hashed with the text, so that a short text can't be guessed from its digest."""
    text: Annotated[str, Meta(max_length=MAX_TEXT)]
    """As typed, without card numbers."""


class KeptName(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A person's name, kept beside the chain."""

    person: PersonId
    """What events call them."""
    name: Annotated[str, Meta(max_length=MAX_NAME)]
    """As typed."""
    salt: str = ""
    """Hashed with the name into what the chain says of it; empty in runs that were recorded before names were sealed."""


class Beside(Value, frozen=True, kw_only=True):
    """What stands beside the chain and can be erased without breaking it."""

    texts: tuple[KeptText, ...] = ()
    """What people typed."""
    names: tuple[KeptName, ...] = ()
    """Who they are."""


LATEST = 10 * 366 * 86_400
"""Seconds from the start that no exercise comes to: what says more was not written by ccdrill."""


class StoredRun(Value, frozen=True, kw_only=True):
    """A run as it is kept."""

    run: RunId
    """Its id."""
    contents: tuple[Content, ...]
    """What it is played with."""
    links: tuple[Link, ...]
    """Its chain."""
    beside: Beside
    """Texts and names."""
    beat: int | None = None
    """The exercise time of the last heartbeat after the last link, in seconds from the start."""


Post = Literal["screen", "console"]
"""What a terminal is to the people in the room: the big screen, or the facilitator's console."""


class Sign(Value, frozen=True, kw_only=True):
    """A terminal's sign of life at a run, and what it says to the other one. Beside the chain: it proves nothing."""

    post: Post
    """What the terminal is."""
    terminal: str
    """Tells it from others of its kind."""
    at: int
    """When it was given, in milliseconds of UTC since 1970: whoever gives it tells the time."""
    says: str = ""
    """What it shows, or what is to be shown, in JSON; empty: it has left."""


class RunStore(Protocol):
    """Keeps runs. Every call is on disk when it returns. Raises StoreError when it can't be."""

    def create(self, stored: StoredRun) -> None:
        """Keeps a run that begins, or a whole one that is taken in. Raises StoreError if the id is taken."""
        ...

    def append(self, run: RunId, seen: int, links: Sequence[Link], beside: Beside) -> None:
        """Adds links after `seen`, and forgets the last heartbeat: all of it or nothing.

        Raises StaleRun if the run has moved on since, UnknownName.
        """
        ...

    def read(self, run: RunId) -> StoredRun:
        """The whole run. Raises UnknownName, and DamagedRun when links at its end are missing."""
        ...

    def head(self, run: RunId) -> int:
        """The seq of the last link. Raises UnknownName."""
        ...

    def beat(self, run: RunId, seen: int, t: int) -> None:
        """Notes that exercise time has come to `t` after the link `seen`; nothing if the run has moved on since."""
        ...

    def attend(self, run: RunId, sign: Sign, *, takes_over: bool) -> bool:
        """Keeps a sign of life in place of the one before of its post. False when another terminal has the post by now.

        Then nothing is kept, unless this one takes over. Raises UnknownName.
        """
        ...

    def signs(self, run: RunId) -> tuple[Sign, ...]:
        """The last sign of each post, however old. Raises UnknownName."""
        ...

    def run_ids(self, last: int = -1, beginning: str = "") -> tuple[RunId, ...]:
        """Every run, or only the `last` ones, the last begun or imported first; of those whose id begins so."""
        ...

    def delete(self, run: RunId) -> None:
        """Forgets a run, with its texts and names, and content that no other run needs. Raises UnknownName."""
        ...

    def erase(self, run: RunId, *, texts: bool, names: bool, also: Collection[str] = ()) -> int:
        """Forgets what people typed in a run, or who they are, or both; the run itself stays. How many there were.

        `also` are the digests of texts that go though others stay. Raises UnknownName.
        """
        ...
