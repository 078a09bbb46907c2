"""Goes after what no play has met yet: the most promising situation first, by how far a choice is and what still fails of its condition."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from ccdrill.model.condition import All, Any, Constant, Expression, Not
from ccdrill.model.value import Value
from ccdrill.rehearsal.guards import Compiler, Registers
from ccdrill.rehearsal.onward import Onward
from ccdrill.rehearsal.packing import Packing
from ccdrill.rehearsal.places import Place, lies_in
from ccdrill.rehearsal.table import Row, Table
from ccdrill.rehearsal.trails import Trail
from ccdrill.rehearsal.walker import Walker

Distance = Callable[[Registers], int]
_FAR = 1_000
_TURN = 20
"""How many moves nearer a question is worth that is answered as it should be: many can't be mended later."""

CHASE = 20_000
"""Situations that one pursuit may look at, unless told otherwise."""
_CHEAP = 50
"""Choices of one situation, or states whose distance is looked up, that count as one more."""


class Goal(Value, frozen=True):
    """A choice to be taken, in a situation in which its own condition and what it must lead to hold."""

    row: Row
    """The choice."""
    wish: Expression
    """What should hold there."""


class Pursuit:
    """Pursues goals in one table."""

    def __init__(self, table: Table, budget: int = CHASE) -> None:
        """`budget`: situations that may be looked at for all goals together."""
        self._table = table
        self._left = budget
        self._onward = Onward(table).targets
        self._packing = Packing(table)
        scale = dict(zip(table.layout.meters, table.scale, strict=True))
        self._compiler = Compiler(table.layout, table.program.case, scale)

    def goals(self, target: int) -> list[Goal]:
        """The choices that may lead to a state or an ending, each with the condition under which it does."""
        found = []
        for row in self._leading_to.get(target, ()):
            refused: list[Expression] = []
            for branch in row.offer.edge.branches:
                asked = self._compiler.guard(branch.when).tree
                if self._table.index[branch.to] == target:
                    terms = (row.guard.tree, asked, *(Not(term=one) for one in refused))
                    found.append(Goal(row, All(terms=terms)))
                refused.append(asked)
        return found

    @cached_property
    def _leading_to(self) -> dict[int, list[Row]]:
        """The choices that may lead to each state and ending."""
        found: dict[int, list[Row]] = {}
        for row in (row for rows in self._table.rows for row in rows):
            for target in {target for _, target in row.effect.targets}:
                found.setdefault(target, []).append(row)
        return found

    def play_to(self, state: int) -> tuple[str, ...] | None:
        """A play that comes to a state or an ending, by index; None when none was found."""
        if self._left <= 0:  # what leads there would be looked for in vain
            return None
        return self.pursue(self.goals(state), lambda walker, _: state in walker.visited)

    def play_into(self, places: Iterable[Place], but: Iterable[Place]) -> tuple[str, ...] | None:
        """A play that comes to rest in some of the places of a flow by cases, and in none of the others, `but`; cases may overlap.

        None when none was found.
        """
        wanted, others = list(places), list(but)

        def is_there(walker: Walker, _: Row) -> bool:
            if walker.is_ended or not any(lies_in(walker.state, walker.bits, place) for place in wanted):
                return False
            return not any(lies_in(walker.state, walker.bits, place) for place in others)

        states = dict.fromkeys(place[0] for place in wanted)
        goals = [goal for state in states for goal in self.goals(state)]
        goals += [Goal(row, row.guard.tree) for state in states for row in self._table.rows[state]]
        return self.pursue(goals, is_there)

    def play_cornered(self, state: int, is_lost: Callable[[Walker], bool]) -> tuple[str, ...] | None:
        """A play that comes to rest in a state when none of the conditions holds under which a choice leads out, and is lost there.

        None when none was found.
        """
        ways = [goal for target in self._onward[state] if target != state for goal in self.goals(target)]
        closed = All(terms=tuple(Not(term=goal.wish) for goal in ways if goal.row.state == state))
        is_closed = self._compiler.test(closed)
        goals = [Goal(goal.row, closed) for goal in self.goals(state)]
        goals += [Goal(row, closed) for row in self._table.rows[state]]

        def is_there(walker: Walker, _: Row) -> bool:
            return not walker.is_ended and walker.state == state and is_closed(walker) and is_lost(walker)

        return self.pursue(goals, is_there)

    def pursue(self, goals: list[Goal], is_met: Callable[[Walker, Row], bool]) -> tuple[str, ...] | None:
        """A play that meets one of the goals; None when the budget did not suffice. Finding none proves nothing."""
        if self._left <= 0:
            return None
        ways = [(self._steps_to(goal.row.state), self._distance(goal.wish)) for goal in goals]

        def promise(walker: Walker) -> int:
            return min(
                (steps.get(walker.state, _FAR) + _TURN * distance(walker) for steps, distance in ways), default=_FAR
            )

        start = Walker(self._table)
        start.start()
        heap: list[tuple[int, int, Walker, Trail | None]] = [(promise(start), 0, start, None)]
        seen = {self._packing.pack(start)}
        while heap and self._left > 0:
            _, _, walker, trail = heapq.heappop(heap)
            rows = walker.open_rows()
            self._left -= len(rows) // _CHEAP
            for row in rows:
                after = walker.after(row)
                longer = Trail(trail, row.offer.key)
                if is_met(after, row):
                    return longer.moves()
                key = self._packing.pack(after)
                if key not in seen and not after.is_ended:
                    seen.add(key)
                    self._left -= 1
                    heapq.heappush(heap, (promise(after), len(seen), after, longer))
        return None

    def _steps_to(self, goal: int) -> dict[int, int]:
        """How many moves every state is from the goal, whatever conditions say."""
        steps, ring = {goal: 0}, [goal]
        while ring:
            ring = [one for state in ring for one in self._fresh(self._before.get(state, ()), steps, steps[state] + 1)]
        self._left -= len(steps) // _CHEAP
        return steps

    @cached_property
    def _before(self) -> dict[int, list[int]]:
        """From where each state may be come to."""
        found: dict[int, list[int]] = {}
        for state, targets in enumerate(self._onward):
            for target in targets:
                found.setdefault(target, []).append(state)
        return found

    @staticmethod
    def _fresh(states: list[int] | tuple[()], steps: dict[int, int], count: int) -> Iterator[int]:
        for state in states:
            if state not in steps:
                steps[state] = count
                yield state

    def _distance(self, tree: Expression) -> Distance:
        """How many elementary questions would have to be answered otherwise for the condition to hold, at the least."""
        match tree:
            case Not(term=Not(term=term)):
                return self._distance(term)
            case Not(term=All(terms=terms)):
                return self._distance(Any(terms=tuple(Not(term=term) for term in terms)))
            case Not(term=Any(terms=terms)):
                return self._distance(All(terms=tuple(Not(term=term) for term in terms)))
            case All(terms=terms):
                parts = [self._distance(term) for term in terms]
                return lambda registers: sum(part(registers) for part in parts)
            case Any(terms=terms):
                parts = [self._distance(term) for term in terms]
                return lambda registers: min(part(registers) for part in parts)
            case Constant(value=value):
                return lambda _: 0 if value else _FAR
            case _:
                test = self._compiler.test(tree)
                return lambda registers: 0 if test(registers) else 1
