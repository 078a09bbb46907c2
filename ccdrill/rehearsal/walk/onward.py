"""What follows what, whatever conditions say: values gathered over everything that may follow, and circles, in linear time."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

from ccdrill.rehearsal.walk.table import Table

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class Onward:
    """The graph of states and endings by the targets that edges name."""

    def __init__(self, table: Table) -> None:
        """An inject that leads somewhere may do so from everywhere but an ending."""
        by_inject = {target for call in table.calls for _, target in call.effect.targets}
        self.targets: list[list[int]] = []
        for state, (rows, limit) in enumerate(zip(table.rows, table.limits, strict=True)):
            targets = {target for row in rows for _, target in row.effect.targets}
            if limit is not None:
                targets |= {target for _, target in limit.effect.targets}
            self.targets.append(sorted(targets | by_inject) if state < table.endings else [])

    def gather(self, own: Sequence[T], join: Callable[[T, T], T]) -> list[T]:
        """Per state: its own value joined with those of all that may follow. `join` must not mind order or repeats."""
        found = list(own)
        for knot in knots(self.targets):
            value = found[knot[0]]
            for state in knot:
                value = join(value, found[state])
                for target in self.targets[state]:
                    value = join(value, found[target])
            for state in knot:
                found[state] = value
        return found


def without_a_way_out(ways: Mapping[int, AbstractSet[int]]) -> Iterator[int]:
    """Of a graph, given by where each leads: those that all that may follow them lead back to.

    One that leads nowhere is among them, and one that leads only to itself.
    """
    names = list(dict.fromkeys((*ways, *(target for targets in ways.values() for target in targets))))
    place = {name: number for number, name in enumerate(names)}
    for knot in knots([[place[target] for target in ways.get(name, ())] for name in names]):
        here = {names[one] for one in knot}
        if all(ways.get(one, set()) <= here for one in here):
            yield from (one for one in here if one in ways)


def knots(targets: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """What leads round to each other, last ones first (Tarjan 1972, without recursion). `targets`: where each leads."""
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    closed: set[int] = set()
    path: list[int] = []
    for root in range(len(targets)):
        if root in order:
            continue
        order[root] = low[root] = len(order)
        path.append(root)
        stack = [(root, iter(targets[root]))]
        while stack:
            here, following = stack[-1]
            fresh = next((one for one in following if _note(here, one, order, low, closed)), None)
            if fresh is not None:
                order[fresh] = low[fresh] = len(order)
                path.append(fresh)
                stack.append((fresh, iter(targets[fresh])))
                continue
            stack.pop()
            if stack:
                above = stack[-1][0]
                low[above] = min(low[above], low[here])
            if low[here] == order[here]:
                knot = _cut(path, here)
                closed.update(knot)
                yield knot


def bits_of(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, rising."""
    while mask:
        bit = mask & -mask
        yield bit.bit_length() - 1
        mask ^= bit


def _cut(path: list[int], first: int) -> list[int]:
    """The end of a path from one on, taken off."""
    found = [path.pop()]
    while found[-1] != first:
        found.append(path.pop())
    return found[::-1]


def _note(here: int, target: int, order: dict[int, int], low: dict[int, int], closed: set[int]) -> bool:
    """Whether the target is new; one that is known tells how far back this leads."""
    if target not in order:
        return True
    if target not in closed:
        low[here] = min(low[here], order[target])
    return False


def turned(ways: Iterable[tuple[K, Iterable[K]]]) -> dict[K, list[K]]:
    """What directly leads to each, by where each leads."""
    found: dict[K, list[K]] = {}
    for one, targets in ways:
        for target in targets:
            found.setdefault(target, []).append(one)
    return found


def all_after(ways: Mapping[K, Collection[K]], one: K) -> set[K]:
    """All that may follow, by what directly follows what; itself only if it leads round to itself."""
    return with_all_after(ways, ways.get(one, ()))


def with_all_after(ways: Mapping[K, Collection[K]], some: Iterable[K]) -> set[K]:
    """Some, and all that may follow them, by what directly follows what."""
    found = set(some)
    waiting = list(found)
    while waiting:
        fresh = set(ways.get(waiting.pop(), ())) - found
        found |= fresh
        waiting += fresh
    return found
