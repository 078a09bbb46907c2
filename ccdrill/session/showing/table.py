"""What lies on the table: the papers of every state that was entered, each with the letter that opens it."""

from collections.abc import Iterable, Iterator
from string import ascii_uppercase

from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Exhibit, Scenario


def lettered(scenario: Scenario, entered: Iterable[StateId]) -> Iterator[tuple[str, Exhibit, StateId]]:
    """Letter, paper, and the state that brought it, in the order in which they came. `entered` names each state once."""
    found = (
        (exhibit, state) for state in entered if state in scenario.states for exhibit in scenario.states[state].exhibits
    )
    for letter, (exhibit, state) in zip(ascii_uppercase, found, strict=False):
        yield letter, exhibit, state
