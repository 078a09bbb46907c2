"""What was deleted or erased is in no file of the data folder, wherever SQLite had moved it before."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from ccdrill.model.errors import StoreError
from ccdrill.model.exercise import Content
from ccdrill.model.ids import RunId
from ccdrill.session.run.ports import Beside, KeptText, Link, StoredRun
from ccdrill.store.connection import FILE
from ccdrill.store.sqlite import SqliteStore
from tests.store.rows import killed_at_every_statement, killing

RUNS = tuple(RunId(f"run-{number}") for number in range(4))
VICTIM = RUNS[0]
DRILL = "id: a drill that all of them were played with"
_LEFT_A_COPY = 38
"""The order of this seed makes SQLite leave a copy of a text in a page that it moved the text out of."""


def fill(store: SqliteStore, chance: Random) -> None:
    """Runs with many texts of many sizes, in an order in which pages fill up and are divided."""
    content = Content(kind="drill", id="d", version="1", text=DRILL)
    for run in RUNS:
        store.create(
            StoredRun(run=run, contents=(content,), links=(Link(seq=1, body=b"{}", seal="1"),), beside=Beside())
        )
    heads = dict.fromkeys(RUNS, 1)
    for _ in range(60):
        run = chance.choice(RUNS)
        text = KeptText(
            digest=f"{chance.getrandbits(256):064x}",
            salt="s",
            text=f"secret of {run}, " * chance.choice([1, 3, 20, 100]),
        )
        store.append(run, heads[run], [Link(seq=heads[run] + 1, body=b"{}", seal="2")], Beside(texts=(text,)))
        heads[run] += 1


def holds(folder: Path, text: str) -> bool:
    return any(text.encode() in path.read_bytes() for path in folder.iterdir())


@pytest.mark.parametrize(
    "do",
    [lambda store: store.delete(VICTIM), lambda store: store.erase(VICTIM, texts=True, names=False)],
    ids=["delete", "erase"],
)
@pytest.mark.parametrize("seed", [0, _LEFT_A_COPY])
def test_no_byte_of_it_is_left(tmp_path: Path, seed: int, do: Callable[[SqliteStore], None]) -> None:
    folder = tmp_path / "data"
    store = SqliteStore(folder)
    fill(store, Random(seed))
    assert holds(folder, f"secret of {VICTIM}")
    do(store)
    assert not holds(folder, f"secret of {VICTIM}")
    assert holds(folder, f"secret of {RUNS[1]}")
    store.close()
    assert not holds(folder, f"secret of {VICTIM}")


def test_what_was_played_goes_with_the_last_run_that_was_played_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = SqliteStore(folder)
    fill(store, Random(1))
    for run in RUNS:
        assert holds(folder, DRILL)
        store.delete(run)
    assert not holds(folder, DRILL)


def test_whoever_erases_while_another_program_reads_is_told_and_the_next_call_sees_to_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = SqliteStore(folder, wait_seconds=0.05)
    fill(store, Random(0))
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM kept_text").fetchone()
        with pytest.raises(StoreError, match="it is deleted, but the files may still hold") as told:
            store.erase(VICTIM, texts=True, names=True)
        assert "Whatever ccdrill does next" in told.value.hint
    assert store.read(VICTIM).beside == Beside()
    store.close()
    assert SqliteStore(folder).run_ids()
    assert not holds(folder, f"secret of {VICTIM}")


@killing
@pytest.mark.parametrize("do", [f"delete({VICTIM!r})", f"erase({VICTIM!r}, texts=True, names=True)"])
def test_who_is_killed_while_erasing_leaves_all_or_nothing_and_no_byte_once_it_is_gone(tmp_path: Path, do: str) -> None:
    store = SqliteStore(tmp_path / "data")
    fill(store, Random(_LEFT_A_COPY))
    store.close()
    gone = []
    for folder in killed_at_every_statement(tmp_path / "data", f"store.{do}"):
        store = SqliteStore(folder)
        texts = store.read(VICTIM).beside.texts if VICTIM in store.run_ids() else ()
        gone.append(not texts)
        assert len(texts) in (0, 16)
        assert holds(folder, f"secret of {VICTIM}") == bool(texts)
        assert holds(folder, f"secret of {RUNS[1]}")
    assert gone == sorted(gone)
    assert gone.count(True) > 2
    assert gone.count(False) > 5


def test_runs_that_are_there_are_counted_and_none_that_was_deleted(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "data")
    assert store.count() == 0
    fill(store, Random(1))
    assert store.count() == len(RUNS)
    store.delete(RUNS[0])
    assert store.count() == len(RUNS) - 1
    assert store.run_ids(last=2) == (RUNS[3], RUNS[2])
