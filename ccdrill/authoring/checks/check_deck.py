"""Whether the messages of a deck say what they must: what decides, what is right, which route; and quote what is there."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import get_args

from ccdrill.authoring.checks.check_deck_texts import check_deck_texts
from ccdrill.authoring.checks.check_unused import check_unused_names
from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.checks.texts import check_texts
from ccdrill.authoring.reading.document import Document
from ccdrill.authoring.reading.excerpt import as_one_line
from ccdrill.authoring.reading.limits import MAX_CUES, MAX_ITEMS, MAX_LOOKS, MAX_ROUTES
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.deck import Answer, Deck, Item, Kind, words_of
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.filled import filled_in
from ccdrill.model.ids import RouteId

_CURLY = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u00a0", "''\"\"-- ")
_WRONG: Mapping[Kind, Mapping[Answer, str]] = {
    "phish": {"use": "a phish is never used as usual", "leave": "whoever leaves a phish alone warns nobody"},
    "legitimate": {"report": "an honest message that is reported is a false alarm"},
}
"""What is right with neither the one kind nor the other, and why."""
_CALLED: Mapping[Kind, str] = {"phish": "are phish", "legitimate": "are honest"}
_SHARE = 3
"""One kind in so many is the least."""
_MANY = 6
"""Messages of a kind from which on one answer to all of them is a habit."""


def check_deck(document: Document, deck: Deck) -> tuple[Diagnostic, ...]:
    """Everything in the file that does not fit together, by place."""
    findings = Findings(document)
    _check_size(findings, deck)
    routes = _check_routes(findings, deck)
    for name, item in filled_in(deck.items, deck.names).items():
        path: Path = ("items", name)
        _check_kind(findings, path, item)
        _check_right(findings, path, item)
        _check_quotes(findings, path, item)
        if not document.may_have_lost_names("routes"):
            findings.require((*path, "route"), item.route, routes, "route", home=" under routes")
    _check_all(findings, deck)
    check_deck_texts(findings, deck)
    check_unused_names(findings, deck.names)
    check_texts(findings, deck.names)
    return findings.sorted()


def _check_size(findings: Findings, deck: Deck) -> None:
    counted: list[tuple[Path, str, int, int]] = [
        (("routes",), "routes", len(deck.routes), MAX_ROUTES),
        (("items",), "messages", len(deck.items), MAX_ITEMS),
    ]
    for name, item in deck.items.items():
        looks = len(item.links) + len(item.attachments)
        counted.append((("items", name, "cues"), "cues", len(item.cues), MAX_CUES))
        place = "links" if item.links else "attachments"
        counted.append((("items", name, place), "links and attachments", looks, MAX_LOOKS))
    for path, what, count, most in counted:
        if count > most:
            message = f"there are {count:,} {what} here, and {most:,} are the most that can be shown"
            findings.error(path, "too-large", message, "Leave out what makes no difference.", at_key=True)
    if not deck.items:
        message, cure = "the deck has no messages", "Write at least one phish and one honest message."
        findings.error(("items",), "empty-list", message, cure, at_key=True)


def _check_routes(findings: Findings, deck: Deck) -> dict[RouteId, int]:
    """The routes by their place; one that stands there twice is an error, one that no message takes is told of."""
    places: dict[RouteId, int] = {}
    for index, route in enumerate(deck.routes):
        if route.id in places:
            message = f"the route '{route.id}' stands here a second time"
            findings.error(("routes", index, "id"), "repeated", message, "Give each a name of its own.")
        places.setdefault(route.id, index)
    taken = {item.route for item in deck.items.values()}
    is_known = taken <= places.keys() and not findings.document.holds_gap(("items",))
    for route_id, index in places.items() if taken and is_known else ():
        if route_id not in taken:
            message = f"no message has the route '{route_id}'"
            findings.note(("routes", index, "id"), "route-never-used", message, "Delete it, if it is no help either.")
    return places


def _check_kind(findings: Findings, path: Path, item: Item) -> None:
    """What decides: a cue that a phish bears, a reason why a message is honest."""
    if item.kind == "legitimate":
        if not item.because.strip():
            message = "the message does not say what decides that it is honest"
            findings.error(path, "no-reason", message, "Write because: and a sentence.", at_key=True)
        if item.decisive is not None:
            message = "a decisive cue makes a phish, and this is an honest message"
            findings.warning((*path, "decisive"), "of-the-other-kind", message, "Delete it, or say kind: phish.")
    else:
        _check_decisive(findings, path, item)
    if item.premise is not None and (item.kind, item.channel) != ("phish", "e-mail"):
        message = "the Phish Scale rates phishing e-mails only, and this is none"
        findings.warning((*path, "premise"), "of-the-other-kind", message, "Delete the line.")


def _check_decisive(findings: Findings, path: Path, item: Item) -> None:
    if item.because:
        message = "a reason why a message is honest stands with a phish"
        findings.warning((*path, "because"), "of-the-other-kind", message, "Delete it, or say kind: legitimate.")
    if not item.cues:
        message, cure = "the phish bears no cue: nobody could tell it", "Write cues: with code, quote and why of each."
        findings.error(path, "no-cue", message, cure, at_key=True)
    elif item.decisive is None:
        message, cure = "the phish does not say which of its cues decides", "Write decisive: and the code of one."
        findings.error(path, "no-decisive-cue", message, cure, at_key=True)
    elif findings.document.holds_gap((*path, "cues")):
        return
    elif item.decisive not in (codes := list(dict.fromkeys(cue.code for cue in item.cues))):
        message = f"the message bears no cue {item.decisive}, which is said to decide"
        findings.error((*path, "decisive"), "no-decisive-cue", message, f"Write one of: {', '.join(codes)}.")


def _check_right(findings: Findings, path: Path, item: Item) -> None:
    if not item.right:
        message, cure = (
            "nothing is right to do with the message",
            f"Name one or more of: {', '.join(get_args(Answer))}.",
        )
        findings.error((*path, "right"), "empty-list", message, cure, at_key=True)
    findings.require_all((*path, "right"), item.right, frozenset(get_args(Answer)), "answer")
    for index, answer in enumerate(item.right):
        why = _WRONG[item.kind].get(answer)
        if why is not None:
            cure = "Take it out of 'right', or look at 'kind' again."
            findings.error((*path, "right", index), "right-contradicts-kind", why, cure)


def _check_quotes(findings: Findings, path: Path, item: Item) -> None:
    """A quote stands in one piece of the message, however the lines break. Nothing is missed where words are lost."""
    if any(gap.path[: len(path)] == path and gap.path[len(path) :][:1] != ("cues",) for gap in findings.document.gaps):
        return
    words = [" ".join(one.split()) for one in words_of(item)]
    for index, cue in enumerate(item.cues[:MAX_CUES]):
        quote = " ".join(cue.quote.split())
        if quote and not any(quote in one for one in words):
            message = f"the message does not say '{as_one_line(quote, 60)}'"
            others = any(quote.casefold() in one.casefold() for one in words)
            cure = "Quote it letter by letter: capitals count." if others else "Quote words of it as they stand there."
            if any(_plain(quote) in _plain(one) for one in words):
                cure = "Quote it sign by sign: curly quotes and long dashes are others than plain ones."
            findings.error((*path, "cues", index, "quote"), "quote-not-there", message, cure)


def _plain(text: str) -> str:
    """The text with the plain signs that word processors put others in place of."""
    return text.translate(_CURLY)


def _check_all(findings: Findings, deck: Deck) -> None:
    """What only shows of all messages together."""
    if findings.document.may_have_lost_names("items"):
        return
    kinds = Counter(item.kind for item in deck.items.values())
    for kind in get_args(Kind):
        if kinds[kind] * _SHARE < len(deck.items):
            message = f"{kinds[kind]} of {len(deck.items)} messages {_CALLED[kind]}: a sitting takes half of each kind"
            cure = "Add some of that kind: with few of it people learn to expect the other."
            findings.warning(("items",), "unbalanced", message, cure, at_key=True)
    for kind in get_args(Kind):
        best = Counter(item.right[0] for item in deck.items.values() if item.kind == kind and item.right)
        if len(best) == 1 and best.total() >= _MANY:
            message = f"to all {best.total()} messages that {_CALLED[kind]} the best answer is '{next(iter(best))}'"
            cure = "Let another answer be best for some: people learn the habit, not the judgement."
            findings.note(("items",), "one-answer", message, cure, at_key=True)
    for name, other in _alike(deck):
        message = f"this message reads like '{other}'"
        cure = "Change its words, or delete one of the two."
        findings.warning(("items", name, "body"), "same-message", message, cure)


def _alike(deck: Deck) -> Iterator[tuple[str, str]]:
    """Messages with the same words, each with the first one that has them."""
    first: dict[str, str] = {}
    for name, item in deck.items.items():
        words = " ".join(item.body.casefold().split())
        if words in first:
            yield name, first[words]
        first.setdefault(words, name)
