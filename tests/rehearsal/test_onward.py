"""Circles of a graph, and what nothing leads out of: as found by following every way."""

from hypothesis import given
from hypothesis import strategies as st

from ccdrill.rehearsal.onward import knots, without_a_way_out

ways = st.dictionaries(st.integers(0, 7), st.sets(st.integers(0, 7), max_size=3), max_size=8)


def after(graph: dict[int, set[int]], first: int) -> set[int]:
    found, waiting = set[int](), [first]
    while waiting:
        fresh = graph.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found


@given(ways)
def test_nothing_leads_out_where_all_that_may_follow_leads_back(graph: dict[int, set[int]]) -> None:
    expected = {one for one in graph if all(one in after(graph, other) for other in after(graph, one) - {one})}
    assert set(without_a_way_out(graph)) == expected


@given(ways)
def test_a_knot_is_what_leads_round_to_each_other_and_comes_after_all_that_it_leads_to(
    graph: dict[int, set[int]],
) -> None:
    found = list(knots([sorted(graph.get(one, ())) for one in range(8)]))
    assert sorted(one for knot in found for one in knot) == list(range(8))
    known = set[int]()
    for knot in found:
        for one in knot:
            assert after(graph, one) <= known | set(knot)
            assert len(knot) == 1 or set(knot) <= after(graph, one)
        known.update(knot)


def test_a_long_chain_is_gone_through_once_and_without_recursion():
    assert list(knots([[one + 1] for one in range(20_000)] + [[]])) == [[one] for one in range(20_000, -1, -1)]
