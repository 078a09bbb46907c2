"""Goes after what no play has met yet: the most promising situation first, by how far a choice is and what still fails of its condition."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from ccdrill.model.condition import All, Any, Constant, Expression, Not
from ccdrill.rehearsal.flow.counters import Counters
from ccdrill.rehearsal.flow.places import Place, lies_in
from ccdrill.rehearsal.known.guards import resolve
from ccdrill.rehearsal.survey.distances import FAR, Distance, Distances
from ccdrill.rehearsal.survey.goals import Goal, Goals
from ccdrill.rehearsal.walk.onward import Onward, turned
from ccdrill.rehearsal.walk.packing import Packing
from ccdrill.rehearsal.walk.table import Call, Row, Table
from ccdrill.rehearsal.walk.trails import WAITED, Trail
from ccdrill.rehearsal.walk.walker import Walker

_TURN = 20
"""How many moves nearer a question is worth that is answered as it should be: many can't be mended later."""

CHASE = 20_000
"""Situations that one pursuit may look at, unless told otherwise."""
_TIRED = 0.2
"""What a move costs that was made already: who comes no nearer looks elsewhere after a while."""
_FEW = 3
"""States before a gate, at most."""
_GATES = 3
"""Gates on one way."""
_CHEAP = 50
"""Choices of one situation, or states whose distance is looked up, that count as one more."""


IsMet = Callable[[Walker, Row | None], bool]
"""Whether a goal is met where a choice has led; None: where nobody decided until something happened."""


class _Stand(NamedTuple):
    """Where a search stands."""

    walker: Walker
    """The situation."""
    trail: Trail | None
    """The play to there."""
    row: Row | None = None
    """Its last choice; None: nobody decided, or nothing was done yet."""
    moves: int = 0
    """How many moves that were."""

    def is_met(self, asked: IsMet) -> bool:
        """Whether that meets a goal."""
        return self.trail is not None and asked(self.walker, self.row)


