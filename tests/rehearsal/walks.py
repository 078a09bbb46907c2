"""Walks without packing: a packed situation forgets what can't matter any more, and some of it is asked for here."""

from collections import deque
from collections.abc import Iterator

from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.walker import Walker


def steps(table: Table, most: int) -> Iterator[tuple[Walker, str | None]]:
    """The start and then every step from it, breadth first: where it leads, and the choice that was taken if one was."""
    first = Walker(table)
    first.start()
    yield first, None
    yield from steps_from(first, most)


def steps_from(first: Walker, most: int) -> Iterator[tuple[Walker, str | None]]:
    """Every step from where a walker stands."""
    return ((after, key) for _, key, after in moves(first, most))


def moves(first: Walker, most: int, *, waits: bool = True) -> Iterator[tuple[Walker, str | None, Walker]]:
    """The same, with where each step began. `waits`: somebody may wait until something happens, too."""
    table, waiting, count = first.table, deque([first]), 0
    while waiting and count < most:
        here = waiting.popleft()
        if here.is_ended:
            continue
        for row in (*here.open_rows(), *([None] if waits else [])):
            after = Walker(table)
            after.copy_from(here)
            if row is not None:
                after.take(row)
            elif not after.wait():
                continue
            count += 1
            yield here, row.offer.key if row is not None else None, after
            waiting.append(after)
