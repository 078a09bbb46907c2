"""What diagrams write on nodes and ways, before each escapes it in its own manner."""

from ccdrill.graph.story import ANYWHERE, Node, Way

_ENDINGS = {"good": "good ending", "mixed": "mixed ending", "bad": "bad ending"}


def node_lines(node: Node) -> list[str]:
    """Title, id, what kind of ending it is, what is wrong with it, and the steps of the run."""
    lines = [node.title, node.id] if node.id != ANYWHERE else [node.title]
    lines += [_ENDINGS[node.kind]] if node.kind in _ENDINGS else []
    lines += [node.mark.upper()] if node.mark else []
    lines += [f"step {_numbers(node.steps)}"] if node.steps else []
    return lines


def way_lines(way: Way) -> list[str]:
    """What leads on, its condition, what is wrong with it, and the steps of the run."""
    lines = [named(way)]
    lines += [f"when {way.when}"] if way.when else []
    lines += [way.mark.upper()] if way.mark else []
    lines += [f"step {_numbers(way.steps)}"] if way.steps else []
    return lines


def named(way: Way) -> str:
    """What it is called, with what it is where that is no choice."""
    return way.label if way.kind in ("choice", "anywhere") else f"{way.kind} {way.label}"


def _numbers(steps: tuple[int, ...]) -> str:
    return ", ".join("begin" if one == 0 else str(one) for one in steps)
