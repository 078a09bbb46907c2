"""Where plays get stuck: situations from which no ending can be reached any more by deciding."""

from collections.abc import Iterator

import msgspec

from ccdrill.rehearsal.explore import WAIT, Exploration
from ccdrill.rehearsal.listing import Play, decisions_from, play_of, reached_by_deciding


class Lock(msgspec.Struct):
    """A situation from which no ending can be reached any more."""

    state: int
    """Where it begins."""
    play: Play
    """A shortest play to it."""
    is_stuck: bool
    """Whether nothing at all can be chosen there; else it goes round in circles."""
    is_everywhere: bool
    """Whether it is so in every situation of the state."""
    is_saved_by_time: bool
    """Whether it would go on if time ran while nobody decides."""


def locks_of(listed: Exploration) -> Iterator[Lock]:
    """Where plays end up from which no ending can be reached by deciding: the last place of each, not the first."""
    ends = _that_end(listed, waits=False)
    saved = _that_end(listed, waits=True)
    reached = reached_by_deciding(listed)
    locked = [one for one in reached if not ends[one]]
    stuck = [one for one in locked if not decisions_from(listed, one)]
    sometimes_free = {listed.state(one) for one in reached if ends[one]}
    sometimes_moving = {listed.state(one) for one in reached if decisions_from(listed, one)}
    circling = set(_circling(listed, locked, stuck))
    named: set[int] = set()
    for situation in locked:
        state = listed.state(situation)
        is_stuck = not decisions_from(listed, situation)
        if state in named or not (is_stuck or state in circling):
            continue
        named.add(state)
        yield Lock(
            state,
            play_of(listed, situation),
            is_stuck=is_stuck,
            is_everywhere=state not in (sometimes_moving if is_stuck else sometimes_free),
            is_saved_by_time=bool(saved[situation]),
        )


def _circling(listed: Exploration, locked: list[int], stuck: list[int]) -> Iterator[int]:
    """The states round which plays go for ever: of those that never get stuck, the ones that nothing leads out of."""
    to_stuck = set(stuck)
    is_growing = bool(stuck)
    while is_growing:
        found = {one for one in locked if one not in to_stuck and not to_stuck.isdisjoint(decisions_from(listed, one))}
        to_stuck |= found
        is_growing = bool(found)
    ways: dict[int, set[int]] = {}
    for situation in locked:
        if situation not in to_stuck:
            following = ways.setdefault(listed.state(situation), set())
            following.update(listed.state(target) for target in decisions_from(listed, situation))
    for state in ways:
        after = _following(ways, state)
        if all(state in _following(ways, other) for other in after):
            yield state


def _following(ways: dict[int, set[int]], state: int) -> set[int]:
    found, waiting = set[int](), [state]
    while waiting:
        fresh = ways.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found


def _that_end(listed: Exploration, *, waits: bool) -> bytearray:
    """Per situation: whether an ending can be reached, or where it leads has not been looked at."""
    count = len(listed.keys)
    ends = bytearray(count)
    for situation in range(count):
        ends[situation] = situation >= listed.expanded or listed.state(situation) >= listed.table.endings
    is_growing = True
    while is_growing:
        is_growing = False
        for situation in range(listed.expanded - 1, -1, -1):
            if not ends[situation] and any(
                ends[target] for label, target in listed.edges(situation) if waits or label != WAIT
            ):
                ends[situation] = is_growing = True
    return ends
