"""`kill -9` at any instant loses no judgement that was explained."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from ccdrill.store.judgements import SqliteJudgements
from tests.builders import write_library
from tests.decks import TINY_DECK
from tests.running import run_program, surroundings

pytestmark = pytest.mark.terminal

TYPED = "1 4\n\na\n2\n3\n\n3 1\n\n"
_LINES = 90
"""About as many as all of it prints. The program never waits here, so it may be anywhere beyond the last line read."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_library(tmp_path / "library", deck=TINY_DECK)
    (tmp_path / "settings.toml").write_text('library = ["library"]\n')
    return tmp_path


def practise_and_kill(folder: Path, chance: Random) -> list[str]:
    """Practises, kills the process somewhere, and gives back every line that it had printed."""
    with subprocess.Popen(
        [sys.executable, "-m", "ccdrill", "practice", "tiny-deck", "--plain"],
        cwd=folder,
        env=surroundings(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        process.stdin.write(TYPED)
        process.stdin.flush()
        printed = [process.stdout.readline() for _ in range(chance.randrange(_LINES))]
        process.kill()
        rest, errors = process.stdout.read(), process.stderr.read()
    assert "Traceback" not in errors
    return "".join([*printed, rest]).splitlines()


@pytest.mark.parametrize("seed", range(8))
def test_no_judgement_that_was_explained_is_lost_whenever_the_process_is_killed(folder: Path, seed: int) -> None:
    printed = practise_and_kill(folder, Random(seed))
    told = sum(line.startswith("FEEDBACK:") for line in printed)
    store = SqliteJudgements(folder / "data")
    person = store.find("")
    kept = len(store.judged_by(person.id)) if person is not None else 0
    store.close()
    assert told <= kept <= told + 1
    if person is not None:
        assert run_program(folder, "practice", "--results").returncode == 0
