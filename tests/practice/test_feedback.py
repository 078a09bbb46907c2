"""What is told right after a judgement: what decides first, what to look at next time, never a reproach."""

import re

import pytest
from msgspec.structs import replace

from ccdrill.model.deck import Deck
from ccdrill.practice.view import FeedbackView
from tests.decks import tiny_deck, tiny_sitting

_BLAME = re.compile(r"\b(wrong|fail|careless|should have|unfortunately|sorry|bad|stupid|mistaken)", re.IGNORECASE)


def told(item: str, answer: str, sure: int = 3, *, looks: str = "", deck: Deck | None = None) -> FeedbackView:
    sitting = tiny_sitting(items=(item,), deck=deck)
    for letter in looks:
        sitting.look(letter)
    feedback = sitting.judge(answer, sure).feedback
    assert feedback is not None
    return feedback


def test_the_cue_that_decides_comes_first_with_its_quote_and_the_others_behind_it() -> None:
    found = told("mailbox-full", "report")
    assert found.decisive is not None
    assert (found.decisive.name, found.decisive.quote) == ("Look-alike domain", "ostrel-mail.test")
    assert found.decisive.why.startswith("It looks like the address of Ostrel Energy")
    assert [one.name for one in found.others] == ["Greets nobody by name", "Urgency, 2 times"]
    assert found.others_title == "Other red flags"
    assert found.because == ""
    assert found.route.how.startswith("The report button")
    assert found.difficulty.startswith("Moderately difficult to tell")


def test_of_an_honest_message_it_is_told_what_decides_and_what_argued_the_other_way() -> None:
    found = told("shift-swap", "use")
    assert found.decisive is None
    assert found.because.startswith("It answers your own message")
    assert found.others_title == "What argued the other way"
    assert [one.quote for one in found.others] == ["teh swap", "asap"]
    assert found.difficulty == ""


@pytest.mark.parametrize(
    ("item", "answer", "tone", "verdict"),
    [
        ("mailbox-full", "report", "good", "You reported it"),
        ("mailbox-full", "verify", "fair", "a report warns the others sooner"),
        ("mailbox-full", "leave", "fair", "It did not get you"),
        ("mailbox-full", "use", "bad", "it would have got what it came for"),
        ("shift-changed", "verify", "good", "brings it to light"),
        ("shift-swap", "use", "good", "You took it for what it is"),
        ("shift-swap", "verify", "good", "You asked by a way that you know"),
        ("shift-swap", "leave", "fair", "what it asks for is not done"),
        ("shift-swap", "report", "bad", "costs those who look into it their time"),
    ],
)
def test_how_each_answer_is_taken(item: str, answer: str, tone: str, verdict: str) -> None:
    found = told(item, answer)
    assert found.tone == tone
    assert verdict in found.verdict
    assert found.verdict.startswith("This was a phish." if item != "shift-swap" else "This was an honest message.")


@pytest.mark.parametrize(
    ("right", "answer", "tone", "verdict"),
    [
        (("verify",), "verify", "good", "that was right here"),
        (("verify",), "use", "fair", "needed something else first"),
        (("leave",), "leave", "good", "You left it at that"),
        (("use",), "verify", "fair", "it costs a few minutes"),
    ],
)
def test_how_answers_to_an_honest_message_are_taken_where_another_is_right(
    right: tuple[str, ...], answer: str, tone: str, verdict: str
) -> None:
    deck = tiny_deck()
    deck = replace(deck, items={**deck.items, "shift-swap": replace(deck.items["shift-swap"], right=right)})
    found = told("shift-swap", answer, deck=deck)
    assert found.tone == tone
    assert verdict in found.verdict


def test_what_is_best_is_told_with_what_is_right_too() -> None:
    assert told("mailbox-full", "use").best == "Report it."
    assert told("shift-changed", "use").best == "Report it. Verifying it by a known route is right too."


def test_what_was_answered_is_told_in_words_with_how_sure() -> None:
    assert told("mailbox-full", "leave", 1).judged == "You would leave it; a guess."
    assert told("shift-swap", "use", 4).judged == "You would use it as usual; certain."


def test_who_missed_what_only_looking_shows_is_told_where_to_look() -> None:
    assert told("mailbox-full", "use").next_time == (
        "Look at this before you decide: Ostrel Energy mailbox team, who really sent it."
    )
    assert told("mailbox-full", "use", looks="a").next_time.startswith("Look once more at this")
    assert told("shift-changed", "leave").next_time == "Look at this before you decide: look here, where it leads."


def test_who_missed_what_can_be_read_is_told_what_to_look_for() -> None:
    deck = tiny_deck()
    item = replace(deck.items["mailbox-full"], decisive="L6")
    found = told("mailbox-full", "use", deck=replace(deck, items={**deck.items, "mailbox-full": item}))
    assert found.next_time == "This is the flag to look for: greets nobody by name."


@pytest.mark.parametrize("item", ["mailbox-full", "shift-swap", "shift-changed"])
@pytest.mark.parametrize("answer", ["report", "verify", "use", "leave"])
def test_nobody_is_blamed(item: str, answer: str) -> None:
    found = told(item, answer, 4)
    for text in (found.verdict, found.next_time, found.best, found.judged):
        assert not _BLAME.search(text)
    assert (found.next_time == "") == (found.tone == "good" or item == "shift-swap")
