"""The best play that is still to be had from a situation: the highest score, by a search that proves it (A*).

Plays are taken up in the order of the least that they must lose, so the first that comes to an ending loses least of all. Among
plays that lose as little, the one with the least harm is kept: a better ending, then better meters, in the scenario's order.
"""

import heapq
from collections.abc import Iterator
from fractions import Fraction

from ccdrill.engine.machine import MachineMover
from ccdrill.engine.situation import Situation
from ccdrill.engine.step import decide, pass_time
from ccdrill.model.drill import Drill
from ccdrill.model.ids import ChoiceId, ChoiceKey
from ccdrill.rehearsal.best.answers import best_answers, never_left
from ccdrill.rehearsal.best.harm import better_endings, harm
from ccdrill.rehearsal.best.looked_up import BestPlay, Forecast, Move
from ccdrill.rehearsal.best.soonest import NOTHING, Soonest, Times
from ccdrill.rehearsal.best.standing import Losses, Standing
from ccdrill.rehearsal.walk.bridge import load
from ccdrill.rehearsal.walk.packing import Packing
from ccdrill.rehearsal.walk.table import Row, Table
from ccdrill.rehearsal.walk.walker import Walker
from ccdrill.scoring.deciding import Answered, deeds_of_decision
from ccdrill.scoring.frame import Frame

_Key = tuple[object, ...]
_MOST_ENDS = 60
"""Plays that lose equally little and are compared by their harm."""


class _Node:
    """A situation on the way, with how it was come to."""

    __slots__ = ("above", "row", "standing", "taken", "walker")

    def __init__(
        self, walker: Walker, standing: Standing, above: "_Node | None" = None, row: Row | None = None
    ) -> None:
        self.walker = walker
        self.standing = standing
        self.above = above
        self.row = row
        taken = above.taken if above is not None else frozenset()
        self.taken: frozenset[ChoiceKey] = taken | {row.offer.key} if row is not None else taken
        """Choices taken on the way, each once: who goes round in circles does not come further."""


class Lookout:
    """Looks for best plays in one exercise."""

    def __init__(self, table: Table, frame: Frame, drill: Drill) -> None:
        """`frame`: what the drill's procedure asks for in its scenario."""
        self.table = table
        self.frame = frame
        self.losses = Losses(frame, table.program.scenario.begins, never_left(table, frame, drill))
        self.is_paced = drill.pace > 0
        """Whether waiting is a move: time runs while people think."""
        self._packing = Packing(table, is_exact=True)
        self.mover = MachineMover(table.program)
        self._answers = [[best_answers(frame, drill, row.offer.choice) for row in rows] for rows in table.rows]
        self._soonest = Soonest(table, frame)
        self._learnt: dict[_Key, int] = {}

    def best_play(self, situation: Situation, standing: Standing, budget: int) -> BestPlay | None:
        """The best play from a situation at which a run has come to a standing; None if the budget did not suffice.

        `budget`: situations that may be looked at.
        """
        return self.outlook(situation, standing, budget)[0]

    def outlook(self, situation: Situation, standing: Standing, budget: int) -> tuple[BestPlay | None, Fraction, int]:
        """The best play, a score that is proved to be the most that any play can have, and how many situations were looked at.

        Without a best play, maybe more than that can be had.
        """
        search = self._search(situation, standing, budget)
        ends = search.ends(_MOST_ENDS)
        if not ends:
            return None, max(Fraction(0), self._raw(search.least)), search.count
        best = self._least_harm(situation, ends, search)
        return best, best.score, search.count

    def forecast(self, situation: Situation, standing: Standing, budget: int) -> Forecast:
        """The score of the best play, without the play itself: quicker."""
        search = self._search(situation, standing, budget)
        ends = search.ends(1)
        if not ends:
            return Forecast(None, None, None, search.count)
        way = _way_to(ends[0])
        here = tuple(_chosen_in_one_state(way))
        choice, after = here[0] if here else None, way[0].standing if way else None
        return Forecast(self._raw(self.bound(ends[0])), choice, after, search.count, here[1:])

    def bound(self, node: _Node) -> int:
        """The least that a play through the node must lose, scaled: more than all of W, where prohibitions come to that."""
        return self.losses.bound(node.standing, node.walker.now, self.soonest(node))

    def soonest(self, node: _Node) -> Times:
        """When each step may still be done."""
        return NOTHING if node.walker.is_ended else self._soonest.times(node.walker.state, node.walker.now)

    def key(self, node: _Node) -> _Key:
        """Two nodes alike in this go on alike."""
        return (
            self._packing.pack(node.walker, self.losses.horizon(node.standing)),
            node.walker.now if node.walker.is_ended else 0,
            self.losses.signature(node.standing, node.walker.now, self.soonest(node)),
        )

    def onward(self, node: _Node) -> Iterator[_Node]:
        """What may come next."""
        moves: list[Row | None] = [*node.walker.open_rows()]
        if self.is_paced:
            moves.append(None)
        for row in moves:
            walker = node.walker.copy()
            if row is not None:
                walker.take(row)
            elif not walker.wait():
                continue
            yield _Node(walker, self._after(node.standing, walker, row), node, row)

    def answers(self, row: Row | None) -> Answered:
        """What is best said beside a choice."""
        return self._answers[row.state][row.index] if row is not None else Answered()

    def _replayed(self, situation: Situation, ends: list[_Node]) -> list[Situation]:
        """Where the engine itself comes to by the moves of each play; moves that plays share it makes once."""
        reached: dict[_Node, Situation] = {}
        for end in ends:
            here = situation
            for node in _way_to(end):
                if node not in reached:
                    reached[node] = self._played(here, node)
                here = reached[node]
        return [reached.get(end, situation) for end in ends]

    def _played(self, situation: Situation, node: _Node) -> Situation:
        """Where the engine comes to by the last move to a node."""
        if node.row is None:
            return pass_time(self.table.program, self.mover, situation, node.walker.now).situation
        taken = decide(self.table.program, self.mover, situation, node.row.offer.id)
        assert taken is not None, "the walk takes what the engine offers"
        return taken.situation

    def _search(self, situation: Situation, standing: Standing, budget: int) -> "_Search":
        start = Walker(self.table)
        load(start, situation)
        most = budget if self._soonest.possible.may_end else 0  # where nothing ends, there is no play to be found
        return _Search(self, _Node(start, standing), most, self._learnt)

    def _raw(self, loss: int) -> Fraction:
        return 100 * (1 - Fraction(loss, self.losses.total))

    def _least_harm(self, situation: Situation, ends: list[_Node], search: "_Search") -> BestPlay:
        situations = self._replayed(situation, ends)
        best = min(range(len(ends)), key=lambda index: harm(self.table.program.scenario, situations[index]))
        moves = tuple(self._move(node) for node in _way_to(ends[best]))
        least = self.bound(ends[best])
        score = max(Fraction(0), self._raw(least))
        better = {
            self.table.index[name] for name in better_endings(self.table.program.scenario, situations[best].state)
        }
        is_best_kind = score > 0 and search.comes_to_none(better, least)
        return BestPlay(score, moves, situations[best], ends[best].standing, is_best_kind)

    def _move(self, node: _Node) -> Move:
        assert node.above is not None, "a way begins after its start"
        before = node.above.walker
        choice, key = (node.row.offer.id, node.row.offer.key) if node.row is not None else (None, None)
        return Move(self.table.names[before.state], before.now, choice, key, node.walker.now, self.answers(node.row))

    def _after(self, standing: Standing, walker: Walker, row: Row | None) -> Standing:
        if row is None or not walker.acts:
            return self.losses.extend(standing, (), walker.marks)
        deeds = deeds_of_decision(self.frame, walker.acts, self.answers(row), vacant=(), seq=1, decision=1)
        return self.losses.extend(standing, deeds, walker.marks)


