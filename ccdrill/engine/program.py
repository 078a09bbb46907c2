"""A scenario compiled once: per state its choices, and the external events (injects, timeouts), all as edges of one form.

The runtime's machine and rehearsal's walk are built from these same edges: one meaning.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from ccdrill.engine.conditions import Case
from ccdrill.engine.scratch import Scratch
from ccdrill.model.ids import ChoiceId, ChoiceKey, InjectId, StateId
from ccdrill.model.scenario import Branch, Choice, Inject, Scenario, Timeout
from ccdrill.model.value import Value

Effect = Callable[["Program", "Mover", Scratch], None]
"""Works on a scratch that its caller owns; moves no state but through `Mover`."""


class Edge(Value, frozen=True):
    """A way on: guarded, with an effect, to the first target whose condition holds after the effect."""

    slot: str
    """The machine's trigger, shared by all states: never a name from a file."""
    guard: Callable[[Scratch], bool]
    """Whether it can be taken now."""
    effect: Effect
    """What taking it does."""
    branches: tuple[Branch, ...]
    """Where it leads; empty: the run stays."""


class Offer(Value, frozen=True):
    """A choice of a state, as the program knows it."""

    key: ChoiceKey
    """What a run remembers as taken."""
    id: ChoiceId
    """The name in the file."""
    choice: Choice
    """What the author wrote."""
    edge: Edge
    """Its way on."""


class Timed(Value, frozen=True):
    """An inject, as the program knows it."""

    id: InjectId
    """The name in the file."""
    inject: Inject
    """What the author wrote."""
    at: int | None
    """Its time in seconds from the start, if it has one."""
    edge: Edge
    """What its arrival does."""


class Expiry(Value, frozen=True):
    """A state's timeout, as the program knows it."""

    timeout: Timeout
    """What the author wrote."""
    after: int
    """Seconds from the entry, at least 1: states that time out into each other must let time pass."""
    edge: Edge
    """What it does."""


class Program(Value, frozen=True):
    """A whole scenario, compiled."""

    scenario: Scenario
    """What the author wrote."""
    offers: Mapping[StateId, tuple[Offer, ...]]
    """Per state, its own choices and those from anywhere, in the order shown."""
    injects: tuple[Timed, ...]
    """In file order."""
    expiries: Mapping[StateId, Expiry]
    """The states that time out."""
    opens: Mapping[StateId, int]
    """The states that open at a time, in seconds from the start."""

    @property
    def case(self) -> Case:
        """The constant truths."""
        return self.scenario.case

    def offer(self, state: StateId, choice: ChoiceId) -> Offer | None:
        """The state's choice of that id, enabled or not."""
        return next((offer for offer in self.offers.get(state, ()) if offer.id == choice), None)

    def timed(self, inject: InjectId) -> Timed | None:
        """The inject of that id."""
        return next((timed for timed in self.injects if timed.id == inject), None)


class Fired(Value, frozen=True):
    """An edge was taken."""

    target: StateId | None
    """Where it leads; None: the run stays."""


class Mover(Protocol):
    """Takes edges: the state machine at run time, a plain table in rehearsal."""

    def fire(self, scratch: Scratch, edge: Edge) -> Fired | None:
        """Asks the guard, does the effect and picks the target; None when the guard does not hold. Enters nothing."""
        ...
