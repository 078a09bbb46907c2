"""The order of things within one decision (DESIGN.md, "A decision, exactly")."""

from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.machine import MachineMover
from ccdrill.engine.step import begin, decide
from ccdrill.model.ids import ChoiceId
from ccdrill.model.scenario import Scenario
from tests.builders import TINY_SCENARIO, read


def test_drift_runs_on_under_the_old_values_while_the_action_takes_its_time():
    program = compile_scenario(read(TINY_SCENARIO, Scenario))
    mover = MachineMover(program)
    situation = begin(program, mover).situation
    for choice in ("escalate", "divert"):
        step = decide(program, mover, situation, ChoiceId(choice))
        assert step is not None
        situation = step.situation
    assert situation.meters["cards_exposed"] == 370 + 60
    assert situation.flags["route_diverted"]
