"""Proofs in linear time that plays lead on, or nowhere, for scenarios of which not every situation can be listed.

A place lets go if, whatever is true in it, one of its choices can be taken and leads, if no message comes in between, only to
endings and to places that let go. Each message comes at most once. So whoever is where no ending can be reached comes to where
none can be and no message comes any more, whatever is chosen: none of the places there lets go. If every place that can be
reached lets go, an ending can be reached from every situation; and a state all of whose places let go, in any proof, is none
round which plays go in the end. The other way round nothing is said of a place that is not proved to let go. But where nothing
at all leads on to an ending, whatever conditions say, no play can come to one.
"""

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import product
from operator import or_

from ccdrill.model.condition import All, Any, Constant, Expression, Not
from ccdrill.rehearsal.onward import bits_of, knots, with_all_after
from ccdrill.rehearsal.places import Flow, Place, Way
from ccdrill.rehearsal.table import Row

_MOST_ATOMS = 10
"""Different questions of the conditions of one place; of more, not every combination is tried."""


def holding(flow: Flow) -> list[int]:
    """The states that can be reached and of which a case is not proved to let go, by index."""
    free = _free(flow)
    return list(dict.fromkeys(place[0] for place in flow.places if place not in free))


def doubtful(flow: Flow) -> Iterator[Row]:
    """The choices that lead from places that do not let go only to such as do, and of which it is not known that they can be taken."""
    free = _free(flow)
    for (place, index), targets in flow.led.items():
        row = flow.table.rows[place[0]][index]
        if place not in free and targets and free.issuperset(targets):
            yield row


def _free(flow: Flow) -> set[Place | Way]:
    """The places that let go, and the ways that lead only to such."""
    needed: list[int] = []
    ways: list[tuple[Place | Way, Row | None]] = []
    leading_to: dict[Place | Way, list[int]] = {}

    def add(source: Place | Way, row: Row | None, targets: Iterable[Place | Way]) -> None:
        different = set(targets)
        for target in different:
            leading_to.setdefault(target, []).append(len(ways))
        ways.append((source, row))
        needed.append(len(different))

    for (place, index), targets in flow.led.items():
        row = flow.table.rows[place[0]][index]
        if targets and place not in targets and (not row.once or _is_fresh(row, place)):
            add(place, row, targets)
    for way, targets in flow.onward.items():
        if len(way) == 4:
            add(way, None, targets)
    waiting: list[Place | Way] = [place for place in flow.places if place[0] >= flow.table.endings]
    free = set(waiting)
    good: dict[Place | Way, list[Row]] = {}
    while waiting:
        for number in leading_to.get(waiting.pop(), ()):
            needed[number] -= 1
            source, choice = ways[number]
            if needed[number] or source in free:
                continue
            if choice is not None:
                good.setdefault(source, []).append(choice)
            if choice is None or _is_one_always_there(flow, good[source], source):
                free.add(source)
                waiting.append(source)
    return free


def _is_fresh(row: Row, place: Place) -> bool:
    """Whether a choice that can be taken once was not taken yet in this case."""
    return bool(place[2] & row.once) and not place[1] & row.once


def going_nowhere(flow: Flow) -> list[Place]:
    """The places from which no ending can be reached, whatever conditions say."""
    before: dict[Place | Way, set[Place | Way]] = {}
    for source, targets in flow.onward.items():
        for target in targets:
            before.setdefault(target, set()).add(source)
    found = with_all_after(before, [place for place in flow.places if place[0] >= flow.table.endings])
    return [place for place in flow.places if place not in found]


def round_which_it_goes(flow: Flow, nowhere: Iterable[Place]) -> set[int]:
    """The states in which plays that lead nowhere end up: stuck, or in a circle that nothing leads out of."""
    closed = dict.fromkeys(nowhere)
    ways: dict[int, int] = {}
    for place, following in _states_after(flow, closed).items():
        if place in closed:
            ways[place[0]] = ways.get(place[0], 0) | following
    alike: dict[int, int] = {}
    for state, following in ways.items():
        alike[following] = alike.get(following, 0) | 1 << state
    found = 0
    for following, states in alike.items():
        left = states
        for one in bits_of(following):
            left &= ways.get(one, 0) | 1 << one
            if not left:
                break
        found |= left
    return set(bits_of(found))


def _states_after(flow: Flow, first: Iterable[Place]) -> dict[Place | Way, int]:
    """The states that may follow each of these places, and of all that follow them, each state as a bit."""
    places: dict[Place | Way, int] = {place: number for number, place in enumerate(first)}
    waiting = list(places)
    targets: list[list[int]] = []
    for place in waiting:  # it grows meanwhile
        following_it = flow.onward.get(place, set())
        for target in following_it - places.keys():
            places[target] = len(places)
            waiting.append(target)
        targets.append([places[target] for target in following_it])
    own = [1 << place[0] if len(place) == 3 else 0 for place in places]
    after = [0] * len(places)
    for knot in knots(targets):
        following = reduce(or_, (own[target] | after[target] for number in knot for target in targets[number]), 0)
        for number in knot:
            after[number] = following
    return dict(zip(places, after, strict=True))


def _is_one_always_there(flow: Flow, rows: list[Row], place: Place | Way) -> bool:
    """Whether some of the choices can be taken, whatever is true in the place."""
    assert len(place) == 3
    known = flow.places[place]
    if any(not flow.guard_in(row, known).may_fail for row in rows):
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
