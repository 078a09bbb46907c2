"""The tables, their version, and how an older database becomes a newer one. Forward only."""

import sqlite3

from ccdrill.model.errors import StoreError

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE content (sha256 TEXT PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, version TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE run (id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, beat INTEGER);
    CREATE TABLE run_content (
        run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE, position INTEGER NOT NULL,
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
)
"""Each brings the database from version n to n+1; the number that were applied is its `user_version`."""


def migrate(connection: sqlite3.Connection, place: str) -> None:
    """Brings the database up to date, all or nothing. Raises StoreError when a newer ccdrill made it."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise StoreError(
            f"{place} was made by a newer ccdrill (format {version}, this one knows {len(MIGRATIONS)})",
            "Update ccdrill, or use another data folder with --data.",
        )
    if version == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for statements in MIGRATIONS[version:]:
            for statement in statements.split(";"):
                if statement.strip():
                    connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
