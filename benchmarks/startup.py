"""How long people wait: `--version`, the library and the exercise screen, against a minimal Textual app in the same run.

Prints figures and ratios, exits 1 above a limit. Every start is a fresh process with a data folder of its own; the best of
several counts, taken in turns, so that a busy machine slows all of them alike. One start of each goes before, uncounted: it
leaves the bytecode of ccdrill behind, as an installation does, and the files in memory. The programs do what the command
does, in its order: first the wiring, then the screens.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 12
RUNS = 200
MANY = f"with {RUNS} runs"
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
house = House(read_settings(Flags()))
from ccdrill.tui.app import CcdrillApp
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
house = House(read_settings(Flags()))
from ccdrill.session.session import Team
session = house.begin(house.exercise("ivr-solo"), Team())
from ccdrill.tui.app import CcdrillApp
app = CcdrillApp(house, session=session)
app.when_ready = app.exit
app.run(headless=True, size=(80, 24))
print(perf_counter() - began)
"""
VERSION = """
from time import perf_counter
began = perf_counter()
import contextlib, io, sys
from ccdrill.cli import entry_point
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    entry_point(["--version"])
heavy = sorted({"textual", "rich", "yaml", "transitions"} & sys.modules.keys())
assert not heavy, heavy
print(perf_counter() - began)
"""
PLAY = """
from sys import argv
from ccdrill.bootstrap import House
from ccdrill.session.deciding import commands
from ccdrill.session.session import Team
from ccdrill.settings import Flags, read_settings
house = House(read_settings(Flags()))
exercise = house.exercise("ivr-solo")
for number in range(int(argv[1])):
    session = house.begin(exercise, Team())
    session.handle(commands.Decide(choice=session.view().options[0].id))
    if number % 3:
        session.handle(commands.CutShort(reason=""))
"""


def main() -> int:
    """Prints the table."""
    programs = {"minimal": MINIMAL, "library": LIBRARY, "exercise": EXERCISE, "version": VERSION, MANY: LIBRARY}
    best = dict.fromkeys(programs, float("inf"))
    with tempfile.TemporaryDirectory() as played:
        run(PLAY, played, str(RUNS))
        for number in range(1 + ROUNDS):
            for name, code in programs.items():
                took = measured(code, played if name == MANY else None)
                if number:
                    best[name] = min(best[name], took)
    failed = False
    for name, took in best.items():
        ratio = took / best["minimal"]
        limit = LIMITS.get(name)
        failed |= limit is not None and ratio > limit
        print(f"{name:<17} {took * 1000:7.1f} ms   {ratio:5.2f}x" + (f"   limit {limit}x" if limit else ""))
    return int(failed)


def measured(code: str, folder: str | None) -> float:
    """What one fresh process measured, from its first line to its first whole screen, in seconds."""
    if folder is not None:
        return float(run(code, folder).strip().split("\n")[-1])
    with tempfile.TemporaryDirectory() as fresh:
        return measured(code, fresh)


def run(code: str, folder: str, *arguments: str) -> str:
    """What a process printed whose data and settings are in a folder."""
    environment = os.environ | {
        "CCDRILL_DATA": folder,
        "CCDRILL_CONFIG": str(Path(folder) / "none.toml"),
        "TERM": "xterm-256color",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # with it, every start would compile ccdrill anew
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout


if __name__ == "__main__":
    sys.exit(main())
