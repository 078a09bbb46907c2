"""The `transitions` machine of a program: the one module that knows the library.

One machine a scenario, without a model, driven through its slots on a small context that is thrown away. Only callables of
ours reach it, never a name from a file: the library would import and call a dotted name. No automatic transitions: they
would let any state jump anywhere. The contract that this rests on is pinned by tests/engine/test_transitions_contract.py.
"""

from functools import partial
from typing import Any, cast

from transitions.core import EventData, Machine

from ccdrill.engine.conditions import holds
from ccdrill.engine.program import Edge, Fired, Program
from ccdrill.engine.scratch import Scratch
from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Branch


class _Context:
    """What one firing works on: the library reads and writes `state`, our callbacks the rest."""

    __slots__ = ("edge", "has_run", "scratch", "state", "target")

    def __init__(self, scratch: Scratch, edge: Edge) -> None:
        self.state: str = scratch.state
        self.scratch = scratch
        self.edge = edge
        self.has_run = False
        self.target: StateId | None = None


class MachineMover:
    """Takes edges by triggering the state machine. Implements `Mover`."""

    def __init__(self, program: Program) -> None:
        """Builds the machine: every state, every slot that can lead on from it, one transition a target."""
        scenario = program.scenario
        self._program = program
        self._machine = Machine(
            model=None,
            states=[*scenario.states, *scenario.endings],
            initial=scenario.start,
            auto_transitions=False,
            send_event=True,
            queued=False,
        )
        for state in scenario.states:
            for offer in program.offers[state]:
                self._add(offer.edge, state)
            for timed in program.injects:
                self._add(timed.edge, state)
            if state in program.expiries:
                self._add(program.expiries[state].edge, state)

    def fire(self, scratch: Scratch, edge: Edge) -> Fired | None:
        """Triggers the edge's slot in the scratch's state; None when the guard does not hold.

        An edge without targets moves nothing: the machine has no part in it.
        """
        if not edge.branches:
            if not edge.guard(scratch):
                return None
            edge.effect(self._program, self, scratch)
            return Fired(None)
        context = _Context(scratch, edge)
        if not self._machine.events[edge.slot].trigger(context):
            return None
        return Fired(context.target)

    def _add(self, edge: Edge, state: StateId) -> None:
        for branch in edge.branches:
            leads: list[Any] = [partial(self._leads_to, branch)]
            self._machine.add_transition(edge.slot, state, branch.to, conditions=leads)

    def _leads_to(self, branch: Branch, event: EventData) -> bool:
        """Whether the edge may be taken and, after its effect, this target is the one: then it is noted.

        The first target that is asked has the effect. An ending on the way leaves none to pick.
        """
        context = cast("_Context", event.model)
        scratch = context.scratch
        if not context.has_run:
            if not context.edge.guard(scratch):
                return False
            context.has_run = True
            context.edge.effect(self._program, self, scratch)
        if scratch.is_ended:
            return True
        if not holds(branch.when, scratch, self._program.case):
            return False
        context.target = branch.to  # not read from the state that the library sets: to it, some names mean another one
        return True
