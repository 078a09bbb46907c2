"""Which messages a sitting has: laws that hold for every deck, person and seed."""

import datetime as dt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ccdrill.model.deck import Deck
from ccdrill.model.ids import ItemId
from ccdrill.practice.choosing import Chosen, choose, due_now, sittings_of
from ccdrill.practice.judged import Judged, digest_of
from ccdrill.practice.spacing import Card
from tests.decks import judged, tiny_deck

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def deck_of(phish: int, honest: int) -> Deck:
    """A deck with so many of each kind."""
    tiny = tiny_deck()
    items = {ItemId(f"phish-{n}"): replace(tiny.items["mailbox-full"], subject=f"{n}") for n in range(phish)}
    items |= {ItemId(f"honest-{n}"): replace(tiny.items["shift-swap"], subject=f"{n}") for n in range(honest)}
    return replace(tiny, items=items)


def due_on(deck: Deck, **days: int) -> dict[Card, dt.datetime]:
    """Messages with the days from now on which they come back; `_` for a hyphen."""
    names = {name.replace("_", "-"): day for name, day in days.items()}
    return {
        Card(deck.id, ItemId(name), digest_of(deck.items[ItemId(name)])): NOW + dt.timedelta(days=day)
        for name, day in names.items()
    }


def after(sittings: int, deck: Deck) -> list[Judged]:
    return [judged(sitting=f"s{number}", deck=deck.id) for number in range(sittings)]


def chosen(
    deck: Deck, count: int = 10, *, seed: int = 0, sittings: int = 0, due: dict[Card, dt.datetime] | None = None
) -> Chosen:
    return choose(deck, after(sittings, deck), due or {}, NOW, count, Random(seed).random)


def kinds(deck: Deck, found: Chosen) -> tuple[int, int]:
    """How many phish and how many honest messages."""
    phish = sum(deck.items[name].kind == "phish" for name in found.items)
    return phish, len(found.items) - phish


@pytest.mark.parametrize("seed", range(5))
def test_half_of_a_sitting_are_phish(seed: int) -> None:
    deck = deck_of(10, 10)
    assert kinds(deck, chosen(deck, seed=seed)) == (5, 5)


def test_of_an_odd_number_the_lot_decides_which_kind_has_one_more() -> None:
    deck = deck_of(10, 10)
    assert {kinds(deck, chosen(deck, 5, seed=seed)) for seed in range(20)} == {(2, 3), (3, 2)}


def test_every_fourth_sitting_of_a_deck_is_a_quiet_one() -> None:
    deck = deck_of(10, 10)
    found = [chosen(deck, sittings=number) for number in range(9)]
    assert [one.is_quiet for one in found] == [number % 4 == 3 for number in range(9)]
    assert kinds(deck, found[3]) == (2, 8)


def test_sittings_of_other_decks_make_none_quiet() -> None:
    deck, other = deck_of(10, 10), replace(deck_of(10, 10), id="other")
    assert sittings_of(deck, after(3, other)) == 0
    assert not choose(deck, after(3, other), {}, NOW, 10, Random(0).random).is_quiet


@settings(max_examples=150)
@given(st.integers(0, 14), st.integers(0, 14), st.integers(1, 20), st.integers(0, 8), st.integers(0, 10_000))
def test_laws_of_every_sitting(phish: int, honest: int, count: int, sittings: int, seed: int) -> None:
    if not phish + honest:
        return
    deck = deck_of(phish, honest)
    found = chosen(deck, count, seed=seed, sittings=sittings)
    assert 1 <= len(found.items) <= count
    assert len(set(found.items)) == len(found.items)
    assert set(found.items) <= set(deck.items)
    assert found == chosen(deck, count, seed=seed, sittings=sittings), "the same seed draws the same"
    if found.is_quiet and kinds(deck, found)[1] > 3:
        assert kinds(deck, found)[0] <= round(kinds(deck, found)[1] / 4) or kinds(deck, found)[0] == 1
    if not found.is_quiet and count > 1:
        assert kinds(deck, found)[0] <= (count + 1) // 2, "a deck of phish makes no sitting of phish"


def test_what_is_due_comes_before_what_is_new_and_that_before_what_was_just_judged() -> None:
    deck = deck_of(6, 6)
    due = due_on(deck, phish_4=-3, phish_2=-9, phish_0=5, phish_1=2, honest_5=0)
    assert {"phish-2", "phish-4"} <= set(chosen(deck, 4, due=due).items)
    for seed in range(10):
        found = set(chosen(deck, 8, due=due, seed=seed).items)
        assert {"phish-2", "phish-4", "phish-3", "phish-5", "honest-5"} <= found
        assert not {"phish-0", "phish-1"} & found
    assert "phish-1" in chosen(deck, 10, due=due).items, "of what is not due the one that is due soonest"
    assert "phish-0" not in chosen(deck, 10, due=due).items


def test_a_message_that_was_rewritten_is_not_due() -> None:
    deck = deck_of(2, 2)
    due = due_on(deck, phish_0=-1, phish_1=-1)
    changed = replace(deck, items={**deck.items, "phish-0": replace(deck.items["phish-0"], point="Another.")})
    assert (due_now(deck, due, NOW), due_now(changed, due, NOW)) == (2, 1)


def test_the_order_gives_nothing_away() -> None:
    deck = deck_of(10, 10)
    first = [deck.items[chosen(deck, seed=seed).items[0]].kind for seed in range(200)]
    assert 70 < first.count("phish") < 130


def test_every_message_has_its_turn() -> None:
    deck = deck_of(10, 10)
    seen = {name for seed in range(60) for name in chosen(deck, seed=seed).items}
    assert seen == set(deck.items)
