"""Every situation that a scenario can come to, each once, with the edges between them: breadth first, so plays are shortest.

Untimed, only decisions move the story on. With `waits`, nobody deciding until something happens is a move as well: that
covers drills in which thinking takes time, as far as the order of what happens goes.
"""

from array import array
from collections.abc import Callable, Iterator

import msgspec

from ccdrill.rehearsal.walk.moves import Move, fact_moves
from ccdrill.rehearsal.walk.packing import Packing
from ccdrill.rehearsal.walk.table import Row, Table
from ccdrill.rehearsal.walk.walker import Walker

WAIT = 0xFFFF
"""The label of the edge on which nobody decides."""
AT = 0xFFFE
"""In place of a label: what is so in the situation itself, before any edge."""
BUDGET = 2_000_000
"""Situations after which a search is cut short."""
_ROOM = 400_000_000
"""Bytes that situations may take, about."""
_EDGES = 16
"""Edges for each situation of the budget: where far more can be chosen everywhere, it is used up sooner."""
_FEW_EDGES = 20_000
"""So many there may be in any case."""


class Coverage(msgspec.Struct):
    """What happened of itself on any edge, and where that led in passing, each with the edge (situation, label) on which it first did.

    Where facts alone decide there is nothing of the kind.
    """

    arrived: dict[int, tuple[int, int]] = msgspec.field(default_factory=dict)
    """Injects by index."""
    timed_out: dict[int, tuple[int, int]] = msgspec.field(default_factory=dict)
    """States whose timeout fired."""
    visited: dict[int, tuple[int, int]] = msgspec.field(default_factory=dict)
    """States and endings that were entered."""


class Exploration(msgspec.Struct):
    """The situations found so far, by number; 0 is the start."""

    table: Table
    """What is explored."""
    packing: Packing
    """How situations are packed."""
    keys: list[int] = msgspec.field(default_factory=list)
    """The situations."""
    offsets: "array[int]" = msgspec.field(default_factory=lambda: array("Q", [0]))
    """Where the edges of each situation begin in `targets` and `labels`."""
    targets: "array[int]" = msgspec.field(default_factory=lambda: array("I"))
    """Where each edge leads."""
    labels: "array[int]" = msgspec.field(default_factory=lambda: array("H"))
    """Which row of the state, or WAIT."""
    parents: "array[int]" = msgspec.field(default_factory=lambda: array("I", [0]))
    """From which situation each was first found."""
    coverage: Coverage = msgspec.field(default_factory=Coverage)
    """What happened on the way."""
    is_exhausted: bool = True
    """Whether these are all; False when the budget was reached."""

    @property
    def expanded(self) -> int:
        """How many situations have their edges listed."""
        return len(self.offsets) - 1

    def state(self, situation: int) -> int:
        """The state or ending of a situation, by index."""
        return self.keys[situation] & self.packing.state_mask

    def edges(self, situation: int) -> Iterator[tuple[int, int]]:
        """The label and target of each edge from a situation."""
        for place in range(self.offsets[situation], self.offsets[situation + 1]):
            yield self.labels[place], self.targets[place]

    def row(self, situation: int, label: int) -> Row:
        """The choice that an edge takes."""
        return self.table.rows[self.state(situation)][label]


def explore(
    table: Table, *, waits: bool = False, budget: int = BUDGET, progress: Callable[[int], None] | None = None
) -> Exploration:
    """All situations from the start, up to a budget, or as many as there is room for.

    `progress` is told now and then how many there are.
    """
    found = Exploration(table, Packing(table))
    budget = min(budget, max(1, _ROOM // found.packing.weight))
    moves = fact_moves(found.packing) if found.packing.is_timeless else None
    if moves is not None:
        _explore_facts(found, moves, budget, progress)
    else:
        _explore_steps(found, waits, budget, progress)
    return found


def _explore_steps(found: Exploration, waits: bool, budget: int, progress: Callable[[int], None] | None) -> None:
    """Situation by situation, step by step."""
    walker, here, packing = Walker.at_start(found.table), Walker(found.table), found.packing
    keys, targets, labels, parents = found.keys, found.targets, found.labels, found.parents
    index: dict[int, int] = {}
    most = max(_FEW_EDGES, _EDGES * budget)
    _note(found.coverage, walker, (0, AT))
    index[packing.pack(walker)] = 0
    keys.append(packing.pack(walker))
    situation = 0
    while situation < len(keys):
        if len(keys) > budget or len(targets) > most:
            found.is_exhausted = False
            return
        key = keys[situation]
        packing.unpack(key, here)
        rows = here.open_rows()
        moves: list[Row | None] = [*rows, None] if waits and not here.is_ended else [*rows]
        for row in moves:
            walker.copy_from(here)
            if row is None:
                if not walker.wait():
                    continue
                label = WAIT
            else:
                walker.take(row)
                label = row.index
            reached = packing.pack(walker)
            target = index.get(reached)
            if target is None:
                target = index[reached] = len(keys)
                keys.append(reached)
                parents.append(situation)
            targets.append(target)
            labels.append(label)
            _note(found.coverage, walker, (situation, label))
        found.offsets.append(len(targets))
        situation += 1
        if progress is not None and not situation & 0x3FFF:
            progress(len(keys))


def _note(coverage: Coverage, walker: Walker, edge: tuple[int, int]) -> None:
    for call in walker.arrived:
        coverage.arrived.setdefault(call, edge)
    for state in walker.timed_out:
        coverage.timed_out.setdefault(state, edge)
    for state in walker.visited:
        coverage.visited.setdefault(state, edge)


def _explore_facts(
    found: Exploration, moves: tuple[tuple[Move, ...], ...], budget: int, progress: Callable[[int], None] | None
) -> None:
    """The same where facts alone decide: an edge is a test of masks, and a situation the state and its facts."""
    packing, keys = found.packing, found.keys
    targets, labels, parents, offsets = found.targets, found.labels, found.parents, found.offsets
    mask = packing.state_mask
    most = max(_FEW_EDGES, _EDGES * budget)
    walker = Walker.at_start(found.table)
    _note(found.coverage, walker, (0, AT))
    keys.append(packing.pack(walker))
    index = {keys[0]: 0}
    for situation, key in enumerate(keys):
        if len(keys) > budget or len(targets) > most:
            found.is_exhausted = False
            return
        for label, need, want, keep, add in moves[key & mask]:
            if key & need == want:
                reached = key & keep | add
                target = index.get(reached)
                if target is None:
                    target = index[reached] = len(keys)
                    keys.append(reached)
                    parents.append(situation)
                targets.append(target)
                labels.append(label)
        offsets.append(len(targets))
        if progress is not None and not situation & 0x3FFFF:
            progress(len(keys))
