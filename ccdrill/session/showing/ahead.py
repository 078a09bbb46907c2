"""Which actions may still be done from where a run stands: by the ways that lead on, whether they will be open or not.

Never too few: a condition that will not hold any more is not looked at. An ending has no way on, so there it is exact.
"""

from collections.abc import Iterator, Mapping

from ccdrill.engine.situation import Situation
from ccdrill.model.ids import ActionId, ChoiceKey, StateId
from ccdrill.model.scenario import Choice, Goto, Scenario, acts_of, branches_of
from ccdrill.model.walks import offered_in


def actions_ahead(scenario: Scenario, situation: Situation) -> frozenset[ActionId]:
    """What some choice does in a state that may still be come to; nothing after an ending."""
    if situation.is_ended:
        return frozenset()
    found: set[ActionId] = set()
    arriving = [one.goto for name, one in scenario.injects.items() if name not in situation.delivered]
    todo, seen = [situation.state, *_targets(arriving)], set[StateId]()
    while todo:
        state = todo.pop()
        if state in seen or state not in scenario.states:
            continue
        seen.add(state)
        timeout = scenario.states[state].timeout
        todo += _targets([timeout.goto] if timeout is not None else [])
        for choice in _choices(scenario, state, situation.used):
            found.update(act.action for act in acts_of(choice))
            todo += _targets([choice.goto])
    return frozenset(found)


def _choices(scenario: Scenario, state: StateId, used: Mapping[ChoiceKey, int]) -> Iterator[Choice]:
    """What a state offers, without what can be taken once and was."""
    for key, _, choice in offered_in(scenario, state):
        if not (choice.once and used.get(key)):
            yield choice


def _targets(ways: list[Goto | None]) -> list[StateId]:
    return [branch.to for way in ways for branch in branches_of(way)]
