"""The connection to the database: opened when first needed, and transactions."""

import os
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from ccdrill.model.errors import StoreError
from ccdrill.store.explaining import explained, full_disk
from ccdrill.store.folder import check_beside, is_there, prepare_file, prepare_folder, refuse_share, unusable
from ccdrill.store.lying import as_it_lies, may_only_be_read
from ccdrill.store.room import is_full
from ccdrill.store.schema import damaged, migrate
from ccdrill.store.write_ahead import read_log

FILE = "runs.sqlite3"
WAIT_SECONDS = 10.0
"""How long another program may keep the database to itself before we say so."""
_LOGS = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside the file, or looks for there."""
_ASIDE = "-damaged-log"
"""What a damaged log is called that was put aside, with a part of its digest."""
_LARGEST = 16 * 1024 * 1024
"""Bytes of a row: the largest file that is played fits in. What is larger was not written by us, and takes no memory."""


class Database:
    """One database file with write-ahead log; every commit is on disk before it returns."""

    def __init__(self, folder: Path, wait_seconds: float = WAIT_SECONDS) -> None:
        """`folder` need not exist yet; nothing is created before something is written."""
        self.path = folder / FILE
        self._wait_seconds = wait_seconds
        self._connection: sqlite3.Connection | None = None
        self._opened: os.stat_result | None = None

    def close(self) -> None:
        """Lets go of the file, and moves what the log holds into it. Dropping the last reference does the same."""
        if self._connection is not None:
            self._let_go()
            self._connection = None

    def exists(self) -> bool:
        """Whether anything was ever kept here. Raises StoreError when that can't be told, or what was there has gone."""
        if self._connection is not None:
            self._require_same_file()
        return is_there(self.path)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent picture; also where nothing may be written. Raises StoreError."""
        if self._connection is None and may_only_be_read(self.path):
            refuse_share(self.path.parent)
            check_beside(self.path, _LOGS)
            with self._explained(), as_it_lies(self.path, _guard) as connection:
                yield connection
            return
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, and on disk when it is left. Raises StoreError."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def deleting(self) -> Iterator[sqlite3.Connection]:
        """As `writing`; then the file is written anew and the log emptied, so that what was deleted is in neither.

        Deleting overwrites what it deletes (`secure_delete`), but not the copies that are left in a page when its rows are
        moved to another one. What keeps the file from being written anew, an end of the program included, only puts it off:
        whoever opens the database next does it. Raises StoreError, also when it is put off.
        """
        with self.writing() as connection:
            yield connection
            connection.execute("INSERT OR IGNORE INTO purge VALUES (1)")
        try:
            with self._explained():
                is_busy = not self._purge(self._open())
        except StoreError as error:
            raise self._not_purged(error.message) from None
        if is_busy:
            raise self._not_purged("another program reads it")

    def _purge(self, connection: sqlite3.Connection) -> bool:
        """Writes the file anew, empties its log, and takes away damaged ones; False when another program keeps it from that."""
        connection.execute("VACUUM")
        if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            return False
        try:
            for log in self.put_aside():
                log.unlink()
        except OSError as error:
            raise unusable(log, error) from None
        connection.execute("DELETE FROM purge")
        return True

    def _not_purged(self, why: str) -> StoreError:
        return StoreError(
            f"it is deleted, but the files may still hold bytes of it: {why}",
            f"Close what else uses {self.path}. Whatever ccdrill does next then writes the file anew.",
        )

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._explained():
            connection = self._open()
            try:
                connection.execute(begin)
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _open(self) -> sqlite3.Connection:
        if self._connection is not None:
            self._require_same_file()
            return self._connection
        if is_full(self.path.parent):
            raise full_disk(self.path)
        prepare_folder(self.path.parent, FILE)
        prepare_file(self.path)
        check_beside(self.path, _LOGS)
        self._put_aside_damaged_log()
        connection = sqlite3.connect(self.path, timeout=self._wait_seconds, isolation_level=None)
        _guard(connection)
        try:
            self._require_log(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA temp_store = MEMORY")  # what is written anew is in no other folder meanwhile
            migrate(connection, str(self.path))
            if connection.execute("SELECT 1 FROM purge").fetchone():
                with suppress(sqlite3.Error, StoreError):  # then the next one does it
                    self._purge(connection)
        except BaseException:
            connection.close()
            raise
        self._opened = self.path.stat()
        self._connection = connection
        self._let_go = weakref.finalize(self, connection.close)
        return connection

    def put_aside(self) -> tuple[Path, ...]:
        """The damaged logs that were put aside beside the database, and not yet taken away."""
        return tuple(sorted(self.path.parent.glob(f"{FILE}{_ASIDE}*")))

    def _put_aside_damaged_log(self) -> None:
        """Raises StoreError when the log is damaged: once, for then it is put aside, and what is whole of it is in the database."""
        log = self.path.with_name(f"{FILE}-wal")
        try:
            if not read_log(self.path).is_damaged:
                return
            from hashlib import sha256

            from ccdrill.store.files import write_whole

            aside = self.path.with_name(f"{FILE}{_ASIDE}-{sha256(log.read_bytes()).hexdigest()[:8]}")
            write_whole(aside, log.read_bytes(), replace=True)
        except OSError as error:
            raise unusable(log, error) from None
        with closing(sqlite3.connect(self.path, timeout=self._wait_seconds, isolation_level=None)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        raise StoreError(
            f"the log of the database {self.path} is damaged: what was recorded last may be missing. What was recorded"
            " before is whole",
            f"The damaged log is kept as {aside}: if you have a backup that holds more, restore it. Else do the same again.",
        )

    def _require_log(self, connection: sqlite3.Connection) -> None:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            raise StoreError(
                f"the disk of {self.path.parent} does not allow a write-ahead log ({mode})",
                "Use a folder on a local disk: --data FOLDER.",
            )

    def _require_same_file(self) -> None:
        """Raises StoreError when the file is not the one that was opened.

        The system lets a program go on writing to a file that has lost its name, and nobody would ever find it again.
        """
        try:
            there = self.path.stat()
        except OSError:
            there = None
        if there is None or self._opened is None or not _may_be_same(there, self._opened):
            raise StoreError(
                f"the database {self.path} was moved, removed or replaced while it was in use",
                "Put it back where it was, then do it again: nothing was recorded since.",
            )

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turns the database's errors into words."""
        try:
            yield
        except (UnicodeDecodeError, MemoryError):  # of a message that names a broken table; of a length that can't be
            raise damaged(str(self.path), "its own tables can't be read") from None
        except sqlite3.Error as error:
            raise explained(error, self.path) from None


def _may_be_same(one: os.stat_result, other: os.stat_result) -> bool:
    """Whether two looks may have met one file.

    Not every disk numbers its files so that the numbers stay. Where that is so on Windows, nobody can take away or replace a
    file that is open anyway.
    """
    if os.name != "posix" or not (one.st_ino and other.st_ino):
        return True
    return os.path.samestat(one, other)


def _guard(connection: sqlite3.Connection) -> None:
    """Makes a connection ready for what another program may have written."""
    connection.text_factory = _text
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)


def _text(written: bytes) -> str:
    """What is no text any more must still be readable, to be found damaged by its digest."""
    return written.decode("utf-8", errors="replace")
