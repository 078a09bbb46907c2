"""Runs in a real database, and a hand that gets at its rows past the store."""

import sqlite3
from contextlib import closing
from pathlib import Path

from ccdrill.model.ids import RunId
from ccdrill.session.opening import open_session
from ccdrill.session.ports import StoredRun
from ccdrill.session.team import Team
from ccdrill.session.world import World
from ccdrill.store.sqlite import SqliteStore
from tests.builders import FakeChance, FakeClock, build_exercise
from tests.session.stage import decide


def play_some(folder: Path, chance: FakeChance | None = None) -> StoredRun:
    """A run with three events, a reason and nothing else, in the data folder."""
    store = SqliteStore(folder)
    world = World(store=store, clock=FakeClock(), chance=chance or FakeChance())
    session = open_session(world, build_exercise(), Team(name="Team B"))
    decide(session, "escalate", reason="by the book")
    decide(session, "divert")
    stored = store.read(session.run.opened.run)
    store.close()
    return stored


def read(folder: Path, run: RunId) -> StoredRun:
    """As another process would."""
    store = SqliteStore(folder)
    try:
        return store.read(run)
    finally:
        store.close()


def change(folder: Path, sql: str, *values: object) -> None:
    """Changes rows behind the store's back."""
    with closing(sqlite3.connect(folder / "runs.sqlite3")) as connection:
        changed = connection.execute(sql, values).rowcount
        connection.commit()
    assert changed, "the test changes something"
