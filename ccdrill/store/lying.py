"""A database that lies where nothing can be written: a backup, a disc, somebody else's folder, a full disk. It is read as it lies.

SQLite would write beside it first. Without a log the file is all there is. What a log adds is laid over the file in memory.
Another file, or another log, than at the beginning says that somebody else was at it. One of an older format is brought up
to date in memory.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ccdrill.model.errors import StoreError
from ccdrill.store.folder import may, unusable
from ccdrill.store.room import is_full
from ccdrill.store.schema import is_older, migrate
from ccdrill.store.write_ahead import read_log

_LOG, _JOURNAL = "-wal", "-journal"
"""What lies beside a database while it is written: ours is the first; the second is another program's."""


def may_only_be_read(path: Path) -> bool:
    """Whether the file can be read, and nothing can be written beside it or into it."""
    is_writable = may(path, os.W_OK) and may(path.parent, os.W_OK) and not is_full(path.parent)
    return not is_writable and path.is_file() and may(path, os.R_OK) and not _beside(path, _JOURNAL).exists()


@contextmanager
def as_it_lies(path: Path, prepare: Callable[[sqlite3.Connection], object]) -> Iterator[sqlite3.Connection]:
    """One consistent picture; no file is made or changed. `prepare` is called before anything is read.

    Raises StoreError, at the end if somebody was at it meanwhile: what was read then must not be used.
    """
    before = _look(path)
    with closing(_connect(path)) as connection:
        prepare(connection)
        connection.execute("PRAGMA temp_store = MEMORY")
        if is_older(connection, str(path)):
            with closing(sqlite3.connect(":memory:", isolation_level=None)) as newer:
                connection.backup(newer)
                prepare(newer)
                migrate(newer, str(path))
                yield newer
        else:
            migrate(connection, str(path))
            yield connection
    if _look(path) != before:
        raise StoreError(f"the database {path} was written to by another program while it was read", "Try again.")


def _connect(path: Path) -> sqlite3.Connection:
    """The file by itself, or with its log in memory. Raises StoreError for a log that is damaged or can't be read."""
    try:
        log = read_log(path)
        if log.is_damaged:
            raise StoreError(
                f"the log of the database {path} is damaged: what was recorded last may be missing from it",
                "Copy the data folder to where it can be written, and name the copy with --data: there it is put right.",
            )
        if not log.size:
            return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
        whole = log.over(path.read_bytes())
    except OSError as error:
        raise unusable(path, error) from None
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(whole)
    return connection


def _look(path: Path) -> tuple[tuple[int, int, int] | None, ...]:
    """What tells one file and its log, and their state, from others; None for what is not there, or is empty."""
    return _look_at(path), _look_at(_beside(path, _LOG))


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _look_at(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_size, found.st_mtime_ns) if found.st_size else None
