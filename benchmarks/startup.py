"""How long people wait: `--version`, the library and the exercise screen, against a minimal Textual app in the same run.

Prints figures and ratios, exits 1 above a limit. Every start is a fresh process; the best of several counts, taken in turns,
so that a busy machine slows all of them alike.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 12
LIMITS = {"library": 1.4, "exercise": 1.8}
ROOT = Path(__file__).parents[1]

MINIMAL = """
from time import perf_counter
began = perf_counter()
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("hello")
    def on_mount(self):
        self.call_after_refresh(self.exit)
app = Minimal()
app.run(headless=True, size=(80, 24))
print(perf_counter() - began)
"""
LIBRARY = """
from time import perf_counter
began = perf_counter()
import ccdrill.cli
from ccdrill.bootstrap import House
from ccdrill.settings import Flags, read_settings
from ccdrill.tui.app import CcdrillApp
house = House(read_settings(Flags()))
app = CcdrillApp(house)
app.when_ready = app.exit
app.run(headless=True, size=(80, 24))
print(perf_counter() - began)
"""
EXERCISE = """
from time import perf_counter
began = perf_counter()
import ccdrill.cli
from ccdrill.bootstrap import House
from ccdrill.settings import Flags, read_settings
from ccdrill.tui.app import CcdrillApp
from ccdrill.session.session import Team
house = House(read_settings(Flags()))
session = house.begin(house.exercise("ivr-solo"), Team())
app = CcdrillApp(house, session=session)
app.when_ready = app.exit
app.run(headless=True, size=(80, 24))
print(perf_counter() - began)
"""
VERSION = """
from time import perf_counter
began = perf_counter()
import contextlib, io
from ccdrill.cli import entry_point
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    entry_point(["--version"])
print(perf_counter() - began)
"""


def seconds(code: str, folder: str) -> float:
    """What one fresh process measured, from its first line to its first whole screen."""
    environment = os.environ | {
        "CCDRILL_DATA": folder,
        "CCDRILL_CONFIG": str(Path(folder) / "none.toml"),
        "TERM": "xterm-256color",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return float(done.stdout.strip().split("\n")[-1])


def main() -> int:
    """Prints the table."""
    programs = {"minimal": MINIMAL, "library": LIBRARY, "exercise": EXERCISE, "version": VERSION}
    best: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            for name, code in programs.items():
                best[name] = min(best.get(name, 1e9), seconds(code, folder))
    failed = False
    for name, took in best.items():
        ratio = took / best["minimal"]
        limit = LIMITS.get(name)
        failed |= limit is not None and ratio > limit
        print(f"{name:<9} {took * 1000:7.1f} ms   {ratio:5.2f}x" + (f"   limit {limit}x" if limit else ""))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
