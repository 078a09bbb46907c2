"""What a drill can come to: also what nobody does because it is worth nothing, and what people would have to wait for."""

from random import Random

import pytest

from ccdrill.authoring.load import load_text
from ccdrill.engine.compile import compile_scenario
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.drill import Drill
from ccdrill.model.procedure import Procedure
from ccdrill.rehearsal.attainable import check_prospect, look_ahead
from ccdrill.rehearsal.surveying import survey
from tests.builders import TINY_DRILL, TINY_PROCEDURE, TINY_SCENARIO, build_exercise


def told(scenario: str = TINY_SCENARIO, procedure: str = TINY_PROCEDURE, drill: str = TINY_DRILL) -> list[Diagnostic]:
    """What is said of a drill that is played against its procedure."""
    exercise = build_exercise(scenario, procedure, drill)
    plan, written = (
        load_text(drill, "drill.yaml", Drill).loaded,
        load_text(procedure, "procedure.yaml", Procedure).loaded,
    )
    assert plan is not None and written is not None
    surveyed = survey(compile_scenario(exercise.scenario), Random(0).random)
    return list(check_prospect(plan.document, written.document, look_ahead(exercise), surveyed))


@pytest.mark.parametrize("pace", [0, 1])
def test_a_step_that_people_would_have_to_wait_for_is_out_of_reach_without_a_pace(pace: int):
    scenario = TINY_SCENARIO.replace("  tell:\n", TOO_LATE + "  tell:\n", 1).replace(
        "  contain:\n", "    timeout: {after: 1h, goto: outside}\n  contain:\n", 1
    )
    scenario = scenario.replace("        takes: 20m\n", "        takes: 20m\n        once: true\n", 1)
    procedure = TINY_PROCEDURE.replace(
        "prohibited:", "  - {id: look, do: Look around, required: false, actions: [look-around]}\nprohibited:"
    )
    found = told(scenario, procedure, TINY_DRILL + f"pace: {pace}\n")
    assert [one.code for one in found if "id: look" in one.source] == ([] if pace else ["step-out-of-reach"])


TOO_LATE = """\
  outside:
    phase: contain
    title: Outside
    question: What now?
    narrative: Nobody asks you any more.
    choices:
      look: {text: Look around, does: [look-around], goto: contain}
"""
