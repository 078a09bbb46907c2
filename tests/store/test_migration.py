"""A database of the previous format becomes one of this format, or stays what it was; and programs of both get on with it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ccdrill.model.errors import StoreError
from ccdrill.session.run.ports import StoredRun
from ccdrill.session.stored import prove
from ccdrill.store import connection as connecting
from ccdrill.store import schema
from ccdrill.store.archive import pack
from ccdrill.store.connection import FILE
from ccdrill.store.judgements import SqliteJudgements
from ccdrill.store.schema import MIGRATIONS, migrate
from ccdrill.store.sqlite import SqliteStore
from tests.decks import SOMEBODY, judged
from tests.store.rows import (
    GOLDEN,
    at_once,
    keep_as_format_1,
    keep_as_format_2,
    killed_at_every_statement,
    killing,
    play_some,
)

OPEN = (
    "import sys; from pathlib import Path; from ccdrill.store.sqlite import SqliteStore; from ccdrill.session.stored import prove\n"
    "store = SqliteStore(Path(sys.argv[1])); prove(store.read(store.run_ids()[0]))\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def look(folder: Path) -> tuple[int, set[str]]:
    """The format of the database, and its tables."""
    with closing(sqlite3.connect(folder / FILE)) as rows:
        version = rows.execute("PRAGMA user_version").fetchone()[0]
        return version, {name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def tables(folder: Path) -> list[tuple[str]]:
    """How every table was made."""
    with closing(sqlite3.connect(folder / FILE)) as rows:
        return rows.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()


def test_no_step_between_formats_was_ever_changed() -> None:
    """Each stands for databases on people's disks: a change needs a step of its own."""
    written = [sha256(" ".join(step.split()).encode()).hexdigest()[:16] for step in MIGRATIONS]
    assert written == ["91fb755fd8dede56", "7bc3febb9240fc1d", "ed01368d11d5b259", "d8feeb0d61bfee2d"]


def test_runs_of_the_previous_format_are_proved_and_exported_byte_for_byte(folder: Path) -> None:
    stored = keep_as_format_1(folder)
    store = SqliteStore(folder)
    assert store.read(stored.run) == stored
    assert any("not sealed" in one for one in prove(stored).unproved)
    assert pack(store.read(stored.run)) == (GOLDEN / "team-rules-1.json").read_bytes()
    assert look(folder)[0] == len(MIGRATIONS)


@pytest.mark.parametrize("keep", [keep_as_format_1, keep_as_format_2])
def test_who_kept_runs_in_an_older_format_can_practise_and_keeps_them(
    folder: Path, keep: Callable[[Path], StoredRun]
) -> None:
    stored = keep(folder)
    judgements = SqliteJudgements(folder)
    judgements.enrol(SOMEBODY)
    judgements.record(judged())
    assert judgements.judged_by(SOMEBODY.id) == (judged(),)
    assert SqliteStore(folder).read(stored.run) == stored
    assert look(folder)[0] == len(MIGRATIONS)


def test_a_database_that_was_brought_up_to_date_is_as_one_that_was_made_so(folder: Path, tmp_path: Path) -> None:
    keep_as_format_1(folder)
    SqliteStore(folder).run_ids()
    play_some(tmp_path / "new")
    assert tables(folder) == tables(tmp_path / "new")


def test_an_older_program_says_that_it_is_too_old_and_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play_some(folder)
    before = (folder / FILE).read_bytes()
    monkeypatch.setattr(schema, "MIGRATIONS", MIGRATIONS[:1])
    with pytest.raises(StoreError, match="made by a newer ccdrill") as refused:
        SqliteStore(folder).run_ids()
    assert "Update ccdrill" in refused.value.hint
    assert (folder / FILE).read_bytes() == before


