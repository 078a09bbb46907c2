"""Every paper of the tiny line, as whoever prints it gets it."""

from pathlib import Path

import pytest

from ccdrill.papers.papers import PAPERS, Reader
from ccdrill.reports.markdown import render_markdown
from tests.golden import check_golden
from tests.papers.exercises import tiny

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("reader", PAPERS)
def test_the_paper_reads_as_it_was_last_read(reader: Reader) -> None:
    check_golden(GOLDEN / f"{reader}.md", render_markdown(PAPERS[reader](tiny())))


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.iterdir() if not path.name.startswith(".")} == set(PAPERS)


@pytest.mark.parametrize("reader", PAPERS)
def test_every_paper_says_that_it_is_an_exercise_and_who_may_read_it(reader: Reader) -> None:
    paper = PAPERS[reader](tiny())
    assert paper.marking == "THIS IS AN EXERCISE. Training."
    assert render_markdown(paper).splitlines()[2] == "**THIS IS AN EXERCISE.** Training."
