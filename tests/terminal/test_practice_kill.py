"""`kill -9` at any instant loses no judgement that was explained."""

from pathlib import Path
from random import Random

import pytest

from ccdrill.store.judgements import SqliteJudgements
from tests.builders import write_library
from tests.cli.program import Program
from tests.decks import TINY_DECK
from tests.terminal.killed import kill_somewhere

pytestmark = pytest.mark.terminal

TYPED = "1 4\n\na\n2\n3\n\n3 1\n\n"
_LINES = 90
"""About as many as all of it prints. The program never waits here, so it may be anywhere beyond the last line read."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_library(tmp_path / "library", deck=TINY_DECK)
    (tmp_path / "settings.toml").write_text('library = ["library"]\n')
    return tmp_path


@pytest.mark.parametrize("seed", range(8))
def test_no_judgement_that_was_explained_is_lost_whenever_the_process_is_killed(
    folder: Path, program: Program, seed: int
) -> None:
    printed = kill_somewhere(folder, ("practice", "tiny-deck"), TYPED, _LINES, Random(seed))
    told = sum(line.startswith("FEEDBACK:") for line in printed)
    store = SqliteJudgements(folder / "data")
    person = store.find("")
    kept = len(store.judged_by(person.id)) if person is not None else 0
    store.close()
    assert told <= kept <= told + 1
    if person is not None:
        assert program("practice", "--results").code == 0
