"""The flow errs on one side only: whatever a search finds, the flow holds possible."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.explore import WAIT, explore
from ccdrill.rehearsal.flow import flow
from ccdrill.rehearsal.table import build_table
from ccdrill.rehearsal.walker import Walker
from tests.engine.strategies import scenarios


@settings(max_examples=8 * settings.default.max_examples)
@given(scenarios(), st.booleans())
def test_what_happens_is_possible(scenario: Scenario, can_stay: bool):
    if not can_stay:  # then only what happens by itself, and other choices, lead on
        scenario = replace(scenario, anywhere={name: one for name, one in scenario.anywhere.items() if name != "stay"})
    table = build_table(compile_scenario(scenario))
    possible = flow(table)
    found = explore(table, waits=True, budget=150)
    assert found.coverage.visited.keys() <= possible.states.keys()
    assert found.coverage.arrived.keys() <= possible.calls
    assert found.coverage.timed_out.keys() <= possible.expired
    walker = Walker(table)
    for number in range(found.expanded):
        found.packing.unpack(found.keys[number], walker)
        if walker.is_ended:
            continue
        taken = {label for label, _ in found.edges(number) if label != WAIT}
        for row in table.rows[walker.state]:
            truth = possible.guard(row)
            assert truth.may_hold if row.index in taken else truth.may_fail
