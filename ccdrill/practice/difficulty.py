"""How hard a phish is to tell, by the NIST Phish Scale: the number of its cues against how well it fits its reader's work.

Technical Note 2276 (November 2023). The scale was made for e-mails: nothing else is rated.
"""

from collections.abc import Mapping
from typing import Literal

from ccdrill.model.deck import Item, Premise

Amount = Literal["few", "some", "many"]
Difficulty = Literal["very", "moderate", "moderate to least", "least"]

_SOME, _MANY = 9, 15
_RATED: Mapping[tuple[Amount, Premise], Difficulty] = {
    ("few", "strong"): "very",
    ("few", "medium"): "very",
    ("few", "weak"): "moderate",
    ("some", "strong"): "very",
    ("some", "medium"): "moderate",
    ("some", "weak"): "moderate to least",
    ("many", "strong"): "moderate",
    ("many", "medium"): "moderate",
    ("many", "weak"): "least",
}
_IN_WORDS: Mapping[Difficulty, str] = {
    "very": "very difficult to tell",
    "moderate": "moderately difficult to tell",
    "moderate to least": "moderately difficult to easy to tell",
    "least": "easy to tell",
}


def cue_count(item: Item) -> int:
    """How many cues a message bears, each as often as it does."""
    return sum(cue.times for cue in item.cues)


def amount_of(cues: int) -> Amount:
    """What the scale calls a number of cues: up to 8 few, from 15 many."""
    if cues >= _MANY:
        return "many"
    return "some" if cues >= _SOME else "few"


def difficulty_of(item: Item) -> Difficulty | None:
    """How hard a phish is to tell; None where the scale says nothing: not an e-mail, honest, or without a premise."""
    if item.kind != "phish" or item.channel != "e-mail" or item.premise is None:
        return None
    return _RATED[amount_of(cue_count(item)), item.premise]


def in_words(item: Item) -> str:
    """The same for people, with what it comes from; empty where the scale says nothing."""
    difficulty = difficulty_of(item)
    if difficulty is None:
        return ""
    amount = amount_of(cue_count(item))
    return f"{_IN_WORDS[difficulty]} ({amount} red flags, a {item.premise} fit with the work here; NIST Phish Scale)"
