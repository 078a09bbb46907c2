"""How soon each choice can be taken at all, with what its condition waits for: a message that comes late, or what somebody does.

What is needed together is taken one by one, and the latest of it counts, as planners do (h-max: Bonet and Geffner 2001). So no
play is sooner, however many situations there are.
"""

from ccdrill.model.condition import All, Any, Constant, ElapsedCompared, Expression, MeterCompared, Not
from ccdrill.rehearsal.flow.places import Flow
from ccdrill.rehearsal.known.layout import fact_of
from ccdrill.rehearsal.known.ranges import NEVER, OPPOSITE
from ccdrill.rehearsal.walk.onward import bits_of
from ccdrill.rehearsal.walk.table import Call, Effect, Row


class Earliest:
    """The answers for one table, in seconds from the start."""

    def __init__(self, possible: Flow) -> None:
        """`possible`: what can be at all, from the start of the story."""
        self._possible = possible
        self._table = table = possible.table
        is_true = [bool(table.start_facts & bit) for bit in table.layout.bit.values()]
        self._true = [0 if one else NEVER for one in is_true]
        self._false = [NEVER if one else 0 for one in is_true]
        self._at = [NEVER] * len(table.names)
        self._is_news = True
        self._enter(table.index[table.program.scenario.start], 0)
        while self._is_news:
            self._is_news = False
            self._look()

    def start(self, row: Row) -> int:
        """When a choice can be taken at the soonest in its state; NEVER if it can't."""
        if not self._possible.guard(row).may_hold:
            return NEVER
        return max(self._at[row.state], self._when(row.guard.tree))

    def fails(self, call: Call) -> int:
        """When the condition of a message fails at the soonest; NEVER if it always holds."""
        return self._when(call.guard.tree, holds=False)

    def _look(self) -> None:
        table = self._table
        for rows in table.rows:
            for row in rows:
                self._take(row, self.start(row))
        for call in table.calls:
            if call.index in self._possible.calls:
                self._affect(call.effect, self._comes(call))
        for state, limit in enumerate(table.limits):
            if limit is not None:
                self._affect(limit.effect, self._at[state] + limit.after)

    def _take(self, row: Row, start: int) -> None:
        for after, action in row.early:
            self._note(self._true, self._table.layout.done(action), start + after)
        self._affect(row.effect, start + row.takes)

    def _comes(self, call: Call) -> int:
        """When a message arrives at the soonest."""
        when = self._when(call.guard.tree)
        if call.at is None:
            return when + call.after
        return call.at if when <= call.at else NEVER

    def _affect(self, effect: Effect, t: int) -> None:
        if t >= NEVER:
            return
        self._note(self._true, effect.add, t)
        self._note(self._false, effect.cleared, t)
        for question, (_, target) in zip(effect.questions, effect.targets, strict=True):
            self._enter(target, max(t, self._when(question.tree)))

    def _enter(self, state: int, t: int) -> None:
        t = max(t, self._table.opens[state])
        if t < self._at[state]:
            self._at[state] = t
            self._is_news = True
        self._note(self._true, self._table.on_entry[state][0], t)

    def _note(self, known: list[int], bits: int, t: int) -> None:
        for fact in bits_of(bits):
            if t < known[fact]:
                known[fact] = t
                self._is_news = True

    def _when(self, tree: Expression, *, holds: bool = True) -> int:
        """When a condition holds at the soonest, or fails."""
        match tree:
            case Constant(value=value):
                return 0 if value is holds else NEVER
            case Not(term=term):
                return self._when(term, holds=not holds)
            case All(terms=terms) | Any(terms=terms):
                join = max if isinstance(tree, All) is holds else min
                return join(self._when(term, holds=holds) for term in terms)
            case ElapsedCompared(comparison=comparison, seconds=seconds):
                asked = comparison if holds else OPPOSITE[comparison]
                return {">": seconds + 1, ">=": seconds, "==": seconds}.get(asked, 0)
            case MeterCompared():
                return 0
            case _:
                fact = fact_of(tree)
                assert fact is not None, "questions about the case are resolved"
                place = self._table.layout.bit[fact].bit_length() - 1
                return (self._true if holds else self._false)[place]
