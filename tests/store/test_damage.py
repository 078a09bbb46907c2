"""Whatever became of the database, ccdrill says what is wrong and what to do, and never takes it for something else."""

import os
import re
import shutil
import sqlite3
import tracemalloc
from contextlib import closing
from itertools import count, repeat
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest

from ccdrill.model.errors import BadContent, CcdrillError, DamagedRun, StoreError, UnknownName
from ccdrill.model.ids import RunId
from ccdrill.session.deciding.commands import WriteNote
from ccdrill.session.deciding.team import Team
from ccdrill.session.opening import open_session
from ccdrill.session.run.world import World
from ccdrill.session.stored import open_stored
from ccdrill.store import connection
from ccdrill.store.connection import FILE
from ccdrill.store.sqlite import SqliteStore
from tests.builders import FakeChance, FakeClock, build_exercise
from tests.store.rows import change, play_some, read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def explain(folder: Path) -> str:
    """What is said when the runs are asked for."""
    with pytest.raises(StoreError) as refused:
        SqliteStore(folder, wait_seconds=0.05).run_ids()
    assert refused.value.hint
    assert str(folder) in refused.value.message
    return refused.value.message


@pytest.mark.parametrize(
    "garbage", [b"not a database at all, but long enough to be one" * 40, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_garbage_in_place_of_the_database_is_called_damaged(folder: Path, garbage: bytes) -> None:
    folder.mkdir()
    (folder / FILE).write_bytes(garbage)
    assert "damaged" in explain(folder)
    assert (folder / FILE).read_bytes() == garbage


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_database_that_was_cut_off_is_called_damaged(folder: Path, part: float) -> None:
    run = play_some(folder).run
    data = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(data[: int(len(data) * part)])
    with pytest.raises(StoreError, match=r"damaged|can't be used|missing"):
        open_stored(read(folder, run))


def test_no_broken_page_ever_gives_another_run_or_a_traceback(folder: Path) -> None:
    stored = play_some(folder)
    data = (folder / FILE).read_bytes()
    found, chance = 0, Random(1)
    for start in range(100, len(data), 331):
        broken = bytearray(data)
        broken[start : start + 40] = chance.randbytes(40)
        for left in folder.iterdir():
            left.unlink()
        (folder / FILE).write_bytes(broken)
        try:
            again = read(folder, stored.run)
            open_stored(again)
        except (CcdrillError, BadContent):
            found += 1
        else:
            assert (again.links, again.contents) == (stored.links, stored.contents)
    assert found > 10


def test_an_empty_file_is_a_database_in_which_nothing_was_kept_yet(folder: Path) -> None:
    folder.mkdir()
    (folder / FILE).touch()
    assert SqliteStore(folder).run_ids() == ()
    assert read(folder, play_some(folder).run)


def test_a_folder_in_place_of_the_database_is_told(folder: Path) -> None:
    (folder / FILE).mkdir(parents=True)
    assert "folder, not a database" in explain(folder)


def test_a_database_of_another_program_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.execute("CREATE TABLE customer (name TEXT)")
    assert "another program" in explain(folder)


def test_a_database_that_another_program_keeps_to_itself_is_called_busy(folder: Path) -> None:
    run = play_some(folder).run
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        store = SqliteStore(folder, wait_seconds=0.05)
        with pytest.raises(StoreError, match="busy in another program"):
            store.beat(run, 3, 10)
        assert store.head(run) == 3
        other.execute("ROLLBACK")
        store.beat(run, 3, 10)
        assert store.read(run).beat == 10


@pytest.mark.parametrize(
    ("sql", "values", "words"),
    [
        ("UPDATE link SET body = CAST(replace(body, 'escalate', 'escalade') AS BLOB) WHERE seq = 2", (), "event 2 of the run was changed"),
        ("UPDATE link SET body = CAST(replace(body, 'escalate', 'escalade') AS TEXT) WHERE seq = 2", (), "did not write"),
        ("UPDATE link SET seal = ? WHERE seq = 2", ("0" * 64,), "event 2 of the run was changed"),
        ("UPDATE link SET seal = 7 WHERE seq = 2", (), "changed"),
        ("DELETE FROM link WHERE seq = 1", (), "event 1 of the run is missing"),
        ("DELETE FROM link WHERE seq = 2", (), "event 2 of the run is missing"),
        ("DELETE FROM link WHERE seq = 3", (), "last events"),
        ("DELETE FROM link", (), "last events"),
        ("UPDATE run SET head = 'three'", (), "did not write"),
        ("UPDATE content SET text = text || ' ' WHERE text LIKE '%schema: ccdrill/scenario%'", (), "missing or changed"),
        ("UPDATE content SET text = CAST(x'ff' AS TEXT)", (), "missing or changed"),
        ("DELETE FROM content", (), "missing or changed"),
        ("DELETE FROM run_content WHERE position = 2", (), "missing or changed"),
        ("UPDATE run_content SET kind = 'novel'", (), "did not write"),
        ("UPDATE kept_text SET text = 'because Bob said so'", (), "somebody typed"),
        ("UPDATE kept_text SET text = x'00ff'", (), "did not write"),
    ],
)  # fmt: skip
def test_rows_that_were_changed_or_lost_are_found(
    folder: Path, sql: str, values: tuple[object, ...], words: str
) -> None:
    run = play_some(folder).run
    change(folder, sql, *values)
    with pytest.raises(DamagedRun, match=words) as refused:
        open_stored(read(folder, run))
    assert refused.value.exit_code == 1
    assert refused.value.hint


def test_a_text_that_was_erased_does_not_damage_the_run(folder: Path) -> None:
    run = play_some(folder).run
    change(folder, "DELETE FROM kept_text")
    open_stored(read(folder, run))


@pytest.mark.parametrize("beat", ["soon", 1.5, -1, 2**63 - 1])
def test_a_heartbeat_that_no_exercise_has_is_none(folder: Path, beat: object) -> None:
    run = play_some(folder).run
    change(folder, "UPDATE run SET beat = ?", beat)
    assert read(folder, run).beat is None


def test_content_that_was_damaged_is_healed_by_the_next_run_that_is_played_with_it(folder: Path) -> None:
    first = play_some(folder)
    change(folder, "UPDATE content SET text = 'x'")
    store = SqliteStore(folder)
    store.delete(first.run)
    store.create(first)
    open_stored(store.read(first.run))


def test_a_damaged_run_does_not_hide_the_others(folder: Path) -> None:
    chance = FakeChance()
    first, second = play_some(folder, chance), play_some(folder, chance)
    change(folder, "DELETE FROM link WHERE run = ?", first.run)
    store = SqliteStore(folder)
    assert store.run_ids() == (second.run, first.run)
    open_stored(store.read(second.run))
    store.delete(first.run)
    with pytest.raises(UnknownName):
        store.read(first.run)


def write_notes(folder: Path, chance: FakeChance) -> RunId:
    """A run with so many events that it has pages of its own."""
    store = SqliteStore(folder)
    session = open_session(World(store=store, clock=FakeClock(), chance=chance), build_exercise(), Team())
    for number in range(100):
        session.handle(WriteNote(text=f"note {number}"))
    store.close()
    return session.run.opened.run


def break_page_of(folder: Path, run: RunId) -> None:
    """Makes a page unreadable that holds events of the middle of the run: its first byte says what kind of page it is."""
    data = bytearray((folder / FILE).read_bytes())
    middle = next(
        found.start()
        for found in re.finditer(rb'"seq":50\b', data)
        if run.encode() in data[found.start() - 400 :][:400]
    )
    data[middle // 4096 * 4096] = 0
    (folder / FILE).write_bytes(data)


def test_a_broken_page_damages_the_run_that_it_belongs_to_and_no_other(folder: Path) -> None:
    chance = FakeChance()
    first, second = write_notes(folder, chance), write_notes(folder, chance)
    break_page_of(folder, first)
    store = SqliteStore(folder)
    with pytest.raises(DamagedRun, match=f"holds run '{first}' is damaged") as refused:
        store.read(first)
    assert "export" in refused.value.hint
    open_stored(store.read(second))


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("DROP TABLE link", "no such table"),
        ("ALTER TABLE run RENAME COLUMN beat TO pulse", "its table 'run' is not as ccdrill makes it"),
        ("ALTER TABLE judgement ADD COLUMN more", "its table 'judgement' is not"),
        (
            "DROP TABLE judgement; CREATE TABLE Judgement (number INTEGER PRIMARY KEY ON CONFLICT IGNORE, person, body)",
            "its table 'Judgement' is not",
        ),
        ("DROP TABLE link; CREATE VIRTUAL TABLE link USING fts5 (run, seq, body, seal)", "its table 'link' is not"),
    ],
)
def test_a_table_that_is_not_as_ccdrill_made_it_is_called_damage(folder: Path, sql: str, what: str) -> None:
    """One that ignores what it can't hold throws away what is called recorded."""
    run = play_some(folder).run
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.executescript(sql)
    with pytest.raises(StoreError, match=f"damaged: {what}") as refused:
        read(folder, run)
    assert "restore a backup" in refused.value.hint


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("CREATE TRIGGER planted BEFORE INSERT ON link BEGIN SELECT RAISE(IGNORE); END", "trigger 'planted'"),
        ("CREATE TRIGGER planted BEFORE DELETE ON kept_name BEGIN SELECT 1; END", "trigger 'planted'"),
        (
            "CREATE VIEW planted AS WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT * FROM c",
            "view 'planted'",
        ),
    ],
)
def test_what_acts_by_itself_and_is_not_of_ccdrill_keeps_the_database_from_being_used(
    folder: Path, sql: str, what: str
) -> None:
    """A trigger may throw away what is called recorded, and a view may never come to its end."""
    stored = play_some(folder)
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.execute(sql)
    for use in (
        lambda store: store.run_ids(),
        lambda store: store.beat(stored.run, 3, 10),
        lambda store: store.read(stored.run),
    ):
        with pytest.raises(StoreError, match=f"the {what}, which ccdrill did not make") as refused:
            use(SqliteStore(folder))
        assert "restore a backup" in refused.value.hint


