"""Practice messages: what came in, what it bears, and what to do with it. One person judges them one at a time."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from msgspec import Meta, field

from ccdrill.model.ids import DeckId, ItemId, RouteId
from ccdrill.model.scenario import Names, Text
from ccdrill.model.value import Value

Kind = Literal["phish", "legitimate"]
Channel = Literal["e-mail", "sms", "voice", "webchat", "team-chat", "ticket"]
Answer = Literal["report", "verify", "use", "leave"]
"""What is done with a message: reported, verified by a known route, used as usual, or left alone without a report."""
Premise = Literal["strong", "medium", "weak"]
CueCode = Literal[
    "E1", "E2",
    "T1", "T2", "T3", "T4",
    "V1", "V2", "V3", "V4",
    "L1", "L2", "L3", "L4", "L5", "L6", "L7",
    "C1", "C2", "C3", "C4", "C5", "C6",
]  # fmt: skip
"""The 23 cues of the NIST Phish Scale (Technical Note 2276): errors, technical, visual, language, tactics."""


class Route(Value, frozen=True, kw_only=True):
    """A way that the people of a deck know to be safe. They may look it up while they judge."""

    id: RouteId
    """Its name."""
    what: Text
    """What it is for, in a few words."""
    how: Text
    """How it is gone: an address to type, a number to call, a button to press."""


class Sender(Value, frozen=True, kw_only=True):
    """Who a message says it is from, and who it is from."""

    name: Text
    """What people see: a name, or the number where that is all that is shown."""
    address: str = ""
    """The address behind it: seen by looking. Of a call or a text message the number, of a ticket how it came in: seen at once."""
    reply_to: str = ""
    """Where an answer would go: seen by looking. Left out: to the sender."""


class Link(Value, frozen=True, kw_only=True):
    """Something that leads elsewhere: a link, a button, a QR code."""

    text: Text
    """What people see."""
    to: Text
    """Where it leads: seen by looking."""


class Attachment(Value, frozen=True, kw_only=True):
    """A file that comes with a message."""

    name: Text
    """What people see."""
    type: Text
    """What it is: seen by looking."""


class Cue(Value, frozen=True, kw_only=True):
    """A red flag that a message bears; an honest one may bear some too."""

    code: CueCode
    """Which of the 23 of the NIST Phish Scale."""
    quote: str = ""
    """The words of the message that show it, as they stand there. Left out: what shows it is not in words, or is missing."""
    why: Text
    """Why it is one, in a sentence for who missed it."""
    times: Annotated[int, Meta(ge=1, le=20)] = 1
    """How often the message bears it."""


class Item(Value, frozen=True, kw_only=True):
    """One message."""

    kind: Kind
    """Whether it is a phish or an honest message."""
    channel: Channel
    """How it comes."""
    from_: Sender = field(name="from")
    """Who it is from."""
    to: str = ""
    """Whom it says it is for. Left out: not shown."""
    received: str = ""
    """When it came, such as `Tue 09:12`. Left out: not shown."""
    subject: str = ""
    """What it says it is about. Left out: the channel has none."""
    body: Text
    """What is written, or said by who calls; up to ten lines of 74."""
    links: tuple[Link, ...] = ()
    """What leads elsewhere, in the order it stands there."""
    attachments: tuple[Attachment, ...] = ()
    """What comes with it."""
    note: str = ""
    """What else one sees without looking: a tag of the mail system, a caller id, what came before."""
    cues: tuple[Cue, ...] = ()
    """The red flags that it bears."""
    decisive: CueCode | None = None
    """Of a phish: the cue that decides, told first."""
    because: str = ""
    """Of an honest message: what decides that it is one, in a sentence."""
    premise: Premise | None = None
    """Of an e-mail: how well it fits what its reader does at work; with the number of cues it says how hard a phish is."""
    right: tuple[Answer, ...]
    """What is right to do with it: the best first, what is accepted too behind it."""
    route: RouteId
    """The safe route."""
    point: Text
    """What to take along, in one sentence."""


class Deck(Value, frozen=True, kw_only=True):
    """Messages to practise on."""

    schema: Literal["ccdrill/deck/v1"]
    """The format of this file."""
    id: DeckId
    """Its name; the file's name without `.yaml`."""
    title: Text
    """What people call it."""
    version: Text
    """Of the content."""
    summary: Text
    """One or two sentences for the library; gives nothing away."""
    notes: str = ""
    """For authors and assessors: what it is based on, and what is invented."""
    names: Names = field(default_factory=dict)
    """Fictional names for `{name}` in the texts."""
    routes: tuple[Route, ...]
    """The ways that its people know to be safe."""
    items: Mapping[ItemId, Item]
    """The messages. In which order they come is drawn by lot."""


def words_of(item: Item) -> Iterator[str]:
    """Everything that a message says or shows, looked at or not, piece by piece: what a cue may quote."""
    yield from (item.from_.name, item.from_.address, item.from_.reply_to, item.to, item.received, item.subject)
    yield item.body
    for link in item.links:
        yield from (link.text, link.to)
    for attachment in item.attachments:
        yield from (attachment.name, attachment.type)
    yield item.note


def bears(words: str, quote: str) -> bool:
    """Whether words hold a quote, however either breaks its lines."""
    return " ".join(quote.split()) in " ".join(words.split())


def shown_at_once(item: Item) -> str:
    """What one sees beside a sender's name without looking: a call's number, a ticket's way in; empty: an address is behind it."""
    return item.from_.address if item.channel in ("voice", "sms", "ticket") else ""
