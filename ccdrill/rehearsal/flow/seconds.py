"""Seconds that hold whatever conditions say: before which no state is entered and no timeout fires, after which none does.

The coarsest of four answers to how soon something can be, and all that a flow has to begin with. `soonest.py` answers for steps,
from any situation on; `earliest.py` for choices, with what their conditions wait for; `orderly.py` for steps in their order.
"""

import heapq
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ccdrill.rehearsal.known.lines import later
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.walk.table import Call, Limit, Table

_NOT_YET = -1
"""Nobody has come there so far."""
_MOST_ROUNDS = 64
"""How often the latest entries are looked at anew: what still grows goes round."""


def entries(table: Table) -> Sequence[int]:
    """For each state and ending the second before which no play from the start enters it (Dijkstra); NEVER: none does."""
    found = [NEVER] * len(table.names)
    leading = [call for call in table.calls if call.effect.targets]
    waiting = [(0, table.index[table.program.scenario.start])]
    while waiting:
        t, state = heapq.heappop(waiting)
        if t >= found[state]:
            continue
        found[state] = t
        for second, target in _ways(table, leading, state, t):
            heapq.heappush(waiting, (max(second, table.opens[target]), target))
    return found


def _ways(table: Table, leading: Sequence[Call], state: int, t: int) -> Iterator[tuple[int, int]]:
    """Where a choice, the timeout and each message may lead that was entered at a second, and when at the soonest."""
    if state >= table.endings:
        return
    for row in table.rows[state]:
        for _, target in row.effect.targets:
            yield t + row.takes, target
    limit = table.limits[state]
    if limit is not None:
        for _, target in limit.effect.targets:
            yield t + limit.after, target
    for call in leading:
        second = max(t, call.after) if call.at is None else call.at
        for _, target in call.effect.targets if second >= t else ():
            yield second, target


class Bounds(NamedTuple):
    """For each state and ending the seconds between which something may happen."""

    expiries: Sequence[int]
    """Its timeout fires no sooner."""
    last: Sequence[int]
    """Nobody is at rest there later; NEVER: nothing is known."""


def bounds_of(table: Table) -> Bounds:
    """What holds of every play from the start."""
    limits = zip(entries(table), table.limits, strict=False)
    expiring = [t if limit is None else t + limit.after for t, limit in limits]
    return Bounds(expiring, last_decisions(table))


def at_any_time(states: int) -> Bounds:
    """Where nothing is known of so many states."""
    return Bounds([0] * states, [NEVER] * states)


def forestalled(table: Table) -> frozenset[int]:
    """States whose timeout a message always comes before, by index: the first one, if nothing leads back there.

    At the same second messages come first; and one that leads away does so even while a choice is under way.
    """
    start = table.index[table.program.scenario.start]
    limit, entered = table.limits[start], table.opens[start]
    leading = [call.at for call in table.timed if call.guard.is_always and call.effect.targets and call.at is not None]
    if limit is None or not any(entered < at <= entered + limit.after for at in leading):
        return frozenset()
    led = {target for state in range(table.endings) for target in _led_to(table, state)}
    led.update(target for call in table.calls for _, target in call.effect.targets)
    return frozenset({start} - led)


def last_decisions(table: Table) -> Sequence[int]:
    """For each state the second after which nobody decides there any more; NEVER: where that has no limit, or is not known.

    A timeout that leads on counts from the entry: where every state on the way has one, people come to the next by some second.
    Nothing is known of where messages lead, and of what follows; and in circles. What messages lead away from is left sooner still.
    """
    entered = [_NOT_YET] * len(table.names)
    start = table.index[table.program.scenario.start]
    entered[start] = table.opens[start]
    for call in table.calls:
        for _, target in call.effect.targets:
            entered[target] = NEVER
    is_growing, rounds = True, 0
    while is_growing:
        is_growing, rounds = False, rounds + 1
        for state in range(table.endings):
            if entered[state] == _NOT_YET:
                continue
            longest = max((row.takes for row in table.rows[state]), default=0)
            over = later(_last(table, state, entered[state]), longest)
            for target in _led_to(table, state):
                come = max(over, table.opens[target])
                if come > entered[target]:
                    entered[target] = come if rounds <= _MOST_ROUNDS else NEVER
                    is_growing = True
    return [_last(table, state, t) for state, t in enumerate(entered)]


def _last(table: Table, state: int, entered: int) -> int:
    """The last second of deciding in a state that was entered by then."""
    return later(entered, longest_stay(table.limits[state]))


def longest_stay(limit: Limit | None) -> int:
    """How long people can stay in a state; NEVER: that has no end, or is not known."""
    return limit.after if limit is not None and limit.effect.always_leads else NEVER


def _led_to(table: Table, state: int) -> Iterator[int]:
    """Where choices and the timeout of a state may lead."""
    limit = table.limits[state]
    effects = [*(row.effect for row in table.rows[state]), *([limit.effect] if limit is not None else [])]
    return (target for effect in effects for _, target in effect.targets)


def over_by(table: Table) -> int:
    """The second at which a message ends every play that is not over yet; NEVER without one.

    It asks for nothing, and an ending interrupts whatever is under way, the way to a state that opens later too.
    """
    ends = (
        call.at
        for call in table.timed
        if call.at is not None
        and call.guard.is_always
        and call.effect.targets
        and all(target >= table.endings for _, target in call.effect.targets)
    )
    return min(ends, default=NEVER)
