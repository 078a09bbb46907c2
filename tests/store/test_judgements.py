"""Judgements on disk: erased for good, kept whole by many at once, and never taken on trust."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ccdrill.model.errors import StoreError
from ccdrill.model.ids import PersonId
from ccdrill.practice.judged import Person
from ccdrill.store.connection import FILE
from ccdrill.store.judgements import SqliteJudgements
from ccdrill.store.sqlite import SqliteStore
from tests.decks import SOMEBODY, judged
from tests.store.rows import at_once, killed_at_every_statement, killing, play_some

OTHER = Person(id=PersonId("p2"), name="Ben Somebody Else")
VICTIM = Person(id=PersonId("victimid"), name="Victoria Imaginary")
JUDGE = (
    "import sys; from pathlib import Path; from ccdrill.store.judgements import SqliteJudgements\n"
    "from tests.decks import SOMEBODY, judged\n"
    "store = SqliteJudgements(Path(sys.argv[1])); person = store.enrol(SOMEBODY)\n"
    "for number in range(20): store.record(judged(seconds=number, seed=int(sys.argv[2])))\n"
)


def fill(folder: Path) -> SqliteJudgements:
    """Two people's judgements, one after the other, enough for several pages."""
    store = SqliteJudgements(folder)
    for person in (VICTIM, OTHER):
        store.enrol(person)
    for number in range(60):
        store.record(judged(person=VICTIM.id, seconds=number, sitting="sitting-of-victim"))
        store.record(judged(person=OTHER.id, seconds=number))
    return store


def holds(folder: Path, *texts: str) -> bool:
    return any(text.encode() in path.read_bytes() for path in folder.iterdir() for text in texts)


def test_no_byte_is_left_of_whom_it_was_told_to_forget(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = fill(folder)
    assert holds(folder, VICTIM.name)
    assert store.forget(VICTIM.id) == 60
    assert not holds(folder, VICTIM.name, VICTIM.id, "sitting-of-victim")
    assert len(store.judged_by(OTHER.id)) == 60


@killing
def test_who_is_killed_while_forgetting_leaves_all_or_nothing(tmp_path: Path) -> None:
    fill(tmp_path / "data").close()
    do = "SqliteJudgements(store._database.path.parent).forget('victimid')"
    imports = "from ccdrill.store.judgements import SqliteJudgements"
    left = []
    for killed in killed_at_every_statement(tmp_path / "data", do, imports):
        store = SqliteJudgements(killed)
        left.append(len(store.judged_by(VICTIM.id)))
        assert (store.find(VICTIM.name) is None) == (not left[-1])
        assert holds(killed, VICTIM.name) == bool(left[-1])  # whoever opens it next finishes the job
    assert set(left) == {0, 60}


def test_runs_and_judgements_share_a_data_folder(tmp_path: Path) -> None:
    stored = play_some(tmp_path / "data")
    fill(tmp_path / "data")
    runs = SqliteStore(tmp_path / "data")
    runs.delete(stored.run)
    assert runs.damage() == ""
    assert len(SqliteJudgements(tmp_path / "data").judged_by(OTHER.id)) == 60


def test_many_terminals_lose_none_of_one_persons_judgements(tmp_path: Path) -> None:
    at_once(JUDGE, tmp_path / "data", 4)
    found = SqliteJudgements(tmp_path / "data").judged_by(SOMEBODY.id)
    assert sorted((one.seed, one.seconds) for one in found) == [
        (seed, number) for seed in range(1, 5) for number in range(20)
    ]


def test_no_name_stands_in_a_judgement(tmp_path: Path) -> None:
    fill(tmp_path / "data")
    with closing(sqlite3.connect(tmp_path / "data" / FILE)) as rows:
        bodies = [body for (body,) in rows.execute("SELECT body FROM judgement")]
    assert len(bodies) == 120
    assert not any(b"Victoria" in body for body in bodies)


@pytest.mark.parametrize("body", [b"{}", b"\xff", "a text", None, b'{"answer": "use"}', b"9" * 70_000])
def test_what_ccdrill_did_not_write_is_told_of_and_never_used(tmp_path: Path, body: object) -> None:
    store = SqliteJudgements(tmp_path / "data")
    store.enrol(SOMEBODY)
    with closing(sqlite3.connect(tmp_path / "data" / FILE)) as rows:
        rows.execute("INSERT INTO judgement VALUES (?, 1, COALESCE(?, x''))", (SOMEBODY.id, body))
        rows.commit()
    with pytest.raises(StoreError, match="did not write") as refused:
        store.judged_by(SOMEBODY.id)
    assert "--forget" in refused.value.hint


def test_a_judgement_of_somebody_else_is_never_counted(tmp_path: Path) -> None:
    store = SqliteJudgements(tmp_path / "data")
    for person in (SOMEBODY, OTHER):
        store.enrol(person)
    store.record(judged(person=OTHER.id))
    with closing(sqlite3.connect(tmp_path / "data" / FILE)) as rows:
        rows.execute("UPDATE judgement SET person = ?", (SOMEBODY.id,))
        rows.commit()
    with pytest.raises(StoreError, match="somebody else's") as refused:
        store.judged_by(SOMEBODY.id)
    assert "--as" in refused.value.hint


@pytest.mark.parametrize("written", ["x'7031'", "CAST(x'70ff' AS TEXT)"])
def test_who_can_not_be_found_by_their_id_is_not_said_to_be_forgotten(tmp_path: Path, written: str) -> None:
    store = SqliteJudgements(tmp_path / "data")
    store.enrol(VICTIM)
    with closing(sqlite3.connect(tmp_path / "data" / FILE)) as rows:
        rows.execute(f"UPDATE practising SET person = {written}")
        rows.commit()
    with pytest.raises(StoreError, match="id is not as ccdrill wrote it"):
        store.find(VICTIM.name)
    with pytest.raises(StoreError, match="id is not as ccdrill wrote it"):
        store.enrol(VICTIM)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("DELETE FROM judgement WHERE person = 'p2' AND number = 7", "there are 59, and their numbers go from 1 to 60"),
        ("DELETE FROM judgement WHERE person = 'p2' AND number = 1", "there are 59, and their numbers go from 2 to 60"),
        ("UPDATE judgement SET body = 'text' WHERE person = 'p2' AND number = 7", "did not write"),
        ("UPDATE judgement SET body = x'7b7d' WHERE person = 'p2' AND number = 7", "did not write"),
        (
            "UPDATE judgement SET body = (SELECT body FROM judgement WHERE person = 'victimid') WHERE person = 'p2'",
            "else",
        ),
        ("UPDATE judgement SET number = 'x' WHERE person = 'p2' AND number = 60", "from 1 to x"),
        ("UPDATE practising SET name = x'00ff' WHERE person = 'p2'", "is no text"),
    ],
)
def test_judgements_that_are_missing_or_not_as_they_were_written_are_told(
    tmp_path: Path, change: str, told: str
) -> None:
    store = fill(tmp_path / "data")
    assert store.damage() == ()
    store.close()
    with closing(sqlite3.connect(tmp_path / "data" / FILE)) as connection, connection:
        connection.execute(change)
    (found,) = SqliteJudgements(tmp_path / "data").damage()
    assert told in found


def test_where_nobody_practised_nothing_is_damaged(tmp_path: Path) -> None:
    assert SqliteJudgements(tmp_path / "data").damage() == ()
    assert not (tmp_path / "data").exists()
