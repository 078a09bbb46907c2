"""A name that is wrong wherever it stands is told once, where it first does, with its other places."""

import re
from collections.abc import Container, Iterable, Sequence

from msgspec.structs import replace

from ccdrill.model.diagnostics import Diagnostic

_MOST_LINES = 5
"""Numbers of lines in one message."""
_BEFORE_A_NAME = re.compile(r"(?:[\[,-]|\b(?:goto|to|start|known_from|id):) *$")
"""What stands before a name that is no key: a truth stands there nowhere."""
_BEFORE_A_FLAG = re.compile(r"\b(?:when|while): *$")
"""What stands before a flag, or before a truth that is meant as a condition."""


def used(first: Diagnostic, others: Sequence[Diagnostic]) -> str:
    """The end of a sentence on a name that stands in other places too: how often, and in which lines."""
    lines = [str(line) for line in dict.fromkeys(one.line for one in others if one.line != first.line)]
    shown = lines if len(lines) <= _MOST_LINES else [*lines[: _MOST_LINES - 1], "..."]
    where = f", also in line{'s' if len(lines) > 1 else ''} {', '.join(shown)}" if lines else ""
    return f", and it is used {len(others) + 1} times{where}"


def odd_names_once(problems: Iterable[Diagnostic], flags: Container[str]) -> tuple[Diagnostic, ...]:
    """Each problem, but a name that readers of YAML take differently is told once, if it is the key of something.

    `flags`: the names of the flags, for which conditions ask by these alone.
    """
    uses: dict[str, list[Diagnostic]] = {}
    problems, keys = tuple(problems), set[str]()
    for one in problems:
        before, word, behind = _around(one)
        is_key = behind.startswith(":")
        is_asked = word in flags and _BEFORE_A_FLAG.search(before) is not None
        if one.code == "yaml-1.1" and (is_key or is_asked or _BEFORE_A_NAME.search(before)):
            uses.setdefault(word, []).append(one)
            keys |= {word} if is_key else set()
    told: dict[Diagnostic, Diagnostic | None] = {}
    for word in keys:
        first, *others = uses[word]
        if others:
            told |= dict.fromkeys(others)
            told[first] = replace(
                first,
                message=f"the name {word} is not text to every YAML reader{used(first, others)}",
                cure=f'Put it in quotes wherever it stands alone: "{word}"; or choose another name.',
                also=tuple((one.line, one.column) for one in others),
            )
    return tuple(kept for one in problems if (kept := told.get(one, one)) is not None)


def _around(one: Diagnostic) -> tuple[str, str, str]:
    """What is marked in a line, with what stands before and behind it."""
    start, end = one.column - 1, one.column - 1 + one.width
    return one.source[:start], one.source[start:end], one.source[end:].lstrip(" ")
