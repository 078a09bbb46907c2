"""Texts of several lines that a reader of YAML does not take for one: without their |, or with a line that falls out."""

import re
from typing import NamedTuple

_HEADER = re.compile(r" *(?:- +)?([\w-]+): *[|>][-+]? *(?:#.*)?")
_BARE_HEADER = re.compile(r" *(?:- +)?(narrative|body|text|outcome|notes|say|summary|answer): *(?:#.*)?")
_ENTRY = re.compile(r" *(?:- +)?(?:[\w.-]+:(?: |$)|#|- )")
_MOST_LINES = 60
"""Lines above the place where a reader stumbles that are looked through."""


class Broken(NamedTuple):
    """Where a text of several lines breaks."""

    offset: int
    """In characters from the start of the file."""
    message: str
    """What is wrong."""
    cure: str
    """What to do."""


def find_broken_block(text: str, offset: int) -> Broken | None:
    """The text of several lines that ends too early at or above a syntax error, or that never began."""
    begin = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    above = text[:begin].split("\n")[:-1][-_MOST_LINES:]
    lines = [*above, text[begin : end if end >= 0 else None]]
    starts = [begin - sum(len(line) + 1 for line in above[index:]) for index in range(len(above) + 1)]
    return _fallen_out(lines, starts) or _without_sign(lines, starts)


def _fallen_out(lines: list[str], starts: list[int]) -> Broken | None:
    """A line of prose that stands further left than the text above it."""
    for index in range(len(lines) - 1, 0, -1):
        line = lines[index]
        if not line.strip() or _ENTRY.match(line):
            continue
        header = next((at for at in range(index - 1, -1, -1) if _indentation(lines[at]) <= _indentation(line)), None)
        deeper = [one for one in lines[(header or 0) : index] if one.strip()]
        block = next((at for at in range(len(deeper)) if _HEADER.fullmatch(deeper[at])), None)
        if block is None or len(deeper) < block + 2:
            continue
        inside = deeper[block + 1 :]
        if min(map(_indentation, inside)) > max(_indentation(line), _indentation(deeper[block])):
            message = "the text above ends before this line, which is not indented like it"
            return Broken(starts[index] + _indentation(line), message, "Indent it like the lines above.")
    return None


def _without_sign(lines: list[str], starts: list[int]) -> Broken | None:
    """A key of a text that stands alone, with prose below it."""
    for index in range(len(lines) - 2, -1, -1):
        match = _BARE_HEADER.fullmatch(lines[index])
        if match is None:
            continue
        below = lines[index + 1]
        if _indentation(below) <= _indentation(lines[index]) or not below.strip() or _ENTRY.match(below):
            return None
        if any(line.strip() and _indentation(line) <= _indentation(lines[index]) for line in lines[index + 1 :]):
            return None
        message = f"the text below '{match[1]}:' has several lines, and nothing says so"
        return Broken(starts[index] + match.start(1), message, f"Write | behind the colon: '{match[1]}: |'.")
    return None


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" ")) if line.strip() else 10_000