class Pursuit:
    """Pursues goals in one table."""

    def __init__(self, table: Table, budget: int = CHASE, *, waits: bool = False) -> None:
        """`budget`: situations that may be looked at for all goals together. `waits`: nobody deciding until something happens is a move as well."""
        self._table = table
        self._left = budget
        self._waits = waits
        self._onward = Onward(table).targets
        self._packing = Packing(table)
        self._goals = Goals(table, waits=waits)
        self._measures = Distances(table, self._goals.compiler)

    def play_to(self, state: int, most: int | None = None) -> tuple[str, ...] | None:
        """A play that comes to a state or an ending, by index; None when none was found. `most`: as `pursue` has it."""
        if self._left <= 0:  # what leads there would be looked for in vain
            return None
        return self.pursue([*self._goals.ever_into(state)], lambda walker, _: state in walker.visited, most)

    def play_by(self, row: Row, target: int) -> tuple[str, ...] | None:
        """A play in which a choice leads to a state or an ending, by index; None when none was found."""
        wishes = self._goals.wishes(row.offer.edge.branches, row.guard.tree)
        goals = [Goal(row.state, wish) for to, wish in wishes if to == target]

        def is_led(walker: Walker, last: Row | None) -> bool:
            return last is not None and last.offer.key == row.offer.key and target in walker.visited

        return self.pursue(goals, is_led)

    def play_told(self, call: Call, most: int | None = None) -> tuple[str, ...] | None:
        """A play in which a message arrives; None when none was found. `most`: as `pursue` has it."""
        anywhere = Goal(None, call.guard.tree)
        return self.pursue([anywhere], lambda walker, _: call.index in walker.arrived, most)

    def play_into(self, places: Iterable[Place], but: Iterable[Place]) -> tuple[str, ...] | None:
        """A play that comes to rest in some of the places of a flow by cases, and in none of the others, `but`; cases may overlap.

        None when none was found.
        """
        wanted, others, counters = list(places), list(but), Counters(self._table)

        def is_there(walker: Walker, _: Row | None) -> bool:
            if walker.is_ended:
                return False
            bits = walker.bits | counters.of(walker.meters)
            if not any(lies_in(walker.state, bits, place) for place in wanted):
                return False
            return not any(lies_in(walker.state, bits, place) for place in others)

        states = dict.fromkeys(place[0] for place in wanted)
        goals = [goal for state in states for goal in self._goals.into(state)]
        goals += [Goal(row.state, row.guard.tree) for state in states for row in self._table.rows[state]]
        return self.pursue(goals, is_there)

    def play_cornered(self, state: int, is_lost: Callable[[Walker], bool]) -> tuple[str, ...] | None:
        """A play that comes to rest in a state when none of the conditions holds under which a choice leads out, and is lost there.

        None when none was found.
        """
        ways = [goal for target in self._onward[state] if target != state for goal in self._goals.into(target)]
        closing = [Not(term=goal.wish) for goal in ways if goal.state == state]
        expiry = self._table.program.expiries.get(self._table.names[state])
        if expiry is not None and len(expiry.edge.branches) > 1:  # one that always leads out may never fire
            wishes = self._goals.wishes(expiry.edge.branches)
            closing += [Not(term=wish) for target, wish in wishes if target != state]
        closed = resolve(All(terms=tuple(closing)), self._table.program.case)
        if closed == Constant(value=False):
            return None  # a way out that is always there
        is_closed = self._goals.compiler.test(closed)
        goals = [Goal(goal.state, closed) for goal in self._goals.into(state)]
        goals += [Goal(row.state, closed) for row in self._table.rows[state]]

        def is_there(walker: Walker, _: Row | None) -> bool:
            return not walker.is_ended and walker.state == state and is_closed(walker) and is_lost(walker)

        return self.pursue(goals, is_there)

    def pursue(self, goals: list[Goal], is_met: IsMet, most: int | None = None) -> tuple[str, ...] | None:
        """A play that meets one of the goals; None when the budget did not suffice. Finding none proves nothing.

        `most`: situations of the budget that may be looked at. Where numbers are asked for, they are gone after by themselves
        if all together was in vain: what must be done as well may keep them from ever coming so far.
        """
        if self._left <= 0 or not goals:
            return None
        most = self._left if most is None else min(most, self._left)
        start = Walker.at_start(self._table)
        begin = _Stand(start, None)
        numbers = self._measures.to(Any(terms=tuple(self._measures.numbers_of(goal.wish) for goal in goals)))
        is_far = 0 < numbers(start) < FAR
        found = self._search(begin, self._promise(goals), is_met, most // 2 if is_far else most)
        if found is None and is_far:
            there = self._search(
                begin,
                lambda walker: _TURN * numbers(walker),
                lambda walker, row: is_met(walker, row) or not numbers(walker),
                most // 4,
            )
            if there is not None and there.is_met(is_met):
                found = there
            elif there is not None and not there.walker.is_ended:
                found = self._search(there, self._promise(goals), is_met, most // 4, is_rough=True)
        return found.trail.moves() if found is not None and found.trail is not None else None

    def _promise(self, goals: list[Goal]) -> Callable[[Walker], float]:
        """How far a situation is from the nearest of the goals: in moves, and in what must still be so on the way there."""
        states: dict[Expression, set[int]] = {}
        for goal in goals:
            at = range(len(self._onward)) if goal.state is None else (goal.state,)
            states.setdefault(goal.wish, set()).update(at)
        ways = [(self._steps_to(at), self._measures.to(wish), self._gates(at)) for wish, at in states.items()]

        def promise(walker: Walker) -> float:
            found = float(FAR)
            for steps, distance, gates in ways:
                far = distance(walker) + sum([gate(walker) for inside, gate in gates if walker.state not in inside])
                found = min(found, steps.get(walker.state, FAR) + _TURN * far)
            return found

        return promise

    def _gates(self, states: set[int]) -> list[tuple[frozenset[int], Distance]]:
        """What must be so to come to states to which few others lead by choices; and the same of those others. Each with all behind it."""
        inside, found = set(states), list[tuple[frozenset[int], Distance]]()
        for _ in range(_GATES):
            entering = [goal for state in inside for goal in self._goals.into(state) if goal.state not in inside]
            before = {goal.state for goal in entering if goal.state is not None}
            if not 0 < len(before) <= _FEW:
                break
            found.append((frozenset(inside), self._measures.to(Any(terms=tuple(goal.wish for goal in entering)))))
            inside |= before
        return found

    def _search(
        self,
        begin: _Stand,
        promise: Callable[[Walker], float],
        is_met: IsMet,
        most: int,
        *,
        is_rough: bool = False,
    ) -> _Stand | None:
        """Where one of the goals is met; the most promising situation is gone on from first.

        `is_rough`: situations that promise as much are one, if the same facts hold in the same state.
        """
        last = max(0, self._left - most)
        heap: list[tuple[float, int, _Stand]] = [(promise(begin.walker), 0, begin)]
        seen: set[tuple[float, ...]] = set()
        while heap and self._left > last:
            walker, trail, _, moves = heapq.heappop(heap)[2]
            rows = walker.open_rows()
            self._left -= len(rows) // _CHEAP
            for row, after in self._moves(walker, rows):
                stand = _Stand(after, Trail(trail, WAITED if row is None else row.offer.key), row, moves + 1)
                if is_met(after, row):
                    return stand
                if after.is_ended:
                    continue
                promised = promise(after) if is_rough else 0
                key = (after.state, after.bits, promised) if is_rough else (self._packing.pack(after),)
                if key not in seen:
                    seen.add(key)
                    self._left -= 1
                    promised = promised or promise(after)
                    heapq.heappush(heap, (promised + _TIRED * moves, len(seen), stand))
        return None

    def _moves(self, walker: Walker, rows: list[Row]) -> Iterator[tuple[Row | None, Walker]]:
        """What may be done next, and where that comes to."""
        for row in rows:
            yield row, walker.after(row)
        if self._waits:
            idle = walker.copy()
            if idle.wait():
                yield None, idle

    def _steps_to(self, goals: set[int]) -> dict[int, int]:
        """How many moves every state is from the nearest of the goals, whatever conditions say."""
        steps, ring = dict.fromkeys(goals, 0), list(goals)
        while ring:
            ring = [one for state in ring for one in self._fresh(self._before.get(state, ()), steps, steps[state] + 1)]
        self._left -= len(steps) // _CHEAP
        return steps

    @cached_property
    def _before(self) -> dict[int, list[int]]:
        """From where each state may be come to."""
        return turned(enumerate(self._onward))

    @staticmethod
    def _fresh(states: list[int] | tuple[()], steps: dict[int, int], count: int) -> Iterator[int]:
        for state in states:
            if state not in steps:
                steps[state] = count
                yield state