@pytest.mark.parametrize(
    "sql",
    ["UPDATE link SET body = zeroblob(40000000) WHERE seq = 2", "UPDATE content SET text = hex(zeroblob(20000000))"],
)
def test_a_value_larger_than_any_of_ours_is_damage_and_takes_no_memory(folder: Path, sql: str) -> None:
    run = play_some(folder).run
    change(folder, sql)
    store = SqliteStore(folder)
    tracemalloc.start()
    try:
        with pytest.raises(DamagedRun, match=f"holds run '{run}' is damaged"):
            store.read(run)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_summary_that_nobody_could_have_kept_is_worked_out_anew(folder: Path) -> None:
    run = play_some(folder).run
    store = SqliteStore(folder)
    seal = store.read(run).links[-1].seal
    store.keep_summary(run, seal, 1, b"kept")
    assert store.summaries(1) == ((run, b"kept"),)
    for odd in ("zeroblob(20000000)", "'text'"):
        change(folder, f"UPDATE summary SET body = {odd}")
        assert store.summaries(1) == ((run, None),)


def test_a_summary_that_was_changed_or_is_of_another_run_is_worked_out_anew(folder: Path) -> None:
    chance = FakeChance()
    run, other = play_some(folder, chance), play_some(folder, chance)
    store = SqliteStore(folder)
    seal = other.links[-1].seal
    store.keep_summary(run.run, run.links[-1].seal, 1, b"kept")
    assert store.summary(run.run, 1) == b"kept"
    change(folder, "UPDATE summary SET run = ?, seal = ?", other.run, seal)
    assert store.summary(other.run, 1) is None
    assert store.summaries(1) == ((other.run, None), (run.run, None))
    store.keep_summary(other.run, seal, 1, b"kept")
    change(folder, "UPDATE summary SET body = CAST(replace(body, 'kept', 'kepT') AS BLOB)")
    assert store.summary(other.run, 1) is None