def test_an_older_program_that_is_playing_meanwhile_plays_on_and_what_it_erases_takes_the_salt_too(
    folder: Path,
) -> None:
    stored = keep_as_format_1(folder)
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as older:
        older.execute("PRAGMA foreign_keys = ON")
        older.execute("SELECT * FROM kept_name").fetchall()
        SqliteStore(folder).run_ids()
        for table in ("link", "kept_text"):
            older.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?)", [(stored.run, 99, b"{}", "x")])
        older.executemany("INSERT OR IGNORE INTO kept_name VALUES (?, ?, ?)", [(stored.run, "p-9", "Cy")])
        older.execute("INSERT INTO name_salt VALUES (?, 'p-9', 'salt of Cy')", (stored.run,))
        older.execute("DELETE FROM kept_name WHERE run = ?", (stored.run,))
        assert older.execute("SELECT * FROM name_salt").fetchall() == []


@killing
def test_who_is_killed_at_any_statement_leaves_the_old_format_or_the_new_one(folder: Path) -> None:
    stored = keep_as_format_1(folder)
    formats = []
    for killed in killed_at_every_statement(folder, "store.run_ids()"):
        version, tables = look(killed)
        formats.append(version)
        assert (
            ("name_salt" in tables)
            == ("purge" in tables)
            == ("judgement" in tables)
            == ("sign" in tables)
            == (version > 1)
        )
        assert SqliteStore(killed).read(stored.run) == stored
    assert formats == sorted(formats)
    assert formats.count(1) > 5
    assert formats[-1] == len(MIGRATIONS)


def test_processes_that_bring_one_database_up_to_date_at_once_all_succeed(folder: Path) -> None:
    stored = keep_as_format_1(folder)
    at_once(OPEN, folder, 4)
    assert SqliteStore(folder).read(stored.run) == stored


def test_a_full_disk_leaves_the_previous_format_and_there_is_another_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = keep_as_format_1(folder)
    guard: Callable[[sqlite3.Connection], None] = connecting._guard

    def without_room(connection: sqlite3.Connection) -> None:
        guard(connection)
        connection.execute("PRAGMA max_page_count = 1")

    with monkeypatch.context() as patched:
        patched.setattr(connecting, "_guard", without_room)
        with pytest.raises(StoreError, match="full") as refused:
            SqliteStore(folder).run_ids()
    assert "safe" in refused.value.hint
    assert look(folder)[0] == 1
    assert SqliteStore(folder).read(stored.run) == stored


def test_what_acts_by_itself_is_found_before_the_database_is_brought_up_to_date(folder: Path) -> None:
    keep_as_format_1(folder)
    with closing(sqlite3.connect(folder / FILE)) as rows:
        rows.execute("CREATE TRIGGER planted BEFORE INSERT ON link BEGIN SELECT RAISE(IGNORE); END")
    with pytest.raises(StoreError, match="trigger 'planted'"):
        SqliteStore(folder).run_ids()
    assert look(folder)[0] == 1


def test_what_a_newer_program_did_meanwhile_is_not_undone(folder: Path) -> None:
    keep_as_format_1(folder)

    class Late(sqlite3.Connection):
        """Another program is quicker to begin writing."""

        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            if sql.startswith("BEGIN"):
                with closing(sqlite3.connect(folder / FILE)) as newer:
                    newer.execute("PRAGMA user_version = 99")
            return super().execute(sql, *values)

    with (
        closing(sqlite3.connect(folder / FILE, isolation_level=None, factory=Late)) as late,
        pytest.raises(StoreError, match="newer ccdrill"),
    ):
        migrate(late, "it")
    assert look(folder)[0] == 99


def test_an_erased_name_takes_its_salt_and_a_deleted_run_too(folder: Path) -> None:
    keep_as_format_1(folder)
    store = SqliteStore(folder)
    (run,) = store.run_ids()
    for forget in (lambda: store.erase(run, texts=False, names=True), lambda: store.delete(run)):
        with closing(sqlite3.connect(folder / FILE)) as rows:
            rows.execute("INSERT OR IGNORE INTO kept_name VALUES (?, 'p-9', 'Cy')", (run,))
            rows.execute("INSERT INTO name_salt VALUES (?, 'p-9', 'saltofcy')", (run,))
            rows.commit()
        forget()
        assert not any(b"saltofcy" in one.read_bytes() for one in folder.iterdir())
