"""Texts of several lines that a reader of YAML does not take for one: without their |, or with a line that falls out."""

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from msgspec import inspect

from ccdrill.authoring.reading.file_keys import all_keys, fields
from ccdrill.authoring.reading.shapes import bare
from ccdrill.model.scenario import Branch

_HEADER = re.compile(r" *(?:- +)?([\w-]+): *[|>][-+]? *(?:#.*)?")
_BARE_HEADER = re.compile(r" *(?:- +)?([a-z_]+): *(?:#.*)?")
_FIRST_WORD = re.compile(r" *([\w-]+)(?: |$)")
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
    return _not_indented(lines, starts) or _fallen_out(lines, starts) or _without_sign(lines, starts)


def _not_indented(lines: list[str], starts: list[int]) -> Broken | None:
    """The first line of a text that stands no further in than the key of which it is the text."""
    written = [index for index, line in enumerate(lines) if line.strip()]
    for above, index in reversed(list(pairwise(written))):
        header, line = _HEADER.fullmatch(lines[above]), lines[index]
        if header is None:
            continue
        if _ENTRY.match(line) or _indentation(line) > _indentation(lines[above]):
            return None
        message = f"the text of '{header[1]}' begins here, and is not indented"
        cure = f"Indent it, and all its lines, by {header.start(1) + 2}."
        return Broken(starts[index] + _indentation(line), message, cure)
    return None


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
        if _indentation(line) <= _indentation(deeper[block]) and _may_be_key(line):
            continue
        if min(map(_indentation, inside)) > max(_indentation(line), _indentation(deeper[block])):
            message = "the text above ends before this line, which is not indented like it"
            return Broken(starts[index] + _indentation(line), message, "Indent it like the lines above.")
    return None


def _without_sign(lines: list[str], starts: list[int]) -> Broken | None:
    """A key of a text that stands alone, with prose below it."""
    for index in range(len(lines) - 2, -1, -1):
        match = _BARE_HEADER.fullmatch(lines[index])
        if match is None or match[1] not in _text_keys():
            continue
        below = lines[index + 1]
        if _indentation(below) <= _indentation(lines[index]) or not below.strip() or _ENTRY.match(below):
            return None
        if any(line.strip() and _indentation(line) <= _indentation(lines[index]) for line in lines[index + 1 :]):
            return None
        message = f"the text below '{match[1]}:' has several lines, and nothing says so"
        return Broken(starts[index] + match.start(1), message, f"Write | behind the colon: '{match[1]}: |'.")
    return None


def _may_be_key(line: str) -> bool:
    """Whether the line looks like a key without its colon, rather than the rest of a text: a word alone, or one of our keys."""
    word = _FIRST_WORD.match(line)
    return word is not None and (word.end() >= len(line.rstrip()) or word[1] in all_keys())


@cache
def _text_keys() -> frozenset[str]:
    """The keys of our files under which nothing but a text, or a list of texts by condition, can stand."""
    others = {name for name, kind in fields() if not _is_text(kind)}
    return frozenset(name for name, _ in fields()) - others


def _is_text(kind: inspect.Type) -> bool:
    """Whether any text can stand there: one without a pattern."""
    match bare(kind):
        case inspect.StrType(pattern=None):
            return True
        case inspect.UnionType(types=types):
            return any(_is_text(one) for one in types) and not any(_is_branches(one) for one in types)
        case _:
            return False


def _is_branches(kind: inspect.Type) -> bool:
    """Whether it is what stands in place of the name of a target, which is no text though it has no pattern."""
    match bare(kind):
        case inspect.VarTupleType(item_type=inspect.StructType(cls=owner)):
            return owner is Branch
        case _:
            return False


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" ")) if line.strip() else 10_000
