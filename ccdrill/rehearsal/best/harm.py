"""How bad an ending is."""

from fractions import Fraction

from ccdrill.engine.situation import Situation
from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Scenario

_KINDS = {"good": 0, "mixed": 1, "bad": 2}


def harm(scenario: Scenario, end: Situation) -> tuple[Fraction, ...]:
    """How bad an ending is, to be compared: its kind first, then the meters in the scenario's order, less is better."""
    kind = Fraction(_KINDS[scenario.endings[end.state].kind])
    meters = (
        end.meters[name] if meter.better == "lower" else -end.meters[name] for name, meter in scenario.meters.items()
    )
    return (kind, *meters)


def better_endings(scenario: Scenario, than: StateId) -> list[StateId]:
    """The endings that are of a better kind."""
    kind = _KINDS[scenario.endings[than].kind]
    return [name for name, ending in scenario.endings.items() if _KINDS[ending.kind] < kind]
