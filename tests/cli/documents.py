"""Guides that are followed to the letter: their files are written, their commands typed, their outputs looked for.

A comment before a block says what the block is: `<!-- a/path -->` a file to write, `<!-- a/path holds -->` a part of a file
that must be there, `<!-- output -->` what the last command printed among other things, `<!-- ends with 1 -->` how a command
ends. Without one, a block of `sh` is typed, and ends with 0; others are only read.
"""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.cli.program import Done, Program

DOCS = Path(__file__).parents[2] / "docs"
_BLOCK = re.compile(
    r"(?:^<!-- (?P<note>[^\n]+) -->\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Step:
    """One block of a guide."""

    kind: Literal["file", "part", "output", "command", "aside"]
    text: str
    path: str = ""
    code: int = 0


def steps_of(name: str) -> list[Step]:
    """The blocks of a guide, in order."""
    text = (DOCS / name).read_text(encoding="utf-8")
    assert text.count("```") == 2 * len(_BLOCK.findall(text)), "a block was not understood"
    return [_step(match["note"] or "", match["language"], match["text"]) for match in _BLOCK.finditer(text)]


def _step(note: str, language: str, text: str) -> Step:
    if note == "output":
        return Step("output", text)
    if note.endswith(" holds"):
        return Step("part", text, path=note.removesuffix(" holds"))
    if language == "sh":
        return Step("command", text, code=int(note.removeprefix("ends with ") or 0))
    return Step("file", text, path=note) if note else Step("aside", text)


def follow(program: Program, steps: list[Step]) -> None:
    """Does what the guide says; fails where it does not come true."""
    last = Done(0, "", "")
    for step in steps:
        match step.kind:
            case "file":
                (program.folder / step.path).parent.mkdir(parents=True, exist_ok=True)
                (program.folder / step.path).write_text(step.text, encoding="utf-8")
            case "part":
                assert step.text in (program.folder / step.path).read_text(encoding="utf-8")
            case "output":
                assert step.text in last.out + last.err
            case "command":
                for line in step.text.splitlines():
                    last = _type(program, line)
                    assert last.code == step.code, f"{line}\n{last.out}{last.err}"


def _type(program: Program, line: str) -> Done:
    words = shlex.split(line)
    assert words[0] == "ccdrill"
    if "<" not in words:
        return program(*words[1:], typed="quit\n")
    assert words[-2] == "<"
    return program(*words[1:-2], typed=(program.folder / words[-1]).read_text(encoding="utf-8"))
