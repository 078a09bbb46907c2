"""Runs in SQLite: one file, write-ahead log, every commit on disk before the call returns."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

from ccdrill.model.errors import StaleRun, StoreError, UnknownName
from ccdrill.model.exercise import Content
from ccdrill.model.ids import PersonId, RunId
from ccdrill.session.ports import Beside, KeptName, KeptText, Link, StoredRun
from ccdrill.store.folder import keep_private, prepare_folder
from ccdrill.store.schema import migrate

FILE = "runs.sqlite3"
_WAIT_SECONDS = 10.0


class SqliteStore:
    """The runs of one data folder. Implements `RunStore`. Nothing is created before it is asked for."""

    def __init__(self, folder: Path) -> None:
        """`folder` is the data folder; it need not exist yet."""
        self._folder = folder
        self._path = folder / FILE
        self._connection: sqlite3.Connection | None = None

    def close(self) -> None:
        """Lets go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def create(self, run: RunId, contents: Sequence[Content], first: Link, beside: Beside) -> None:
        """See RunStore."""
        self.put(StoredRun(run=run, contents=tuple(contents), links=(first,), beside=beside))

    def put(self, stored: StoredRun) -> None:
        """Keeps a whole run, as an import does. Raises StoreError if the id is taken."""
        with self._write() as database:
            if database.execute("SELECT 1 FROM run WHERE id = ?", (stored.run,)).fetchone():
                raise StoreError(
                    f"there is a run '{stored.run}' already", "Delete it first, or keep the one that is there."
                )
            database.execute(
                "INSERT INTO run (id, number, beat) SELECT ?, COALESCE(MAX(number), 0) + 1, ? FROM run",
                (stored.run, stored.beat),
            )
            for position, content in enumerate(stored.contents):
                digest = sha256(content.text.encode("utf-8")).hexdigest()
                database.execute(
                    "INSERT OR IGNORE INTO content VALUES (?, ?, ?, ?, ?)",
                    (digest, content.kind, content.id, content.version, content.text),
                )
                database.execute("INSERT INTO run_content VALUES (?, ?, ?)", (stored.run, position, digest))
            _add(database, stored.run, stored.links, stored.beside)

    def append(self, run: RunId, seen: int, links: Sequence[Link], beside: Beside) -> None:
        """See RunStore."""
        with self._write() as database:
            head = _head(database, run)
            if head != seen:
                raise StaleRun("the run moved on in another terminal", "Look at what is new, then do it again.")
            _add(database, run, links, beside)

    def read(self, run: RunId) -> StoredRun:
        """See RunStore."""
        with self._read(run) as database:
            _head(database, run)
            contents = database.execute(
                "SELECT kind, id, version, text FROM run_content JOIN content USING (sha256) WHERE run = ? ORDER BY position",
                (run,),
            ).fetchall()
            links = database.execute("SELECT seq, body, seal FROM link WHERE run = ? ORDER BY seq", (run,)).fetchall()
            texts = database.execute(
                "SELECT digest, salt, text FROM kept_text WHERE run = ? ORDER BY digest", (run,)
            ).fetchall()
            names = database.execute(
                "SELECT person, name FROM kept_name WHERE run = ? ORDER BY person", (run,)
            ).fetchall()
            (beat,) = database.execute("SELECT beat FROM run WHERE id = ?", (run,)).fetchone()
        return StoredRun(
            run=run,
            contents=tuple(
                Content(kind=kind, id=identity, version=version, text=text)
                for kind, identity, version, text in contents
            ),
            links=tuple(Link(seq=seq, body=bytes(body), seal=seal) for seq, body, seal in links),
            beside=Beside(
                texts=tuple(KeptText(digest=digest, salt=salt, text=text) for digest, salt, text in texts),
                names=tuple(KeptName(person=PersonId(person), name=name) for person, name in names),
            ),
            beat=beat,
        )

    def head(self, run: RunId) -> int:
        """See RunStore."""
        with self._read(run) as database:
            return _head(database, run)

    def beat(self, run: RunId, t: int) -> None:
        """See RunStore."""
        with self._write() as database:
            database.execute("UPDATE run SET beat = ? WHERE id = ?", (t, run))

    def run_ids(self) -> tuple[RunId, ...]:
        """See RunStore."""
        if not self._path.exists():
            return ()
        with self._guarded():
            return tuple(RunId(run) for (run,) in self._open().execute("SELECT id FROM run ORDER BY number DESC"))

    def delete(self, run: RunId) -> None:
        """See RunStore."""
        with self._write() as database:
            _head(database, run)
            database.execute("DELETE FROM run WHERE id = ?", (run,))
            database.execute("DELETE FROM content WHERE sha256 NOT IN (SELECT sha256 FROM run_content)")
        with self._guarded():
            self._open().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def cached(self, run: RunId, seal: str, rules: int) -> bytes | None:
        """A summary that was computed at that chain head under those rules; None if there is none."""
        with self._read(run) as database:
            row = database.execute(
                "SELECT body FROM summary WHERE run = ? AND seal = ? AND rules = ?", (run, seal, rules)
            ).fetchone()
        return bytes(row[0]) if row is not None else None

    def cache(self, run: RunId, seal: str, rules: int, body: bytes) -> None:
        """Keeps a summary; it can be thrown away at any time."""
        with self._write() as database:
            database.execute("INSERT OR REPLACE INTO summary VALUES (?, ?, ?, ?)", (run, seal, rules, body))

    def _open(self) -> sqlite3.Connection:
        """The connection, made when first needed."""
        if self._connection is not None:
            return self._connection
        prepare_folder(self._folder)
        connection = sqlite3.connect(self._path, timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
            if mode != "wal":
                self._refuse_mode(mode)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            migrate(connection, str(self._path))
        except BaseException:
            connection.close()
            raise
        for suffix in ("", "-wal", "-shm"):
            keep_private(self._path.with_name(FILE + suffix))
        self._connection = connection
        return connection

    def _refuse_mode(self, mode: str) -> NoReturn:
        what = f"the disk of {self._folder} does not allow a write-ahead log ({mode})"
        raise StoreError(what, "Use a folder on a local disk: --data FOLDER.")

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Turns the database's errors into words."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise self._explained(error) from None
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"the database {self._path} is damaged: {error}",
                "Move the file away and import the runs from exported files, or restore a backup.",
            ) from None

    @contextmanager
    def _read(self, run: RunId) -> Iterator[sqlite3.Connection]:
        """One consistent picture of the database."""
        if not self._path.exists():
            raise _no_run(run)
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, and on disk when it is left."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._guarded():
            connection = self._open()
            connection.execute(begin)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _explained(self, error: sqlite3.OperationalError) -> StoreError:
        text = str(error)
        if "locked" in text:
            return StoreError(
                f"the database {self._path} is busy in another program", "Close the other program, then try again."
            )
        if "readonly" in text or "unable to open" in text:
            return StoreError(
                f"the database {self._path} can't be written",
                "Check the permissions of the data folder, or use another with --data.",
            )
        if "full" in text:
            return StoreError(
                f"the disk of {self._path} is full", "Make room, then try again: what was recorded is safe."
            )
        return StoreError(
            f"the database {self._path} can't be used: {text}", "Check the data folder, or use another with --data."
        )


def _head(database: sqlite3.Connection, run: RunId) -> int:
    head = database.execute("SELECT MAX(seq) FROM link WHERE run = ?", (run,)).fetchone()[0]
    if head is None:
        raise _no_run(run)
    return int(head)


def _add(database: sqlite3.Connection, run: RunId, links: Sequence[Link], beside: Beside) -> None:
    database.executemany(
        "INSERT INTO link VALUES (?, ?, ?, ?)", [(run, link.seq, link.body, link.seal) for link in links]
    )
    database.executemany(
        "INSERT OR IGNORE INTO kept_text VALUES (?, ?, ?, ?)",
        [(run, one.digest, one.salt, one.text) for one in beside.texts],
    )
    database.executemany(
        "INSERT OR IGNORE INTO kept_name VALUES (?, ?, ?)", [(run, one.person, one.name) for one in beside.names]
    )


def _no_run(run: RunId) -> UnknownName:
    return UnknownName(f"there is no run '{run}'", "See the runs with: ccdrill runs list")
