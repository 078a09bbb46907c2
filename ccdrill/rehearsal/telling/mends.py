"""A scenario as it would be if some of its defects were mended, whichever way the author would do it.

Nothing that can happen in it can't happen in the mended one: a mend only opens ways.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeVar, cast

import msgspec
from msgspec.structs import replace

from ccdrill.authoring.checks.check_unused import comparisons
from ccdrill.model.condition import All, Any, Condition, FlagSet, MeterCompared, Not
from ccdrill.model.ids import ChoiceId, ChoiceKey, FlagName, InjectId, StateId
from ccdrill.model.scenario import AnywhereChoice, Branch, Choice, Inject, Scenario, Timeout, branches_of
from ccdrill.model.units import Setting
from ccdrill.rehearsal.flow.places import Source
from ccdrill.rehearsal.known.guards import assume
from ccdrill.rehearsal.known.needs import Need
from ccdrill.rehearsal.known.ranges import Range, plain

T = TypeVar("T")


class Mend(NamedTuple):
    """What is put right."""

    cause: Need | Source
    """A question that has its answer whenever people want it; or a state that people come to, a choice that has no condition, an inject or a timeout whose effects come about, a drift, by its number, that runs whenever people want it; a meter that never changes, of which every question has its other answer whenever people want it."""
    beside: tuple[StateId, ...] = ()
    """Of a state: from where people come to it, at once or with any choice that leads on."""


def mended(scenario: Scenario, mends: Iterable[Mend]) -> Scenario:
    """The scenario with these mends, none of which is under a name that an author could write."""
    for number, (cause, beside) in enumerate(mends):
        name = f"mend {number}"
        if isinstance(cause, Need):
            scenario = _answered(scenario, cause, FlagName(name))
            continue
        kind, what = cause
        match kind:
            case "state":
                scenario = _led(scenario, name, StateId(what), beside)
            case "inject":
                scenario = _offering(scenario, name, _doing(name, scenario.injects[InjectId(what)]))
            case "timeout":
                timeout = scenario.states[StateId(what)].timeout
                assert timeout is not None, "a timeout is mended that is there"
                scenario = _offering(scenario, name, replace(_doing(name, timeout), in_=(StateId(what),)))
            case "meter":
                asked = [one for one in comparisons(scenario) if one.meter == what]
                for index, leaf in enumerate(asked):
                    need = Need(leaf, wanted=not _holds_at_first(scenario, leaf))
                    scenario = _answered(scenario, need, FlagName(f"{name}, {index}"))
            case "drift":
                scenario = _running(scenario, FlagName(name), int(what))
            case _:
                scenario = _open(scenario, ChoiceKey(what))
    return scenario


def _holds_at_first(scenario: Scenario, leaf: MeterCompared) -> bool:
    start = plain(scenario.meters[leaf.meter].start)
    return Range(start, start).may_be(leaf.comparison, plain(leaf.number))


def _led(scenario: Scenario, name: str, to: StateId, beside: tuple[StateId, ...]) -> Scenario:
    """People may come to a state from some others: at once, or with whatever they choose there."""
    flag = FlagName(f"{name}, next")
    branch = Branch(when=Condition(flag, FlagSet(flag=flag)), to=to)
    turned = {}
    for home in beside:
        choices = {
            key: replace(choice, goto=(branch, *branches_of(choice.goto))) if choice.goto is not None else choice
            for key, choice in scenario.states[home].choices.items()
        }
        turned[home] = replace(scenario.states[home], choices=choices)
    scenario = replace(scenario, states={**scenario.states, **turned}, flags={**scenario.flags, flag: False})
    next_one = AnywhereChoice(text=flag, once=True, in_=beside, set={flag: Setting(value=True)})
    at_once = AnywhereChoice(text=name, once=True, in_=beside, goto=to)
    return _offering(_offering(scenario, flag, next_one), name, at_once)


def _offering(scenario: Scenario, name: str, choice: AnywhereChoice) -> Scenario:
    return replace(scenario, anywhere={**scenario.anywhere, ChoiceId(name): choice})


def _doing(name: str, source: Inject | Timeout) -> AnywhereChoice:
    """A choice with the effects of a message or a timeout."""
    return AnywhereChoice(text=name, once=True, set=source.set, add=source.add, marks=source.marks, goto=source.goto)


def _open(scenario: Scenario, key: ChoiceKey) -> Scenario:
    """A choice is there whatever holds."""
    state, slash, name = key.partition("/")
    if not slash:
        return replace(scenario, anywhere=_without_when(scenario.anywhere, ChoiceId(key)))
    home = scenario.states[StateId(state)]
    opened = replace(home, choices=_without_when(home.choices, ChoiceId(name)))
    return replace(scenario, states={**scenario.states, StateId(state): opened})


C = TypeVar("C", bound=Choice)


def _without_when(choices: Mapping[ChoiceId, C], name: ChoiceId) -> dict[ChoiceId, C]:
    return {**choices, name: replace(choices[name], when=None)}


def _answered(scenario: Scenario, need: Need, flag: FlagName) -> Scenario:
    """People can make a question have its answer, wherever it is asked."""
    is_so = FlagSet(flag=flag)
    answer = Any(terms=(need.leaf, is_so)) if need.wanted else All(terms=(need.leaf, Not(term=is_so)))

    def asked(condition: Condition) -> Condition:
        if need.leaf not in condition.leaves:
            return condition
        return Condition(f"{condition.text} ({flag})", assume(condition.tree, need.leaf, answer))

    return _settable(_with_conditions(scenario, asked), flag)


def _running(scenario: Scenario, flag: FlagName, number: int) -> Scenario:
    """People can make a drift run, whatever holds."""
    drift, is_so = scenario.drift[number], FlagSet(flag=flag)
    assert drift.while_ is not None, "a drift is mended that waits for something"
    asked = Condition(f"{drift.while_.text} ({flag})", Any(terms=(drift.while_.tree, is_so)))
    drifts = (*scenario.drift[:number], replace(drift, while_=asked), *scenario.drift[number + 1 :])
    return _settable(replace(scenario, drift=drifts), flag)


def _settable(scenario: Scenario, flag: FlagName) -> Scenario:
    """People can set a flag of the mend, once, from anywhere."""
    setting = AnywhereChoice(text=flag, once=True, set={flag: Setting(value=True)})
    return _offering(replace(scenario, flags={**scenario.flags, flag: False}), flag, setting)


def _with_conditions(value: T, change: Callable[[Condition], Condition]) -> T:
    """A value with every condition in it changed."""
    if isinstance(value, Condition):
        return cast("T", change(value))
    if isinstance(value, tuple):
        return cast("T", tuple(_with_conditions(one, change) for one in value))
    if isinstance(value, Mapping):
        return cast("T", {name: _with_conditions(one, change) for name, one in value.items()})
    if isinstance(value, msgspec.Struct):
        fields = {name: _with_conditions(getattr(value, name), change) for name in value.__struct_fields__}
        return cast("T", replace(value, **fields))
    return value
