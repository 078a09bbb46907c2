"""What pictures need to be the same every time: clocks that stand, and paths that do not tell where the tests run."""

from pathlib import Path

import pytest

from tests.tui.quick import quick_keys

__all__ = ["quick_keys"]


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for screen in ("exercise", "console"):
        monkeypatch.setattr(f"ccdrill.tui.screens.{screen}.monotonic", lambda: 1000.0)
