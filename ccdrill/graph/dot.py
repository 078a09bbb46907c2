"""The graph in the language of Graphviz. Nothing is told by colour alone: what is dead is dashed and says so."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from ccdrill.graph.labels import message_lines, node_lines, way_lines
from ccdrill.graph.story import Graph, Node, Way

_WIDTH = 36
"""Characters of a line beside a way."""
_FILLS = {"state": "#ffffff", "good": "#dff0e0", "mixed": "#fbf0d5", "bad": "#f7dede", "anywhere": "#eeeeee"}
_SHAPES = {"state": "box", "good": "box", "mixed": "box", "bad": "box", "anywhere": "plaintext"}


def as_dot(graph: Graph) -> str:
    """A digraph that Graphviz lays out from top to bottom."""
    lines = [
        "digraph scenario {",
        f"  label={_quoted([graph.title, *([f'with run {graph.run}'] if graph.run else [])])};",
        '  labelloc=t; rankdir=TB; bgcolor=white; fontname="Helvetica"; fontsize=14;',
        '  node [fontname="Helvetica" fontsize=11 margin="0.22,0.1" style="filled,rounded"];',
        '  edge [fontname="Helvetica" fontsize=9];',
        *(f"  {_node(node)}" for node in graph.nodes),
        *(f"  {_way(way)}" for way in graph.ways),
        *_messages(graph),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _node(node: Node) -> str:
    styles = ["filled", "rounded", *(["dashed"] if node.mark else []), *(["bold"] if node.steps else [])]
    facts = {
        "label": _quoted(node_lines(node)),
        "shape": _SHAPES[node.kind],
        "fillcolor": _quoted([_FILLS[node.kind]]),
        "style": _quoted([",".join(styles)]),
        "penwidth": "2.5" if node.steps or node.is_start else "1",
        "peripheries": "2" if node.is_start else "1",
    }
    return f"{_quoted([node.id])} [{' '.join(f'{key}={value}' for key, value in facts.items())}];"


def _way(way: Way) -> str:
    style = (
        "dashed" if way.mark else "bold" if way.steps else "dotted" if way.kind in ("timeout", "inject") else "solid"
    )
    facts = {
        "label": _quoted(_roomy(way_lines(way))),
        "style": style,
        "color": _quoted(["#888888" if way.mark else "#0b4f9e" if way.steps else "#333333"]),
        "penwidth": "2.5" if way.steps else "1",
    }
    return f"{_quoted([way.source])} -> {_quoted([way.target])} [{' '.join(f'{key}={value}' for key, value in facts.items())}];"


def _messages(graph: Graph) -> Iterator[str]:
    if graph.messages:
        label = _quoted([*_roomy(message_lines(graph), is_left=True), ""], end="\\l")
        yield f'  messages [label={label} shape=note fontsize=9 style="filled" fillcolor="#ffffff"];'


def _roomy(lines: Iterable[str], *, is_left: bool = False) -> Iterator[str]:
    """Broken where they are long, with room at both ends: labels of ways side by side stay apart in wider letters too.

    `is_left`: they stand below each other at the left, with all the room behind them.
    """
    for line in lines:
        for part in wrap(line, _WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False) or [
            line
        ]:
            space = " " * (1 + len(part) // 10)
            yield f"{part}{2 * space}" if is_left else f"{space}{part}{space}"


def _quoted(lines: Iterable[str], end: str = "\\n") -> str:
    """A string of DOT: quotes and backslashes kept as they are, lines below each other: centred, or as `end` has them."""
    return '"' + end.join(one.replace("\\", "\\\\").replace('"', '\\"') for one in lines) + '"'
