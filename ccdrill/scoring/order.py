"""The order part: which steps were done before something that must precede them, and the cheapest way to blame them.

Inverted pairs form a strict partial order, so the cheapest set that meets every pair is a minimum weighted vertex cover of
a comparability graph: a minimum cut in the split network (docs/the-score.md, "Order").
"""

from collections import deque
from collections.abc import Mapping
from fractions import Fraction
from math import lcm

from ccdrill.model.ids import StepId

Pair = tuple[StepId, StepId]
"""(what must come first and did not, what was done before it)."""


def inverted_pairs(first: Mapping[StepId, int], before: Mapping[StepId, frozenset[StepId]]) -> tuple[Pair, ...]:
    """The pairs (r, s) of performed steps with r before s in the closure, and s performed before r; sorted.

    `first` gives the seq of the event that performed each step.
    """
    return tuple(sorted((r, s) for s in first for r in before[s] if r in first and first[s] < first[r]))


def cheapest_cover(pairs: tuple[Pair, ...], cost: Mapping[StepId, Fraction]) -> frozenset[StepId]:
    """The steps to charge: the cheapest set that meets every pair, on ties the one nearest the sink (what was done too early).

    Steps that cost nothing may be in the set.
    """
    if not pairs:
        return frozenset()
    names = sorted({name for pair in pairs for name in pair})
    scale = lcm(*(cost[name].denominator for name in names))
    network = _Network(len(names))
    index = {name: position for position, name in enumerate(names)}
    for name in names:
        whole = int(cost[name] * scale)
        network.connect(network.source, network.out(index[name]), whole)
        network.connect(network.into(index[name]), network.sink, whole)
    unlimited = sum(int(cost[name] * scale) for name in names) + 1
    for r, s in pairs:
        network.connect(network.out(index[r]), network.into(index[s]), unlimited)
    network.saturate()
    reaching = network.reaching_sink()
    return frozenset(
        name for name in names if network.out(index[name]) in reaching or network.into(index[name]) not in reaching
    )


class _Network:
    """Integer maximum flow (Dinic) on the split network of `size` steps."""

    def __init__(self, size: int) -> None:
        self.source, self.sink = 0, 1
        self._size = size
        self._heads: list[int] = []
        self._room: list[int] = []
        self._edges: list[list[int]] = [[] for _ in range(2 + 2 * size)]

    def out(self, step: int) -> int:
        return 2 + step

    def into(self, step: int) -> int:
        return 2 + self._size + step

    def connect(self, tail: int, head: int, capacity: int) -> None:
        """An edge and its reverse, at neighbouring indices."""
        for start, end, room in ((tail, head, capacity), (head, tail, 0)):
            self._edges[start].append(len(self._heads))
            self._heads.append(end)
            self._room.append(room)

    def saturate(self) -> None:
        """Pushes as much as fits."""
        while (levels := self._levels()) is not None:
            turn = [0] * len(self._edges)
            while self._push(levels, turn):
                pass

    def reaching_sink(self) -> set[int]:
        """The nodes from which the sink can still be reached: what is left of the cut nearest to it."""
        reached, queue = {self.sink}, deque([self.sink])
        while queue:
            for edge in self._edges[queue.popleft()]:
                tail = self._heads[edge]
                if self._room[edge ^ 1] and tail not in reached:
                    reached.add(tail)
                    queue.append(tail)
        return reached

    def _levels(self) -> list[int] | None:
        levels = [-1] * len(self._edges)
        levels[self.source] = 0
        queue = deque([self.source])
        while queue:
            node = queue.popleft()
            for edge in self._edges[node]:
                head = self._heads[edge]
                if self._room[edge] and levels[head] < 0:
                    levels[head] = levels[node] + 1
                    queue.append(head)
        return levels if levels[self.sink] >= 0 else None

    def _push(self, levels: list[int], turn: list[int]) -> bool:
        """One augmenting path along the levels, without recursion; False when there is none left."""
        path: list[int] = []
        node = self.source
        while node != self.sink:
            edges = self._edges[node]
            while turn[node] < len(edges):
                edge = edges[turn[node]]
                if self._room[edge] and levels[self._heads[edge]] == levels[node] + 1:
                    break
                turn[node] += 1
            else:
                if not path:
                    return False
                back = path.pop()
                node = self._heads[back ^ 1]
                turn[node] += 1
                continue
            path.append(edge)
            node = self._heads[edge]
        amount = min(self._room[edge] for edge in path)
        for edge in path:
            self._room[edge] -= amount
            self._room[edge ^ 1] += amount
        return True
