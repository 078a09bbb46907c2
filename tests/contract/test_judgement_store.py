"""What every JudgementStore must do, whatever it keeps judgements in (practice/ports.py)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ccdrill.model.errors import UnknownName
from ccdrill.model.ids import PersonId
from ccdrill.practice.judged import Person
from ccdrill.practice.ports import JudgementStore
from ccdrill.store.judgements import SqliteJudgements
from tests.decks import SOMEBODY, MemoryJudgements, judged

OTHER = Person(id=PersonId("p2"), name="Zoë Ölmez")
NOBODY = Person(id=PersonId("p3"))


@pytest.fixture(params=["sqlite", "memory"])
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], JudgementStore]]:
    """Opens the store: each time as another process would, where the adapter has such."""
    opened: list[SqliteJudgements] = []
    memory = MemoryJudgements()

    def open_one() -> JudgementStore:
        if request.param == "memory":
            return memory
        opened.append(SqliteJudgements(tmp_path / "data"))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], JudgementStore]) -> JudgementStore:
    return open_store()


def test_nobody_is_known_before_they_are_enrolled(store: JudgementStore) -> None:
    assert store.find("") is None
    assert store.find("Rae") is None
    assert store.judged_by(SOMEBODY.id) == ()
    assert store.forget(SOMEBODY.id) == 0


def test_judgements_are_read_as_they_were_recorded_in_their_order(
    open_store: Callable[[], JudgementStore],
) -> None:
    made = (judged(), judged(item="shift-swap", kind="legitimate", looked=("sender",), is_quiet=True), judged())
    open_store().enrol(SOMEBODY)
    for one in made:
        open_store().record(one)
    assert open_store().judged_by(SOMEBODY.id) == made


def test_people_are_told_apart_by_name_in_whatever_case(store: JudgementStore) -> None:
    for person in (SOMEBODY, OTHER, NOBODY):
        assert store.enrol(person) == person
    assert store.find("zoë ÖLMEZ") == OTHER
    assert store.find("") == NOBODY
    assert store.enrol(Person(id=PersonId("p9"), name="RAE")) == SOMEBODY


def test_nobody_has_the_judgements_of_another(store: JudgementStore) -> None:
    store.enrol(SOMEBODY)
    store.enrol(OTHER)
    store.record(judged(person=OTHER.id))
    assert store.judged_by(SOMEBODY.id) == ()
    assert store.judged_by(OTHER.id) == (judged(person=OTHER.id),)


def test_who_is_forgotten_is_gone_with_their_judgements_and_the_others_stay(store: JudgementStore) -> None:
    for person in (SOMEBODY, OTHER):
        store.enrol(person)
        store.record(judged(person=person.id))
        store.record(judged(person=person.id))
    assert store.forget(SOMEBODY.id) == 2
    assert store.find(SOMEBODY.name) is None
    assert store.judged_by(SOMEBODY.id) == ()
    assert len(store.judged_by(OTHER.id)) == 2


def test_nothing_is_recorded_of_whom_another_terminal_forgot(open_store: Callable[[], JudgementStore]) -> None:
    one, other = open_store(), open_store()
    one.enrol(SOMEBODY)
    other.forget(SOMEBODY.id)
    with pytest.raises(UnknownName, match="forgotten meanwhile"):
        one.record(judged())
    assert other.judged_by(SOMEBODY.id) == ()
