"""A data folder in which nothing may be written: read as it lies, and nothing is made, changed or missed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from ccdrill.debrief.listing.summaries import Summaries
from ccdrill.model.errors import StoreError
from ccdrill.model.rules import RULES
from ccdrill.session.run.ports import StoredRun
from ccdrill.store.connection import FILE
from ccdrill.store.sqlite import SqliteStore
from tests.running import give_away, permissions, unprivileged
from tests.store.rows import keep_as_format_1, play_some

pytestmark = permissions


@pytest.fixture(params=["folder", "file"])
def lying(open_tmp: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Path, StoredRun]]:
    """A folder with a run, to which, or to whose file, nobody may write any more."""
    data = open_tmp / "data"
    stored = play_some(data)
    give_away(data)
    closed = data if request.param == "folder" else data / FILE
    closed.chmod(0o500)
    yield data, stored
    closed.chmod(0o700)


@contextmanager
def opened(data: Path) -> Iterator[SqliteStore]:
    with unprivileged():
        store = SqliteStore(data)
        try:
            yield store
        finally:
            store.close()


def test_runs_are_listed_and_read_and_nothing_is_made_or_changed(lying: tuple[Path, StoredRun]) -> None:
    data, stored = lying
    before = (data / FILE).read_bytes()
    with opened(data) as store:
        assert store.run_ids() == (stored.run,)
        assert store.read(stored.run) == stored
        assert [one.run for one in Summaries(store).all()] == [stored.run]
        assert store.summaries(RULES)[0][0] == stored.run
    assert [one.name for one in data.iterdir()] == [FILE]
    assert (data / FILE).read_bytes() == before


def test_what_would_write_says_that_nothing_can_be_written(lying: tuple[Path, StoredRun]) -> None:
    data, stored = lying
    with opened(data) as store:
        assert store.head(stored.run) == 3
        with pytest.raises(StoreError, match="can't be"):
            store.require_writable()
        with pytest.raises(StoreError, match="can't be"):
            store.delete(stored.run)
        assert store.read(stored.run) == stored


@contextmanager
def with_a_log(open_tmp: Path) -> Iterator[tuple[Path, StoredRun]]:
    """A folder in which nobody may write, with a log without which the last decisions would be missing."""
    data = open_tmp / "data"
    stored = play_some(data)
    with closing(sqlite3.connect(data / FILE, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE run SET beat = 6")
        other.execute("UPDATE run SET beat = 7")
        give_away(data)
        for file in data.iterdir():
            file.chmod(0o400)
        data.chmod(0o500)
        yield data, stored
        data.chmod(0o700)


def test_what_stands_in_a_log_is_never_passed_over(open_tmp: Path) -> None:
    with with_a_log(open_tmp) as (data, stored):
        before = {one.name: one.read_bytes() for one in data.iterdir()}
        with opened(data) as store:
            assert store.read(stored.run) == replace(stored, beat=7)
        assert {one.name: one.read_bytes() for one in data.iterdir()} == before


def test_of_a_damaged_log_nothing_is_read_as_if_it_were_whole(open_tmp: Path) -> None:
    with with_a_log(open_tmp) as (data, stored):
        log = data / f"{FILE}-wal"
        log.chmod(0o600)
        log.write_bytes(log.read_bytes()[:100] + b"?" + log.read_bytes()[101:])
        log.chmod(0o400)
        with opened(data) as store, pytest.raises(StoreError, match="may be missing from it"):
            store.read(stored.run)


def test_who_writes_meanwhile_is_noticed(lying: tuple[Path, StoredRun]) -> None:
    data, stored = lying
    with opened(data) as store, pytest.raises(StoreError, match="written to by another program while it was read"):
        read_while_somebody_begins_to_write(store, data, stored)


def read_while_somebody_begins_to_write(store: SqliteStore, data: Path, stored: StoredRun) -> None:
    with store._database.reading() as rows:
        assert rows.execute("SELECT id FROM run").fetchall() == [(stored.run,)]
        data.chmod(0o700)
        (data / f"{FILE}-wal").write_bytes(b"begun")


def test_a_database_of_the_previous_format_is_read_as_if_it_had_been_brought_up_to_date(open_tmp: Path) -> None:
    data = open_tmp / "data"
    stored = keep_as_format_1(data)
    before = (data / FILE).read_bytes()
    give_away(data)
    data.chmod(0o500)
    with opened(data) as store:
        assert store.read(stored.run) == stored
        assert store.damage() == ""
        with pytest.raises(StoreError, match="can't be"):
            store.erase(stored.run, texts=True, names=True)
    data.chmod(0o700)
    assert [one.name for one in data.iterdir()] == [FILE]
    assert (data / FILE).read_bytes() == before


def test_what_another_program_left_half_written_is_not_read_as_it_lies(open_tmp: Path) -> None:
    """Its journal holds what stood there before: without it pages of two times stand beside each other."""
    data = open_tmp / "data"
    stored = play_some(data)
    (data / f"{FILE}-journal").write_bytes(b"begun")
    give_away(data)
    data.chmod(0o500)
    with opened(data) as store, pytest.raises(StoreError, match=r"can't be|does not take or give"):
        store.read(stored.run)
    data.chmod(0o700)
