"""What of a situation can matter to what happens later: the facts that conditions ask for, each with its bit.

Facts that nothing asks for are left out, and so are meters that nothing reads: situations that differ only in them go on
alike, so they count as one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import reduce
from operator import or_

from ccdrill.engine.program import Program
from ccdrill.model.condition import (
    Condition,
    Done,
    ElapsedCompared,
    Expression,
    FlagSet,
    Happened,
    Leaf,
    MeterCompared,
    leaves,
)
from ccdrill.model.ids import ActionId, ChoiceKey, FlagName, InjectId, MeterName, MomentId
from ccdrill.model.scenario import Branch, Drift, Scenario
from ccdrill.model.value import Value
from ccdrill.model.walks import Moves, conditions_of, moves_of_meters, words_of
from ccdrill.rehearsal.known.ranges import ranges_of
from ccdrill.rehearsal.known.reach import Reach, reaches

Fact = tuple[str, str]
"""A kind (`flag`, `done`, `moment`, `used`, `arrived`) and a name."""


class Layout(Value, frozen=True):
    """The facts and meters that matter, in a fixed order."""

    bit: Mapping[Fact, int]
    """The mask of each fact: one bit."""
    meters: tuple[MeterName, ...]
    """The meters that conditions read, directly or by way of drifts."""
    compared: frozenset[MeterCompared]
    """What is asked about them."""
    drifts: tuple[Drift, ...]
    """Those that move these meters."""
    still: tuple[Drift, ...]
    """Those of them that are known never to run."""
    moves: Mapping[MeterName, Moves]
    """What makes each meter of the scenario another than it was."""
    reach: Mapping[MeterName, Reach]
    """What moves each of those that matter beside what people decide."""

    @property
    def every_fact(self) -> int:
        """The mask of all facts."""
        return (1 << len(self.bit)) - 1

    def asked_by(self, tree: Expression) -> int:
        """The mask of the facts that a condition asks for, all of which are laid out."""
        asked = (fact_of(leaf) for leaf in leaves(tree))
        return reduce(or_, (self.bit[fact] for fact in asked if fact is not None), 0)

    def flag(self, name: FlagName) -> int:
        """The mask of a flag; 0 if nothing asks for it."""
        return self.bit.get(("flag", name), 0)

    def done(self, action: ActionId) -> int:
        """The mask of an action that was done; 0 if nothing asks for it."""
        return self.bit.get(("done", action), 0)

    def moment(self, moment: MomentId) -> int:
        """The mask of a moment that happened; 0 if nothing asks for it."""
        return self.bit.get(("moment", moment), 0)

    def used(self, choice: ChoiceKey) -> int:
        """The mask of a choice that can be taken once; 0 for others."""
        return self.bit.get(("used", choice), 0)

    def arrived(self, inject: InjectId) -> int:
        """The mask of an inject without a time that has arrived; 0 for one with a time: the clock tells."""
        return self.bit.get(("arrived", inject), 0)


def lay_out(program: Program, *, with_all: bool = False, still: Collection[Drift] = ()) -> Layout:
    """The layout of a program. `with_all`: also for what only decides which text is shown, or what drifts. `still`: drifts that never run."""
    scenario = program.scenario
    asked = dict.fromkeys(leaf for condition in _controls(program) for leaf in condition.leaves)
    if with_all:
        asked.update(dict.fromkeys(leaf for condition in conditions_of(scenario) for leaf in condition.leaves))
    meters, drifts = _moving(scenario, asked)
    asked.update(dict.fromkeys(leaf for drift in drifts for leaf in _leaves_of(drift.while_)))
    facts: dict[Fact, None] = {}
    for leaf in asked:
        fact = fact_of(leaf)
        if fact is not None:
            facts[fact] = None
    for offers in program.offers.values():
        facts.update({("used", offer.key): None for offer in offers if offer.choice.once})
    facts.update({("arrived", timed.id): None for timed in program.injects if timed.at is None})
    moves = moves_of_meters(scenario)
    ranges = ranges_of(scenario, moves)
    return Layout(
        bit={fact: 1 << index for index, fact in enumerate(facts)},
        meters=meters,
        compared=frozenset(leaf for leaf in asked if isinstance(leaf, MeterCompared)),
        drifts=drifts,
        still=tuple(one for one in drifts if one in still),
        moves=moves,
        reach=reaches(scenario, meters, ranges, [one for one in drifts if one not in still]),
    )


def knows_all(scenario: Scenario) -> bool:
    """Whether every layout of a scenario is the same, for nothing drifts and no text is shown by condition."""
    return not scenario.drift and all(isinstance(words, str) for words in words_of(scenario))


def fact_of(leaf: Leaf) -> Fact | None:
    """The fact that an elementary question asks for; None if it asks for a number or the case."""
    match leaf:
        case FlagSet(flag=flag):
            return "flag", flag
        case Done(action=action):
            return "done", action
        case Happened(moment=moment):
            return "moment", moment
        case _:
            return None


def _controls(program: Program) -> Iterator[Condition]:
    """Every condition that decides what can be done or what happens. Texts by condition decide nothing."""
    for offers in program.offers.values():
        for offer in offers:
            yield from _given(offer.choice.when)
            yield from _branch_conditions(offer.edge.branches)
    for timed in program.injects:
        yield from _given(timed.inject.when)
        yield from _branch_conditions(timed.edge.branches)
    for expiry in program.expiries.values():
        yield from _branch_conditions(expiry.edge.branches)


def _given(condition: Condition | None) -> Iterator[Condition]:
    if condition is not None:
        yield condition


def _branch_conditions(branches: Iterable[Branch]) -> Iterator[Condition]:
    for branch in branches:
        yield from _given(branch.when)


def _leaves_of(condition: Condition | None) -> tuple[Leaf, ...]:
    return condition.leaves if condition is not None else ()


def _moving(scenario: Scenario, asked: Iterable[Leaf]) -> tuple[tuple[MeterName, ...], tuple[Drift, ...]]:
    """The meters that matter with the drifts that move them: drifts may ask for further meters."""
    wanted = {leaf.meter for leaf in asked if isinstance(leaf, MeterCompared)}
    while True:
        drifts = tuple(drift for drift in scenario.drift if drift.meter in wanted)
        more = {leaf.meter for drift in drifts for leaf in _leaves_of(drift.while_) if isinstance(leaf, MeterCompared)}
        if more <= wanted:
            return tuple(name for name in scenario.meters if name in wanted), drifts
        wanted |= more


def elapsed_in(conditions: Iterable[Condition | None]) -> tuple[ElapsedCompared, ...]:
    """The questions about the clock in conditions."""
    return tuple(leaf for one in conditions for leaf in _leaves_of(one) if isinstance(leaf, ElapsedCompared))
