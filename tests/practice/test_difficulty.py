"""How hard a phish is to tell: the table of the Phish Scale, and what it says nothing of."""

import pytest
from msgspec.structs import replace

from ccdrill.model.deck import Cue, Item
from ccdrill.practice.difficulty import amount_of, cue_count, difficulty_of, in_words
from tests.decks import tiny_deck

PHISH = tiny_deck().items["mailbox-full"]


def bearing(cues: int, premise: str | None) -> Item:
    return replace(PHISH, cues=(Cue(code="L4", why="Haste.", times=1),) * cues, premise=premise)


@pytest.mark.parametrize(
    ("cues", "amount"), [(1, "few"), (8, "few"), (9, "some"), (14, "some"), (15, "many"), (40, "many")]
)
def test_how_many_are_few(cues: int, amount: str) -> None:
    assert amount_of(cues) == amount


@pytest.mark.parametrize(
    ("cues", "premise", "difficulty"),
    [
        (5, "strong", "very"),
        (6, "medium", "very"),
        (6, "weak", "moderate"),
        (9, "strong", "very"),
        (12, "medium", "moderate"),
        (12, "weak", "moderate to least"),
        (15, "strong", "moderate"),
        (15, "medium", "moderate"),
        (15, "weak", "least"),
    ],
)
def test_the_table_of_the_scale(cues: int, premise: str, difficulty: str) -> None:
    assert difficulty_of(bearing(cues, premise)) == difficulty


def test_a_cue_counts_as_often_as_the_message_bears_it() -> None:
    assert cue_count(PHISH) == 4
    assert in_words(PHISH).startswith("moderately difficult to tell (few red flags, a weak fit")


@pytest.mark.parametrize(
    "changes", [{"premise": None}, {"channel": "sms"}, {"channel": "voice"}, {"kind": "legitimate"}]
)
def test_what_is_no_phishing_e_mail_with_a_premise_is_not_rated(changes: dict[str, object]) -> None:
    item = replace(PHISH, **changes)
    assert difficulty_of(item) is None
    assert in_words(item) == ""
