"""Scenario to program: gives every choice, inject and timeout its slot, guard, effect and targets."""

from collections.abc import Callable

from ccdrill.engine.conditions import holds
from ccdrill.engine.effects import choice_effect, inject_effect, timeout_effect
from ccdrill.engine.program import Edge, Expiry, Offer, Program, Timed
from ccdrill.engine.scratch import Scratch
from ccdrill.model.ids import WRITTEN_IN, ChoiceId, ChoiceKey, StateId
from ccdrill.model.scenario import Choice, Scenario, branches_of
from ccdrill.model.walks import offered_in


def compile_scenario(scenario: Scenario) -> Program:
    """The program of a checked scenario."""
    start = scenario.begins.second_of_day()
    return Program(
        scenario=scenario,
        offers={state: _offers(scenario, state) for state in scenario.states},
        injects=tuple(
            Timed(
                id=inject_id,
                inject=inject,
                at=inject.at.since_start(start) if inject.at is not None else None,
                edge=Edge(f"i{index}", _always, inject_effect(inject), branches_of(inject.goto)),
            )
            for index, (inject_id, inject) in enumerate(scenario.injects.items())
        ),
        expiries={
            name: Expiry(
                state.timeout,
                max(1, state.timeout.after),
                Edge("t", _always, timeout_effect(state.timeout), branches_of(state.timeout.goto)),
            )
            for name, state in scenario.states.items()
            if state.timeout is not None
        },
        opens={
            name: state.opens.since_start(start) for name, state in scenario.states.items() if state.opens is not None
        },
    )


def improvised(choice: Choice) -> Offer:
    """A choice that the scenario does not have, as if it were offered: without targets, for no machine knows a way on for it."""
    edge = Edge("", _always, choice_effect(WRITTEN_IN, choice), ())
    return Offer(WRITTEN_IN, ChoiceId(WRITTEN_IN), choice, edge)


def _offers(scenario: Scenario, state: StateId) -> tuple[Offer, ...]:
    return tuple(
        Offer(
            key,
            name,
            choice,
            Edge(f"c{index}", _guard(scenario, key, choice), choice_effect(key, choice), branches_of(choice.goto)),
        )
        for index, (key, name, choice) in enumerate(offered_in(scenario, state))
    )


def _guard(scenario: Scenario, key: ChoiceKey, choice: Choice) -> Callable[[Scratch], bool]:
    def may_be_taken(scratch: Scratch) -> bool:
        return not (choice.once and key in scratch.used) and holds(choice.when, scratch, scenario.case)

    return may_be_taken


def _always(_: Scratch) -> bool:
    return True
