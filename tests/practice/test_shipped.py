"""The decks that are shipped: each message bears what was worked out for it by hand, and nothing but reading tells its kind."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from ccdrill.authoring.decoding.load import load_file
from ccdrill.authoring.reading.folders import FOLDERS, shipped_folder
from ccdrill.model.deck import Deck, Item, words_of
from ccdrill.model.filled import filled_in
from ccdrill.model.ids import DeckId, ItemId
from ccdrill.practice.difficulty import difficulty_of
from ccdrill.practice.looking import looks_of

PATHS = sorted((shipped_folder() / FOLDERS["deck"]).glob("*.yaml"))
MOST_BY_ONE_SIGN = 0.7
"""What share of a deck may be told by one outward sign: half is guessing."""


@dataclass(frozen=True)
class WorkedOut:
    """What a message bears, counted by hand from the outline of its deck."""

    kind: str
    cues: str
    difficulty: str | None = None


def phish(cues: str, difficulty: str | None = None) -> WorkedOut:
    return WorkedOut("phish", cues, difficulty)


def honest(cues: str) -> WorkedOut:
    return WorkedOut("legitimate", cues)


WORKED_OUT = {
    "floor-inbox": {
        "mailbox-full": phish("L6 L4 L5 E1 E1 E1 E2 V2 V3 T2 T3 T4 L7 C6 C4", "least"),  # 15 are many; weak
        "tax-form": honest("L4"),
        "shift-changed": phish("T4 L4 C5 L7"),
        "shift-confirmed": honest("C5"),
        "call-list": phish("T2 C6 C5 L3 L4", "very"),  # 5 are few; strong
        "shift-swap": honest("E1 E1 L4"),
        "six-digits": phish("L3 L4 C6 L2"),
        "risk-desk": honest("C6 L4"),
        "benefits-card": phish("V2 T3 L3 C2 C4 L6", "very"),  # 6 are few; medium
        "new-device": honest("V4 L1"),
        "bill-copy": phish("T1 L2 L4"),
        "complaints-number": honest("L4 L5"),
        "attestation": phish("L5 L4 T4 T3 C5 C6 L1 V1 L7", "very"),  # 9 are some; strong
        "drill-next-week": honest("C6 C5"),
        "storm-families": phish("C1 C6 L4 L7 T2 E2", "moderate"),  # 6 are few; weak
        "audit-slot": honest("C6 L7"),
        "helpdesk-guest": phish("T2 T3 C6 V4"),
        "fire-alarm": honest("L6 C5"),
        "widget-host": phish("C5 C6 T4 L4 L2", "very"),  # 5 are few; medium
        "vendor-news": honest("V3 T3 T3 T3 T3 C4"),
    },
    "desk-calls": {
        "new-phone": phish("L3 L4 C6 L2"),
        "landline": honest("L3"),
        "second-phone": phish("L3 C5 L2"),
        "her-manager": honest("E1 E1 L4"),
        "lift-the-block": phish("C6 L4 C5 C3"),
        "publish-tonight": honest("C5"),
        "dormant-account": phish("T4 C5 L3 L4 C6", "very"),  # 5 are few; strong
        "lock-down-admin": honest("L4 C6 L7"),
        "recall-callers": phish("L3 C5 L4 E2"),
        "recall-reasons": honest("L4 C6"),
        "confirm-safe": phish("T4 C6 L4 L5 L7"),
        "fewer-resets": honest("C2 C4 L5"),
    },
}
ITEMS = [(deck, item) for deck, items in WORKED_OUT.items() for item in items]


@cache
def shipped(name: str) -> Deck:
    """The deck as people see it, with its names filled in."""
    path = shipped_folder() / FOLDERS["deck"] / f"{name}.yaml"
    reading = load_file(path, Deck)
    assert reading.loaded is not None, reading.diagnostics
    return filled_in(reading.loaded.model, reading.loaded.model.names)


def item_of(deck: str, item: str) -> Item:
    return shipped(deck).items[ItemId(item)]


def test_every_shipped_deck_and_message_was_worked_out():
    assert {path.stem for path in PATHS} == set(WORKED_OUT)
    for name, items in WORKED_OUT.items():
        assert shipped(name).id == DeckId(name)
        assert set(shipped(name).items) == set(items)


@pytest.mark.parametrize(("deck", "item"), ITEMS)
def test_a_message_bears_the_cues_that_it_was_given_and_is_as_hard_as_they_make_it(deck: str, item: str):
    found, expected = item_of(deck, item), WORKED_OUT[deck][item]
    assert found.kind == expected.kind
    borne = Counter({cue.code: 0 for cue in found.cues})
    for cue in found.cues:
        borne[cue.code] += cue.times
    assert borne == Counter(expected.cues.split())
    assert difficulty_of(found) == expected.difficulty


@pytest.mark.parametrize(("deck", "item"), ITEMS)
def test_every_cue_has_a_place_of_its_own_to_point_at(deck: str, item: str):
    cues = item_of(deck, item).cues
    assert all(cue.quote for cue in cues)
    assert len({(cue.code, cue.quote) for cue in cues}) == len(cues)


@pytest.mark.parametrize("deck", WORKED_OUT)
def test_half_of_a_deck_is_honest_and_no_answer_is_right_for_all_of_a_kind(deck: str):
    items = shipped(deck).items.values()
    assert Counter(item.kind for item in items) == {"phish": len(items) / 2, "legitimate": len(items) / 2}
    best = {kind: {item.right[0] for item in items if item.kind == kind} for kind in ("phish", "legitimate")}
    assert best == {"phish": {"report", "verify"}, "legitimate": {"verify", "use", "leave"}}


SIGNS: dict[str, Callable[[Item], bool]] = {
    "has a link": lambda item: bool(item.links),
    "has a file": lambda item: bool(item.attachments),
    "answers go elsewhere": lambda item: bool(item.from_.reply_to),
    "has something to look at": lambda item: bool(looks_of(item)),
    "has an address or a number": lambda item: bool(item.from_.address),
    "has a note": lambda item: bool(item.note),
    "comes from outside": lambda item: "from outside" in item.note,
    "has a subject": lambda item: bool(item.subject),
    "names a .test domain": lambda item: any(".test" in words for words in words_of(item)),
    "names an .example domain": lambda item: any(".example" in words for words in words_of(item)),
    "comes from an address with a hyphen": lambda item: "-" in item.from_.address,
    "gives a number outside": lambda item: any(re.search(r"\b0\d{4} ", words) for words in words_of(item)),
    "gives an extension": lambda item: any("ext. " in words for words in words_of(item)),
    "shouts": lambda item: "!" in item.body or bool(re.search(r"[A-Z]{5}", item.body)),
    "is urgent": lambda item: any(cue.code == "L4" for cue in item.cues),
    "has mistakes": lambda item: any(cue.code == "E1" for cue in item.cues),
    "comes by e-mail": lambda item: item.channel == "e-mail",
    "is spoken": lambda item: item.channel == "voice",
}


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("deck", WORKED_OUT)
def test_no_outward_sign_gives_the_kind_away(deck: str, sign: str):
    assert told_by([(SIGNS[sign](item), item.kind == "phish") for item in shipped(deck).items.values()]) <= (
        MOST_BY_ONE_SIGN
    )


@pytest.mark.parametrize("deck", WORKED_OUT)
def test_no_length_gives_the_kind_away(deck: str):
    items = shipped(deck).items.values()
    for limit in {len(item.body) for item in items}:
        assert told_by([(len(item.body) >= limit, item.kind == "phish") for item in items]) <= MOST_BY_ONE_SIGN


@pytest.mark.parametrize("deck", WORKED_OUT)
def test_both_kinds_come_by_most_channels(deck: str):
    items = shipped(deck).items.values()
    by = {kind: {item.channel for item in items if item.kind == kind} for kind in ("phish", "legitimate")}
    assert len(by["phish"] ^ by["legitimate"]) <= 1


def told_by(seen: list[tuple[bool, bool]]) -> float:
    """What share of messages one judges rightly who goes by a sign alone, whichever way round it serves better."""
    agree = sum(has_sign == is_phish for has_sign, is_phish in seen) / len(seen)
    return max(agree, 1 - agree)


@pytest.mark.parametrize("deck", WORKED_OUT)
def test_addresses_and_numbers_are_those_kept_for_examples(deck: str):
    for item in shipped(deck).items.values():
        for words in words_of(item):
            for domain in re.findall(r"\b((?:[a-z0-9-]+\.)+[a-z]{2,})\b(?![\w.]*@)", words):
                assert domain.rsplit(".", 1)[1] in ("example", "test", "html", "pdf"), domain
            for number in re.findall(r"\b0\d{4} ?\d{3,6}", words):
                assert re.fullmatch(r"01632 960\d{3}|07700 900\d{3}", number), number
            assert not re.search(r"(?:\d[ -]?){13,}", words), words
