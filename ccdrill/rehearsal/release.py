"""A proof in linear time that no play gets stuck, for scenarios of which not every situation can be listed.

A state lets go if a choice that can always be taken leads, whatever is true then, only to endings and to states that let go.
Injects may lead elsewhere meanwhile, but each arrives at most once, and wherever they lead lets go too. So if every state that
can be reached lets go, an ending can be reached from every situation. The other way round nothing is said: a state that is
missing here may still be fine.
"""

from ccdrill.rehearsal.flow import Flow
from ccdrill.rehearsal.table import Row


def holding(flow: Flow) -> list[int]:
    """The states that can be reached and are not proved to let go, by index."""
    table = flow.table
    ways = [
        (state, targets)
        for state in flow.states
        if state < table.endings
        for row in table.rows[state]
        if _is_always_there(flow, row) and (targets := _targets(row))
    ]
    needed = [len(targets) for _, targets in ways]
    leading_to: dict[int, list[int]] = {}
    for number, (_, targets) in enumerate(ways):
        for target in targets:
            leading_to.setdefault(target, []).append(number)
    waiting = list(range(table.endings, len(table.names)))
    free = set(waiting)
    while waiting:
        for number in leading_to.get(waiting.pop(), ()):
            needed[number] -= 1
            state = ways[number][0]
            if not needed[number] and state not in free:
                free.add(state)
                waiting.append(state)
    return [state for state in flow.states if state not in free]


def _is_always_there(flow: Flow, row: Row) -> bool:
    return not row.once and (row.guard.is_always or not flow.guard(row).may_fail)


def _targets(row: Row) -> set[int]:
    """Every state that the choice may lead to; a list of targets ends in one without a condition."""
    return {target for _, target in row.effect.targets}
