"""Which messages a sitting has, and in which order: those that are due first, then new ones; half of each kind.

Every fourth sitting of a deck is a quiet one, with one phish in five: in a deck of halves people learn to report readily
(Singh et al. 2019), and an ordinary day has few.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from ccdrill.model.deck import Deck, Kind
from ccdrill.model.ids import ItemId
from ccdrill.model.value import Value
from ccdrill.practice.judged import Judged, digest_of
from ccdrill.practice.spacing import Card

USUAL = 10
"""Messages of a sitting."""
_QUIET_EVERY, _ONE_IN = 4, 5

Draw = Callable[[], float]
"""A number from 0 to 1, 1 left out, such as `random.Random(seed).random`."""


class Chosen(Value, frozen=True, kw_only=True):
    """What a sitting has."""

    items: tuple[ItemId, ...]
    """Its messages in the order in which they come."""
    is_quiet: bool
    """Whether few of them are phish."""


def choose(
    deck: Deck, judged: Iterable[Judged], due: Mapping[Card, dt.datetime], now: dt.datetime, count: int, draw: Draw
) -> Chosen:
    """A sitting of up to `count` messages for who made those judgements; fewer where the deck has too few of a kind."""
    is_quiet = (sittings_of(deck, judged) + 1) % _QUIET_EVERY == 0
    waiting = _in_turn(deck, due, now, draw)
    phish = max(1, round(count / _ONE_IN)) if is_quiet else count // 2 + (count % 2 and draw() < 1 / 2)
    honest = min(count - phish, len(waiting["legitimate"]))
    if is_quiet and honest:
        phish = min(phish, max(1, round(honest / (_ONE_IN - 1))))
    picked = [*waiting["phish"][:phish], *waiting["legitimate"][:honest]]
    if not picked:  # one message was asked for, of a kind that the deck has not
        picked = [*waiting["phish"], *waiting["legitimate"]][:1]
    return Chosen(items=tuple(_shuffled(picked, draw)), is_quiet=is_quiet)


def sittings_of(deck: Deck, judged: Iterable[Judged]) -> int:
    """How often a deck was practised on."""
    return len({one.sitting for one in judged if one.deck == deck.id})


def due_now(deck: Deck, due: Mapping[Card, dt.datetime], now: dt.datetime) -> int:
    """How many messages of a deck have come back by now."""
    return sum(card in due and due[card] <= now for card in _cards(deck).values())


def _cards(deck: Deck) -> Mapping[ItemId, Card]:
    return {name: Card(deck.id, name, digest_of(item)) for name, item in deck.items.items()}


def _in_turn(
    deck: Deck, due: Mapping[Card, dt.datetime], now: dt.datetime, draw: Draw
) -> Mapping[Kind, Sequence[ItemId]]:
    """The messages of each kind: what is due, the longest overdue first; then new ones by lot; then what is due soonest."""
    cards = _cards(deck)
    lots = _shuffled(tuple(cards), draw)
    known = sorted((name for name in lots if cards[name] in due), key=lambda name: due[cards[name]])
    back = [name for name in known if due[cards[name]] <= now]
    new = [name for name in lots if cards[name] not in due]
    order = [*back, *new, *(name for name in known if due[cards[name]] > now)]
    kinds: tuple[Kind, ...] = ("phish", "legitimate")
    return {kind: [name for name in order if deck.items[name].kind == kind] for kind in kinds}


def _shuffled(items: Sequence[ItemId], draw: Draw) -> list[ItemId]:
    """Every order is as likely as any other (Fisher and Yates)."""
    shuffled = list(items)
    for last in range(len(shuffled) - 1, 0, -1):
        other = int(draw() * (last + 1))
        shuffled[last], shuffled[other] = shuffled[other], shuffled[last]
    return shuffled
