"""`ccdrill debrief` as documents: to a file or a pipe, whole or not at all."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ccdrill.reports import html
from tests.builders import write_library
from tests.cli.program import TO_THE_END, Program
from tests.running import run_program

STARTS = {"html": b"<!DOCTYPE html>", "pdf": b"%PDF-", "docx": b"PK\x03\x04"}
LIBRARIES = {"html": "jinja2", "pdf": "typst", "docx": "docx"}


@pytest.fixture
def run(program: Program) -> str:
    """A run that was played to its end."""
    return program.play().run


@pytest.fixture
def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for library in LIBRARIES.values():
        monkeypatch.setitem(sys.modules, library, None)
    html.template.cache_clear()
    yield
    html.template.cache_clear()


@pytest.mark.parametrize("form", STARTS)
def test_a_document_is_written_to_a_file_and_not_over_another(program: Program, run: str, form: str) -> None:
    file = Path(f"debrief.{form}")
    done = program("debrief", run, "--output", file)
    assert (done.code, done.out) == (0, "") and f"Wrote {file}" in done.err
    first = file.read_bytes()
    assert first.startswith(STARTS[form])
    assert program("debrief", run, "--output", file).code == 2
    assert program("debrief", run, "--output", file, "--force").code == 0
    assert file.read_bytes() == first


def test_what_is_asked_for_comes_before_what_the_name_says(program: Program, run: str) -> None:
    assert program("debrief", run, "--format", "html", "--output", "debrief.md").code == 0
    assert Path("debrief.md").read_bytes().startswith(STARTS["html"])
    assert program("debrief", run, "--output", "debrief.json").code == 0
    assert Path("debrief.json").read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize("form", STARTS)
@pytest.mark.usefixtures("without_the_extra")
def test_without_the_extra_nothing_is_written_and_what_to_install_is_said(
    program: Program, run: str, form: str
) -> None:
    done = program("debrief", run, "--format", form, "--output", "debrief.file")
    assert (done.code, done.out) == (2, "")
    assert f"{form.upper()} needs" in done.err and "-m pip install 'ccdrill[reports]'" in done.err.replace('"', "'")
    assert sorted(path.name for path in program.folder.iterdir() if "debrief" in path.name) == []


@pytest.mark.usefixtures("without_the_extra")
def test_without_the_extra_text_is_written_as_ever(program: Program, run: str) -> None:
    assert program("debrief", run).out.startswith("# Debrief")
    assert program("debrief", run, "--format", "json").out.startswith("{")


class Terminal(io.StringIO):
    """Standard output that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("more", [[], ["--output", "-"]])
def test_a_terminal_is_spared_what_nobody_can_read(
    program: Program, run: str, monkeypatch: pytest.MonkeyPatch, form: str, more: list[str]
) -> None:
    monkeypatch.setattr("tests.cli.program.io.StringIO", Terminal)
    done = program("debrief", run, "--format", form, *more)
    assert (done.code, done.out) == (2, "")
    assert "name a file with --output, or pipe it on" in done.err


def test_a_document_can_be_piped_on_as_it_would_be_written(tmp_path: Path) -> None:
    write_library(tmp_path / "library")
    (tmp_path / "settings.toml").write_text('library = ["library"]\n')
    run_program(tmp_path, "run", "tiny-drill", typed=TO_THE_END)
    for form, start in STARTS.items():
        piped = run_program(tmp_path, "debrief", "last", "--format", form)
        assert (piped.returncode, piped.stderr) == (0, b"")
        assert piped.stdout.startswith(start)
        run_program(tmp_path, "debrief", "last", "--output", f"debrief.{form}")
        assert (tmp_path / f"debrief.{form}").read_bytes() == piped.stdout
