"""What a list of situations says of plays: where deciding leads, how to come to a situation, what only waiting brings."""

from itertools import groupby
from typing import NamedTuple

from ccdrill.model.ids import ChoiceKey
from ccdrill.rehearsal.known.ranges import chosen_once
from ccdrill.rehearsal.walk.explore import AT, WAIT, Exploration
from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.trails import WAITED, Play, Trail
from ccdrill.rehearsal.walk.walker import Walker

_MANY = 5
"""How often in a row is told as a number."""


def moves_from(listed: Exploration, situation: int, *, waits: bool = False) -> list[int]:
    """Where deciding leads from a situation that was looked at; with `waits`, waiting until something happens too."""
    if situation >= listed.expanded:
        return []
    return [target for label, target in listed.edges(situation) if waits or label != WAIT]


def reached(listed: Exploration, *, waits: bool = False) -> list[int]:
    """The situations that are come to by deciding, in the order found; with `waits`, by waiting too."""
    return list(_ways_to(listed, waits=waits))


def _ways_to(listed: Exploration, *, waits: bool) -> dict[int, tuple[int, int]]:
    """The same, each with the situation and the label of the edge by which it was found; at the start there is none."""
    found, order = {0: (0, AT)}, [0]
    for situation in order:
        for label, target in listed.edges(situation) if situation < listed.expanded else ():
            if target not in found and (waits or label != WAIT):
                found[target] = situation, label
                order.append(target)
    return found


class Trails:
    """Shortest plays to situations of a list. Each goes on from those to situations before it: a long story is walked once."""

    def __init__(self, listed: Exploration, *, waits: bool = True) -> None:
        """`listed` is not to grow meanwhile. `waits`: plays in which nobody decides until something happens, too."""
        self._listed = listed
        self._ways = {} if waits else _ways_to(listed, waits=False)
        self._known: dict[int, Trail | None] = {0: None}

    def to(self, situation: int, label: int | None = None) -> Trail | None:
        """A shortest play to a situation, and an edge from it."""
        known, way, place = self._known, list[tuple[int, int, int]](), situation
        while place not in known:
            way.append((*self._way(place), place))
            place = way[-1][0]
        for above, taken, child in reversed(way):
            known[child] = Trail(known[above], self._step(above, taken))
        return known[situation] if label is None else Trail(known[situation], self._step(situation, label))

    def _way(self, situation: int) -> tuple[int, int]:
        """The situation and the label of the edge by which one was found."""
        if self._ways:
            return self._ways[situation]
        parent = self._listed.parents[situation]
        return parent, next(label for label, target in self._listed.edges(parent) if target == situation)

    def _step(self, situation: int, label: int) -> str:
        return WAITED if label == WAIT else self._listed.row(situation, label).offer.key


class Seen(NamedTuple):
    """What happens in plays."""

    states: set[int]
    """States and endings that are come to, by index."""
    choices: set[ChoiceKey]
    """Choices that are taken."""
    calls: set[int]
    """Injects that arrive, by index."""
    timeouts: set[int]
    """States whose timeout fires, by index."""


NOTHING = Seen(set(), set(), set(), set())


def in_short(play: Play) -> Play:
    """The play as it is told: what is done many times in a row, once and how often."""
    found: list[str] = []
    for key, group in groupby(play):
        times = len(list(group))
        found += [key] * times if times < _MANY else [f"{key} ({times} times)"]
    return tuple(found)


def left_in_time(table: Table) -> set[int]:
    """States with a timeout that deciding never lets fire, by index: what is done there takes too little time.

    Each choice that stays is made once, so together they take no longer than their sum. Where a message leads to the state, a
    decision may go on from there: for no longer than the longest. A timeout waits for the end of a decision.
    """
    scenario = table.program.scenario
    entered = {target for call in table.calls for _, target in call.effect.targets}
    longest = max((row.takes for row in table.every_row), default=0)
    is_once, found = chosen_once(scenario), set[int]()
    for state, limit in enumerate(table.limits):
        if limit is None:
            continue
        ways = [(row, [target for _, target in row.effect.targets]) for row in table.rows[state]]
        staying = [row for row, targets in ways if row.takes and (not targets or state in targets)]
        spent = sum(row.takes for row in staying) + (longest if state in entered else 0)
        if spent < limit.after and all(is_once(row.offer.choice) for row in staying):
            found.add(state)
    return found


def only_by_waiting(listed: Exploration, suspected: Seen) -> Seen:
    """Of those, what happens only while nobody decides; of a search that came to an end."""
    missing = Seen(set(suspected.states), set(suspected.choices), set(suspected.calls), set(suspected.timeouts))
    walker = Walker.at_start(listed.table)
    missing.states.difference_update(walker.visited)
    missing.calls.difference_update(walker.arrived)
    missing.timeouts.difference_update(walker.timed_out)
    for situation in reached(listed) if any(missing) else ():
        missing.states.discard(listed.state(situation))
        for label, _ in listed.edges(situation) if situation < listed.expanded else ():
            if label == WAIT:
                continue
            row = listed.row(situation, label)
            missing.choices.discard(row.offer.key)
            if missing.calls or missing.states or missing.timeouts:
                listed.packing.unpack(listed.keys[situation], walker)
                walker.forget()
                walker.take(row)
                missing.calls.difference_update(walker.arrived)
                missing.states.difference_update(walker.visited)
                missing.timeouts.difference_update(walker.timed_out)
        if not any(missing):
            break
    return missing
