"""A disk that takes no more: nothing is half written, it is said, and the same command works once there is room."""

import subprocess
import sys
from pathlib import Path

import pytest

from ccdrill.model.errors import StoreError
from ccdrill.model.text_ref import TextRef
from ccdrill.session.opening import open_session
from ccdrill.session.session import Session
from ccdrill.session.stored import prove
from ccdrill.session.team import Team
from ccdrill.session.world import World
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


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX's")
def test_a_disk_that_fails_while_writing_is_told_and_loses_nothing_that_was_recorded(tmp_path: Path) -> None:
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from ccdrill.model.errors import StoreError; from ccdrill.session.stored import prove\n"
        "from tests.store.rows import *; from tests.session.stage import decide\n"
        "store = SqliteStore(Path(sys.argv[1]))\n"
        "session = open_session(World(store=store, clock=FakeClock(), chance=FakeChance()), build_exercise(), Team())\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (160_000, 160_000))\n"
        "from ccdrill.session.commands import WriteNote\n"
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
