"""What follows what, whatever conditions say: values gathered over everything that may follow a state, in linear time."""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

from ccdrill.rehearsal.table import Table

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class Onward:
    """The graph of states and endings by the targets that edges name."""

    def __init__(self, table: Table) -> None:
        """An inject that leads somewhere may do so from everywhere but an ending."""
        by_inject = {target for call in (*table.timed, *table.waiting) for _, target in call.effect.targets}
        self.targets: list[list[int]] = []
        for state, (rows, limit) in enumerate(zip(table.rows, table.limits, strict=True)):
            targets = {target for row in rows for _, target in row.effect.targets}
            if limit is not None:
                targets |= {target for _, target in limit.effect.targets}
            self.targets.append(sorted(targets | by_inject) if state < table.endings else [])

    def gather(self, own: Sequence[T], join: Callable[[T, T], T]) -> list[T]:
        """Per state: its own value joined with those of all that may follow. `join` must not mind order or repeats."""
        found = list(own)
        for knot in self._knots():
            value = found[knot[0]]
            for state in knot:
                value = join(value, found[state])
                for target in self.targets[state]:
                    value = join(value, found[target])
            for state in knot:
                found[state] = value
        return found

    def _knots(self) -> Iterator[list[int]]:
        """States that lead round to each other, last ones first (Tarjan 1972, without recursion)."""
        order: dict[int, int] = {}
        low: dict[int, int] = {}
        closed: set[int] = set()
        path: list[int] = []
        for root in range(len(self.targets)):
            if root in order:
                continue
            order[root] = low[root] = len(order)
            path.append(root)
            stack = [(root, iter(self.targets[root]))]
            while stack:
                state, targets = stack[-1]
                fresh = next((one for one in targets if self._note(state, one, order, low, closed)), None)
                if fresh is not None:
                    order[fresh] = low[fresh] = len(order)
                    path.append(fresh)
                    stack.append((fresh, iter(self.targets[fresh])))
                    continue
                stack.pop()
                if stack:
                    above = stack[-1][0]
                    low[above] = min(low[above], low[state])
                if low[state] == order[state]:
                    knot = path[path.index(state) :] if path[-1] != state else [state]
                    del path[-len(knot) :]
                    closed.update(knot)
                    yield knot

    @staticmethod
    def _note(state: int, target: int, order: dict[int, int], low: dict[int, int], closed: set[int]) -> bool:
        """Whether the target is new; one that is known tells how far back this state leads."""
        if target not in order:
            return True
        if target not in closed:
            low[state] = min(low[state], order[target])
        return False


def all_after(ways: Mapping[K, Collection[K]], one: K) -> set[K]:
    """All that may follow, by what directly follows what; itself only if it leads round to itself."""
    found, waiting = set[K](), [one]
    while waiting:
        fresh = set(ways.get(waiting.pop(), ())) - found
        found |= fresh
        waiting += fresh
    return found
