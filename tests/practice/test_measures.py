"""Ability and caution: values worked out by hand, and what holds whatever was judged."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.practice.measures import Counts, Estimate, ability, caution, count, report_precision, standard_error
from tests.decks import judged

SOME = st.integers(1, 60)


@st.composite
def counted(draw: st.DrawFn) -> Counts:
    phish, honest = draw(SOME), draw(SOME)
    return Counts(
        phish=phish, honest=honest, hits=draw(st.integers(0, phish)), false_alarms=draw(st.integers(0, honest))
    )


@pytest.mark.parametrize(
    ("phish", "hits", "honest", "alarms", "able", "cautious"),
    [
        # H = 8.5/11 and F = 3.5/11: z is 0.748 and -0.473
        (10, 8, 10, 3, 1.22, -0.14),
        # H = 9.5/11 = 1 - F: the two z are 1.097 and -1.097
        (10, 9, 10, 1, 2.19, 0.00),
        # all and none: H = 10.5/11 = 1 - F, z is 1.691
        (10, 10, 10, 0, 3.38, 0.00),
        # everything reported: H = F
        (10, 10, 10, 10, 0.00, -1.69),
        # nothing reported
        (4, 0, 4, 0, 0.00, 1.28),
        # the wrong way round
        (2, 0, 8, 8, -2.56, -0.31),
    ],
)
def test_worked_values(phish: int, hits: int, honest: int, alarms: int, able: float, cautious: float) -> None:
    counts = Counts(phish=phish, hits=hits, honest=honest, false_alarms=alarms)
    found = ability(counts), caution(counts)
    assert [round(one.value, 2) for one in found if one is not None] == [able, cautious]


@pytest.mark.parametrize(("trials", "error"), [(10, 0.64), (40, 0.32)])
def test_the_error_of_eight_in_ten_against_two_in_ten(trials: int, error: float) -> None:
    assert round(standard_error(0.8, trials, 0.2, trials), 2) == error


def test_the_interval_is_196_errors_to_both_sides() -> None:
    one = Estimate(value=1.0, error=0.5)
    assert (round(one.low, 2), round(one.high, 2)) == (0.02, 1.98)


@given(counted())
def test_the_interval_holds_the_estimate_and_ends_are_numbers(counts: Counts) -> None:
    for one in (ability(counts), caution(counts)):
        assert one is not None
        assert one.low < one.value < one.high
        assert one.error < 10


@given(counted())
def test_whoever_takes_one_kind_for_the_other_has_the_opposite_ability_and_the_same_caution(counts: Counts) -> None:
    swapped = Counts(phish=counts.honest, honest=counts.phish, hits=counts.false_alarms, false_alarms=counts.hits)
    one, other = ability(counts), ability(swapped)
    assert one is not None and other is not None
    assert isclose(one.value, -other.value, abs_tol=1e-9)
    assert isclose(one.error, other.error)
    lean, lean_too = caution(counts), caution(swapped)
    assert lean is not None and lean_too is not None
    assert isclose(lean.value, lean_too.value, abs_tol=1e-9)


@given(counted())
def test_who_reports_the_other_half_has_the_opposite_caution(counts: Counts) -> None:
    """Reporting exactly what one would have left turns both rates round."""
    turned = Counts(
        phish=counts.phish,
        honest=counts.honest,
        hits=counts.phish - counts.hits,
        false_alarms=counts.honest - counts.false_alarms,
    )
    one, other = caution(counts), caution(turned)
    assert one is not None and other is not None
    assert isclose(one.value, -other.value, abs_tol=1e-9)


@given(counted())
def test_one_more_hit_raises_ability_and_readiness(counts: Counts) -> None:
    if counts.hits == counts.phish:
        return
    more = Counts(phish=counts.phish, honest=counts.honest, hits=counts.hits + 1, false_alarms=counts.false_alarms)
    before, after = ability(counts), ability(more)
    assert before is not None and after is not None and after.value > before.value
    lean, lean_after = caution(counts), caution(more)
    assert lean is not None and lean_after is not None and lean_after.value < lean.value


@given(counted(), st.integers(2, 5))
def test_more_judgements_of_the_same_make_the_range_narrower(counts: Counts, times: int) -> None:
    rates = (0.8, 0.3)
    once = standard_error(rates[0], counts.phish, rates[1], counts.honest)
    assert standard_error(rates[0], counts.phish * times, rates[1], counts.honest * times) < once


@pytest.mark.parametrize("counts", [Counts(), Counts(phish=4, hits=2), Counts(honest=4)])
def test_of_one_kind_alone_nothing_is_said(counts: Counts) -> None:
    assert (ability(counts), caution(counts)) == (None, None)


def test_what_each_answer_counts_as() -> None:
    made = [
        judged(answer="report"),
        judged(answer="verify"),
        judged(answer="use"),
        judged(answer="leave"),
        judged(kind="legitimate", right=("use",), answer="report"),
        judged(kind="legitimate", right=("use",), answer="verify"),
        judged(kind="legitimate", right=("verify",), answer="verify"),
        judged(kind="legitimate", right=("use",), answer="use"),
        judged(kind="legitimate", right=("leave",), answer="leave"),
    ]
    found = count(made)
    assert found == Counts(phish=4, honest=5, hits=2, reported=1, used=1, left=1, false_alarms=1, checked=1)
    assert found.misses == 2
    assert report_precision(found) == 0.5


def test_who_reported_nothing_has_no_precision() -> None:
    assert report_precision(count([judged(answer="use")])) is None
