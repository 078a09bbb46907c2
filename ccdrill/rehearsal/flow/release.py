"""Proofs in linear time that plays lead on, or nowhere, for scenarios of which not every situation can be listed.

A place lets go if, whatever is true in it, one of its choices can be taken and leads, if no message comes in between, only to
endings and to places that let go; or brings something that lasts (`resting.py`): that can be so only so often. What leads back
to the place itself is taken until that is of no use any more (`rounds.py`). Each message comes at most once. So whoever is where
no ending can be reached comes to where none can be, and no message comes and nothing that lasts is done any more, whatever is
chosen: none of the places there lets go. If every place that can be reached lets go, an ending can be reached from every
situation; and a state all of whose places let go, in any proof, is none round which plays go in the end. The other way round
nothing is said of a place that is not proved to let go. But where nothing at all leads on to an ending, whatever conditions say,
no play can come to one.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial, reduce
from operator import or_

from ccdrill.model.condition import Constant, leaves
from ccdrill.rehearsal.flow.gains import Gains
from ccdrill.rehearsal.flow.places import Flow, Place, Way
from ccdrill.rehearsal.flow.resting import LATE, Resting, closed
from ccdrill.rehearsal.flow.rounds import Rounds
from ccdrill.rehearsal.known.guards import assume
from ccdrill.rehearsal.known.known import Known
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.walk.onward import Onward, bits_of, knots, turned, with_all_after
from ccdrill.rehearsal.walk.table import Row, Table

_MOST_ROUNDS = 8
"""How often the choices of a place are asked again, now that more is known."""
Closing = Callable[[Known], Known | None]
_MOST_ANSWERS = 2_048
"""Combinations of answers to the questions of one place that are looked at."""
_TRUE, _FALSE = Constant(value=True), Constant(value=False)


def holding(flow: Flow, *, waits: bool = False) -> list[int]:
    """The states that can be reached and of which a case is not proved to let go, by index. `waits`: people may wait there."""
    free = _Freeing(flow, is_late=True, waits=True).free if waits else _free(flow)
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
    found = _Freeing(flow, is_late=True)
    if not found.resting.horizon or not found.free:
        return found.free
    return found.free & _Freeing(flow, is_late=False).free


class _Freeing:
    """Which places let go, where the clock is past all that choices ask for, or stands still before that."""

    def __init__(self, flow: Flow, *, is_late: bool, waits: bool = False) -> None:
        """`waits`: people wait until no message comes any more, and till each timeout if they want."""
        self._flow, self._is_late, self._waits = flow, is_late, waits
        self.resting, self._rounds = Resting(flow.table), Rounds(flow.table)
        self._closing: dict[Place, list[Closing]] = {}
        """Per place: what its choices leave to be known where they do not lead on."""
        self._sure: dict[Place, list[Row]] = {}
        """The choices that lead on wherever they can be taken."""
        self._round: dict[Place, list[Row]] = {}
        """The choices that lead back."""
        self._left: dict[Place, Known] = {}
        """What is known where none of them leads on."""
        self._needed: list[int] = []
        self._ways: list[tuple[Place | Way, Row | None]] = []
        self._leading_to: dict[Place | Way, list[int]] = {}
        self._begin()
        self._look_at_what_is_chosen()
        waiting: list[Place | Way] = [place for place in flow.places if place[0] >= flow.table.endings]
        at_last = _at_last(flow.table) if waits else range(flow.table.endings)
        waiting += [place for place in self._left if place[0] not in at_last or self._is_one_always_there(place)]
        self.free = set(waiting)
        while waiting:
            for source in self._led_by(waiting.pop()):
                self.free.add(source)
                waiting.append(source)

    def _begin(self) -> None:
        horizon = LATE if self._waits else self.resting.horizon if self._is_late else 0
        gains = Gains(self._flow.table, self.resting.lasting)
        for place, known in self._flow.places.items():
            if place[0] < self._flow.table.endings:
                left = _by(horizon, known)
                self._left[place] = self.resting.waited(left) if self._waits else left
                self._closing[place] = [gains.within]

    def _look_at_what_is_chosen(self) -> None:
        for (place, index), targets in self._flow.led.items():
            row = self._flow.table.rows[place[0]][index]
            if self.resting.brings(row, is_late=self._is_late):
                self._closing[place].append(partial(self.resting.idle, row, is_late=self._is_late))
            if targets == {place} and (row.effect.targets or not self._flow.table.limits[place[0]]):
                self._round.setdefault(place, []).append(row)
            elif targets and place not in targets:
                self._add(place, row, targets)
        for way, following in self._flow.onward.items():
            if len(way) == 4:
                self._add(way, None, following)
        for place, following in self._flow.timeouts.items() if self._waits else ():
            if following and place not in following:
                self._add(place, None, following)

    def _add(self, source: Place | Way, row: Row | None, targets: Iterable[Place | Way]) -> None:
        different = set(targets)
        for target in different:
            self._leading_to.setdefault(target, []).append(len(self._ways))
        self._ways.append((source, row))
        self._needed.append(len(different))

    def _led_by(self, target: Place | Way) -> Iterator[Place | Way]:
        """What lets go because this does."""
        for number in self._leading_to.get(target, ()):
            self._needed[number] -= 1
            source, row = self._ways[number]
            if self._needed[number] or source in self.free:
                continue
            if len(source) == 3 and row is not None:
                self._sure.setdefault(source, []).append(row)
                self._closing[source].append(partial(closed, row))
                if not self._is_one_always_there(source):
                    continue
            yield source

    def _is_one_always_there(self, place: Place) -> bool:
        """Whether some choice leads on, whatever is true in the place."""
        left = _narrowed(self._left[place], self._closing[place])
        if left is None:
            return True
        self._left[place] = left
        for company in self._rounds.companies(self._round.get(place, ()), self._sure.get(place, ())):
            if _narrowed(left, [*(partial(self._rounds.ended, row) for row in company), *self._closing[place]]) is None:
                return True
        return _is_one_of_them_there([row for row in self._sure.get(place, ()) if not row.once & left.true])


def _at_last(table: Table) -> Collection[int]:
    """The states in which plays may be that go on for ever, of people who wait: after every message that comes to all and leads on.

    It may lead on while a choice is under way, which then has its effect there; unless it ends the play.
    """
    found = set(range(table.endings))
    under_way = {target for row in table.every_row if row.takes for _, target in row.effect.targets}
    for call in table.timed:
        if call.guard.is_always and call.effect.always_leads:
            targets = {target for _, target in call.effect.targets}
            later = targets | under_way if min(targets) < table.endings else set[int]()
            found &= with_all_after(dict(enumerate(Onward(table).targets)), later)
    return found


def _by(horizon: int, known: Known) -> Known:
    """What is known where the clock is past that: timeouts may have moved the story on before, but do not count."""
    return known if not horizon else known._replace(soonest=max(known.soonest, horizon), latest=NEVER)


def _narrowed(known: Known, closing: Iterable[Closing]) -> Known | None:
    """What is known where all of that is so; None: it never is."""
    for _ in range(_MOST_ROUNDS):
        before = known
        for one in closing:
            found = one(known)
            if found is None:
                return None
            known = found
        if known == before:
            break
    return known


def going_nowhere(flow: Flow) -> list[Place]:
    """The places from which no ending can be reached, whatever conditions say."""
    found = with_all_after(
        turned(flow.onward.items()), [place for place in flow.places if place[0] >= flow.table.endings]
    )
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


def _is_one_of_them_there(rows: list[Row]) -> bool:
    """Whether some of the choices can be taken, whatever is true; no, where it takes too many answers to find out.

    Question by question, each answered both ways, until one of the conditions holds or all fail.
    """
    waiting, looks = [tuple(dict.fromkeys(row.guard.tree for row in rows))], 0
    while waiting:
        trees, looks = waiting.pop(), looks + 1
        if _TRUE in trees:
            continue
        trees = tuple(tree for tree in trees if tree != _FALSE)
        if not trees or looks > _MOST_ANSWERS:
            return False
        atom = leaves(min(trees, key=lambda tree: len(leaves(tree))))[0]
        waiting += (tuple(assume(tree, atom, answer) for tree in trees) for answer in (_TRUE, _FALSE))
    return True
