"""What could give a question of a condition another answer: each choice, inject, timeout and entry that changes what it asks for."""

from collections.abc import Iterator

from ccdrill.model.condition import Done, FlagSet, Happened, Leaf, MeterCompared
from ccdrill.model.scenario import Choice, Inject, Scenario, State, Timeout, acts_of
from ccdrill.rehearsal.flow.places import Source


def giving(scenario: Scenario, leaf: Leaf, *, wanted: bool) -> Iterator[Source]:
    """What could give a question that answer: of a meter, all that changes it; nothing changes the clock."""
    return (named for named, source in _all_sources(scenario) if _gives(source, leaf, wanted=wanted))


def _all_sources(scenario: Scenario) -> Iterator[tuple[Source, Choice | Inject | Timeout | State]]:
    for name, state in scenario.states.items():
        yield ("state", name), state
        yield from ((("choice", f"{name}/{key}"), choice) for key, choice in state.choices.items())
        if state.timeout is not None:
            yield ("timeout", name), state.timeout
    yield from ((("choice", key), choice) for key, choice in scenario.anywhere.items())
    yield from ((("inject", key), inject) for key, inject in scenario.injects.items())


def _gives(source: Choice | Inject | Timeout | State, leaf: Leaf, *, wanted: bool) -> bool:
    match leaf:
        case FlagSet(flag=flag):
            settings = {} if isinstance(source, State) else source.set
            return any(name == flag and setting.value is wanted for name, setting in settings.items())
        case Done(action=action):
            return wanted and isinstance(source, Choice) and any(act.action == action for act in acts_of(source))
        case Happened(moment=moment):
            return wanted and moment in source.marks
        case MeterCompared(meter=meter):
            return not isinstance(source, State) and (meter in source.set or meter in source.add)
        case _:
            return False
