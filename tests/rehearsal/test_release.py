"""Round which states plays go that lead nowhere, as found by following every way from every place; and where it is proved that none does."""

from collections.abc import Iterator
from typing import cast

from hypothesis import event, given, settings
from hypothesis import strategies as st

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.explore import Exploration, explore
from ccdrill.rehearsal.flow import flow, flow_by_cases
from ccdrill.rehearsal.listing import moves_from
from ccdrill.rehearsal.onward import all_after, knots
from ccdrill.rehearsal.places import Flow, Place, Way
from ccdrill.rehearsal.release import holding, round_which_it_goes
from ccdrill.rehearsal.table import Table
from ccdrill.rehearsal.tabulate import build_table
from tests.rehearsal.hubs import hubs

PLACES: list[Place] = [(state, case, 0) for state in range(4) for case in range(2)]
WAYS: list[Way] = [(0, 1, 0, 0), (2, 3, 0, 0)]
graphs = st.dictionaries(
    st.sampled_from([*PLACES, *WAYS]), st.sets(st.sampled_from([*PLACES, *WAYS]), max_size=3), max_size=10
)


def flow_over(onward: dict[Place | Way, set[Place | Way]]) -> Flow:
    """A flow of which only that is known where it leads."""
    return Flow(cast("Table", None), {}, set(), set(), {}, {}, onward, {}, 0, {})


@given(graphs, st.sets(st.sampled_from(PLACES)))
def test_plays_go_round_what_all_that_follows_leads_back_to(
    onward: dict[Place | Way, set[Place | Way]], nowhere: set[Place]
) -> None:
    ways: dict[int, set[int]] = {}
    for place in nowhere:
        ways.setdefault(place[0], set()).update(one[0] for one in all_after(onward, place) if len(one) == 3)
    expected = {state for state, found in ways.items() if all(state in ways.get(one, ()) for one in found - {state})}
    assert round_which_it_goes(flow_over(onward), nowhere) == expected


def test_a_long_circle_is_gone_round_whole():
    onward: dict[Place | Way, set[Place | Way]] = {(one, 0, 0): {((one + 1) % 3_000, 0, 0)} for one in range(3_000)}
    assert round_which_it_goes(flow_over(onward), [(one, 0, 0) for one in range(3_000)]) == set(range(3_000))


@settings(max_examples=8 * settings.default.max_examples)
@given(hubs())
def test_no_play_goes_round_for_ever_where_it_is_proved_that_plays_lead_on(scenario: Scenario) -> None:
    table = build_table(compile_scenario(scenario))
    held = set(holding(flow(table))) & set(holding(flow_by_cases(table, 1_000_000)))
    event(f"{'all' if not held else 'some' if len(held) < table.endings else 'no'} states let go")
    listed = explore(table, waits=True, budget=300)
    found = set[int]().union(*without_a_way_on(listed)) if listed.is_exhausted else set[int]()
    event(f"{'some' if found else 'no'} plays get stuck")
    assert held >= found


def without_a_way_on(listed: Exploration) -> Iterator[set[int]]:
    """The states of what plays that only decide go round in for ever, each time they do."""
    targets = [moves_from(listed, situation) for situation in range(len(listed.keys))]
    for knot in knots(targets):
        if listed.state(knot[0]) < listed.table.endings and all(set(targets[one]) <= set(knot) for one in knot):
            yield {listed.state(one) for one in knot}
