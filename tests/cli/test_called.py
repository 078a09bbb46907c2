"""How the program was started, as a hint gives it back."""

import sys
from pathlib import Path

import pytest

from ccdrill.cli.called import installing, joined, started_by


def program(folder: Path, name: str) -> str:
    path = folder / name
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("process", "script", "words"),
    [
        (["python", "-m", "ccdrill", "run", "x"], "/lib/ccdrill/__main__.py", ["python", "-m", "ccdrill"]),
        ([".venv/bin/python", "-X", "dev", "-m", "ccdrill"], "x", [".venv/bin/python", "-X", "dev", "-m", "ccdrill"]),
        (["/opt/python", "/opt/bin/ccdrill", "resume"], "/opt/bin/ccdrill", ["/opt/bin/ccdrill"]),
        (
            ["C:/python.exe", "C:/venv/Scripts/ccdrill.exe"],
            "C:/venv/Scripts/ccdrill.exe",
            ["C:/venv/Scripts/ccdrill.exe"],
        ),
        (["python", "-m", "pytest", "tests"], "/lib/pytest/__main__.py", ["ccdrill"]),
        (["python", "-m"], "", ["ccdrill"]),
    ],
)
def test_the_words_are_those_that_were_typed(process: list[str], script: str, words: list[str]):
    assert started_by(process, script) == words


@pytest.mark.skipif(sys.platform == "win32", reason="there PATH finds programs by their endings")
def test_a_program_that_the_path_finds_is_called_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    script, python = program(tmp_path, "ccdrill"), program(tmp_path, "python")
    assert started_by([python, script, "run"], script) == ["ccdrill"]
    assert started_by([python, "-m", "ccdrill"], "x") == ["python", "-m", "ccdrill"]
    (tmp_path / "elsewhere").mkdir()
    other = program(tmp_path / "elsewhere", "ccdrill")
    assert started_by([python, other], other) == [other]


@pytest.mark.skipif(sys.platform == "win32", reason="another shell quotes otherwise")
def test_folders_with_blanks_can_be_pasted():
    assert joined(["ccdrill", "--data", "/home/ann/my runs"]) == "ccdrill --data '/home/ann/my runs'"


@pytest.mark.skipif(sys.platform == "win32", reason="another shell quotes otherwise")
def test_an_extra_is_installed_by_the_interpreter_that_runs(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "executable", "/opt/my tools/bin/python")
    assert installing("graph") == "'/opt/my tools/bin/python' -m pip install 'ccdrill[graph]'"
