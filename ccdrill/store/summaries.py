"""What was worked out of runs and is kept beside them, as rows and back. It can be thrown away, and is worked out anew.

Each bears a mark of its own: one that was changed, or is another run's, is none.
"""

import sqlite3

from ccdrill.model.ids import RunId
from ccdrill.store.explaining import is_unreadable

_LARGEST = 1_000_000
"""Bytes; one has some hundreds."""
_MARK = 64
"""Bytes of a SHA-256, hexadecimal: it stands before what is kept."""
_KEPT = (
    "SELECT id, run.seal, body FROM run LEFT JOIN summary ON summary.run = id AND summary.seal = run.seal AND rules = ?"
    " AND typeof(head) = 'integer' AND typeof(body) = 'blob' AND length(body) <= ?"
    " AND EXISTS (SELECT 1 FROM link WHERE link.run = id AND seq = head AND link.seal = run.seal)"
)
"""Runs, each with the summary that was worked out at its last link, if that is there."""
_LAST, _ONE = f"{_KEPT} ORDER BY number DESC LIMIT ?", f"{_KEPT} WHERE id = ?"


class UnreadableSummary(Exception):
    """Pages or values that can't be read, of what can be worked out anew."""


def find_summaries(rows: sqlite3.Connection, rules: int, last: int) -> tuple[tuple[RunId, bytes | None], ...]:
    """The `last` runs (-1: every one), the last begun or imported first, with the summary that is of now. Raises UnreadableSummary."""
    return tuple(_found(row, rules) for row in _asked(rows, _LAST, rules, last))


def find_summary(rows: sqlite3.Connection, rules: int, run: RunId) -> bytes | None:
    """The summary of a run that is there, if it is of now. Raises UnreadableSummary."""
    (row,) = _asked(rows, _ONE, rules, run)
    return _found(row, rules)[1]


def put_summary(rows: sqlite3.Connection, run: RunId, seal: str, rules: int, body: bytes) -> None:
    """Keeps a summary that was worked out at the link with that seal, in place of the one before."""
    kept = _mark(body, run, seal, rules) + body
    rows.execute("INSERT OR REPLACE INTO summary VALUES (?, ?, ?, ?)", (run, seal, rules, kept))


def _asked(rows: sqlite3.Connection, query: str, rules: int, which: int | str) -> list[tuple[object, object, object]]:
    try:
        return rows.execute(query, (rules, _LARGEST, which)).fetchall()
    except sqlite3.Error as error:
        if is_unreadable(error):
            raise UnreadableSummary from None
        raise


def _found(row: tuple[object, object, object], rules: int) -> tuple[RunId, bytes | None]:
    run, seal, kept = RunId(str(row[0])), str(row[1]), row[2]
    if not isinstance(kept, bytes):
        return run, None
    mark, body = kept[:_MARK], kept[_MARK:]
    return run, body if mark == _mark(body, run, seal, rules) else None


def _mark(body: bytes, run: str, seal: str, rules: int) -> bytes:
    from hashlib import sha256  # before there is a run, nobody needs it

    return sha256(f"{run} {seal} {rules} ".encode() + body).hexdigest().encode()
