"""How bad an ending is."""

from fractions import Fraction

from ccdrill.engine.situation import Situation
from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.survey import Survey

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


def is_needlessly_bad(end: Situation, survey: Survey) -> bool:
    """Whether an ending is a bad one. Not where the scenario has better ones and no play reaches any: that is told of these."""
    endings, index = survey.table.program.scenario.endings, survey.table.index
    better = [name for name, ending in endings.items() if ending.kind != "bad"]
    are_out_of_reach = bool(better) and all(survey.can_reach(index[name]) is False for name in better)
    return endings[end.state].kind == "bad" and not are_out_of_reach