class _Search:
    """One search: what is open, by the least that it must lose, and what was seen.

    `learnt` outlives it. Two situations with one key go on alike, so what a search proves of one, that its bound was too low
    by so much, holds of the other in the next search as well.
    """

    def __init__(self, lookout: Lookout, start: _Node, budget: int, learnt: dict[_Key, int]) -> None:
        self.count = 0
        self.least = 0
        """What every play must lose, as far as a search came that was given up."""
        self.is_through = False
        """Whether the ends found are all that lose so little, but for plays that go on alike."""
        self._lookout = lookout
        self._budget = budget
        self._learnt = learnt
        self._open: list[tuple[int, int, int, int, _Node]] = []
        self._seen: dict[_Key, int] = {}
        self._add(start, 0)

    def ends(self, most: int) -> list[_Node]:
        """Endings of plays that lose least, up to so many; none when the budget does not suffice to prove one."""
        ends: list[_Node] = []
        least = 0
        while self._open and len(ends) < most:
            bound, _, _, _, node = heapq.heappop(self._open)
            if ends and bound > least:
                self.is_through = True
                break
            if node.walker.is_ended:
                ends.append(node)
                least = bound
            elif self.count >= self._budget:
                self.least = bound
                break
            else:
                for one in self._lookout.onward(node):
                    self._add(one, bound)
        else:
            self.is_through = len(ends) < most
        if ends:
            self._learn(least)
        return ends

    def comes_to_none(self, endings: set[int], least: int) -> bool:
        """Whether it is proved that no play which loses so little comes to one of these, by index: more are looked at than `ends` gave."""
        while endings and not self.is_through and self._open and self._open[0][0] <= least:
            bound, _, _, _, node = heapq.heappop(self._open)
            if node.walker.state in endings or self.count >= self._budget:
                return False
            for one in () if node.walker.is_ended else self._lookout.onward(node):
                self._add(one, bound)
        return True

    def _add(self, node: _Node, at_least: int) -> None:
        """Opens a node, unless one that goes on alike was seen and loses no more. `at_least`: what its way must lose."""
        self.count += 1
        own = self._lookout.bound(node)
        key = self._lookout.key(node)
        if self._seen.get(key, own + 1) > own:
            self._seen[key] = own
            bound = max(own + self._learnt.get(key, 0), at_least)
            heapq.heappush(self._open, (bound, -len(node.taken), node.walker.now, self.count, node))

    def _learn(self, least: int) -> None:
        """Nothing that was seen can lead to less than the least."""
        for key, own in self._seen.items():
            if own < least:
                self._learnt[key] = max(self._learnt.get(key, 0), least - own)


def _way_to(end: _Node) -> list[_Node]:
    way: list[_Node] = []
    node: _Node | None = end
    while node is not None and node.above is not None:
        way.append(node)
        node = node.above
    return way[::-1]


def _chosen_in_one_state(way: list[_Node]) -> Iterator[ChoiceId]:
    """What is chosen one after the other until the state is left, or nobody decides."""
    for node in way:
        assert node.above is not None and way[0].above is not None, "a way begins after its start"
        if node.row is None or node.above.walker.state != way[0].above.walker.state:
            return
        yield node.row.offer.id
