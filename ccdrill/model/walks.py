"""Walks through a scenario: its choices, effects, conditions and moments, what moves its meters, and how long it lasts."""

from collections.abc import Iterator
from fractions import Fraction

from ccdrill.model.condition import Condition
from ccdrill.model.ids import ActionId, ChoiceId, ChoiceKey, MeterName, MomentId, StateId
from ccdrill.model.scenario import Choice, Inject, Scenario, State, Timeout, Words, acts_of, branches_of
from ccdrill.model.value import Value


def choices_of(scenario: Scenario) -> Iterator[Choice]:
    """Every choice: those of the states, then those from anywhere."""
    for state in scenario.states.values():
        yield from state.choices.values()
    yield from scenario.anywhere.values()


def offered_in(scenario: Scenario, state: StateId) -> Iterator[tuple[ChoiceKey, ChoiceId, Choice]]:
    """What a state offers, whether it can be taken or not: its own choices, then those from anywhere; each as a run remembers it."""
    for name, own in scenario.states[state].choices.items():
        yield ChoiceKey(f"{state}/{name}"), name, own
    for name, shared in scenario.anywhere.items():
        if not shared.in_ or state in shared.in_:
            yield ChoiceKey(name), name, shared


def choice_of(scenario: Scenario, key: ChoiceKey | None) -> Choice | None:
    """The choice that a run remembers by `key`."""
    if key is None:
        return None
    state, slash, name = key.partition("/")
    if not slash:
        return scenario.anywhere.get(ChoiceId(key))
    found = scenario.states.get(StateId(state))
    return found.choices.get(ChoiceId(name)) if found is not None else None


def doable_actions(scenario: Scenario) -> frozenset[ActionId]:
    """Every action that some choice of the scenario does."""
    return frozenset(act.action for choice in choices_of(scenario) for act in acts_of(choice))


def sources_of(scenario: Scenario) -> Iterator[Choice | Inject | Timeout]:
    """Everything that changes values and leads somewhere."""
    yield from choices_of(scenario)
    yield from scenario.injects.values()
    yield from (state.timeout for state in scenario.states.values() if state.timeout is not None)


class Moves(Value, frozen=True):
    """What makes a meter another than it was."""

    settings: list[Fraction]
    """The numbers that anything sets it to."""
    steps: list[Fraction]
    """What anything adds to it, and what drifts add in an hour."""


def moves_of_meters(scenario: Scenario) -> dict[MeterName, Moves]:
    """What moves each meter of a scenario, in one walk."""
    found = {name: Moves([], []) for name in scenario.meters}
    for drift in scenario.drift:
        if drift.meter in found:
            found[drift.meter].steps.append(drift.per_hour)
    for source in sources_of(scenario):
        for name, number in source.add.items():
            if name in found:
                found[name].steps.append(number)
        for key, setting in source.set.items():
            meter = found.get(MeterName(key))
            if meter is not None and not isinstance(setting.value, bool):
                meter.settings.append(setting.value)
    return found


def moments_of(scenario: Scenario) -> set[MomentId]:
    """The moments that anything marks."""
    sources: list[State | Choice | Inject | Timeout] = [*scenario.states.values(), *sources_of(scenario)]
    return {moment for source in sources for moment in source.marks}


def conditions_of(scenario: Scenario) -> Iterator[Condition]:
    """Every condition of the file, also those of texts."""
    for source in sources_of(scenario):
        if not isinstance(source.goto, str):  # else it hangs on nothing where it leads
            yield from (branch.when for branch in branches_of(source.goto) if branch.when is not None)
        if not isinstance(source, Timeout) and source.when is not None:
            yield source.when
    yield from (drift.while_ for drift in scenario.drift if drift.while_ is not None)
    for words in words_of(scenario):
        if not isinstance(words, str):
            yield from (variant.when for variant in words if variant.when is not None)


def words_of(scenario: Scenario) -> Iterator[Words]:
    """Every text that may be shown by condition."""
    for source in sources_of(scenario):
        if isinstance(source, Choice):
            yield source.outcome
        elif isinstance(source, Timeout):
            yield source.text
    yield from (state.narrative for state in scenario.states.values())
    yield from (ending.narrative for ending in scenario.endings.values())


def story_length(scenario: Scenario) -> int:
    """About how many seconds the story lasts for whoever goes through every situation once, as slowly as can be."""
    start = scenario.begins.second_of_day()
    fixed = [one.opens for one in scenario.states.values()] + [one.at for one in scenario.injects.values()]
    latest = max((time.since_start(start) for time in fixed if time is not None), default=0)
    slowest = (
        max([choice.takes for choice in state.choices.values()] + [state.timeout.after if state.timeout else 0])
        for state in scenario.states.values()
    )
    return latest + sum(slowest)
