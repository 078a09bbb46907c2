"""Circles of a graph, and what nothing leads out of: as found by following every way."""

from hypothesis import given
from hypothesis import strategies as st

from ccdrill.rehearsal.walk.onward import all_after, knots, without_a_way_out

ways = st.dictionaries(st.integers(0, 7), st.sets(st.integers(0, 7), max_size=3), max_size=8)


@given(ways)
def test_what_follows_is_what_is_led_to_and_what_follows_that(graph: dict[int, set[int]]) -> None:
    for one, targets in graph.items():
        expected = set(targets)
        for _ in range(8):
            expected |= {further for target in expected for further in graph.get(target, ())}
        assert all_after(graph, one) == expected


@given(ways)
def test_nothing_leads_out_where_all_that_may_follow_leads_back(graph: dict[int, set[int]]) -> None:
    expected = {one for one in graph if all(one in all_after(graph, other) for other in all_after(graph, one) - {one})}
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
            assert all_after(graph, one) <= known | set(knot)
            assert len(knot) == 1 or set(knot) <= all_after(graph, one)
        known.update(knot)


def test_a_long_chain_is_gone_through_once_and_without_recursion():
    assert list(knots([[one + 1] for one in range(20_000)] + [[]])) == [[one] for one in range(20_000, -1, -1)]
