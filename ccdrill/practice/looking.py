"""What can be looked at more closely in a message: who really sent it, where a link leads, what a file is."""

from collections.abc import Iterator, Sequence

from ccdrill.model.deck import Item, shown_at_once
from ccdrill.model.value import Value

LETTERS = "abcdefgijlmnoprstuvwxyz"
"""Without h, k and q, which mean help, the known routes, and leaving."""
MOST_LOOKS = len(LETTERS)
"""How many things of one message can have a letter."""


class Look(Value, frozen=True, kw_only=True):
    """One thing to look at."""

    id: str
    """What the record calls it: `sender`, `reply-to`, `link-1`, `file-1`."""
    letter: str
    """The key that does it."""
    text: str
    """What is looked at."""
    asks: str
    """What looking tells."""
    found: str
    """What it tells."""


def span(letters: Sequence[str]) -> str:
    """Such as `a-d`; empty: there are none."""
    return letters[0] if len(letters) == 1 else f"{letters[0]}-{letters[-1]}" if letters else ""


def looks_of(item: Item) -> tuple[Look, ...]:
    """What can be looked at, in the order it stands in the message. The item's names are filled in."""
    return tuple(
        Look(id=name, letter=letter, text=text, asks=asks, found=found)
        for letter, (name, text, asks, found) in zip(LETTERS, _looks(item), strict=False)
    )


def _looks(item: Item) -> Iterator[tuple[str, str, str, str]]:
    if item.from_.address and not shown_at_once(item):
        yield "sender", item.from_.name, "who really sent it", item.from_.address
    if item.from_.reply_to:
        yield "reply-to", "Reply", "where it would go", item.from_.reply_to
    for number, link in enumerate(item.links, start=1):
        yield f"link-{number}", link.text, "where it leads", link.to
    for number, attachment in enumerate(item.attachments, start=1):
        yield f"file-{number}", attachment.name, "what kind of file it is", attachment.type
