"""A proof in linear time that no play gets stuck, for scenarios of which not every situation can be listed.

A state lets go if, whatever is true, one of its choices can be taken and leads only to endings and to states that let go.
Injects may lead elsewhere meanwhile, but each arrives at most once, and wherever they lead lets go too. So if every state that
can be reached lets go, an ending can be reached from every situation. The other way round nothing is said: a state that is
missing here may still be fine. For states from which nothing leads to an ending there is a proof as well.
"""

from collections.abc import Iterator
from itertools import product

from ccdrill.model.condition import All, Any, Constant, Expression, Not
from ccdrill.rehearsal.flow import Flow
from ccdrill.rehearsal.table import Row

_MOST_ATOMS = 10
"""Different questions of the conditions of one state; of more, not every combination is tried."""


def holding(flow: Flow) -> list[int]:
    """The states that can be reached and are not proved to let go, by index."""
    table = flow.table
    ways = [
        (row, targets)
        for state in flow.states
        if state < table.endings
        for row in table.rows[state]
        if not row.once and (targets := _targets(row))
    ]
    needed = [len(targets) for _, targets in ways]
    leading_to: dict[int, list[int]] = {}
    for number, (_, targets) in enumerate(ways):
        for target in targets:
            leading_to.setdefault(target, []).append(number)
    waiting = list(range(table.endings, len(table.names)))
    free = set(waiting)
    good: dict[int, list[Row]] = {}
    while waiting:
        for number in leading_to.get(waiting.pop(), ()):
            needed[number] -= 1
            row = ways[number][0]
            if needed[number] or row.state in free:
                continue
            good.setdefault(row.state, []).append(row)
            if _is_one_always_there(flow, good[row.state]):
                free.add(row.state)
                waiting.append(row.state)
    return [state for state in flow.states if state not in free]


def going_nowhere(flow: Flow) -> list[int]:
    """The states that can be reached, as far as is known, and from which no ending can be, whatever conditions say."""
    table = flow.table
    anywhere = {
        target
        for call in (*table.timed, *table.waiting)
        if call.index in flow.calls
        for _, target in call.effect.targets
    }
    before: dict[int, set[int]] = {}
    for state in flow.states:
        if state >= table.endings:
            continue
        limit = table.limits[state]
        targets = {target for row in table.rows[state] if flow.guard(row).may_hold for target in _targets(row)}
        targets |= anywhere | ({target for _, target in limit.effect.targets} if limit is not None else set())
        for target in targets:
            before.setdefault(target, set()).add(state)
    waiting = list(range(table.endings, len(table.names)))
    found = set(waiting)
    while waiting:
        fresh = before.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return [state for state in flow.states if state not in found]


def _is_one_always_there(flow: Flow, rows: list[Row]) -> bool:
    """Whether some of the choices can be taken, whatever is true."""
    if any(not flow.guard(row).may_fail for row in rows):
        return True
    trees = [row.guard.tree for row in rows]
    atoms = list(dict.fromkeys(atom for tree in trees for atom in _atoms(tree)))
    if len(atoms) > _MOST_ATOMS:
        return False
    return all(
        any(_holds(tree, dict(zip(atoms, values, strict=True))) for tree in trees)
        for values in product((False, True), repeat=len(atoms))
    )


def _atoms(tree: Expression) -> Iterator[Expression]:
    """The questions that a condition asks."""
    match tree:
        case All(terms=terms) | Any(terms=terms):
            for term in terms:
                yield from _atoms(term)
        case Not(term=term):
            yield from _atoms(term)
        case Constant():
            return
        case _:
            yield tree


def _holds(tree: Expression, answers: dict[Expression, bool]) -> bool:
    match tree:
        case All(terms=terms):
            return all(_holds(term, answers) for term in terms)
        case Any(terms=terms):
            return any(_holds(term, answers) for term in terms)
        case Not(term=term):
            return not _holds(term, answers)
        case Constant(value=value):
            return value
        case _:
            return answers[tree]


def _targets(row: Row) -> set[int]:
    """Every state that the choice may lead to; a list of targets ends in one without a condition."""
    return {target for _, target in row.effect.targets}
