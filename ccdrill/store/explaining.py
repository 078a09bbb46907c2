"""SQLite's errors in words: what is wrong with which database, and what to do."""

import os
import sqlite3
from pathlib import Path

from ccdrill.model.errors import StoreError
from ccdrill.store.schema import damaged

_LONGEST_PATH = 500
"""Bytes: SQLite has room for 512 (`MAX_PATHNAME`), and the names of what lies beside a database are longer."""
_SAFE = "Make room, then try again: what was recorded is safe."


def explained(error: sqlite3.Error, path: Path) -> StoreError:
    """What is said of an error of the database at `path`, and what to do."""
    match _primary_code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreError(
                f"the database {path} is busy in another program", "Close the other program, then try again."
            )
        case sqlite3.SQLITE_CANTOPEN if len(os.fsencode(path.absolute())) > _LONGEST_PATH:
            return StoreError(
                f"the path of the data folder {path.parent} is longer than a database's can be ({_LONGEST_PATH} bytes)",
                "Use a folder nearer to the root: --data FOLDER, or CCDRILL_DATA.",
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return StoreError(
                f"the database {path} can't be written",
                "Check the permissions of the data folder, or use another with --data.",
            )
        case sqlite3.SQLITE_FULL:
            return full_disk(path)
        case sqlite3.SQLITE_IOERR:
            return StoreError(f"the disk of {path} does not take or give what it should ({error})", _SAFE)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_TOOBIG:
            return damaged(str(path), str(error))
        case sqlite3.SQLITE_ERROR | sqlite3.SQLITE_CONSTRAINT:  # its tables or rows are not as ccdrill leaves them
            return damaged(str(path), str(error))
        case _:
            return StoreError(
                f"the database {path} can't be used: {error}",
                "Check the data folder, or use another with --data.",
            )


def full_disk(path: Path) -> StoreError:
    """What is said where nothing more can be written."""
    return StoreError(f"the disk of {path} is full, and nothing more can be recorded", _SAFE)


def is_unreadable(error: sqlite3.Error) -> bool:
    """Whether it says that a page or a value can't be read: others may be whole."""
    return _primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_TOOBIG)


def _primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's primary result code (https://www.sqlite.org/rescode.html); None for what Python itself refuses."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
