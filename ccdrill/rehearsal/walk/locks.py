"""Where plays get stuck: situations from which no ending can be reached any more."""

from collections.abc import Iterator

import msgspec

from ccdrill.rehearsal.walk.explore import Exploration
from ccdrill.rehearsal.walk.listing import Trails, moves_from, reached
from ccdrill.rehearsal.walk.onward import turned, with_all_after, without_a_way_out
from ccdrill.rehearsal.walk.trails import Play, Trail, spelled

_SWEEPS = 4
"""How often a list is gone through from its end before it is turned round: that is dear, and rarely needed."""


class Lock(msgspec.Struct):
    """A situation from which no ending can be reached any more."""

    state: int
    """Where it begins."""
    trail: Trail | None
    """A shortest play to it."""
    is_stuck: bool
    """Whether nothing at all can be chosen there; else it goes round in circles."""
    is_saved_by_time: bool
    """Whether it would go on if time ran while nobody decides."""
    is_everywhere: bool = False
    """Whether it is so in every situation of the state that was listed."""
    is_proved: bool = False
    """Whether it is so after the play for any length of waiting."""

    @property
    def play(self) -> Play:
        """The play, spelled out."""
        return spelled(self.trail)


def locks_of(listed: Exploration, *, waits: bool = False) -> Iterator[Lock]:
    """Where plays end up from which no ending can be reached by deciding: the last place of each, not the first.

    Of a state one that time does not save either, and one that it does. `waits`: at a pace, where waiting until something happens leads on too.
    """
    found = _Locked(listed, waits)
    saved = found.ends if waits else _that_end(listed, waits=True)
    trail_to = Trails(listed, waits=waits).to
    named: set[tuple[int, bool]] = set()
    circling = set(found.circling())
    for situation in found.locked:
        state = listed.state(situation)
        is_stuck = situation in found.stuck
        is_saved = bool(saved[situation])
        if (state, is_saved) in named or not (is_stuck or situation in circling):
            continue
        named.add((state, is_saved))
        yield Lock(
            state,
            trail_to(situation),
            is_stuck=is_stuck,
            is_everywhere=state not in (found.sometimes_moving if is_stuck else found.sometimes_free),
            is_saved_by_time=is_saved,
        )


class _Locked:
    def __init__(self, listed: Exploration, waits: bool) -> None:
        self._listed, self._waits = listed, waits
        self.ends = _that_end(listed, waits=waits)
        come_to = reached(listed, waits=waits)
        self.locked = [one for one in come_to if not self.ends[one]]
        self.stuck = {one for one in self.locked if not self._moves(one)}
        self.sometimes_free = {listed.state(one) for one in come_to if self.ends[one]}
        self.sometimes_moving = {listed.state(one) for one in come_to if self._moves(one)}

    def _moves(self, situation: int) -> list[int]:
        return moves_from(self._listed, situation, waits=self._waits)

    def circling(self) -> Iterator[int]:
        """Situations round whose states plays go for ever: of those that never get stuck, the ones that lead back to it in the end.

        From another situation of the same state they may end up elsewhere: that is told of the place where they do.
        """
        leading_on = self.locked if self.stuck else ()
        to_stuck = with_all_after(turned((one, self._moves(one)) for one in leading_on), self.stuck)
        ways = {one: set(self._moves(one)) for one in self.locked if one not in to_stuck}
        lasting, before = set(without_a_way_out(ways)), turned(ways.items())
        for state in {self._listed.state(one) for one in lasting}:
            here = [one for one in ways if self._listed.state(one) == state]
            back = with_all_after(before, lasting.intersection(here))
            elsewhere = with_all_after(before, lasting.difference(back))
            yield from (one for one in here if one not in elsewhere)


def _that_end(listed: Exploration, *, waits: bool) -> bytearray:
    """Per situation: whether an ending can be reached, or where it leads has not been looked at."""
    count = len(listed.keys)
    ends = bytearray(count)
    for situation in range(count):
        ends[situation] = situation >= listed.expanded or listed.state(situation) >= listed.table.endings
    is_growing, sweeps = True, 0
    while is_growing and sweeps < _SWEEPS:
        is_growing, sweeps = False, sweeps + 1
        for situation in range(listed.expanded - 1, -1, -1):
            if not ends[situation] and any(ends[target] for target in moves_from(listed, situation, waits=waits)):
                ends[situation] = is_growing = True
    if is_growing:  # much leads back: from what ends to what leads there, each once
        before = turned((one, moves_from(listed, one, waits=waits)) for one in range(listed.expanded))
        for situation in with_all_after(before, [one for one in range(count) if ends[one]]):
            ends[situation] = True
    return ends
