"""A judgement as it is recorded: what was answered, and what the message was then, so that results never need the deck."""

import datetime as dt
from hashlib import sha256
from typing import Annotated

import msgspec
from msgspec import Meta

from ccdrill.model.deck import Answer, CueCode, Item, Kind
from ccdrill.model.ids import DeckId, ItemId, PersonId, SittingId
from ccdrill.model.value import Recorded, Value

Stamp = Annotated[str, Meta(pattern=r"^(19|2[0-2])\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
"""UTC as `utc_stamp` writes it."""
Sure = Annotated[int, Meta(ge=1, le=4)]


class Person(Value, frozen=True, kw_only=True):
    """Who practises."""

    id: PersonId
    """What judgements call them."""
    name: str = ""
    """As they typed it; empty for the one person who never said."""


class Judged(Recorded, frozen=True, kw_only=True):
    """One message judged by one person."""

    sitting: SittingId
    """In which sitting."""
    person: PersonId
    """By whom."""
    utc: Stamp
    """When, in UTC."""
    seconds: Annotated[int, Meta(ge=0)]
    """How long the message was looked at before: reported, never scored."""
    deck: DeckId
    """The deck."""
    item: ItemId
    """The message."""
    digest: str
    """SHA-256 of the message as it stands in the file, hexadecimal."""
    kind: Kind
    """What it was."""
    right: tuple[Answer, ...]
    """What would have been right, the best first."""
    cues: tuple[CueCode, ...] = ()
    """Which cues it bore, the decisive one first, each once."""
    answer: Answer
    """What was answered."""
    sure: Sure
    """How sure, 1 to 4."""
    looked: tuple[str, ...] = ()
    """What was looked at before: `sender`, `reply-to`, `link-1`, `file-1`."""
    seed: int
    """What the order of this sitting was drawn with."""
    is_quiet: bool = False
    """Whether the sitting was a quiet one, with few phish."""

    @property
    def at(self) -> dt.datetime:
        """When, as a point in time. Raises ValueError for a day that no month has."""
        return dt.datetime.fromisoformat(self.utc)

    @property
    def is_right(self) -> bool:
        """Whether the answer was the best one, or accepted."""
        return self.answer in self.right

    @property
    def is_hit(self) -> bool:
        """Whether a phish was reported or verified."""
        return self.kind == "phish" and self.answer in ("report", "verify")

    @property
    def is_miss(self) -> bool:
        """Whether a phish was neither reported nor verified."""
        return self.kind == "phish" and not self.is_hit

    @property
    def is_false_alarm(self) -> bool:
        """Whether an honest message was reported."""
        return self.kind == "legitimate" and self.answer == "report"


def digest_of(item: Item) -> str:
    """SHA-256 of a message as it stands in its file: it says whether two judgements were of the same one."""
    return sha256(msgspec.json.encode(item, order="deterministic")).hexdigest()


def cue_codes(item: Item) -> tuple[CueCode, ...]:
    """The cues of a message, the decisive one first, each once."""
    decisive = (item.decisive,) if item.decisive else ()
    return tuple(dict.fromkeys((*decisive, *(cue.code for cue in item.cues))))
