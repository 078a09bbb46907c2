"""The scripts in this folder: answers to whole drills, a line each, as people type them in plain mode.

A script is called after its drill. Its first lines, comments, say what it does and how it ends. An empty line leaves open
what is asked.
"""

from dataclasses import dataclass
from pathlib import Path

from ccdrill.authoring.library.library import Library

_FOLDER = Path(__file__).parent
DRILLS = tuple(sorted(Library().ids("drill")))
"""All that are shipped: each has its plays, and fits the screen."""


@dataclass(frozen=True)
class Script:
    """One of them."""

    name: str
    text: str

    @property
    def drill(self) -> str:
        return next(drill for drill in DRILLS if self.name.startswith(f"{drill}-"))

    @property
    def said(self) -> str:
        """What the comments say."""
        return " ".join(line.lstrip("# ") for line in self.text.splitlines() if line.startswith("#"))

    @property
    def lines(self) -> list[str]:
        """What is typed."""
        return [line for line in self.text.splitlines() if not line.startswith("#")]


SCRIPTS = {path.stem: Script(path.stem, path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.txt"))}
"""By name."""
