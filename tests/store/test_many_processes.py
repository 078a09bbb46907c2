"""Several processes on one database: none waits for ever, none loses or repeats anything."""

from pathlib import Path

from ccdrill.session.stored import prove
from ccdrill.store.judgements import SqliteJudgements
from ccdrill.store.sqlite import SqliteStore
from tests.store.rows import at_once, play_some

BEGIN = (
    "import sys; from pathlib import Path; from itertools import count; from tests.store.rows import *\n"
    "start = int(sys.argv[2]) * 100\n"
    "for n in range(5): play_some(Path(sys.argv[1]), FakeChance(count(start + n * 10)))\n"
)
NOTE = (
    "import sys; from pathlib import Path; from tests.store.rows import *\n"
    "from itertools import count\n"
    "from ccdrill.model.errors import StaleRun; from ccdrill.session.deciding.commands import WriteNote\n"
    "from ccdrill.session.opening import resume_session\n"
    "store = SqliteStore(Path(sys.argv[1])); (run,) = store.run_ids()\n"
    "world = World(store=store, clock=FakeClock(), chance=FakeChance(count(int(sys.argv[2]) * 1000)))\n"
    "session = resume_session(world, run); done = 0\n"
    "while done < 15:\n"
    "    try: session.handle(WriteNote(text=f'{sys.argv[2]}-{done}')); done += 1\n"
    "    except StaleRun: pass\n"
)

LIST = (
    "import sys; from pathlib import Path; from tests.store.rows import *; SqliteStore(Path(sys.argv[1])).run_ids()\n"
)
EXPECT = (
    "import sys; from pathlib import Path; from tests.store.rows import *\n"
    "store = SqliteStore(Path(sys.argv[1])); (run,) = store.run_ids(); assert store.read(run).beat == 90\n"
)


def test_processes_that_begin_runs_in_a_new_folder_at_once_all_succeed(tmp_path: Path) -> None:
    at_once(BEGIN, tmp_path / "data", 4)
    store = SqliteStore(tmp_path / "data")
    assert len(store.run_ids()) == 20
    for run in store.run_ids():
        prove(store.read(run))


def test_processes_that_write_to_one_run_at_once_never_overwrite_each_other(tmp_path: Path) -> None:
    run = play_some(tmp_path / "data").run
    at_once(NOTE, tmp_path / "data", 3)
    store = SqliteStore(tmp_path / "data")
    stored = store.read(run)
    prove(stored)
    notes = {kept.text for kept in stored.beside.texts} - {"by the book"}
    assert notes == {f"{number}-{done}" for number in (1, 2, 3) for done in range(15)}
    assert len(stored.links) == 3 + 45


def test_a_program_that_ends_takes_nothing_from_one_that_has_runs_and_judgements_open(tmp_path: Path) -> None:
    data = tmp_path / "data"
    run = play_some(data).run
    runs, judgements = SqliteStore(data), SqliteJudgements(data)
    assert (runs.run_ids(), judgements.damage()) == ((run,), ())
    at_once(LIST, data, 1)
    runs.beat(run, runs.head(run), 90)
    at_once(EXPECT, data, 1)
