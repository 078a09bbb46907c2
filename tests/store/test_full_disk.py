"""A disk that takes no more: nothing is half written, it is said, and the same command works once there is room."""

import errno
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest

from ccdrill.debrief.listing.summaries import Summaries
from ccdrill.model.errors import StoreError
from ccdrill.model.text_ref import TextRef
from ccdrill.session.deciding.team import Team
from ccdrill.session.opening import open_session
from ccdrill.session.run.world import World
from ccdrill.session.session import Session
from ccdrill.session.stored import prove
from ccdrill.store import room
from ccdrill.store.sqlite import SqliteStore
from tests.builders import FakeChance, FakeClock, build_exercise
from tests.running import ROOT
from tests.session.stage import decide


def fill_up(store: SqliteStore) -> None:
    """No page more than there are: SQLite then answers as on a full disk."""
    with store._database.reading() as rows:
        rows.execute(f"PRAGMA max_page_count = {rows.execute('PRAGMA page_count').fetchone()[0]}")


def make_room(store: SqliteStore) -> None:
    with store._database.reading() as rows:
        rows.execute("PRAGMA max_page_count = 1000000")


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "data")


@pytest.fixture
def session(store: SqliteStore) -> Session:
    return open_session(World(store=store, clock=FakeClock(), chance=FakeChance()), build_exercise(), Team())


def test_a_decision_that_does_not_fit_is_not_recorded_and_fits_later(store: SqliteStore, session: Session) -> None:
    fill_up(store)
    with pytest.raises(StoreError, match="full") as refused:
        decide(session, "escalate", reason="x" * 2000)
    assert "safe" in refused.value.hint
    run = session.run.opened.run
    assert (store.head(run), session.view().seq) == (1, 1)
    make_room(store)
    decide(session, "escalate", reason="x" * 2000)
    prove(store.read(run))


def test_a_run_that_does_not_fit_is_not_begun(store: SqliteStore, session: Session) -> None:
    fill_up(store)
    before = store.run_ids()
    with pytest.raises(StoreError, match="full"):
        open_session(
            World(store=store, clock=FakeClock(), chance=FakeChance(iter(range(50, 99)))),
            build_exercise(drill=build_exercise().contents[0].text + "#" * 20_000),
            Team(),
        )
    assert store.run_ids() == before


def test_a_text_that_does_not_fit_leaves_no_event_that_refers_to_it(store: SqliteStore, session: Session) -> None:
    fill_up(store)
    with pytest.raises(StoreError):
        decide(session, "escalate", reason="x" * 2000)
    stored = store.read(session.run.opened.run)
    assert not any(isinstance(getattr(entry.event, "reason", None), TextRef) for entry in session.run.entries)
    assert stored.beside.texts == ()


def nothing_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk has no room for a database's log any more."""
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=0))

    def refuse(**_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(room, "TemporaryFile", refuse)


def test_on_a_full_disk_all_can_be_read_and_nothing_is_made(
    store: SqliteStore, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(session, "escalate", reason="as written")
    run = session.run.opened.run
    stored = store.read(run)
    store.close()
    files = {one.name: one.read_bytes() for one in store._database.path.parent.iterdir()}
    nothing_fits(monkeypatch)
    full = SqliteStore(store._database.path.parent)
    assert full.read(run) == stored
    assert [one.run for one in Summaries(full).all()] == [run]
    assert full.damage() == ""
    for write in (full.require_writable, partial(full.delete, run), partial(full.beat, run, 2, 7)):
        with pytest.raises(StoreError, match="full, and nothing more can be recorded"):
            write()
    assert {one.name: one.read_bytes() for one in store._database.path.parent.iterdir()} == files


def test_nothing_is_begun_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing_fits(monkeypatch)
    world = World(store=SqliteStore(tmp_path / "new" / "data"), clock=FakeClock(), chance=FakeChance())
    with pytest.raises(StoreError, match="full, and nothing more"):
        open_session(world, build_exercise(), Team())
    assert not list(tmp_path.iterdir())


def test_a_disk_with_little_room_that_takes_what_a_log_needs_is_not_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=0))
    assert not room.is_full(tmp_path / "not" / "there" / "yet")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX's")
def test_a_disk_that_fails_while_writing_is_told_and_loses_nothing_that_was_recorded(tmp_path: Path) -> None:
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from ccdrill.model.errors import StoreError; from ccdrill.session.stored import prove\n"
        "from tests.store.rows import *; from tests.session.stage import decide\n"
        "store = SqliteStore(Path(sys.argv[1]))\n"
        "session = open_session(World(store=store, clock=FakeClock(), chance=FakeChance()), build_exercise(), Team())\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (160_000, 160_000))\n"
        "from ccdrill.session.deciding.commands import WriteNote\n"
        "try:\n"
        "    for _ in range(1000): session.handle(WriteNote(text='x' * 2000))\n"
        "except StoreError as error: print(error.message)\n"
        "print(session.run.seq, store.head(session.run.opened.run)); store.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "data")], check=True, capture_output=True, text=True, cwd=ROOT
    )
    message, heads = done.stdout.splitlines()
    assert "does not take" in message
    seen, kept = heads.split()
    assert seen == kept
    store = SqliteStore(tmp_path / "data")
    (run,) = store.run_ids()
    assert store.head(run) == int(kept) > 1
    prove(store.read(run))
