"""The graph in the language of Graphviz. Nothing is told by colour alone: what is dead is dashed and says so."""

from collections.abc import Iterable, Iterator

from ccdrill.graph.bundles import bundled
from ccdrill.graph.labels import broken, message_lines, node_lines, way_lines
from ccdrill.graph.story import Graph, Node, Way

_WIDTH = 36
"""Characters of a line beside a way."""
_TITLE_WIDTH = 30
"""Characters of a line inside a node: letters may be wider than those that Graphviz measures, and would stick out."""
_SIGNS = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;"})
"""What would end a string, or be read as something else in it: Graphviz knows the names that HTML has for signs."""
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
        *(f"  {_way(together)}" for together in _drawn(graph)),
        *_messages(graph),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _drawn(graph: Graph) -> Iterator[list[Way]]:
    """The ways by the line that is drawn for them: all that stay in one place are one, for loops cross each other's labels."""
    staying: dict[str, list[Way]] = {}
    for way in bundled(graph.ways):
        if way.source == way.target:
            staying.setdefault(way.source, []).append(way)
        else:
            yield [way]
    yield from staying.values()


def _node(node: Node) -> str:
    styles = ["filled", "rounded", *(["dashed"] if node.mark else []), *(["bold"] if node.steps else [])]
    facts = {
        "label": _quoted(part for line in node_lines(node) for part in broken(line, _TITLE_WIDTH)),
        "shape": _SHAPES[node.kind],
        "fillcolor": _quoted([_FILLS[node.kind]]),
        "style": _quoted([",".join(styles)]),
        "penwidth": "2.5" if node.steps or node.is_start else "1",
        "peripheries": "2" if node.is_start else "1",
    }
    return f"{_quoted([node.id])} [{' '.join(f'{key}={value}' for key, value in facts.items())}];"


def _way(together: list[Way]) -> str:
    first = together[0]
    is_walked, is_dead = any(one.steps for one in together), all(one.mark for one in together)
    is_event = all(one.kind in ("timeout", "inject") for one in together)
    style = "dashed" if is_dead else "bold" if is_walked else "dotted" if is_event else "solid"
    facts = {
        "label": _quoted(_roomy(_stacked(together))),
        "style": style,
        "color": _quoted(["#888888" if is_dead else "#0b4f9e" if is_walked else "#333333"]),
        "penwidth": "2.5" if is_walked else "1",
    }
    return f"{_quoted([first.source])} -> {_quoted([first.target])} [{' '.join(f'{key}={value}' for key, value in facts.items())}];"


def _stacked(together: list[Way]) -> Iterator[str]:
    """What is written beside a line, way below way."""
    for number, way in enumerate(together):
        if number:
            yield ""
        yield from way_lines(way)


def _messages(graph: Graph) -> Iterator[str]:
    if graph.messages:
        label = _quoted([*_roomy(message_lines(graph), is_left=True), ""], end="\\l")
        yield f'  messages [label={label} shape=note fontsize=9 style="filled" fillcolor="#ffffff"];'


def _roomy(lines: Iterable[str], *, is_left: bool = False) -> Iterator[str]:
    """Broken where they are long, with room at both ends: labels of ways side by side stay apart in wider letters too.

    `is_left`: they stand below each other at the left, with all the room behind them.
    """
    for line in lines:
        for part in broken(line, _WIDTH, "  " if is_left else ""):
            space = " " * (1 + len(part) // 7)
            yield f"{part}{2 * space}" if is_left else f"{space}{part}{space}" if part else ""


def _quoted(lines: Iterable[str], end: str = "\\n") -> str:
    """A string of DOT: all signs kept as they are, lines below each other: centred, or as `end` has them."""
    return '"' + end.join(one.translate(_SIGNS) for one in lines) + '"'
