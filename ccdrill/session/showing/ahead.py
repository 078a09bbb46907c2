"""What may still be done, and what may still change, from where a run stands: by the ways that lead on, open or not.

Never too few of the story's own: a condition of a choice that will not hold any more is not looked at. An ending has no way
on, so there it is exact. What a team decides in its own words, or the facilitator does by hand, may bring about more.
"""

from collections.abc import Iterable, Iterator, Mapping

from ccdrill.engine.conditions import Changes, may_hold
from ccdrill.engine.situation import Situation
from ccdrill.model.ids import ActionId, ChoiceKey, FlagName, InjectId, StateId
from ccdrill.model.scenario import Choice, Goto, Inject, Scenario, Timeout, acts_of, branches_of
from ccdrill.model.walks import offered_in

_NOTHING = Changes(flags=frozenset(), actions=frozenset(), moments=frozenset())


def actions_ahead(scenario: Scenario, situation: Situation) -> frozenset[ActionId]:
    """What some choice does in a state that may still be come to; nothing after an ending."""
    if situation.is_ended:
        return frozenset()
    states = _states_ahead(scenario, situation, _waiting(scenario, situation).values())
    choices = (choice for state in states for choice in _choices(scenario, state, situation.used))
    return frozenset(act.action for choice in choices for act in acts_of(choice))


def changes_ahead(scenario: Scenario, situation: Situation) -> Changes:
    """What choices, timeouts and messages may still change; a message, only where it may come itself by what they change."""
    if situation.is_ended:
        return _NOTHING
    waiting, arriving = _waiting(scenario, situation), dict[InjectId, Inject]()
    while True:
        found = _changes(scenario, situation, arriving.values())
        new = {
            name: one
            for name, one in waiting.items()
            if name not in arriving and may_hold(one.when, situation, scenario.case, found)
        }
        if not new:
            return found
        arriving |= new


def _changes(scenario: Scenario, situation: Situation, arriving: Iterable[Inject]) -> Changes:
    """What may change when no messages but these arrive."""
    states = _states_ahead(scenario, situation, arriving)
    choices = [choice for state in states for choice in _choices(scenario, state, situation.used)]
    timeouts = [one for state in states if (one := scenario.states[state].timeout) is not None]
    sources: list[Choice | Inject | Timeout] = [*choices, *timeouts, *arriving]
    return Changes(
        flags=frozenset(
            (FlagName(key), setting.value)
            for source in sources
            for key, setting in source.set.items()
            if isinstance(setting.value, bool)
        ),
        actions=frozenset(act.action for choice in choices for act in acts_of(choice)),
        moments=frozenset(
            moment for one in (*sources, *(scenario.states[state] for state in states)) for moment in one.marks
        ),
    )


def _waiting(scenario: Scenario, situation: Situation) -> Mapping[InjectId, Inject]:
    """The messages that may still come by themselves."""
    return {name: one for name, one in scenario.injects.items() if name not in situation.delivered}


def _states_ahead(scenario: Scenario, situation: Situation, arriving: Iterable[Inject]) -> frozenset[StateId]:
    """Where the run may come to when these messages arrive, with where it is."""
    todo, seen = [situation.state, *_targets([one.goto for one in arriving])], set[StateId]()
    while todo:
        state = todo.pop()
        if state in seen or state not in scenario.states:
            continue
        seen.add(state)
        timeout = scenario.states[state].timeout
        todo += _targets([timeout.goto] if timeout is not None else [])
        for choice in _choices(scenario, state, situation.used):
            todo += _targets([choice.goto])
    return frozenset(seen)


def _choices(scenario: Scenario, state: StateId, used: Mapping[ChoiceKey, int]) -> Iterator[Choice]:
    """What a state offers, without what can be taken once and was."""
    for key, _, choice in offered_in(scenario, state):
        if not (choice.once and used.get(key)):
            yield choice


def _targets(ways: list[Goto | None]) -> list[StateId]:
    return [branch.to for way in ways for branch in branches_of(way)]
