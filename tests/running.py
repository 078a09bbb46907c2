"""Running the program in a process of its own, away from the home folder of whoever runs the tests."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import ccdrill

ROOT = Path(ccdrill.__file__).parent.parent
"""Where `python -m ccdrill` finds this ccdrill, and not another that is installed."""
PATIENCE = 60.0
"""Seconds after which a process that should have ended is taken for stuck."""
_NOBODY = 65534

permissions = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are POSIX's")


@contextmanager
def unprivileged() -> Iterator[None]:
    """As somebody whom permissions bind: they don't bind root. Import what is needed before."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def give_away(path: Path) -> None:
    """To whom `unprivileged` is, with everything in it."""
    if os.geteuid() == 0:
        for one in (path, *path.rglob("*")):
            os.chown(one, _NOBODY, -1)


def surroundings(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a process whose data and settings are in a folder."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("CCDRILL_", "_CCDRILL", "PYTHON"))
    }
    own = {
        "CCDRILL_DATA": str(folder / "data"),
        "CCDRILL_CONFIG": str(folder / "settings.toml"),
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
    }
    return kept | own | more


def run_program(
    folder: Path, *arguments: str, typed: str | bytes = "", program: tuple[str, ...] = ("-m", "ccdrill"), **more: str
) -> "subprocess.CompletedProcess[bytes]":
    """Runs it to its end. Nothing is a terminal."""
    return subprocess.run(
        [sys.executable, *program, *arguments],
        input=typed.encode() if isinstance(typed, str) else typed,
        capture_output=True,
        check=False,
        cwd=folder,
        env=surroundings(folder, **more),
        timeout=PATIENCE,
    )
