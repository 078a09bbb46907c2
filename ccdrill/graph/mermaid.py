"""The graph as a Mermaid flowchart, which GitHub and many wikis draw.

Ids are numbers, so that no word of a scenario is a word of Mermaid; texts are quoted, with everything escaped that could end
them or that Mermaid reads as more than text. What leads on is a label of its own between two lines: Mermaid 11 draws only the
last of several lines from a node to itself, and lays the labels of lines over each other.
"""

import json
import re
from collections.abc import Iterable, Iterator

from ccdrill.graph.bundles import bundled
from ccdrill.graph.labels import message_lines, node_lines, way_lines
from ccdrill.graph.story import Graph, Node, Way

MOST_LINES = 500
"""Lines that Mermaid draws unless it is set to draw more, which a chart can't do for itself."""
MOST_CHARACTERS = 50_000
"""Characters of a chart, likewise."""
_BRACKETS = {"state": ("[", "]"), "good": ("(", ")"), "mixed": ("(", ")"), "bad": ("(", ")"), "anywhere": ("[/", "/]")}
_KEPT = set(" .,!?'()=+-*/_")
_NAMED = {"<": "#lt;", ">": "#gt;", "&": "#amp;"}
"""What reads right whether labels are HTML or not."""
_JOINER = "#8288;"
"""A word joiner: nobody sees it, and it parts what Mermaid would read as one sign."""
_READ_AS_MORE = re.compile(r"direction(?=\s+(?:TB|TD|BT|RL|LR))|\\n|\bfa[a-z]?:|\$\$")
"""A statement, a line break, an icon and a formula, in the middle of a text."""
_CLASSES = (
    ("good", "fill:#dff0e0,color:#111"),
    ("mixed", "fill:#fbf0d5,color:#111"),
    ("bad", "fill:#f7dede,color:#111"),
    ("way", "fill:none,stroke:none"),
    ("messages", "fill:none,stroke-dasharray:1 3"),
    ("dead", "fill:#eee,color:#444,stroke-dasharray:4 4"),
    ("walked", "stroke-width:3px"),
)


def as_mermaid(graph: Graph) -> str:
    """A flowchart from top to bottom."""
    title = f"{graph.title}, with run {graph.run}" if graph.run else graph.title
    return (
        "\n".join(["---", f"title: {json.dumps(title, ensure_ascii=False)}", "---", "flowchart TB", *_body(graph)])
        + "\n"
    )


def lines_of(graph: Graph) -> int:
    """How many lines the chart has between nodes and labels."""
    return 2 * len(bundled(graph.ways))


def _body(graph: Graph) -> Iterator[str]:
    number = {node.id: f"n{index}" for index, node in enumerate(graph.nodes)}
    for node in graph.nodes:
        yield f"  {number[node.id]}{_shape(node)}"
    ways = bundled(graph.ways)
    for index, way in enumerate(ways):
        to_label, onward = _lines(way)
        yield f"  {number[way.source]} {to_label} w{index}[{_quoted(way_lines(way))}]"
        yield f"  w{index} {onward} {number[way.target]}"
    if graph.messages:
        yield f"  m0[{_quoted(message_lines(graph))}]"
    members = {
        **{kind: [number[one.id] for one in graph.nodes if one.kind == kind] for kind in ("good", "mixed", "bad")},
        "way": [f"w{index}" for index in range(len(ways))],
        "messages": ["m0"] if graph.messages else [],
        "dead": [number[one.id] for one in graph.nodes if one.mark],
        "walked": [number[one.id] for one in graph.nodes if one.steps],
    }
    for name, style in _CLASSES:
        if members[name]:
            yield f"  classDef {name} {style}"
            yield f"  class {','.join(members[name])} {name}"


def _lines(way: Way) -> tuple[str, str]:
    """To its label and on from there: thick where the run went, dotted where nobody ever goes."""
    if way.steps:
        return "===", "==>"
    return ("-.-", "-.->") if way.mark else ("---", "-->")


def _shape(node: Node) -> str:
    opening, closing = _BRACKETS[node.kind]
    lines = node_lines(node)
    return f"{opening}{_quoted([f'begin: {lines[0]}', *lines[1:]] if node.is_start else lines)}{closing}"


def _quoted(lines: Iterable[str]) -> str:
    """A string of Mermaid: whatever is no letter, digit or plain mark is written as the number of its character."""
    return '"' + "<br/>".join(_escaped(line) for line in lines) + '"'


def _escaped(line: str) -> str:
    found, place = "", 0
    for match in _READ_AS_MORE.finditer(line):
        sign = match.group()
        found += _plain(line[place : match.start()])
        if sign == "direction":
            found += _number("d") + _plain(sign[1:])
        elif sign.endswith(":"):
            found += _plain(sign) + _JOINER
        else:
            found += _plain(sign[0]) + _JOINER + _plain(sign[1:])
        place = match.end()
    return found + _plain(line[place:])


def _plain(text: str) -> str:
    return "".join(_sign(one) for one in text)


def _sign(character: str) -> str:
    if character.isalnum() or character in _KEPT:
        return character
    return _NAMED.get(character) or _number(character)


def _number(character: str) -> str:
    return f"#{ord(character)};"
