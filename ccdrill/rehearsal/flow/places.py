"""What a flow comes to: the places that can be reached, and what is known in each."""

from collections.abc import Iterator
from functools import cached_property, reduce
from typing import NamedTuple

import msgspec

from ccdrill.rehearsal.known.known import ALWAYS, Known, Truth, joined
from ccdrill.rehearsal.known.questions import Question
from ccdrill.rehearsal.walk.table import Row, Table

Source = tuple[str, str]
"""What has an effect: `choice`, `inject`, `timeout` or (by its entry) `state`, and its name (of a choice its key, of a timeout its state)."""
Place = tuple[int, int, int]
"""A state, and which of the facts, and of the numbers of meters that count, that make cases may hold there, and may not."""
Way = tuple[int, int, int, int]
"""The same on the way from one state to another that opens later."""


class Never(NamedTuple):
    """What is proved not to happen, for any length of waiting."""

    states: frozenset[int]
    """States and endings that are not come to, by index."""
    choices: frozenset[tuple[int, int]]
    """Choices that are not taken, by their state and their place among its choices."""
    calls: frozenset[int]
    """Injects that do not arrive, by index."""

    def and_(self, other: "Never") -> "Never":
        """Both together."""
        return Never(self.states | other.states, self.choices | other.choices, self.calls | other.calls)


NOTHING_KNOWN = Never(frozenset(), frozenset(), frozenset())


class Flow(msgspec.Struct, dict=True):
    """What is known, per place that can be reached."""

    table: Table
    """What it is about."""
    places: dict[Place, Known]
    """Endings included. A place that is missing can't be reached."""
    calls: set[int]
    """Injects that may arrive, by index."""
    expired: set[int]
    """States whose timeout may fire."""
    asked: dict[int, Truth]
    """What the conditions of injects with a time may be when they are asked, by index."""
    after: dict[Source, Known]
    """What is known just after each effect, before it leads anywhere. What is missing never has one."""
    onward: dict[Place | Way, set[Place | Way]]
    """Where the story may go from each place."""
    led: dict[tuple[Place, int], set[Place | Way]]
    """Where each choice, by its place among the state's, may lead from each place in which it may be taken, if no message comes
    in between."""
    timeouts: dict[Place, set[Place | Way]]
    """The same of its timeout, where that leads on for sure."""
    questions: int
    """How often it was asked whether something may come about: what the flow cost."""
    meantime: dict[Place | Way, Known]
    """What else is known while time runs: on the way to a state that opens later, and while a choice is under way."""
    _guards: dict[tuple[int, int], Truth] = msgspec.field(default_factory=dict)

    @cached_property
    def never(self) -> Never:
        """What this proves not to happen."""
        table, taken = self.table, {(place[0], index) for place, index in self.led}
        return Never(
            states=frozenset(range(len(table.names))).difference(self.states),
            choices=frozenset((row.state, row.index) for row in table.every_row) - taken,
            calls=frozenset(call.index for call in table.calls) - self.calls,
        )

    @cached_property
    def states(self) -> dict[int, Known]:
        """What is known per state, by index, endings included. A state that is missing can't be reached."""
        return {state: reduce(joined, cases) for state, cases in self.cases.items()}

    @cached_property
    def may_end(self) -> bool:
        """Whether any ending may be come to: else every play goes on for ever, or gets stuck."""
        return any(state >= self.table.endings for state in self.states)

    @cached_property
    def cases(self) -> dict[int, list[Known]]:
        """The same, case by case."""
        found: dict[int, list[Known]] = {}
        for (state, _, _), known in self.places.items():
            found.setdefault(state, []).append(known)
        return found

    @cached_property
    def ever(self) -> Known:
        """What is known of every situation before an ending, also while time runs."""
        return reduce(joined, self.before_the_end())

    def before_the_end(self) -> Iterator[Known]:
        """The same one by one, for each place and way."""
        yield from (known for place, known in self.places.items() if place[0] < self.table.endings)
        yield from self.meantime.values()

    def may_ever(self, question: Question) -> bool:
        """Whether something that is asked may hold in any situation before an ending."""
        return any(question.answers(known).may_hold for known in self.before_the_end())

    def guard(self, row: Row) -> Truth:
        """What the condition of a choice may be where it is offered; one that can't be taken again can't hold."""
        found = self._guards.get((row.state, row.index))
        if found is None:
            truths = [self.guard_in(row, known) for known in self.cases.get(row.state, ())]
            found = Truth(any(one.may_hold for one in truths), any(one.may_fail for one in truths))
            self._guards[row.state, row.index] = found
        return found

    def guard_in(self, row: Row, known: Known) -> Truth:
        """The same in one case."""
        asked = ALWAYS if row.guard.is_always else row.guard.question.answers(known)
        is_used_up = row.once and not known.false & row.once
        return Truth(asked.may_hold and not is_used_up, asked.may_fail)


def lies_in(state: int, bits: int, place: Place) -> bool:
    """Whether a situation, by its state and the facts that are true, and the numbers that meters have, is one of a place's case."""
    _, true, false = place
    cases = true | false
    return state == place[0] and not bits & cases & ~true and not ~bits & cases & ~false
