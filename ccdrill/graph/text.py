"""The graph as an outline for a terminal: every state with what leads on from it, in plain lines."""

from collections.abc import Iterator

from ccdrill.graph.labels import broken, named
from ccdrill.graph.story import ANYWHERE, Graph, Node, Way

WIDTH = 80
"""Columns."""
_KINDS = {"state": "", "good": "a good ending", "mixed": "a mixed ending", "bad": "a bad ending", "anywhere": ""}


def as_text(graph: Graph) -> Iterator[str]:
    """The lines. `*` with numbers: the steps of the run; in brackets: what is wrong, or what is asked."""
    yield from _wrapped(graph.title)
    if graph.run:
        yield from _wrapped(f"with run {graph.run}: numbers after * are its steps, 0 is where it began")
    leading: dict[str, list[Way]] = {}
    for way in graph.ways:
        leading.setdefault(way.source, []).append(way)
    for node in graph.nodes:
        yield ""
        yield from _wrapped(_head(node))
        for line in _ways(leading.get(node.id, [])):
            yield from _wrapped(line)
    if graph.messages:
        yield ""
        yield "Messages that lead nowhere"
        for way in graph.messages:
            yield from _wrapped(f"  {way.label}{_asked(way)}{_after(way.mark, way.steps)}")


def _wrapped(line: str) -> list[str]:
    """As many lines as it needs, what follows indented further."""
    indent = line[: len(line) - len(line.lstrip())]
    return [indent + piece for piece in broken(line.lstrip(), WIDTH - len(indent), "    ")]


def _head(node: Node) -> str:
    start = "the story begins here" if node.is_start else ""
    said = ", ".join(one for one in (start, _KINDS[node.kind]) if one)
    title = f": {node.title}" if node.title else ""
    return f"{node.id}{title}{f' ({said})' if said else ''}{_after(node.mark, node.steps)}"


def _ways(ways: list[Way]) -> Iterator[str]:
    """What leads on from a node; a choice with the same list of targets as one above it is told by that one."""
    targets: dict[str, list[Way]] = {}
    for way in ways:
        targets.setdefault(way.key, []).append(way)
    told: dict[tuple[str, ...], str] = {}
    for together in targets.values():
        name, leads = named(together[0]), tuple(_leads(one) for one in together)
        if len(leads) > 1 and leads in told:
            yield f"  {name}: as {told[leads]}"
            continue
        told[leads] = name
        yield from (_way(one) for one in together)


def _way(way: Way) -> str:
    return f"  {named(way)}{_leads(way)}"


def _leads(way: Way) -> str:
    """When it leads where, and what there is to say of it."""
    target = "stays" if way.target in (way.source, ANYWHERE) else way.target
    return f"{_asked(way)} -> {target}{_after(way.mark, way.steps)}"


def _asked(way: Way) -> str:
    return f" [when {way.when}]" if way.when else ""


def _after(mark: str, steps: tuple[int, ...]) -> str:
    walked = f"  *{', '.join(map(str, steps))}" if steps else ""
    return f"{f'  !! {mark}' if mark else ''}{walked}"
