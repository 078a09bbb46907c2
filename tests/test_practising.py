"""Whose judgements, which deck, which messages: what `ccdrill practice` begins with."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from ccdrill.authoring.library.library import Library
from ccdrill.model.errors import UnknownName
from ccdrill.model.privacy import REMOVED
from ccdrill.practising import Practising
from tests.builders import FakeChance, FakeClock, write_library
from tests.decks import TINY_DECK, MemoryJudgements

_DAY = 86_400.0


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store() -> MemoryJudgements:
    return MemoryJudgements()


@pytest.fixture
def practising(tmp_path: Path, clock: FakeClock, store: MemoryJudgements) -> Practising:
    folder = write_library(tmp_path / "library", deck=TINY_DECK)
    (folder / "drills/decks/broken.yaml").write_text("schema: ccdrill/deck/v1\n", encoding="utf-8")
    return Practising(Library([folder]), store, clock, FakeChance())


def judge_all(practising: Practising, deck: str, name: str = "", answer: str = "report", sure: int = 3) -> None:
    sitting, _ = practising.begin(deck, name, seed=1)
    while not sitting.is_over:
        sitting.judge(answer, sure)
        sitting.go_on()


def test_nothing_is_due_for_who_never_practised_and_a_broken_deck_is_left_out(practising: Practising) -> None:
    due = practising.due()
    assert due["tiny-deck"] == 0
    assert "broken" not in due
    assert set(due) == set(practising.titles())


def test_messages_become_due_and_their_deck_is_taken(practising: Practising, clock: FakeClock) -> None:
    judge_all(practising, "tiny-deck", "Ann")
    assert practising.due("Ann")["tiny-deck"] == 0
    clock.pass_seconds(1.5 * _DAY)
    assert practising.due("Ann")["tiny-deck"] == 1, "the false alarm"
    clock.pass_seconds(_DAY)
    assert practising.due("ann")["tiny-deck"] == 3
    assert practising.due("Ben")["tiny-deck"] == 0
    assert practising.begin(None, "Ann")[0].plan.deck.id == "tiny-deck"
    assert practising.begin(None, "Ben")[0].plan.deck.id == "floor-inbox"


def test_every_fourth_sitting_of_a_person_is_quiet(practising: Practising) -> None:
    quiet = []
    for _ in range(5):
        quiet.append(practising.begin("floor-inbox", "  ANN ")[0].plan.is_quiet)
        judge_all(practising, "floor-inbox", "Ann")
    assert quiet == [False, False, False, True, False]
    assert not practising.begin("floor-inbox", "Ben")[0].plan.is_quiet


def test_a_seed_is_drawn_and_recorded_and_draws_the_same_again(practising: Practising, store: MemoryJudgements) -> None:
    first, _ = practising.begin("floor-inbox", "Ann")
    assert 0 <= first.plan.seed < 1_000_000
    again, _ = practising.begin("floor-inbox", "Ben", seed=first.plan.seed)
    assert again.plan.items == first.plan.items
    first.judge("use", 1)
    assert store.judgements[-1].seed == first.plan.seed


def test_a_person_keeps_the_id_and_each_sitting_has_its_own(practising: Practising, store: MemoryJudgements) -> None:
    judge_all(practising, "tiny-deck", "Ann")
    judge_all(practising, "tiny-deck", " ANN ")
    assert len({one.person for one in store.judgements}) == 1
    assert len({one.sitting for one in store.judgements}) == 2
    assert [person.name for person in store.persons.values()] == ["Ann"]


def test_a_name_is_cleaned_before_anybody_sees_it(practising: Practising, store: MemoryJudgements) -> None:
    card = " ".join(["4111", *["1111"] * 3])
    sitting, notice = practising.begin("tiny-deck", f"Ann\x1b[31m {card}")
    assert sitting.person.name == f"Ann[31m {REMOVED}"
    assert "payment card" in notice
    assert practising.find(f"Ann\x1b[31m {card}") == sitting.person


def test_nobody_is_created_by_looking(practising: Practising, store: MemoryJudgements) -> None:
    for look in (practising.find, practising.judged, practising.forget):
        with pytest.raises(UnknownName):
            look("Ann")
    with pytest.raises(UnknownName):
        practising.begin("no-such-deck", "Ann")
    assert practising.due("Ann")
    assert store.persons == {}


def test_where_there_is_no_deck_it_is_said_how_to_begin_one(practising: Practising, store: MemoryJudgements) -> None:
    class Empty(Library):
        def ids(self, kind: str) -> tuple[str, ...]:
            return ()

    nothing = Practising(Empty(), store, FakeClock(), FakeChance())
    with pytest.raises(UnknownName, match="no deck to practise on") as told:
        nothing.begin()
    assert "ccdrill new deck" in told.value.hint


def test_a_deck_that_was_rewritten_brings_its_messages_back_as_new_ones(
    practising: Practising, tmp_path: Path, clock: FakeClock, store: MemoryJudgements
) -> None:
    judge_all(practising, "tiny-deck", "Ann")
    clock.pass_seconds(10 * _DAY)
    path = tmp_path / "library/drills/decks/tiny-deck.yaml"
    path.write_text(TINY_DECK.replace("point: A scruffy message", "point: An untidy message"), encoding="utf-8")
    again = Practising(Library([tmp_path / "library"]), store, clock, FakeChance())
    assert again.due("Ann")["tiny-deck"] == 2
    assert len(again.judged("Ann")[1]) == 3


def test_judgements_survive_the_deck_that_they_were_made_on(
    practising: Practising, tmp_path: Path, store: MemoryJudgements
) -> None:
    judge_all(practising, "tiny-deck", "Ann")
    (tmp_path / "library/drills/decks/tiny-deck.yaml").unlink()
    person, judged = practising.judged("Ann")
    assert [one.kind for one in judged].count("phish") == 2
    assert replace(person, name="Ann") == person
