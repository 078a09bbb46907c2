"""What tests of the commands share."""

from pathlib import Path

import pytest

from tests.builders import write_library
from tests.cli.program import Program


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The commands, with the tiny library, away from everybody's home."""
    for name in ("CCDRILL_LIBRARY", "CCDRILL_THEME", "CCDRILL_TEAM", "CCDRILL_PLAIN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CCDRILL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CCDRILL_CONFIG", str(tmp_path / "settings.toml"))
    monkeypatch.chdir(tmp_path)
    return Program(tmp_path, write_library(tmp_path / "library"))
