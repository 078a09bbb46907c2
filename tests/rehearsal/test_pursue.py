"""Going after what no play has met yet: as long as there is a budget for it, and not a moment longer."""

import pytest

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.pursue import Pursuit
from ccdrill.rehearsal.tabulate import build_table
from tests.builders import TINY_SCENARIO, read


def test_nothing_is_looked_for_once_the_budget_is_spent(monkeypatch: pytest.MonkeyPatch) -> None:
    table = build_table(compile_scenario(read(TINY_SCENARIO, Scenario)), is_lean=True)
    asked: list[int] = []
    goals = Pursuit.goals

    def count(pursuit: Pursuit, target: int) -> object:
        asked.append(target)
        return goals(pursuit, target)

    monkeypatch.setattr(Pursuit, "goals", count)
    ending = table.endings
    assert Pursuit(table).play_to(ending)
    assert Pursuit(table, 0).play_to(ending) is None
    assert asked == [ending]
