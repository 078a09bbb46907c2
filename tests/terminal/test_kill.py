"""`kill -9` at any instant loses nothing that was printed: the run is whole, and goes on from there."""

from pathlib import Path
from random import Random

import pytest

from ccdrill.model.events import Amended, Decided, ExhibitOpened, LedOn, Noted, TakenBack, WrittenIn
from ccdrill.session.run.ports import StoredRun
from ccdrill.session.run.run import Run
from ccdrill.session.stored import open_stored, prove
from ccdrill.store.sqlite import SqliteStore
from tests.builders import TINY_DRILL, write_library
from tests.cli.program import Program
from tests.running import run_program
from tests.session.stage import TEAM_DRILL
from tests.terminal.killed import kill_somewhere

pytestmark = pytest.mark.terminal

TYPED = (
    "note the first\na\nretry\n\n\n2\nundo we meant the other\nescalate\nt\n2\n3\nnote the second\ndivert\n\n\n\n"
    "undo\nlog\ndivert\ne\n1\n4\nfill\n\n\n2\nnote the third\nphone\na\n1\n4\nnote the last\n\n"
).splitlines(keepends=True)
LED = (
    "note the first\noptions\n0 We unplug it\nisolate\n10m\ncontain\nt\n\n3\nnote the second\nlead tell We run late\n"
    "undo\noptions\n0 We wait\n\n\n\nnote the third\nlead tell Now it is time\nundo\nlead tell Again\noptions\n"
    "phone\na\n1\n4\nnote the last\n\n"
).splitlines(keepends=True)
"""What a facilitator types who takes what no choice says, and leads the story on."""
PRINTED = {
    "DECIDED:": Decided | WrittenIn,
    "Led on to ": LedOn,
    "Noted.": Noted,
    "Taken back: ": TakenBack,
    "Filled in.": Amended,
    "EXHIBIT ": ExhibitOpened,
}
"""What a line that begins so says was recorded."""
_LINES = 200
"""About as many as all of it prints. The program never waits here, so it may be anywhere beyond the last line read."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_library(tmp_path / "library")
    (tmp_path / "settings.toml").write_text('library = ["library"]\n')
    return tmp_path


def read_only_run(folder: Path) -> tuple[StoredRun, Run] | None:
    store = SqliteStore(folder / "data")
    try:
        runs = store.run_ids()
        if not runs:
            return None
        stored = store.read(runs[0])
    finally:
        store.close()
    prove(stored)
    return stored, open_stored(stored)[1]


@pytest.mark.parametrize(
    ("drill", "typed", "seed"),
    [(TINY_DRILL, TYPED, seed) for seed in range(12)] + [(TEAM_DRILL, LED, seed) for seed in range(6)],
)
def test_nothing_that_was_printed_is_lost_whenever_the_process_is_killed(
    folder: Path, program: Program, drill: str, typed: list[str], seed: int
) -> None:
    write_library(folder / "library", drill=drill)
    printed = kill_somewhere(folder, ("run", "tiny-drill"), "".join(typed), _LINES, Random(seed))
    found = read_only_run(folder)
    if found is None:
        assert not any(line.startswith("RUN:") for line in printed)
        return
    stored, run = found
    for label, kind in PRINTED.items():
        told = sum(line.startswith(label) for line in printed)
        kept = sum(isinstance(entry.event, kind) for entry in run.entries)
        assert told <= kept <= told + 1, f"{label} was printed {told} times and recorded {kept} times"
    notes = {"the first", "the second", "the third", "the last"}
    assert len(notes & {kept.text for kept in stored.beside.texts}) == sum(
        isinstance(entry.event, Noted) for entry in run.entries
    )
    resumed = program("resume", "last", "--plain", typed="quit\n").out
    standing = [decision.entry.seq for decision in run.decisions]
    assert resumed.count(" decided: ") == len(standing)
    assert program("runs", "verify").code == 0


def test_a_run_that_was_killed_is_played_on_to_its_end(folder: Path) -> None:
    for seed in range(3):
        kill_somewhere(folder, ("run", "tiny-drill"), "".join(TYPED), _LINES, Random(100 + seed))
    assert run_program(folder, "resume", "last", typed="".join(TYPED[-4:])).returncode in (0, 2)
    done = run_program(folder, "resume", "last", typed="end\n\n")
    assert done.returncode == 0
    assert b"DEBRIEF" in done.stdout
    assert run_program(folder, "runs", "verify").returncode == 0
