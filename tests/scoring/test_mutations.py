"""The tests of the score find the mistakes that somebody could make in it: each mutant, and the test that kills it.

The killing test is run as it is, passes on the scorer, and must fail on the mutant.
"""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.scoring import mutants, test_deadlines, test_golden, test_items, test_laws, test_oracle, test_worked_values
from tests.scoring.mutants import Mutate

Test = Callable[[], None]


def worked(what: str) -> Test:
    """A worked value."""
    case = next(one for one in test_worked_values.CASES if one[0] == what)
    return partial(test_worked_values.test_a_worked_value_is_met_exactly, *case)


def golden() -> None:
    """All golden cases."""
    for case in test_golden.GOLDEN:
        test_golden.test_omission_and_order_cost_what_the_optimal_alignment_costs(case)


def evidence(recorded: list[tuple[str, ...] | None], cost: int) -> Test:
    """An example of what the records of several deeds come to."""
    return partial(
        test_items.test_evidence_is_what_the_first_deed_and_later_ones_recorded, recorded=recorded, cost=cost
    )


def law(test: Callable[..., None]) -> Test:
    """A law, without the search for a smaller example."""
    quick = settings(max_examples=100, database=None, derandomize=True, phases=[Phase.generate])
    return quick(given(st.data())(test.hypothesis.inner_test))


def oracle() -> None:
    """The comparison with the second scorer."""
    law(test_oracle.test_the_oracle_agrees_on_score_weight_loss_items_and_what_was_played)()


KILLERS: dict[Mutate, dict[str, Test]] = {
    # The six mistakes that were asked for.
    mutants.charge_every_inverted_pair: {
        "worked value: customers before both": worked("customers before both that come first"),
        "golden cases": golden,
        "oracle": oracle,
    },
    mutants.direct_prerequisites_only: {"golden cases": golden},
    mutants.anchor_at_its_deadline: {
        "example: a step anchor starts the clock when it is done": (
            test_deadlines.test_a_step_anchor_starts_the_clock_when_the_step_is_done
        ),
    },
    mutants.no_deadline_without_its_anchor: {
        "example: leaving the anchor out starts the clock at the start": (
            test_deadlines.test_leaving_the_anchor_out_starts_the_clock_at_the_start
        ),
    },
    mutants.normalise_by_the_trace: {
        "worked value: preserve left out": worked("preserve left out"),
        "law: every lost point is a printed item": law(
            test_laws.test_a_score_lies_between_0_and_100_and_every_lost_point_is_a_printed_item
        ),
    },
    mutants.double_jeopardy: {
        "worked value: preserve left out": worked("preserve left out"),
        "law: leaving one step out costs what it weighs": law(
            test_laws.test_leaving_one_step_out_costs_exactly_what_it_weighs
        ),
    },
    # And others that are as easily made.
    mutants.anchor_when_it_was_done: {
        "example: delaying the anchor buys no time": (
            test_deadlines.test_delaying_the_anchor_beyond_its_own_deadline_buys_no_time
        ),
    },
    mutants.blame_the_nearest_the_source: {
        "law: what was done too early is charged": law(
            test_laws.test_of_equally_cheap_blames_what_was_done_too_early_is_charged
        ),
    },
    mutants.optional_steps_cost_order: {"golden cases": golden},
    mutants.late_at_the_last_second: {
        "example: a business-day limit ends when the day ends": (
            test_deadlines.test_a_business_day_limit_ends_when_the_business_day_ends
        ),
    },
    mutants.no_grace: {
        "worked value: half the grace": worked("the data protection officer 30 min into a grace of an hour")
    },
    mutants.weekends_are_business_days: {
        "example: a business-day limit ends when the day ends": (
            test_deadlines.test_a_business_day_limit_ends_when_the_business_day_ends
        ),
    },
    mutants.no_deputies: {"example: a deputy may act": test_items.test_a_deputy_may_act},
    mutants.judge_the_last_deed: {
        "law: a repeat changes nothing but evidence": law(test_laws.test_a_repeat_changes_nothing_but_evidence),
    },
    mutants.repeats_add_no_evidence: {"example: later deeds add records": evidence([("a",), ("b",)], 0)},
    mutants.absent_is_empty: {
        "example: what was not asked is not judged": test_items.test_what_was_not_asked_is_listed_and_not_judged,
        "law: one deviation costs what is stated": law(
            test_laws.test_a_deviation_of_one_deed_costs_exactly_what_is_stated
        ),
    },
    mutants.gates_never_open: {
        "example: a gate may name a step's own action": test_items.test_a_gate_may_name_the_action_of_a_required_step,
    },
    mutants.every_breach_is_charged: {
        "worked value: pasted three times": worked("card number pasted three times, charged twice")
    },
    mutants.own_fractions_are_whole: {"oracle": oracle},
}
PAIRS = [(mutant, name) for mutant, killers in KILLERS.items() for name in killers]


@pytest.mark.parametrize(("mutant", "killer"), PAIRS, ids=[f"{one.__name__} | {name}" for one, name in PAIRS])
def test_a_mistake_is_found_by_the_test_that_is_named_for_it(
    mutant: Mutate, killer: str, monkeypatch: pytest.MonkeyPatch
):
    test = KILLERS[mutant][killer]
    test()
    mutant(monkeypatch)
    with pytest.raises(AssertionError):
        test()


def test_what_no_law_sees_is_pinned_by_an_example(monkeypatch: pytest.MonkeyPatch):
    """`min(t_x, D_x)` in a step anchor: no law fails on the mutant, so the example above must stand."""
    mutants.anchor_at_its_deadline(monkeypatch)
    for test in (
        test_laws.test_the_expert_scores_100_in_every_order_that_the_procedure_allows,
        test_laws.test_doing_nothing_scores_exactly_0,
        test_laws.test_leaving_one_step_out_costs_exactly_what_it_weighs,
    ):
        law(test)()
