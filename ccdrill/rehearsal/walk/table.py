"""A program as a table of whole numbers: per state its choices, and the external events, ready to be walked.

States, choices, injects and actions are known by their index. Nothing here decides; the walker does.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, reduce
from itertools import chain
from operator import or_

from ccdrill.engine.program import Offer, Program
from ccdrill.model.condition import Comparison, Constant, ElapsedCompared, Leaf, leaves
from ccdrill.model.ids import ActionId, InjectId, MomentId, StateId
from ccdrill.model.scenario import Scenario
from ccdrill.model.value import Value
from ccdrill.rehearsal.known.drifts import Drifts
from ccdrill.rehearsal.known.guards import Guard, Test
from ccdrill.rehearsal.known.layout import Fact, Layout
from ccdrill.rehearsal.known.questions import Question
from ccdrill.rehearsal.known.ranges import Number

Watch = tuple[int, Comparison, Number, int]
"""A question about a meter: which one, how it is compared, and with what; and the facts that each who asks it has arrived."""
MeterChange = tuple[int, bool, Number]
"""Which meter, whether it is set (not added to), and by how much."""


_USUAL = 32
"""Meters that matter and messages that wait, in a story of the usual size."""
SLOWER = 24
"""By how much a step takes longer where drifts hang on meters."""


class Effect(Value, frozen=True):
    """What happens when an edge is taken, at its instant."""

    keep: int
    """Facts that stay as they are, or become true."""
    cleared: int
    """The others: facts that become false."""
    add: int
    """Facts that become true."""
    meters: tuple[MeterChange, ...]
    """Changes of meters, in order."""
    acts: tuple[ActionId, ...]
    """Actions that are done."""
    moments: tuple[MomentId, ...]
    """Moments that are marked, whether they happened before or not."""
    targets: tuple[tuple[Test, int], ...]
    """Where it leads: the first whose test holds after the effect; empty: the run stays."""
    questions: tuple[Question, ...]
    """The conditions of the targets, as they are asked of what is known."""

    @property
    def always_leads(self) -> bool:
        """Whether it leads somewhere for sure: the last of its targets asks for nothing."""
        return bool(self.questions) and self.questions[-1].tree == Constant(value=True)


class Row(Value, frozen=True):
    """A choice of a state."""

    state: int
    """Where it is offered."""
    index: int
    """Among the rows of its state."""
    offer: Offer
    """What the author wrote."""
    guard: Guard
    """Its `when`."""
    once: int
    """The fact that it was taken, when it can be taken once; else 0."""
    takes: int
    """Seconds."""
    early: tuple[tuple[int, ActionId], ...]
    """Actions done on the way: after so many seconds."""
    done: int
    """The facts that these make true."""
    effect: Effect
    """What it does at its end."""

    @property
    def acts(self) -> Iterator[tuple[ActionId, int]]:
        """All actions that it does, each after so many seconds."""
        yield from ((action, after) for after, action in self.early)
        yield from ((action, self.takes) for action in self.effect.acts)


class Call(Value, frozen=True):
    """An inject."""

    id: InjectId
    """Its name."""
    index: int
    """In file order."""
    at: int | None
    """Its time, if it has one."""
    bit: int
    """The fact that it has arrived, when it has no time."""
    after: int
    """Seconds for which its condition must have held."""
    guard: Guard
    """Its `when`."""
    effect: Effect
    """What its arrival does."""

    @property
    def soonest(self) -> int:
        """The second before which it does not come."""
        return self.after if self.at is None else self.at


class Limit(Value, frozen=True):
    """A state's timeout."""

    after: int
    """Seconds from the entry."""
    effect: Effect
    """What it does."""


class Push(Value, frozen=True):
    """A drift."""

    meter: int
    """Which meter."""
    rate: Number
    """How much in a second, in the meter's own units."""
    test: Test
    """Whether it runs just after this second."""


