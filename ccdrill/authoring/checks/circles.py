"""Circles in what must come before what."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

_MOST = 20
"""Circles that are looked for: each search walks everything again."""


def find_circles(before: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """One circle of each knot: its names, first to last, of which each is before the next and the last before the first.

    Circles of one, and names that are not there, are somebody else's to report.
    """
    edges = {name: {one for one in earlier if one in before and one != name} for name, earlier in before.items()}
    for _ in range(_MOST):
        try:
            TopologicalSorter(edges).prepare()
        except CycleError as error:
            circle = tuple(error.args[1][:-1])
            yield circle
            for name in circle:
                edges[name] = set()
        else:
            return
