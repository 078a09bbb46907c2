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
            conditions: list[Any] = [self._may, partial(self._leads_to, branch)]
            before: list[Any] = [partial(_head_for, branch.to)]
            self._machine.add_transition(edge.slot, state, branch.to, conditions=conditions, before=before)

    def _may(self, event: EventData) -> bool:
        context = cast("_Context", event.model)
        return context.has_run or context.edge.guard(context.scratch)

    def _leads_to(self, branch: Branch, event: EventData) -> bool:
        """Whether, after the effect, this target is the one. An ending on the way leaves none to pick."""
        context = cast("_Context", event.model)
        self._run(context)
        return context.scratch.is_ended or holds(branch.when, context.scratch, self._program.case)

    def _run(self, context: _Context) -> None:
        if not context.has_run:
            context.has_run = True
            context.edge.effect(self._program, self, context.scratch)


def _head_for(target: StateId, event: EventData) -> None:
    context = cast("_Context", event.model)
    context.target = None if context.scratch.is_ended else target
