"""Runs in SQLite: what a run is, as rows and back."""

import sqlite3
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ccdrill.model.errors import DamagedRun, StaleRun, StoreError, UnknownName
from ccdrill.model.exercise import Content
from ccdrill.model.ids import RunId
from ccdrill.session.run.ports import LATEST, Beside, KeptName, KeptText, Link, Sign, StoredRun
from ccdrill.store.connection import WAIT_SECONDS, Database
from ccdrill.store.explaining import is_unreadable
from ccdrill.store.summaries import UnreadableSummary, find_summaries, find_summary, put_summary

T = TypeVar("T")
_LARGEST_RUN = 64 * 1024 * 1024
"""Bytes of each kind of rows: no exported file is larger. Planted rows may all name one large text, and take no memory."""
_BEGINNING = "SELECT id FROM run WHERE id >= ? AND id < ? ORDER BY number DESC LIMIT ?"
"""Runs whose ids lie in a span of the index: whoever names one of very many need not wait for the others."""
_MEND = "Import the run again from an exported file, or delete it."


class SqliteStore:
    """The runs of one data folder. Implements `RunStore`. Nothing is created before something is kept."""

    def __init__(self, folder: Path, wait_seconds: float = WAIT_SECONDS) -> None:
        """`folder` is the data folder; it need not exist yet. `wait_seconds`: how long to wait for other programs."""
        self._database = Database(folder, wait_seconds)

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()

    def require_writable(self) -> None:
        """Raises StoreError when nothing can be recorded here; runs may be read all the same."""
        with self._database.writing():
            pass

    def create(self, stored: StoredRun) -> None:
        """See RunStore."""
        from ccdrill.session.run.chain import content_digest

        last = stored.links[-1]
        with self._database.writing() as rows:
            if rows.execute("SELECT 1 FROM run WHERE id = ?", (stored.run,)).fetchone():
                raise StoreError(
                    f"there is a run '{stored.run}' already", "Delete it first, or keep the one that is there."
                )
            rows.execute(
                "INSERT INTO run SELECT ?, COALESCE(MAX(number), 0) + 1, ?, ?, ? FROM run",
                (stored.run, last.seq, last.seal, stored.beat),
            )
            for position, content in enumerate(stored.contents):
                digest = content_digest(content)
                rows.execute(
                    "INSERT INTO content VALUES (?, ?) ON CONFLICT (sha256) DO UPDATE SET text = excluded.text",
                    (digest, content.text),
                )
                rows.execute(
                    "INSERT INTO run_content VALUES (?, ?, ?, ?, ?, ?)",
                    (stored.run, position, content.kind, content.id, content.version, digest),
                )
            _add(rows, stored.run, stored.links, stored.beside)

    def append(self, run: RunId, seen: int, links: Sequence[Link], beside: Beside) -> None:
        """See RunStore."""
        with self._database.writing() as rows:
            if _head(rows, run) != seen:
                raise StaleRun("the run moved on in another terminal", "Look at what is new, then do it again.")
            _add(rows, run, links, beside)
            rows.execute(
                "UPDATE run SET head = ?, seal = ?, beat = NULL WHERE id = ?", (links[-1].seq, links[-1].seal, run)
            )

    def read(self, run: RunId) -> StoredRun:
        """See RunStore."""
        with self._of(run) as rows, _damage_is_of(run):
            head, seal, beat = rows.execute("SELECT head, seal, beat FROM run WHERE id = ?", (run,)).fetchone()
            contents = _values(
                rows,
                Content,
                "SELECT kind, id, version, text FROM run_content JOIN content USING (sha256) WHERE run = ? ORDER BY position",
                run,
            )
            links = _values(rows, Link, "SELECT seq, body, seal FROM link WHERE run = ? ORDER BY seq", run)
            texts = _values(
                rows, KeptText, "SELECT digest, salt, text FROM kept_text WHERE run = ? ORDER BY digest", run
            )
            names = _values(
                rows,
                KeptName,
                "SELECT person, name, COALESCE(salt, '') AS salt FROM kept_name LEFT JOIN name_salt USING (run, person)"
                " WHERE run = ? ORDER BY person",
                run,
            )
        if not links or (links[-1].seq, links[-1].seal) != (head, seal):
            raise DamagedRun(f"the last events of run '{run}' are missing or changed", _MEND)
        return StoredRun(
            run=run,
            contents=contents,
            links=links,
            beside=Beside(texts=texts, names=names),
            beat=beat if isinstance(beat, int) and 0 <= beat <= LATEST else None,
        )

    def head(self, run: RunId) -> int:
        """See RunStore."""
        with self._of(run) as rows:
            return _head(rows, run)

    def beat(self, run: RunId, seen: int, t: int) -> None:
        """See RunStore."""
        with self._database.writing() as rows:
            rows.execute("UPDATE run SET beat = ? WHERE id = ? AND head = ?", (t, run, seen))

    def attend(self, run: RunId, sign: Sign, *, takes_over: bool) -> bool:
        """See RunStore."""
        with self._database.writing() as rows:
            _head(rows, run)
            return (
                rows.execute(
                    "INSERT INTO sign VALUES (?, ?, ?, ?, ?) ON CONFLICT (run, post) DO UPDATE SET terminal ="
                    " excluded.terminal, at = excluded.at, says = excluded.says WHERE ? OR terminal = excluded.terminal",
                    (run, sign.post, sign.terminal, sign.at, sign.says, takes_over),
                ).rowcount
                > 0
            )

    def signs(self, run: RunId) -> tuple[Sign, ...]:
        """See RunStore. What was not written by ccdrill is no sign of anybody."""
        with self._of(run) as rows:
            found = rows.execute(
                "SELECT post, terminal, at, says FROM sign WHERE run = ? ORDER BY post", (run,)
            ).fetchall()
        signs: list[Sign] = []
        for row in found:
            with suppress(msgspec.ValidationError):
                signs.append(msgspec.convert(dict(zip(("post", "terminal", "at", "says"), row, strict=True)), Sign))
        return tuple(signs)

    def run_ids(self, last: int = -1, beginning: str = "") -> tuple[RunId, ...]:
        """See RunStore."""
        if not self._database.exists():
            return ()
        with self._database.reading() as rows:
            if beginning:
                begins = beginning.encode(errors="replace").decode()  # bytes that are no text reach no database
                found = rows.execute(_BEGINNING, (begins, begins + chr(sys.maxunicode), last))
            else:
                found = rows.execute("SELECT id FROM run ORDER BY number DESC LIMIT ?", (last,))
            return tuple(RunId(str(run)) for (run,) in found)

    def count(self) -> int:
        """How many runs there are."""
        if not self._database.exists():
            return 0
        with self._database.reading() as rows:
            found: int = rows.execute("SELECT COUNT(*) FROM run").fetchone()[0]
            return found

    def damage(self) -> str:
        """What the database's own check finds first, in its words; empty: its pages are whole, and all rows belong to a run.

        A broken page may hold back what stands beside a run as if it had been erased, and every run still proves good.
        """
        if not self._database.exists():
            return ""
        try:
            with self._database.reading() as rows:
                found = str(rows.execute("PRAGMA integrity_check(1)").fetchone()[0])
                stray = rows.execute("PRAGMA foreign_key_check").fetchone()
        except StoreError as error:
            return error.message
        if found == "ok" and stray is not None:
            return f"'{stray[0]}' holds something that belongs to nothing in '{stray[2]}'"
        aside = self._database.put_aside()
        if found == "ok" and aside:
            return f"its log was damaged, and is kept as {aside[0]}: what was recorded last before that may be missing"
        return "" if found == "ok" else " ".join(found.replace("*** in database main ***", "").split())

    def delete(self, run: RunId) -> None:
        """See RunStore. What was deleted is in no file of the store afterwards."""
        with self._of(run):
            pass
        with self._database.deleting() as rows:
            rows.execute("DELETE FROM run WHERE id = ?", (run,))
            rows.execute("DELETE FROM content WHERE sha256 NOT IN (SELECT sha256 FROM run_content)")

    def erase(self, run: RunId, *, texts: bool, names: bool, also: Collection[str] = ()) -> int:
        """See RunStore. What was erased is in no file of the store afterwards."""
        with self._of(run):
            pass
        erased = 0
        with self._database.deleting() as rows:
            if texts:
                erased += rows.execute("DELETE FROM kept_text WHERE run = ?", (run,)).rowcount
            for digest in also:
                erased += rows.execute("DELETE FROM kept_text WHERE run = ? AND digest = ?", (run, digest)).rowcount
            if names:
                rows.execute("DELETE FROM name_salt WHERE run = ?", (run,))
                erased += rows.execute("DELETE FROM kept_name WHERE run = ?", (run,)).rowcount
        return erased

    def summaries(self, rules: int, last: int = -1) -> tuple[tuple[RunId, bytes | None], ...]:
        """Every run, or only the `last` ones, the last begun or imported first, with the summary that was kept of it.

        None if that is not of now: it is when it was worked out at the run's last link, under those rules; nor if it was changed.
        """
        if not self._database.exists():
            return ()
        try:
            with self._database.reading() as rows:
                return find_summaries(rows, rules, last)
        except UnreadableSummary:  # what is kept of one run, or for the list: the runs are still there
            return tuple((run, None) for run in self.run_ids(last))

    def summary(self, run: RunId, rules: int) -> bytes | None:
        """The summary that was kept of one run; None if that is not of now, or was changed. Raises UnknownName."""
        with self._of(run) as rows:
            try:
                return find_summary(rows, rules, run)
            except UnreadableSummary:
                return None

    def keep_summary(self, run: RunId, seal: str, rules: int, body: bytes) -> None:
        """Keeps a summary that was worked out at that link; it can be thrown away at any time."""
        with self._database.writing() as rows:
            put_summary(rows, run, seal, rules, body)

    @contextmanager
    def _of(self, run: RunId) -> Iterator[sqlite3.Connection]:
        """To read something of a run. Raises UnknownName."""
        if not self._database.exists():
            raise _no_run(run)
        with self._database.reading() as rows:
            with _damage_is_of(run):
                _head(rows, run)
            yield rows


