"""Choices as masks on packed situations, for scenarios in which facts alone decide: the quickest form of all."""

from collections.abc import Iterator

from ccdrill.model.condition import All, Expression, Not
from ccdrill.rehearsal.known.guards import Cube, cubes_of, resolve, tree_of
from ccdrill.rehearsal.walk.packing import Packing
from ccdrill.rehearsal.walk.table import Row, Table

Move = tuple[int, int, int, int, int]
"""Label, need, want, keep, add: if `key & need == want` it can be taken, and leads to `key & keep | add`."""


class _TooManyCubes(Exception):  # says what happened
    """A condition that is no small number of cubes."""


def fact_moves(packing: Packing) -> tuple[tuple[Move, ...], ...] | None:
    """Per state, its moves: of one label, no more than one fits a situation. None when conditions are too wild for masks."""
    try:
        return tuple(
            tuple(move for row in rows for move in _moves_of(packing, state, row))
            for state, rows in enumerate(packing.table.rows)
        )
    except _TooManyCubes:
        return None


def _moves_of(packing: Packing, state: int, row: Row) -> Iterator[Move]:
    table, shift = packing.table, packing.state_bits
    keep, add = row.effect.keep, row.effect.add | row.done
    assert row.guard.cubes is not None, "facts alone decide"
    guards = [(need | row.once, want) for need, want in row.guard.cubes if not want & row.once]
    for cubes, target in _targets(table, row, state):
        on_entry = table.on_entry[target][0] if row.effect.targets else 0
        lasting = packing.facts_of_state(target)
        for guard in guards:
            for cube in cubes:
                both = _both(guard, _before(cube, keep, add))
                if both is not None:
                    need, want = both
                    after = (add | on_entry) & lasting
                    yield row.index, need << shift, want << shift, (keep & lasting) << shift, after << shift | target


def _targets(table: Table, row: Row, state: int) -> Iterator[tuple[tuple[Cube, ...], int]]:
    """Where the choice may lead, each with what must hold after its effect: the first of its branches that fits."""
    branches = row.offer.edge.branches
    if not branches:
        yield ((0, 0),), state
    refused: list[Expression] = []
    for branch in branches:
        asked = tree_of(branch.when, table.program.case)
        tree = resolve(All(terms=(asked, *(Not(term=one) for one in refused))), table.program.case)
        cubes = cubes_of(tree, table.layout)
        if cubes is None:
            raise _TooManyCubes
        yield cubes, table.index[branch.to]
        refused.append(asked)


def _before(cube: Cube, keep: int, add: int) -> Cube | None:
    """What must have held before an effect so that the cube holds after it; None if nothing could."""
    need, want = cube
    settled = need & (add | ~keep)
    if want & settled != add & settled:
        return None
    return need & ~settled, want & ~settled


def _both(one: Cube, other: Cube | None) -> Cube | None:
    if other is None or (one[1] ^ other[1]) & one[0] & other[0]:
        return None
    return one[0] | other[0], one[1] | other[1]
