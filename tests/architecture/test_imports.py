"""What must stay light does: which libraries a call of the program has loaded by the time it ends."""

import json
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import sources
from tests.builders import write_library
from tests.cli.program import TO_THE_END
from tests.running import run_program

HEAVY = {"textual", "rich", "yaml", "transitions", "msgspec", "sqlite3", "platformdirs", "asyncio", "fsrs"}
"""What only some calls need."""
SCREENS = {"textual", "rich", "asyncio"}
PAPER = {"html": "jinja2", "pdf": "typst", "docx": "docx"}
"""What a debrief in a format is written with."""
SPARED = {
    "ccdrill.authoring.checks": {"in_vain"},
    "ccdrill.authoring.decoding": {"explain", "mislaid"},
    "ccdrill.authoring.library": {"rehearsable"},
    "ccdrill.authoring.reading": {"pasted", "raw", "yaml_problems"},
    "ccdrill.authoring.telling": {"causes"},
    "ccdrill.model": {"events", "privacy"},
    "ccdrill.rehearsal.best": {"best"},
    "ccdrill.rehearsal.survey": {"proving", "searching", "slices", "wandering", "why"},
    "ccdrill.rehearsal.telling": {"folding", "told", "whence"},
    "ccdrill": {"debrief", "scoring", "session", "store"},
}
"""What only findings, or drills, ask for: a scenario is checked over and over while it is written."""
_LOADED = "import json, sys; sys.stderr.write('\\n' + json.dumps(sorted(sys.modules)))"
_CALL = f"import sys; from ccdrill.cli import entry_point\ntry: entry_point(sys.argv[1:])\nfinally:\n {_LOADED}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library, and a run that was played to its end."""
    folder = tmp_path_factory.mktemp("imports")
    write_library(folder / "library")
    (folder / "settings.toml").write_text('library = ["library"]\n')
    run_program(folder, "run", "tiny-drill", typed=TO_THE_END)
    return folder


_BY_LOGGING = {"dataclasses"} if sys.version_info >= (3, 14) else set()
"""What Python's own logging, which transitions needs, loads by itself."""


def loaded_by(folder: Path, program: str, *arguments: str, typed: str = "") -> tuple[int, set[str]]:
    """The exit code of a process, and the names of every module that it had loaded."""
    done = run_program(folder, *arguments, typed=typed, program=("-c", program))
    return done.returncode, set(json.loads(done.stderr.decode().splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["run", "--help"],
        ["score", "--help"],
        ["runs", "--help"],
        ["debrief", "--help"],
        ["practice", "--help"],
        ["papers", "--help"],
        ["no-such"],
    ],
)
def test_what_needs_no_content_loads_nothing_heavy(folder: Path, arguments: list[str]) -> None:
    code, loaded = loaded_by(folder, _CALL, *arguments)
    assert code == (2 if arguments == ["no-such"] else 0)
    assert "click" in loaded
    assert not loaded & HEAVY


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "library"],
        ["list"],
        ["runs"],
        ["run", "tiny-drill"],
        ["debrief", "last"],
        ["papers", "tiny-drill", "--for", "facilitator"],
        ["practice", "--items", "1"],
    ],
)
def test_no_command_without_screens_loads_a_screen_library(folder: Path, arguments: list[str]) -> None:
    code, loaded = loaded_by(folder, _CALL, *arguments, typed="q\n" if arguments[0] == "practice" else TO_THE_END)
    assert code == 0
    assert "yaml" in loaded or arguments[0] == "runs"
    assert "ccdrill.plain.player" in loaded or arguments[0] != "run"
    assert not loaded & SCREENS
    assert not {name for name in loaded if name.startswith("ccdrill.tui")}
    assert ("fsrs" in loaded) == (arguments[0] == "practice")


@pytest.mark.parametrize("form", ["markdown", "json", *PAPER])
def test_a_debrief_loads_what_its_format_is_written_with_and_no_other(folder: Path, form: str) -> None:
    output = () if form in ("markdown", "json") else ("--output", f"debrief.{form}")
    code, loaded = loaded_by(folder, _CALL, "debrief", "last", "--format", form, *output)
    assert code == 0
    assert loaded & set(PAPER.values()) == ({PAPER[form]} if form in PAPER else set())
    assert not loaded & SCREENS


def test_a_scenario_without_findings_loads_nothing_that_only_explains_them(folder: Path) -> None:
    code, loaded = loaded_by(folder, _CALL, "check", "library/scenarios/tiny.yaml")
    assert code == 0
    assert {"ccdrill.rehearsal.telling.verdicts", "transitions"} <= loaded
    spared = {f"{room}.{name}" for room, names in SPARED.items() for name in names}
    assert not spared - {source.name for source in sources()}, "a module that was moved is spared where it is now"
    assert not loaded & spared
    assert not loaded & ({"dataclasses", "difflib", "unicodedata"} - _BY_LOGGING)


def test_nothing_is_collected_while_a_scenario_is_checked(folder: Path) -> None:
    told = "sys.stderr.write(str(gc.get_stats()[0]['collections'] - before))"
    ending = f"def told(code):\n {told}\n sys.stderr.flush()\n end(code)"
    begun = "before = gc.get_stats()[0]['collections']; end, os._exit = os._exit, told; script()"
    program = f"import gc, os, sys; from ccdrill.cli import script\n{ending}\n{begun}"
    done = run_program(folder, "check", "library/scenarios/tiny.yaml", program=("-c", program))
    assert (done.returncode, done.stderr) == (0, b"0")


def test_the_root_of_a_room_exports_nothing_heavy(folder: Path) -> None:
    """Whoever imports one module of a room pays for its root as well."""
    roots = [source.name for source in sources() if source.is_package]
    assert "ccdrill.tui" in roots
    program = "\n".join([*(f"import {root}" for root in roots), _LOADED])
    code, loaded = loaded_by(folder, program)
    assert code == 0
    assert set(roots) <= loaded
    assert not loaded & HEAVY
