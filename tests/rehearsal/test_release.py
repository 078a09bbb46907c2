"""Round which states plays go that lead nowhere: as found by following every way from every place."""

from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from ccdrill.rehearsal.onward import all_after
from ccdrill.rehearsal.places import Flow, Place, Way
from ccdrill.rehearsal.release import round_which_it_goes
from ccdrill.rehearsal.table import Table

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