class Table(Value, frozen=True, dict=True):
    """A whole program."""

    program: Program
    """Where it comes from."""
    layout: Layout
    """Facts and meters."""
    names: tuple[StateId, ...]
    """States in file order, then endings."""
    index: Mapping[StateId, int]
    """The other way round."""
    endings: int
    """The index from which on all are endings."""
    rows: tuple[tuple[Row, ...], ...]
    """Per state, in the order shown; none for endings."""
    timed: tuple[Call, ...]
    """Injects with a time, by time and file order."""
    waiting: tuple[Call, ...]
    """Injects without one, in file order."""
    limits: tuple[Limit | None, ...]
    """Per state."""
    on_entry: tuple[tuple[int, tuple[MomentId, ...]], ...]
    """Per state: the facts that entering it makes true, and the moments that it marks."""
    opens: tuple[int, ...]
    """Per state and ending: seconds from the start; 0: at once."""
    scale: tuple[int, ...]
    """Per meter: by how much its numbers are multiplied."""
    start_facts: int
    """The facts that are true at first."""
    start_meters: tuple[Number, ...]
    """Scaled."""
    bounds: tuple[tuple[Number | None, Number | None], ...]
    """Scaled min and max of each meter."""
    pushes: tuple[Push, ...]
    """Drifts, when they ask for no meter; then meters are whole numbers."""
    is_plain: bool
    """Whether they do not. If they do, the engine's own exact motion is asked."""
    waiting_facts: int
    """The facts that injects without a time ask for, and that they have arrived."""
    drift_facts: int
    """The facts that drifts ask for."""
    moving: Scenario
    """The scenario with no other drifts than those that matter, for the engine's own motion."""
    turns: tuple[int, ...]
    """Seconds from the start at which a drift may begin or end by the clock, rising."""
    flips: tuple[int, ...]
    """Seconds at which an inject's question about the clock may change its truth, rising."""
    watched: tuple[Watch, ...]
    """The questions about meters that injects wait for."""
    asking: tuple[tuple[Watch, ...], ...]
    """Per state: the questions of its choices about meters that drift."""

    @cached_property
    def every_row(self) -> tuple[Row, ...]:
        """The choices of all states; one from anywhere once for each state that offers it."""
        return tuple(chain.from_iterable(self.rows))

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """All injects: those with a time, then the others."""
        return (*self.timed, *self.waiting)

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """All that choices, injects and timeouts have."""
        happening: tuple[Row | Call | Limit | None, ...] = (*self.every_row, *self.calls, *self.limits)
        return tuple(one.effect for one in happening if one is not None)

    @cached_property
    def brought_by_time(self) -> int:
        """The facts that injects have arrived which ask for the clock or a meter, so that time alone may bring them."""
        return reduce(or_, (call.bit for call in self.waiting if call.guard.cubes is None), 0)

    @cached_property
    def looks(self) -> tuple[tuple[int, ...], ...]:
        """Per state: the seconds at which the clock may open one of its choices, or close it, rising."""
        return tuple(flips_of(leaf for row in rows for leaf in leaves(row.guard.tree)) for rows in self.rows)

    @cached_property
    def drifts(self) -> Drifts:
        """How fast drifts may move meters."""
        return Drifts(self.layout, self.program.case)

    @cached_property
    def holding(self) -> dict[int, tuple[int, ...]]:
        """Which waiting injects hold, by the facts that they ask for, as far as walkers have found out: all of them share it."""
        return {}

    @cached_property
    def slowness(self) -> int:
        """How many times longer a step takes than in a story of the usual size: every meter is carried along, every message waits.

        Where meters decide over drifts, each asks for exact instants.
        """
        burden = 1 + (len(self.layout.meters) + len(self.waiting)) // _USUAL
        return burden if self.is_plain else SLOWER * burden

    @cached_property
    def asked_by_drifts(self) -> tuple[tuple[Fact, int], ...]:
        """The facts that drifts ask for, each with its bit."""
        return tuple((fact, bit) for fact, bit in self.layout.bit.items() if bit & self.drift_facts)

    @cached_property
    def is_timeless(self) -> bool:
        """Whether facts alone decide: no clock, no meters, nothing from outside."""
        return not (
            self.layout.meters
            or self.timed
            or self.waiting
            or any(self.limits)
            or any(self.opens)
            or self._asks_for_time()
        )

    def _asks_for_time(self) -> bool:
        return any(row.guard.cubes is None for row in self.every_row) or any(
            isinstance(leaf, ElapsedCompared)
            for row in self.every_row
            for branch in row.offer.edge.branches
            if branch.when is not None
            for leaf in branch.when.leaves
        )


def flips_of(asked: Iterable[Leaf]) -> tuple[int, ...]:
    """The seconds at which the truth of a question about the clock may be another than a second before, rising."""
    clocks = (leaf for leaf in asked if isinstance(leaf, ElapsedCompared))
    return tuple(sorted({leaf.seconds + late for leaf in clocks for late in (0, 1)}))
