"""checks.toml: a project says how severe it takes a finding; what keeps a file from being used stays an error."""

from pathlib import Path

import pytest

from ccdrill.authoring.library.library import Library
from ccdrill.authoring.reading.limits import MAX_PROBLEMS
from ccdrill.checking import check_paths
from tests.builders import TINY_SCENARIO, write_library

LONELY = TINY_SCENARIO.replace("flags: {", "flags: {lonely: false, ")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with one warning."""
    return write_library(tmp_path / "own", scenario=LONELY)


def found(folder: Path) -> list[str]:
    _, diagnostics = check_paths(Library((folder,)), (folder,), [str(folder)])
    return [f"{one.severity} {one.code} {Path(one.file).name}:{one.line}:{one.column}" for one in diagnostics]


def say(folder: Path, text: str) -> list[str]:
    (folder / "checks.toml").write_text(text, encoding="utf-8")
    return found(folder)


def test_without_it_a_finding_is_what_it_is(folder: Path):
    assert found(folder) == ["warning flag-never-read tiny.yaml:13:9"]


def test_a_finding_can_be_raised_lowered_and_left_out(folder: Path):
    assert say(folder, '[severity]\nflag-never-read = "error"\n') == ["error flag-never-read tiny.yaml:13:9"]
    assert say(folder, '[severity]\nflag-never-read = "note"\n') == ["note flag-never-read tiny.yaml:13:9"]
    assert say(folder, '[severity]\n"flag-never-read" = "off"\n') == []


def test_another_folder_keeps_its_own(folder: Path, tmp_path: Path):
    other = write_library(tmp_path / "other", scenario=LONELY)
    say(folder, '[severity]\nflag-never-read = "off"\n')
    assert found(other) == ["warning flag-never-read tiny.yaml:13:9"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[severity]\nflag-never-red = "off"\n', "error unknown-check checks.toml:2:1"),
        ('[severity]\n\nflag-never-read = "of"\n', "error wrong-value checks.toml:3:1"),
        ("[severity]\nflag-never-read = 3\n", "error wrong-value checks.toml:2:1"),
        ("[severity]\nflag-never-read = [1]\n", "error wrong-value checks.toml:2:1"),
        ('[severity]\nyaml-syntax = "off"\n', "error not-settable checks.toml:2:1"),
        ('[severities]\nflag-never-read = "off"\n', "error unknown-key checks.toml:1:2"),
        ("severity = 1\n", "error wrong-kind checks.toml:1:1"),
        ("[severity\n", "error bad-toml checks.toml:1:10"),
        ("[severity]\na = 1\na = 2\n", "error bad-toml checks.toml:3:6"),
        ("\x07", "error control-character checks.toml:1:1"),
        ("x = " + "[" * 20_000, "error bad-toml checks.toml:0:0"),
        ("[severity]\nleak-longest = " + "1" * 5_000, "error bad-toml checks.toml:0:0"),
        ("[severity]\na" + ".a" * 20_000 + " = 1\n", "error bad-toml checks.toml:2:1"),
        ("#" * 80_000 + "\n", "error too-large checks.toml:0:0"),
    ],
)
def test_what_can_not_be_read_is_told_at_its_place_and_sets_nothing(folder: Path, text: str, problem: str):
    told = say(folder, text)
    assert told[0] == problem
    assert told[-1] == "warning flag-never-read tiny.yaml:13:9"


def test_of_very_many_mistakes_only_the_first_are_looked_at(folder: Path):
    told = say(folder, "[severity]\n" + "".join(f'a{number} = "off"\n' for number in range(3_000)))
    assert sum(one.startswith("error unknown-check") for one in told) == MAX_PROBLEMS


def test_a_folder_by_that_name_is_told(folder: Path):
    (folder / "checks.toml").mkdir()
    assert found(folder)[0] == "error not-a-file checks.toml:0:0"
