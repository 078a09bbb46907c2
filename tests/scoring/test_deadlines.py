"""Deadlines and their anchors: what no law sees, pinned by example (docs/the-score.md, "Deadline")."""

import datetime as dt
from fractions import Fraction

import pytest

from ccdrill.engine.calendar import NoCalendar
from ccdrill.model.ids import MomentId
from ccdrill.model.procedure import Procedure
from ccdrill.scoring.frame import frame_procedure
from ccdrill.scoring.result import Score
from ccdrill.scoring.score import score_trace
from ccdrill.scoring.trace import Deed, Trace
from tests.builders import read
from tests.scoring.example import HOUR, NO_WORDS

FRIDAY = dt.datetime(2026, 3, 6, 16, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def procedure(*steps: str) -> Procedure:
    listed = "\n".join(f"  - {{{step}}}" for step in steps)
    head = 'schema: ccdrill/procedure/v1\nid: p\ntitle: P\nversion: "1"\nsource: {document: P}\nsteps:\n'
    return read(head + listed, Procedure)


def score(
    found: Procedure, *done: tuple[str, int], moments: dict[str, int] | None = None, begins: dt.datetime | None = None
) -> Score:
    trace = Trace(
        deeds=tuple(Deed(seq=seq, t=t, action=action) for seq, (action, t) in enumerate(done, start=1)),
        moments={MomentId(name): t for name, t in (moments or {}).items()},
        begins=begins,
    )
    return score_trace(frame_procedure(found, {}, {}, doable=None), trace, NO_WORDS)


def lost(found: Score, step: str) -> Fraction:
    return sum((item.cost for item in found.items if item.step == step), Fraction(0))


FIRST = "id: first, do: First, deadline: {from: start, within: 1h}"
SECOND = 'id: second, do: Second, deadline: {from: "step:first", within: 1h}'


def test_a_step_anchor_starts_the_clock_when_the_step_is_done():
    assert lost(score(procedure(FIRST, SECOND), ("first", 1800), ("second", 1800 + HOUR)), "second") == 0
    assert lost(score(procedure(FIRST, SECOND), ("first", 1800), ("second", 1801 + HOUR)), "second") == Fraction(3, 10)


def test_delaying_the_anchor_beyond_its_own_deadline_buys_no_time():
    found = score(procedure(FIRST, SECOND), ("first", 3 * HOUR), ("second", 3 * HOUR + 60))
    assert lost(found, "second") == Fraction(3, 10)


def test_an_anchor_without_a_deadline_counts_from_when_it_was_done():
    loose = "id: first, do: First"
    assert lost(score(procedure(loose, SECOND), ("first", 9 * HOUR), ("second", 10 * HOUR)), "second") == 0


def test_leaving_the_anchor_out_starts_the_clock_at_the_start():
    assert lost(score(procedure(FIRST, SECOND), ("second", HOUR)), "second") == 0
    assert lost(score(procedure(FIRST, SECOND), ("second", HOUR + 1)), "second") == Fraction(3, 10)


def test_a_clock_whose_moment_never_came_does_not_run():
    waiting = 'id: first, do: First, deadline: {from: "moment:alarm", within: 1h}'
    assert lost(score(procedure(waiting), ("first", 10**6)), "first") == 0
    assert lost(score(procedure(waiting), ("first", 10**6), moments={"alarm": 0}), "first") == Fraction(3, 10)


def test_an_anchor_whose_own_clock_never_ran_counts_from_when_it_was_done():
    waiting = 'id: first, do: First, deadline: {from: "moment:alarm", within: 1h}'
    assert lost(score(procedure(waiting, SECOND), ("first", 9 * HOUR), ("second", 10 * HOUR)), "second") == 0


def test_a_thousand_clocks_may_start_each_other_in_whatever_order_they_are_written():
    steps = [
        FIRST,
        *(
            f'id: s{n}, do: Do, deadline: {{from: "step:{"first" if n == 0 else f"s{n - 1}"}", within: 1h}}'
            for n in range(3000)
        ),
    ]
    found = score(procedure(*reversed(steps)), ("s2999", HOUR))
    assert lost(found, "s2999") == 0


def test_within_a_grace_lateness_costs_in_proportion():
    graced = "id: first, do: First, deadline: {from: start, within: 1h, grace: 1h}"
    assert lost(score(procedure(graced), ("first", HOUR + 900)), "first") == Fraction(3, 10) / 4
    assert lost(score(procedure(graced), ("first", 9 * HOUR)), "first") == Fraction(3, 10)


def test_a_business_day_limit_ends_when_the_business_day_ends():
    counted = "id: first, do: First, deadline: {from: start, within: 1bd}"
    end_of_monday = int((dt.datetime(2026, 3, 10, 0, 0, tzinfo=FRIDAY.tzinfo) - FRIDAY).total_seconds())
    assert lost(score(procedure(counted), ("first", end_of_monday), begins=FRIDAY), "first") == 0
    assert lost(score(procedure(counted), ("first", end_of_monday + 1), begins=FRIDAY), "first") == Fraction(3, 10)


def test_a_business_day_limit_without_a_start_is_an_error():
    counted = "id: first, do: First, deadline: {from: start, within: 1bd}"
    with pytest.raises(NoCalendar):
        score(procedure(counted), ("first", 0))
