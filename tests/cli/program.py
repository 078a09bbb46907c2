"""The commands, called in this process: what came out, and how it ended."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from ccdrill.cli import entry_point
from tests.builders import write_library

TO_THE_END = "escalate\n\n\n\ndivert\n\n\n\nphone\n\n\n\n\n"
"""Answers that play the tiny drill to its end."""


@dataclass(frozen=True)
class Done:
    """How a call ended."""

    code: int
    """Of the process."""
    out: str
    """Data."""
    err: str
    """Narration."""

    @property
    def run(self) -> str:
        """The id of the run that was played."""
        return self.out.partition("RUN: ")[2].partition("\n")[0]


@dataclass(frozen=True)
class Program:
    """`ccdrill`, as often as it is called."""

    folder: Path
    """Where data, settings and library are."""
    library: Path
    """The tiny files."""

    def __call__(self, *arguments: str | Path, typed: str = "") -> Done:
        """Calls it with these arguments; nothing is a terminal."""
        out, err = io.StringIO(), io.StringIO()
        with _typing(typed), redirect_stdout(out), redirect_stderr(err):
            try:
                entry_point(["--library", str(self.library), *map(str, arguments)])
            except SystemExit as end:
                code = end.code
        assert isinstance(code, int), code
        assert "Traceback" not in err.getvalue() + out.getvalue()
        return Done(code, out.getvalue(), err.getvalue())

    def play(self, *arguments: str, typed: str = TO_THE_END) -> Done:
        """Plays the tiny drill."""
        return self("run", "tiny-drill", "--plain", *arguments, typed=typed)


@contextmanager
def _typing(typed: str) -> Iterator[None]:
    with mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")):
        yield


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The commands, with the tiny library, away from everybody's home."""
    for name in ("CCDRILL_LIBRARY", "CCDRILL_THEME", "CCDRILL_TEAM", "CCDRILL_PLAIN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CCDRILL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CCDRILL_CONFIG", str(tmp_path / "settings.toml"))
    monkeypatch.chdir(tmp_path)
    return Program(tmp_path, write_library(tmp_path / "library"))
