"""When a message comes back: the FSRS algorithm, folded over what was judged. Nothing of it is kept: judgements are all there is.

The one module that knows the `fsrs` library (Open Spaced Repetition, FSRS-6 with its usual weights). A message comes back after
120 days at the latest: what people learn about phish fades within four to six months (Reinheimer et al., SOUPS 2020).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Literal

from ccdrill.model.ids import DeckId, ItemId
from ccdrill.model.value import Value
from ccdrill.practice.judged import Judged

Rating = Literal["again", "hard", "good", "easy"]

LONGEST_DAYS = 120
"""Days after which a message comes back, however well it is known."""
_GUESS, _CERTAIN = 1, 4


class Card(Value, frozen=True):
    """A message as it stood when it was judged: one that was rewritten since is a new one."""

    deck: DeckId
    """Its deck."""
    item: ItemId
    """Its name there."""
    digest: str
    """What it says."""


def rating_of(judged: Judged) -> Rating:
    """How well a message was known: a miss or a false alarm not at all, a right guess hardly."""
    if judged.is_miss or judged.is_false_alarm:
        return "again"
    if not judged.is_right or judged.sure == _GUESS:
        return "hard"
    return "easy" if judged.sure == _CERTAIN else "good"


def schedule(judged: Iterable[Judged]) -> Mapping[Card, dt.datetime]:
    """When each message that one person judged comes back, in UTC. `judged` stand in the order in which they were made."""
    import fsrs  # only who practises pays for it

    scheduler = fsrs.Scheduler(
        learning_steps=(), relearning_steps=(), maximum_interval=LONGEST_DAYS, enable_fuzzing=False
    )
    ratings = {
        "again": fsrs.Rating.Again,
        "hard": fsrs.Rating.Hard,
        "good": fsrs.Rating.Good,
        "easy": fsrs.Rating.Easy,
    }
    cards: dict[Card, fsrs.Card] = {}
    for one in judged:
        name = Card(one.deck, one.item, one.digest)
        before = cards.get(name) or fsrs.Card(card_id=0, due=one.at)  # else it would ask what time it is
        cards[name], _ = scheduler.review_card(before, ratings[rating_of(one)], one.at)
    return {name: card.due for name, card in cards.items()}
