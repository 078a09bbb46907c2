"""The database's log: what it holds is read without SQLite, a broken place in it is told, and what was never finished is not."""

import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest

from ccdrill.model.errors import StoreError
from ccdrill.store.connection import FILE
from ccdrill.store.sqlite import SqliteStore
from ccdrill.store.write_ahead import read_log
from tests.store.rows import play_some

FRAME = 24 + 4096
WRITES = 4


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A data folder as a crash leaves it after a few writes: with a log."""
    data = tmp_path / "data"
    play_some(data)
    with closing(sqlite3.connect(data / FILE, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        for at in range(1, WRITES + 1):
            writer.execute("UPDATE run SET beat = ?", (at,))
        kept = {one.name: one.read_bytes() for one in data.iterdir() if not one.name.endswith("-shm")}
    for name, held in kept.items():
        (data / name).write_bytes(held)
    return data


def log_of(data: Path) -> Path:
    return data / f"{FILE}-wal"


def spoil(data: Path, at: int) -> None:
    log = bytearray(log_of(data).read_bytes())
    log[at] ^= 0xFF
    log_of(data).write_bytes(log)


def beat_in(data: Path) -> int:
    with closing(sqlite3.connect(":memory:")) as read:
        read.deserialize(read_log(data / FILE).over((data / FILE).read_bytes()))
        beat: int = read.execute("SELECT beat FROM run").fetchone()[0]
        return beat


def test_a_database_read_with_its_log_is_what_sqlite_makes_of_both(crashed: Path) -> None:
    assert beat_in(crashed) == WRITES
    with closing(sqlite3.connect(":memory:")) as ours, closing(sqlite3.connect(crashed / FILE)) as theirs:
        ours.deserialize(read_log(crashed / FILE).over((crashed / FILE).read_bytes()))
        assert list(ours.iterdump()) == list(theirs.iterdump())


def test_a_log_that_is_not_there_or_is_empty_adds_nothing(crashed: Path) -> None:
    log_of(crashed).write_bytes(b"")
    assert read_log(crashed / FILE) == ({}, 0, False)
    log_of(crashed).unlink()
    assert read_log(crashed / FILE) == ({}, 0, False)


@pytest.mark.parametrize("frame", range(WRITES))
@pytest.mark.parametrize("place", [5, 9, 13, 17, 24, 4000])
def test_a_broken_frame_is_damage_when_a_finished_one_lies_behind_it(crashed: Path, frame: int, place: int) -> None:
    spoil(crashed, 32 + frame * FRAME + place)
    assert read_log(crashed / FILE).is_damaged == (frame < WRITES - 1)
    if frame:
        assert beat_in(crashed) == frame


def test_a_broken_beginning_is_damage(crashed: Path) -> None:
    for at in range(32):
        spoil(crashed, at)
        assert read_log(crashed / FILE).is_damaged, at
        spoil(crashed, at)
    assert not read_log(crashed / FILE).is_damaged


def test_a_log_that_was_cut_off_anywhere_was_never_finished_there(crashed: Path) -> None:
    whole = log_of(crashed).read_bytes()
    for length in range(0, len(whole), 97):
        log_of(crashed).write_bytes(whole[:length])
        found = read_log(crashed / FILE)
        assert not found.is_damaged
        if found.size:
            assert beat_in(crashed) == (length - 32) // FRAME


def test_what_is_left_of_an_older_log_behind_a_newer_one_is_no_damage(crashed: Path) -> None:
    log = bytearray(log_of(crashed).read_bytes())
    for start in range(32 + FRAME, len(log), FRAME):
        struct.pack_into(">I", log, start + 8, 7)
    log_of(crashed).write_bytes(log)
    assert not read_log(crashed / FILE).is_damaged
    assert beat_in(crashed) == 1


def test_a_damaged_log_is_told_once_and_put_aside_and_then_what_is_whole_is_gone_on_with(crashed: Path) -> None:
    spoil(crashed, 32 + FRAME + 100)
    held = log_of(crashed).read_bytes()
    with pytest.raises(StoreError, match="what was recorded last may be missing") as told:
        SqliteStore(crashed).run_ids()
    (aside,) = crashed.glob(f"{FILE}-damaged-log*")
    assert str(aside) in told.value.hint
    assert aside.read_bytes() == held
    store = SqliteStore(crashed)
    (run,) = store.run_ids()
    assert store.read(run).beat == 1
    assert aside.name in store.damage()
    store.close()


def test_a_log_that_was_put_aside_goes_with_what_is_erased(crashed: Path) -> None:
    spoil(crashed, 32 + FRAME + 100)
    with pytest.raises(StoreError):
        SqliteStore(crashed).run_ids()
    store = SqliteStore(crashed)
    store.erase(store.run_ids()[0], texts=True, names=True)
    assert store.damage() == ""
    store.close()
    assert [one.name for one in crashed.iterdir()] == [FILE]
