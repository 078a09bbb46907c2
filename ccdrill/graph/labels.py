"""What diagrams write on nodes and ways, before each escapes it in its own manner."""

import re
from textwrap import wrap

from ccdrill.graph.story import ANYWHERE, Graph, Node, Way

_TOGETHER = re.compile(r"(?<=\bwhen) |(?<=\bnot) |(?<=\band) |(?<=\bor) |(?<=[<>=]) | (?=(?:[<>]=?|[=!]=) )")
"""Blanks at which a condition is not broken: what is asked stays with the word before it."""
_KEPT = "\u00a0"
_ENDINGS = {"good": "good ending", "mixed": "mixed ending", "bad": "bad ending"}


def node_lines(node: Node) -> list[str]:
    """Title, id, what kind of ending it is, what is wrong with it, and the steps of the run."""
    lines = [node.title, node.id] if node.id != ANYWHERE else [node.title]
    lines += [_ENDINGS[node.kind]] if node.kind in _ENDINGS else []
    lines += [node.mark.upper()] if node.mark else []
    lines += [f"run: {_numbers(node.steps)}"] if node.steps else []
    return lines


def way_lines(way: Way) -> list[str]:
    """What leads on, its condition, what is wrong with it, and the steps of the run."""
    lines = [named(way)]
    lines += [f"when {way.when}"] if way.when else []
    lines += [way.mark.upper()] if way.mark else []
    lines += [f"run: {_numbers(way.steps)}"] if way.steps else []
    return lines


def message_lines(graph: Graph) -> list[str]:
    """The messages that lead nowhere, a line each under a heading; nothing when there are none."""
    lines = [", ".join([way.label, *way_lines(way)[1:]]) for way in graph.messages]
    return ["Messages that lead nowhere", *lines] if lines else []


def broken(line: str, width: int, indent: str = "") -> list[str]:
    """A line in pieces of that many columns, what follows indented; a condition is broken before `and` and `or`."""
    glued = _TOGETHER.sub(_KEPT, line)
    pieces = wrap(glued, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return [piece.replace(_KEPT, " ") for piece in pieces] or [line]


def named(way: Way) -> str:
    """What it is called, with what it is where that is no choice."""
    return way.label if way.kind in ("choice", "anywhere", "hand") else f"{way.kind} {way.label}"


def _numbers(steps: tuple[int, ...]) -> str:
    return ", ".join("start" if one == 0 else str(one) for one in steps)
