"""Whether a deck's texts fit the screen, which is designed for 80 by 24: message, judgement and feedback each stand whole."""

from collections.abc import Iterator

from ccdrill.authoring.checks.check_lengths import NARRATIVE_WIDTH, TITLE_WIDTH, count_lines
from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.deck import Deck, Item, shown_at_once
from ccdrill.model.filled import filled_in

BODY_LINES, SENTENCE_LINES = 10, 2
MOST_LOOKS = 6
"""Things to look at that fit the screen of one message."""
_ROUTE_WIDTH = 30


def check_deck_texts(findings: Findings, deck: Deck) -> None:
    """A warning for each text that is too long for its place, and for a message with more to look at than fits."""
    filled = filled_in(deck, deck.names)
    for path, text, lines, width in _places(filled):
        taken = sum(count_lines(line, width) for line in text.strip("\n").split("\n"))
        if taken > lines:
            message = f"the text takes {taken} lines of {width} characters, and its place holds {lines}"
            findings.warning(path, "text-too-long", message, "Shorten it.")
    for name, item in filled.items.items():
        behind = bool(item.from_.reply_to) + bool(item.from_.address and not shown_at_once(item))
        looks = len(item.links) + len(item.attachments) + behind
        if looks > MOST_LOOKS:
            message = f"{looks} things to look at do not fit the screen, which holds {MOST_LOOKS}"
            path = ("items", name, "links" if item.links else "attachments")
            findings.warning(path, "too-many-looks", message, "Leave out what makes no difference.", at_key=True)


def _places(deck: Deck) -> Iterator[tuple[Path, str, int, int]]:
    """Each place for a text, with the lines that it holds and how wide they are."""
    for index, route in enumerate(deck.routes):
        yield ("routes", index, "what"), route.what, 1, _ROUTE_WIDTH
        yield ("routes", index, "how"), route.how, 1, NARRATIVE_WIDTH
    for name, item in deck.items.items():
        yield from _places_of(("items", name), item)


def _places_of(path: Path, item: Item) -> Iterator[tuple[Path, str, int, int]]:
    yield (*path, "body"), item.body, BODY_LINES, NARRATIVE_WIDTH
    one_line = {
        ("from", "name"): item.from_.name,
        ("from", "address"): item.from_.address,
        ("from", "reply_to"): item.from_.reply_to,
        ("to",): item.to,
        ("received",): item.received,
        ("subject",): item.subject,
    }
    yield from (((*path, *place), text, 1, TITLE_WIDTH) for place, text in one_line.items())
    for index, link in enumerate(item.links):
        yield (*path, "links", index, "text"), link.text, 1, TITLE_WIDTH
        yield (*path, "links", index, "to"), link.to, 1, NARRATIVE_WIDTH
    for index, attachment in enumerate(item.attachments):
        yield (*path, "attachments", index, "name"), attachment.name, 1, TITLE_WIDTH
        yield (*path, "attachments", index, "type"), attachment.type, 1, TITLE_WIDTH
    for index, cue in enumerate(item.cues):
        yield (*path, "cues", index, "why"), cue.why, SENTENCE_LINES, NARRATIVE_WIDTH
        yield (*path, "cues", index, "quote"), cue.quote, 1, NARRATIVE_WIDTH
    for name, text in (("note", item.note), ("because", item.because), ("point", item.point)):
        yield (*path, name), text, SENTENCE_LINES, NARRATIVE_WIDTH
