"""The whole debrief of a run, as a reader gets it, for every way in which a run can stand."""

from pathlib import Path

import pytest

from ccdrill.debrief.telling.render import SUFFIX, Format, render
from tests.debrief.runs import RUNS, debrief_of
from tests.golden import check_golden

GOLDEN = Path(__file__).parent / "golden"
FORMATS: tuple[Format, ...] = ("markdown", "json")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", RUNS)
def test_the_debrief_reads_as_it_was_last_read(name: str, form: Format) -> None:
    check_golden(GOLDEN / f"{name}{SUFFIX[form]}", render(debrief_of(name), form))


def test_no_golden_file_is_left_over() -> None:
    kept = {path.name for path in GOLDEN.iterdir() if not path.name.startswith(".")}
    assert kept == {f"{name}{SUFFIX[form]}" for name in RUNS for form in FORMATS}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", RUNS)
def test_lines_end_as_on_unix_and_the_last_one_ends(name: str, form: Format) -> None:
    text = render(debrief_of(name), form)
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert [line for line in text.split("\n") if line != line.rstrip()] == []
