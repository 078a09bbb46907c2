"""The tables, their version, and how an older database becomes a newer one. Forward only."""

import sqlite3

from ccdrill.model.errors import StoreError

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE content (sha256 TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE run (
        id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, head INTEGER NOT NULL, seal TEXT NOT NULL, beat INTEGER
    );
    CREATE TABLE run_content (
        run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE, position INTEGER NOT NULL,
        kind TEXT NOT NULL, id TEXT NOT NULL, version TEXT NOT NULL,
        sha256 TEXT NOT NULL REFERENCES content (sha256), PRIMARY KEY (run, position)
    ) WITHOUT ROWID;
    CREATE TABLE link (
        run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE, seq INTEGER NOT NULL,
        body BLOB NOT NULL, seal TEXT NOT NULL, PRIMARY KEY (run, seq)
    ) WITHOUT ROWID;
    CREATE TABLE kept_text (
        run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE, digest TEXT NOT NULL,
        salt TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (run, digest)
    ) WITHOUT ROWID;
    CREATE TABLE kept_name (
        run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE, person TEXT NOT NULL,
        name TEXT NOT NULL, PRIMARY KEY (run, person)
    ) WITHOUT ROWID;
    CREATE TABLE summary (
        run TEXT PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE, seal TEXT NOT NULL, rules INTEGER NOT NULL, body BLOB NOT NULL
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE name_salt (
        run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE, person TEXT NOT NULL,
        salt TEXT NOT NULL, PRIMARY KEY (run, person),
        FOREIGN KEY (run, person) REFERENCES kept_name (run, person) ON DELETE CASCADE
    ) WITHOUT ROWID;
    CREATE TABLE purge (due INTEGER PRIMARY KEY);
    """,
    """
    CREATE TABLE practising (
        person TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, name TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE judgement (
        person TEXT NOT NULL REFERENCES practising (person) ON DELETE CASCADE, number INTEGER NOT NULL,
        body BLOB NOT NULL, PRIMARY KEY (person, number)
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE sign (
        run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE, post TEXT NOT NULL,
        terminal TEXT NOT NULL, at INTEGER NOT NULL, says TEXT NOT NULL, PRIMARY KEY (run, post)
    ) WITHOUT ROWID;
    """,
)
"""Each brings the database from version n to n+1; the number that were applied is its `user_version`.

Content is kept once, by its digest alone: what a run calls it is the run's own affair. A run's `head` and `seal` repeat
those of its last link, so that a link that is missing at the end is missed.

A program that was started before a later one brought the database up to date goes on writing to it: add tables, and leave
those that are there as they are. So a name's salt has a table of its own, and goes with its name whoever erases that. A row
in `purge` says that something was deleted, and that the file was not yet written anew without it.
"""


def migrate(connection: sqlite3.Connection, place: str) -> None:
    """Brings the database up to date, all or nothing. Raises StoreError when it is not ours, or a newer ccdrill's."""
    version = _known_version(connection, place)
    if version == len(MIGRATIONS):
        _require_ours_only(connection, version, place)
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = max(0, _known_version(connection, place))
        if version == 0:
            _require_empty(connection, place)
        _require_ours_only(connection, version, place)
        for statements in MIGRATIONS[version:]:
            for statement in statements.split(";"):
                if statement.strip():
                    connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have ended it already
            connection.execute("ROLLBACK")
        raise


def is_older(connection: sqlite3.Connection, place: str) -> bool:
    """Whether the database is of an older format. Raises StoreError for one of a newer ccdrill."""
    return _known_version(connection, place) < len(MIGRATIONS)


def _known_version(connection: sqlite3.Connection, place: str) -> int:
    """The format. Raises StoreError for one of a newer ccdrill."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise StoreError(
            f"{place} was made by a newer ccdrill (format {version}, this one knows {len(MIGRATIONS)})",
            "Update ccdrill, or use another data folder with --data.",
        )
    return version


def _require_ours_only(connection: sqlite3.Connection, version: int, place: str) -> None:
    """Raises StoreError for a trigger, which may undo what is called recorded, and a view, which may never come to its end.

    Also for a table that was made otherwise than here: `ON CONFLICT IGNORE` throws away as a trigger does.
    """
    made = _tables(version)
    found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view', 'table')")
    for kind, name, sql in found.fetchall():
        if kind != "table":
            raise damaged(place, f"it holds the {kind} '{name}', which ccdrill did not make")
        if made.get(str(name).lower()) not in (None, " ".join(str(sql).split())):
            raise damaged(place, f"its table '{name}' is not as ccdrill makes it")


def _tables(version: int) -> dict[str, str]:
    """How each table of a format is made, by its name, with one blank between two words."""
    statements = (" ".join(one.split()) for step in MIGRATIONS[:version] for one in step.split(";"))
    return {one.split()[2]: one for one in statements if one}


def damaged(place: str, how: str) -> StoreError:
    """What is said of a database that can't be trusted."""
    return StoreError(
        f"the database {place} is damaged: {how}",
        "Move the file away and import the runs from exported files, or restore a backup.",
    )


def _require_empty(connection: sqlite3.Connection, place: str) -> None:
    if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise StoreError(
            f"{place} is a database of another program", "Move it away, or use another data folder with --data."
        )