@contextmanager
def _damage_is_of(run: RunId) -> Iterator[None]:
    """Pages that can't be read are those of the run that is read: the others may be whole. Raises DamagedRun."""
    try:
        yield
    except (UnicodeDecodeError, MemoryError, sqlite3.Error) as error:
        if isinstance(error, sqlite3.Error) and not is_unreadable(error):
            raise
        raise DamagedRun(
            f"the part of the database that holds run '{run}' is damaged",
            "See what is good with 'ccdrill runs verify' and export it; then move the database away and import that again.",
        ) from None


def _head(rows: sqlite3.Connection, run: RunId) -> int:
    row = rows.execute("SELECT head FROM run WHERE id = ?", (run,)).fetchone()
    if row is None:
        if any(str(one) == run for (one,) in rows.execute("SELECT id FROM run")):  # it is listed, and not to be found
            raise DamagedRun(f"run '{run}' holds what ccdrill did not write: its id is no text", _MEND)
        raise _no_run(run)
    if not isinstance(row[0], int):
        raise DamagedRun(f"run '{run}' holds what ccdrill did not write: its head is no number", _MEND)
    return row[0]


def _add(rows: sqlite3.Connection, run: RunId, links: Sequence[Link], beside: Beside) -> None:
    rows.executemany("INSERT INTO link VALUES (?, ?, ?, ?)", [(run, link.seq, link.body, link.seal) for link in links])
    rows.executemany(
        "INSERT OR IGNORE INTO kept_text VALUES (?, ?, ?, ?)",
        [(run, one.digest, one.salt, one.text) for one in beside.texts],
    )
    rows.executemany(
        "INSERT OR IGNORE INTO kept_name VALUES (?, ?, ?)", [(run, one.person, one.name) for one in beside.names]
    )
    rows.executemany(
        "INSERT OR IGNORE INTO name_salt VALUES (?, ?, ?)",
        [(run, one.person, one.salt) for one in beside.names if one.salt],
    )


def _values(rows: sqlite3.Connection, kind: type[T], query: str, run: RunId) -> tuple[T, ...]:
    """Rows as values whose fields are the columns. Raises DamagedRun for what ccdrill would not have written."""
    found = rows.execute(query, (run,))
    columns = [column[0] for column in found.description]
    written: list[dict[str, Any]] = []
    size = 0
    for row in found:
        size += sum(len(value) for value in row if isinstance(value, str | bytes))
        if size > _LARGEST_RUN:
            raise DamagedRun(f"run '{run}' holds more than ccdrill ever wrote of one", _MEND)
        written.append(dict(zip(columns, row, strict=True)))
    try:
        return tuple(msgspec.convert(one, kind, builtin_types=(bytes,)) for one in written)
    except msgspec.ValidationError as error:
        raise DamagedRun(f"run '{run}' holds what ccdrill did not write: {error}", _MEND) from None


def _no_run(run: RunId) -> UnknownName:
    return UnknownName(f"there is no run '{run}'", "See the runs with: ccdrill runs list")
