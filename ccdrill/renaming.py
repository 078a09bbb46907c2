"""States that an author calls otherwise than before: what the old name means in the changed scenario."""

from collections.abc import Mapping

from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Scenario, State


def renamed(old: Scenario, new: Scenario) -> Mapping[StateId, StateId]:
    """The new name of each state that is gone, where exactly one new state is like it and like no other that is gone."""
    gone = [name for name in old.states if name not in new.states]
    fresh = [name for name in new.states if name not in old.states]
    pairs = [(was, now) for was in gone for now in fresh if _is_like(old.states[was], new.states[now])]
    sole_old = {was for was in gone if sum(one == was for one, _ in pairs) == 1}
    sole_new = {now for now in fresh if sum(one == now for _, one in pairs) == 1}
    return {was: now for was, now in pairs if was in sole_old and now in sole_new}


def _is_like(one: State, other: State) -> bool:
    """Whether people would read the same there. Where it leads may have got another name too."""
    return one.narrative == other.narrative or (one.title == other.title and one.question == other.question)
