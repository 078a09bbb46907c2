"""A database that lies where nothing may be written: a backup, a disc, somebody else's folder. It is read as it lies.

SQLite would make its log beside it first. Without one the file is all there is, as long as nobody else is at it: who writes
makes the log before anything else, so a log, or another file than at the beginning, says that somebody was. One of an older
format is brought up to date in memory.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ccdrill.model.errors import StoreError
from ccdrill.store.schema import is_older, migrate

_LOGS = ("-journal", "-wal")


def may_only_be_read(path: Path) -> bool:
    """Whether the file can be read, nothing can be written beside it or into it, and nobody else seems to be at it."""
    is_writable = _may(path, os.W_OK) and _may(path.parent, os.W_OK)
    return not is_writable and path.is_file() and _may(path, os.R_OK) and not _has_log(path)


@contextmanager
def as_it_lies(path: Path, prepare: Callable[[sqlite3.Connection], object]) -> Iterator[sqlite3.Connection]:
    """One consistent picture; no file is made or changed. `prepare` is called before anything is read.

    Raises StoreError, at the end if somebody was at it meanwhile: what was read then must not be used.
    """
    before = _look(path)
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
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
    if _has_log(path) or _look(path) != before:
        raise StoreError(f"the database {path} was written to by another program while it was read", "Try again.")


def _may(path: Path, how: int) -> bool:
    return os.access(path, how, effective_ids=os.access in os.supports_effective_ids)


def _has_log(path: Path) -> bool:
    return any(path.with_name(path.name + suffix).exists() for suffix in _LOGS)


def _look(path: Path) -> tuple[int, int, int] | None:
    """What tells one file and its state from another; None when it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
