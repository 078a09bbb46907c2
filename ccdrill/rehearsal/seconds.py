"""Seconds that hold whatever conditions say: before which no state is entered and no timeout fires, after which none does.

The coarsest of four answers to how soon something can be, and all that a flow has to begin with. `soonest.py` answers for steps,
from any situation on; `earliest.py` for choices, with what their conditions wait for; `orderly.py` for steps in their order.
"""

import heapq
from collections.abc import Iterator, Sequence

from ccdrill.rehearsal.ranges import NEVER
from ccdrill.rehearsal.table import Call, Table


def entries(table: Table) -> Sequence[int]:
    """For each state and ending the second before which no play from the start enters it (Dijkstra); NEVER: none does."""
    found = [NEVER] * len(table.names)
    leading = [call for call in (*table.timed, *table.waiting) if call.effect.targets]
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


def expiries(table: Table) -> Sequence[int]:
    """For each state the second before which its timeout does not fire in a play from the start."""
    return [t if limit is None else t + limit.after for t, limit in zip(entries(table), table.limits, strict=False)]


def forestalled(table: Table) -> frozenset[int]:
    """States whose timeout a message always comes before, by index: the first one, if nothing leads back there."""
    start = table.index[table.program.scenario.start]
    limit, entered = table.limits[start], table.opens[start]
    leading = [call.at for call in table.timed if call.guard.is_always and call.effect.targets and call.at is not None]
    if limit is None or not any(entered < at <= entered + limit.after for at in leading):
        return frozenset()
    led = {target for state in range(table.endings) for target in _led_to(table, state)}
    led.update(target for call in (*table.timed, *table.waiting) for _, target in call.effect.targets)
    return frozenset({start} - led)


def _led_to(table: Table, state: int) -> Iterator[int]:
    """Where choices and the timeout of a state may lead."""
    limit = table.limits[state]
    effects = [*(row.effect for row in table.rows[state]), *([limit.effect] if limit is not None else [])]
    return (target for effect in effects for _, target in effect.targets)


def over_by(table: Table) -> int:
    """The second at which a message ends every play that is not over yet; NEVER without one."""
    ends = (
        call.at
        for call in table.timed
        if call.at is not None
        and call.guard.is_always
        and call.effect.targets
        and all(target >= table.endings for _, target in call.effect.targets)
    )
    return min(ends, default=NEVER)
