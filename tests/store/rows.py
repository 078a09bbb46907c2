"""Runs in a real database, and a hand that gets at its rows past the store."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from ccdrill.model.ids import RunId
from ccdrill.session.deciding.team import Team
from ccdrill.session.opening import open_session
from ccdrill.session.run.chain import content_digest
from ccdrill.session.run.ports import StoredRun
from ccdrill.session.run.world import World
from ccdrill.store.archive import unpack
from ccdrill.store.connection import FILE
from ccdrill.store.schema import MIGRATIONS
from ccdrill.store.sqlite import SqliteStore
from tests.builders import FakeChance, FakeClock, build_exercise
from tests.running import ROOT
from tests.session.stage import decide

GOLDEN = ROOT / "tests" / "session" / "golden"


DIE = """
import os, shutil, signal, sqlite3, sys
from itertools import count
from pathlib import Path
from ccdrill.store.sqlite import SqliteStore

begun, folder, do = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
connect = sqlite3.connect
exec(sys.argv[4])

def die_before(statement):
    left = count(statement, -1)
    def traced(*args, **more):
        made = connect(*args, **more)
        made.set_trace_callback(lambda _: next(left) or os.kill(os.getpid(), signal.SIGKILL))
        return made
    sqlite3.connect = traced
    store = SqliteStore(folder / str(statement))
    exec(do)
    os._exit(0)

for statement in count():
    shutil.copytree(begun, folder / str(statement))
    child = os.fork() or die_before(statement)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended != -signal.SIGKILL:
        sys.exit(ended)
"""
"""Does something to a store in a child that dies before the first statement of SQL, then in one before the second, and so on."""
killing = pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")


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


def keep_as_format_1(folder: Path) -> StoredRun:
    """A database as the first ccdrill left it, with a run that it recorded: a team, names, texts."""
    stored = unpack((GOLDEN / "team-rules-1.json").read_bytes(), "golden")
    folder.mkdir()
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as rows:
        rows.execute("PRAGMA journal_mode = WAL")
        rows.executescript(f"BEGIN; {MIGRATIONS[0]} PRAGMA user_version = 1; COMMIT")
        rows.execute(
            "INSERT INTO run VALUES (?, 1, ?, ?, NULL)", (stored.run, len(stored.links), stored.links[-1].seal)
        )
        for position, one in enumerate(stored.contents):
            digest = content_digest(one)
            rows.execute("INSERT OR IGNORE INTO content VALUES (?, ?)", (digest, one.text))
            rows.execute(
                "INSERT INTO run_content VALUES (?, ?, ?, ?, ?, ?)",
                (stored.run, position, one.kind, one.id, one.version, digest),
            )
        for link in stored.links:
            rows.execute("INSERT INTO link VALUES (?, ?, ?, ?)", (stored.run, link.seq, link.body, link.seal))
        for text in stored.beside.texts:
            rows.execute("INSERT INTO kept_text VALUES (?, ?, ?, ?)", (stored.run, text.digest, text.salt, text.text))
        for name in stored.beside.names:
            rows.execute("INSERT INTO kept_name VALUES (?, ?, ?)", (stored.run, name.person, name.name))
    return stored


def keep_as_format_2(folder: Path) -> StoredRun:
    """The same as the second ccdrill left it, which sealed names and wrote the file anew behind what it erased."""
    stored = keep_as_format_1(folder)
    first, *others = stored.beside.names
    salted = replace(first, salt="a salt")
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as rows:
        rows.executescript(f"BEGIN; {MIGRATIONS[1]} PRAGMA user_version = 2; COMMIT")
        rows.execute("INSERT INTO name_salt VALUES (?, ?, ?)", (stored.run, salted.person, salted.salt))
    return replace(stored, beside=replace(stored.beside, names=(salted, *others)))


def at_once(script: str, folder: Path, processes: int) -> None:
    """Runs a script with the folder and a number, from 1, in so many processes side by side; none may fail."""
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(folder), str(number)], cwd=ROOT, stderr=subprocess.PIPE)
        for number in range(1, processes + 1)
    ]
    for process in running:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors.decode()


def killed_at_every_statement(begun: Path, do: str, imports: str = "") -> Iterator[Path]:
    """Copies of a data folder, in each of which a process did something to its `store` and was killed meanwhile.

    Before its first statement of SQL, before its second, and so on; in the last one it was not killed.
    """
    folder = begun.with_name("killed")
    subprocess.run([sys.executable, "-c", DIE, str(begun), str(folder), do, imports], check=True, cwd=ROOT)
    yield from (folder / str(statement) for statement in range(len(list(folder.iterdir()))))
