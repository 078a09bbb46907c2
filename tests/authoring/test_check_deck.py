"""What `check` says of decks that no file of the corpus shows: sizes, names in quotes, widths with names filled in."""

import pytest

from ccdrill.authoring.checks.check_deck import check_deck
from ccdrill.authoring.decoding.load import load_text
from ccdrill.authoring.reading.limits import MAX_CUES, MAX_ITEMS, MAX_LOOKS, MAX_ROUTES
from ccdrill.model.deck import Deck
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.practice.looking import MOST_LOOKS
from tests.decks import TINY_DECK


def check(text: str) -> tuple[Diagnostic, ...]:
    reading = load_text(text.lstrip(), "tiny-deck.yaml", Deck)
    assert reading.loaded is not None, reading.diagnostics
    return check_deck(reading.loaded.document, reading.loaded.model)


def put(before: str, line: str, times: int) -> str:
    lines = "".join(line.replace("#", str(number)) for number in range(times))
    assert before in TINY_DECK
    return TINY_DECK.replace(before, lines + before, 1)


@pytest.mark.parametrize(
    ("before", "line", "most", "what"),
    [
        ("items:", "  - {id: r#, what: W, how: H}\n", MAX_ROUTES, "routes"),
        (
            "  shift-swap:",
            "  m#: {kind: legitimate, channel: sms, from: {name: Nn}, body: B#, because: B, right: [use], route: shifts, point: P}\n",
            MAX_ITEMS,
            "messages",
        ),
        ("      - {code: L6", "      - {code: L4, why: W}\n", MAX_CUES, "cues"),
    ],
)
def test_more_than_can_be_shown_is_refused(before: str, line: str, most: int, what: str) -> None:
    told = [one for one in check(put(before, line, most + 1)) if one.code == "too-large"]
    assert len(told) == 1
    assert f"{what} here, and {most:,} are the most" in told[0].message
    assert not [one for one in check(put(before, line, most // 2)) if one.code == "too-large"]


def test_more_links_and_attachments_than_there_are_letters_are_refused() -> None:
    links = ", ".join("{text: L, to: 'https://l.test'}" for _ in range(MAX_LOOKS))
    text = TINY_DECK.replace('{text: Restore my mailbox, to: "https://ostrel-mail.test/login"}', links)
    assert "too-large" in {one.code for one in check(text)}
    assert MAX_LOOKS + 2 <= MOST_LOOKS, "sender and reply address have letters too"


def test_a_quote_may_hold_a_name_or_what_stands_for_it() -> None:
    for quote in ('"{org} mailbox team"', "Ostrel Energy mailbox team"):
        assert check(TINY_DECK.replace("quote: Dear Customer", f"quote: {quote}")) == ()


def test_a_quote_may_go_over_the_end_of_a_line_but_not_from_one_piece_into_another() -> None:
    over = TINY_DECK.replace("quote: closed in 24 hours", "quote: closed in 24 hours. Restore it")
    assert check(over) == ()
    across = TINY_DECK.replace("quote: Dear Customer", "quote: Dear Customer Tue 09:12")
    assert [one.code for one in check(across)] == ["quote-not-there"]


def test_a_text_is_measured_with_its_names_filled_in() -> None:
    long = TINY_DECK.replace("org: Ostrel Energy", f"org: {'Very ' * 12}Long")
    assert "text-too-long" in {one.code for one in check(long)}