def test_a_version_that_never_was_is_not_taken_for_an_older_one(folder: Path) -> None:
    play_some(folder)
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.execute("PRAGMA user_version = -1")
    assert "another program" in explain(folder)


def test_damage_says_which_run_it_is_of(folder: Path) -> None:
    run = play_some(folder).run
    change(folder, "DELETE FROM link WHERE seq = 2")
    with pytest.raises(DamagedRun) as refused:
        open_stored(read(folder, run))
    assert refused.value.run == run


posix = pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody move a file that is in use")


@posix
@pytest.mark.parametrize("how", ["removed", "moved", "replaced"])
def test_nothing_is_called_recorded_in_a_file_that_nobody_will_find(folder: Path, how: str) -> None:
    stored = play_some(folder)
    store = SqliteStore(folder)
    assert store.head(stored.run) == 3
    elsewhere = folder.rename(folder.with_name("elsewhere"))
    if how == "replaced":
        shutil.copytree(elsewhere, folder)
    if how == "removed":
        shutil.rmtree(elsewhere)
    with pytest.raises(StoreError, match="moved, removed or replaced"):
        store.beat(stored.run, 3, 10)
    with pytest.raises(StoreError, match="moved, removed or replaced"):
        store.head(stored.run)


@pytest.mark.parametrize("system", ["posix", "nt"])
def test_a_disk_that_numbers_its_files_anew_or_not_at_all_stops_no_drill(
    folder: Path, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = count(1) if system == "nt" else repeat(0)
    look = Path.stat
    monkeypatch.setattr(
        Path, "stat", lambda path, **more: os.stat_result((*(one := look(path, **more))[:1], next(numbers), *one[2:]))
    )
    monkeypatch.setattr(connection, "os", SimpleNamespace(name=system, path=os.path))
    store = SqliteStore(folder)
    stored = play_some(folder)
    assert store.head(stored.run) == 3
    store.beat(stored.run, 3, 10)
    shutil.rmtree(folder)
    with pytest.raises(StoreError, match="moved, removed or replaced"):
        store.head(stored.run)


@posix
def test_a_folder_that_was_put_back_is_used_on(folder: Path) -> None:
    run = play_some(folder).run
    store = SqliteStore(folder)
    assert store.head(run) == 3
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(StoreError, match="moved"):
        store.beat(run, 3, 10)
    folder.with_name("elsewhere").rename(folder)
    store.beat(run, 3, 10)
    assert read(folder, run).beat == 10


def test_rows_that_all_name_one_text_are_not_all_read(folder: Path) -> None:
    run = play_some(folder).run
    change(folder, "UPDATE content SET text = text || CAST(zeroblob(1000000) AS TEXT)")
    change(
        folder,
        "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n LIMIT 300) INSERT INTO run_content"
        " SELECT ?, i, 'vocabulary', 'x', '1', (SELECT sha256 FROM content LIMIT 1) FROM n",
        run,
    )
    with pytest.raises(DamagedRun, match="more than ccdrill ever wrote"):
        read(folder, run)


@pytest.mark.parametrize("column", ["head", "seal"])
def test_a_value_of_one_run_that_is_too_large_hides_no_other(folder: Path, column: str) -> None:
    whole, broken = play_some(folder).run, play_some(folder, FakeChance(count(50))).run
    change(folder, f"UPDATE run SET {column} = zeroblob(20000000) WHERE id = ?", broken)
    store = SqliteStore(folder)
    assert store.summaries(1) == ((broken, None), (whole, None))
    open_stored(store.read(whole))
    with pytest.raises(DamagedRun, match=broken):
        store.read(broken)


def test_runs_are_listed_also_where_what_was_kept_for_the_list_can_not_be_read(folder: Path) -> None:
    stored = play_some(folder)
    store = SqliteStore(folder)
    store.keep_summary(stored.run, stored.links[-1].seal, 1, b"kept")
    store.close()
    with closing(sqlite3.connect(folder / FILE)) as connection:
        page, size = (
            connection.execute(f"{asked}").fetchone()[0]
            for asked in ("SELECT rootpage FROM sqlite_master WHERE name = 'summary'", "PRAGMA page_size")
        )
    data = bytearray((folder / FILE).read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    (folder / FILE).write_bytes(data)
    assert SqliteStore(folder).summaries(1) == ((stored.run, None),)


def test_a_name_that_nobody_could_have_typed_is_damage(folder: Path) -> None:
    run = play_some(folder).run
    change(folder, "INSERT INTO kept_name VALUES (?, 'p-1', ?)", run, "n" * 120)
    read(folder, run)
    change(folder, "UPDATE kept_name SET name = name || 'n'")
    with pytest.raises(DamagedRun, match="did not write"):
        read(folder, run)


def test_a_page_that_holds_back_what_was_typed_as_if_it_were_erased_is_found(folder: Path) -> None:
    stored = play_some(folder)
    assert SqliteStore(folder).damage() == ""
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'kept_text'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    data = bytearray((folder / FILE).read_bytes())
    begins = (page - 1) * size
    data[begins + 3 : begins + 5] = b"\0\0"  # how many rows the page holds
    (folder / FILE).write_bytes(data)
    store = SqliteStore(folder)
    assert store.read(stored.run).beside.texts == ()
    assert store.damage()
    (folder / FILE).write_bytes(data[:-size])
    assert SqliteStore(folder).damage()


@pytest.mark.parametrize(
    ("sql", "where"),
    [
        ("INSERT INTO kept_name VALUES ('gone', 'p-1', 'Ann')", "'kept_name' .* 'run'"),
        ("INSERT INTO name_salt VALUES (?, 'p-1', 'salt')", "'name_salt' .* 'kept_name'"),
        ("UPDATE kept_text SET run = 'gone'", "'kept_text' .* 'run'"),
    ],
)
def test_what_belongs_to_no_run_is_found(folder: Path, sql: str, where: str) -> None:
    """Nothing of it would go with any run that is erased or deleted."""
    run = play_some(folder).run
    change(folder, sql, *([run] if "?" in sql else []))
    assert re.search(where, SqliteStore(folder).damage())


def test_where_nothing_was_kept_nothing_is_damaged(folder: Path) -> None:
    assert SqliteStore(folder).damage() == ""
    assert not folder.exists()
