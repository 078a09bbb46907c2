"""A gate contradicts the order only where it leaves no other way, and nobody else, to do what must come first."""

import pytest

from ccdrill.model.kept_back import kept_back
from ccdrill.model.procedure import Procedure
from tests.builders import read

PLAN = """
schema: ccdrill/procedure/v1
id: plan
title: Plan
version: "1"
source: {document: Plan}
steps:
  - {id: close, do: Close it, responsible: [web], actions: [lock, delete]}
  - {id: look, do: Look whether it is closed, after: [close]}
  - {id: tell, do: Tell it, after: [look]}
prohibited:
  - {id: not-yet, action: delete, until: "step:tell", why: It is proof}
"""
BOTH = PLAN + '  - {id: nor-so, action: lock, until: "step:look", why: It is proof}\n'


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (PLAN, ()),
        (PLAN.replace("[lock, delete]", "[delete]"), ("close",)),
        (BOTH, ("close",)),
        (BOTH.replace('until: "step:look"', 'until: "moment:alarm"'), ()),
        (PLAN.replace("[lock, delete]", "[delete]").replace("why", "roles: [agent], why"), ()),
        (PLAN.replace("[lock, delete]", "[delete]").replace("why", "roles: [agent, web], why"), ("close",)),
        (PLAN.replace("[lock, delete]", "[delete]").replace("after: [look]", "after: []"), ()),
    ],
)
def test_a_step_is_kept_back_if_all_that_does_it_is_forbidden_until_a_later_one(text: str, kept: tuple[str, ...]):
    procedure = read(text, Procedure)
    assert kept_back(procedure.prohibited[0], procedure) == kept
