"""What a list of situations says of plays: where deciding leads, how to come to a situation, what only waiting brings."""

from collections.abc import Iterable

from ccdrill.rehearsal.explore import WAIT, Exploration
from ccdrill.rehearsal.walker import Walker

Play = tuple[str, ...]
"""A play from the start: the choices taken, `(wait)` where nobody decides until something happens."""
WAITED = "(wait)"


def decisions_from(listed: Exploration, situation: int) -> list[int]:
    """Where deciding leads from a situation that was looked at."""
    if situation >= listed.expanded:
        return []
    return [target for label, target in listed.edges(situation) if label != WAIT]


def reached_by_deciding(listed: Exploration) -> list[int]:
    """The situations that are come to without waiting, in the order found."""
    seen, order = {0}, [0]
    for situation in order:
        if situation >= listed.expanded:
            continue
        for label, target in listed.edges(situation):
            if label != WAIT and target not in seen:
                seen.add(target)
                order.append(target)
    return order


def play_of(listed: Exploration, situation: int, label: int | None = None) -> Play:
    """A shortest play to a situation, and an edge from it."""
    edges = listed.path(situation)
    if label is not None:
        edges.append((situation, label))
    return tuple(WAITED if one == WAIT else listed.row(place, one).offer.key for place, one in edges)


def only_by_waiting(listed: Exploration, calls: Iterable[int]) -> set[int]:
    """Of those injects, by index, the ones that arrive only while nobody decides; of a search that came to an end."""
    missing = set(calls)
    walker = Walker(listed.table)
    for situation in reached_by_deciding(listed) if missing else ():
        for label, _ in listed.edges(situation) if situation < listed.expanded else ():
            if label != WAIT:
                listed.packing.unpack(listed.keys[situation], walker)
                walker.forget()
                walker.take(listed.row(situation, label))
                missing.difference_update(walker.arrived)
        if not missing:
            break
    return missing
