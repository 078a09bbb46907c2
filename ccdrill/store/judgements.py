"""Judgements in SQLite: who practises, and what they judged, as rows and back. Names stand beside: no judgement holds one."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from ccdrill.model.errors import StoreError, UnknownName
from ccdrill.model.ids import PersonId
from ccdrill.practice.judged import Judged, Person
from ccdrill.store.connection import WAIT_SECONDS, Database

_LARGEST, _MOST = 64 * 1024, 200_000
"""Bytes of one judgement, which has some hundreds; judgements of one person, who makes ten a sitting."""


class SqliteJudgements:
    """The judgements of one data folder. Implements `JudgementStore`. Nothing is created before somebody is enrolled."""

    def __init__(self, folder: Path, wait_seconds: float = WAIT_SECONDS) -> None:
        """`folder` is the data folder; it need not exist yet. `wait_seconds`: how long to wait for other programs."""
        self._database = Database(folder, wait_seconds)

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()

    def find(self, name: str) -> Person | None:
        """See JudgementStore."""
        if not self._database.exists():
            return None
        with self._database.reading() as rows:
            return _find(rows, name)

    def enrol(self, person: Person) -> Person:
        """See JudgementStore."""
        with self._database.writing() as rows:
            known = _find(rows, person.name)
            if known is None:
                rows.execute(
                    "INSERT INTO practising SELECT ?, COALESCE(MAX(number), 0) + 1, ? FROM practising",
                    (person.id, person.name),
                )
        return known or person

    def record(self, judged: Judged) -> None:
        """See JudgementStore."""
        with self._database.writing() as rows:
            if not rows.execute("SELECT 1 FROM practising WHERE person = ?", (judged.person,)).fetchone():
                raise UnknownName(
                    "whoever practises here was forgotten meanwhile", "Begin again with: ccdrill practice"
                )
            rows.execute(
                "INSERT INTO judgement SELECT ?, COALESCE(MAX(number), 0) + 1, ? FROM judgement WHERE person = ?",
                (judged.person, msgspec.json.encode(judged), judged.person),
            )

    def judged_by(self, person: PersonId) -> tuple[Judged, ...]:
        """See JudgementStore. Raises StoreError for what ccdrill would not have written."""
        if not self._database.exists():
            return ()
        with self._database.reading() as rows:
            found = rows.execute(
                "SELECT CASE WHEN typeof(body) = 'blob' AND length(body) <= ? THEN body END FROM judgement"
                " WHERE person = ? ORDER BY number LIMIT ?",
                (_LARGEST, person, _MOST),
            )
            return tuple(_judgement(body, person) for (body,) in found)

    def damage(self) -> tuple[str, ...]:
        """Whose judgements are not all there, or not as ccdrill wrote them, and why; whether each is what was answered nothing proves.

        Raises StoreError where the tables can't be read at all.
        """
        if not self._database.exists():
            return ()
        with self._database.reading() as rows:
            people = rows.execute("SELECT person, name, number FROM practising ORDER BY number").fetchall()
            counted = {
                str(person): counts
                for person, *counts in rows.execute(
                    "SELECT person, COUNT(*), MIN(number), MAX(number) FROM judgement GROUP BY person"
                )
            }
        return tuple(found for *row, number in people if (found := self._damage_of(number, row, counted)))

    def _damage_of(self, number: object, row: Sequence[object], counted: Mapping[str, Sequence[object]]) -> str:
        """People are numbered as they came: there is no list of their names."""
        who, (person, name) = f"the judgements of person {number}", row
        if not isinstance(person, str) or not isinstance(name, str):
            return f"{who}: the id or the name is no text"
        count, first, last = counted.get(person, (0, 1, 0))
        if (first, last) != (1, count):
            return f"{who}: there are {count}, and their numbers go from {first} to {last}"
        try:
            self.judged_by(PersonId(person))
        except StoreError as error:
            return f"{who}: {error.message}"
        return ""

    def forget(self, person: PersonId) -> int:
        """See JudgementStore. What was erased is in no file of the store afterwards."""
        if not self._database.exists():
            return 0
        with self._database.deleting() as rows:
            erased = rows.execute("DELETE FROM judgement WHERE person = ?", (person,)).rowcount
            rows.execute("DELETE FROM practising WHERE person = ?", (person,))
        return erased


def _find(rows: sqlite3.Connection, name: str) -> Person | None:
    """Raises StoreError for an id that finds nobody: nothing would be erased under it, and it would be said to be."""
    wanted = name.casefold()
    for person, known in rows.execute("SELECT person, name FROM practising ORDER BY number"):
        if str(known).casefold() == wanted:
            if not rows.execute("SELECT 1 FROM practising WHERE person = ?", (str(person),)).fetchone():
                raise StoreError(
                    "the judgements under this name can't be found: their id is not as ccdrill wrote it",
                    "Restore a backup, or use another data folder with --data.",
                )
            return Person(id=PersonId(str(person)), name=str(known))
    return None


def _judgement(body: bytes | None, person: PersonId) -> Judged:
    try:
        found = msgspec.json.decode(body or b"", type=Judged)
        assert found.at
    except (msgspec.MsgspecError, ValueError) as error:
        raise _not_ours(str(error)) from None
    if found.person != person:
        raise _not_ours("one of them is somebody else's")
    return found


def _not_ours(why: str) -> StoreError:
    return StoreError(
        f"the judgements of this person hold what ccdrill did not write: {why}",
        "Forget them with: ccdrill practice --forget (and --as, where a name was given)",
    )
