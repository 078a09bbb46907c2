"""Killed before any statement of SQL: what was being recorded or taken in is there whole, or not at all."""

from itertools import count
from pathlib import Path

from ccdrill.session.stored import prove
from ccdrill.store.archive import pack
from ccdrill.store.sqlite import SqliteStore
from tests.builders import FakeChance
from tests.store.rows import keep_as_format_1, killed_at_every_statement, killing, play_some

pytestmark = killing

IMPORTS = """
from ccdrill.session.deciding.commands import WriteNote
from ccdrill.session.opening import resume_session
from ccdrill.session.run.world import World
from ccdrill.store.archive import read_archive
from tests.builders import FakeChance, FakeClock
"""
NOTE = """
world = World(store=store, clock=FakeClock(), chance=FakeChance(count(900)))
resume_session(world, store.run_ids()[0]).handle(WriteNote(text="nobody rang"))
"""
IMPORT = 'store.create(read_archive(begun.with_name("run.json")))'


def test_a_note_is_there_with_its_event_or_neither_is(tmp_path: Path) -> None:
    stored = play_some(tmp_path / "data")
    found = []
    for folder in killed_at_every_statement(tmp_path / "data", NOTE, IMPORTS):
        kept = SqliteStore(folder).read(stored.run)
        assert prove(kept).unproved == ()
        found.append((len(kept.links), "nobody rang" in {one.text for one in kept.beside.texts}))
    assert sorted(set(found)) == [(3, False), (4, True)]
    assert found == sorted(found)


def test_a_run_that_is_taken_in_is_there_with_all_that_stands_beside_it_or_not_at_all(tmp_path: Path) -> None:
    other = keep_as_format_1(tmp_path / "other")
    own = play_some(tmp_path / "data", FakeChance(count(50))).run
    (tmp_path / "run.json").write_bytes(pack(other))
    found = []
    for folder in killed_at_every_statement(tmp_path / "data", IMPORT, IMPORTS):
        store = SqliteStore(folder)
        assert store.run_ids() in ((own,), (other.run, own))
        found.append(other.run in store.run_ids())
        assert not found[-1] or store.read(other.run) == other
    assert set(found) == {False, True}
