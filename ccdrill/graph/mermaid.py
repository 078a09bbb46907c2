"""The graph as a Mermaid flowchart, which GitHub and many wikis draw.

Ids are numbers, so that no word of a scenario is a word of Mermaid; texts are quoted, with everything escaped that could end
them.
"""

from ccdrill.graph.labels import node_lines, way_lines
from ccdrill.graph.story import Graph, Node

_BRACKETS = {
    "state": ("[", "]"),
    "good": ("([", "])"),
    "mixed": ("([", "])"),
    "bad": ("([", "])"),
    "anywhere": ("[/", "/]"),
}
_KEPT = set(" .,:!?'()=+-*/_")


def as_mermaid(graph: Graph) -> str:
    """A flowchart from top to bottom."""
    number = {node.id: f"n{index}" for index, node in enumerate(graph.nodes)}
    lines = ["flowchart TB", *(f"  {number[node.id]}{_shape(node)}" for node in graph.nodes)]
    for way in graph.ways:
        arrow = "-.->" if way.mark or way.kind in ("timeout", "inject") else "==>" if way.steps else "-->"
        lines.append(f"  {number[way.source]} {arrow}|{_quoted(way_lines(way))}| {number[way.target]}")
    lines += ["  classDef good fill:#dff0e0,color:#111", "  classDef mixed fill:#fbf0d5,color:#111"]
    lines += ["  classDef bad fill:#f7dede,color:#111", "  classDef dead stroke-dasharray:4 4,color:#555"]
    lines += ["  classDef walked stroke-width:3px"]
    for name, chosen in (
        *((kind, [one for one in graph.nodes if one.kind == kind]) for kind in ("good", "mixed", "bad")),
        ("dead", [one for one in graph.nodes if one.mark]),
        ("walked", [one for one in graph.nodes if one.steps]),
    ):
        if chosen:
            lines.append(f"  class {','.join(number[one.id] for one in chosen)} {name}")
    return "\n".join(lines) + "\n"


def _shape(node: Node) -> str:
    opening, closing = _BRACKETS[node.kind]
    lines = node_lines(node)
    return f"{opening}{_quoted(['begin: ' + lines[0], *lines[1:]] if node.is_start else lines)}{closing}"


def _quoted(lines: list[str]) -> str:
    """A string of Mermaid: whatever is no letter, digit or plain mark is written as the number of its character."""
    return '"' + "<br/>".join("".join(_escaped(one) for one in line) for line in lines) + '"'


def _escaped(character: str) -> str:
    return character if character.isalnum() or character in _KEPT else f"#{ord(character)};"
