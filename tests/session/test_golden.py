"""Runs that were exported long ago: they are imported, proved and scored the same for ever.

A failure here means that the meaning of recorded runs changed: raise `RULES`, keep what reads the old ones, add a file.
"""

from pathlib import Path

import msgspec
import pytest

from ccdrill.session.run.chain import START, open_links, seal_entry
from ccdrill.session.run.trace import score_run
from ccdrill.session.stored import open_stored, prove
from ccdrill.store.archive import pack, read_archive, unpack
from tests.session.golden.make import summary

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.json") if not path.stem.endswith(".score"))


def test_there_are_golden_runs() -> None:
    assert NAMES == ["facilitated-rules-1", "solo-rules-1", "team-rules-1", "team-sealed-names-rules-1"]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_imported_and_proved(name: str) -> None:
    prove(read_archive(GOLDEN / f"{name}.json"))


@pytest.mark.parametrize("name", NAMES)
def test_it_scores_the_same(name: str) -> None:
    exercise, run = open_stored(read_archive(GOLDEN / f"{name}.json"))
    expected = msgspec.json.decode((GOLDEN / f"{name}.score.json").read_bytes())
    assert summary(score_run(exercise, run)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_it_is_written_again_to_the_same_bytes(name: str) -> None:
    data = (GOLDEN / f"{name}.json").read_bytes()
    stored = unpack(data, name)
    assert pack(stored) == data
    previous = START
    for link, entry in zip(stored.links, open_links(stored.links), strict=True):
        assert seal_entry(entry, previous) == link
        previous = link.seal
