"""When messages come back: sooner what was missed, later what was certain, never after 120 days."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccdrill.model.machine import utc_stamp
from ccdrill.practice.judged import Judged
from ccdrill.practice.spacing import LONGEST_DAYS, Card, rating_of, schedule
from tests.decks import judged

BEGAN = dt.datetime(2026, 1, 1, 9, tzinfo=dt.UTC)
ANSWERS = st.sampled_from(("report", "verify", "use", "leave"))


def at(days: float, **changes: object) -> Judged:
    return judged(utc=utc_stamp(BEGAN + dt.timedelta(days=days)), **changes)


def days_until_due(*made: Judged) -> int:
    (due,) = schedule(made).values()
    return (due - made[-1].at).days


@pytest.mark.parametrize(
    ("kind", "right", "answer", "sure", "rating"),
    [
        ("phish", ("report",), "report", 4, "easy"),
        ("phish", ("report",), "report", 3, "good"),
        ("phish", ("report",), "report", 2, "good"),
        ("phish", ("report",), "report", 1, "hard"),
        ("phish", ("report",), "verify", 4, "hard"),
        ("phish", ("verify", "report"), "report", 4, "easy"),
        ("phish", ("report",), "leave", 1, "again"),
        ("phish", ("report",), "use", 4, "again"),
        ("legitimate", ("use",), "report", 1, "again"),
        ("legitimate", ("use",), "verify", 3, "hard"),
        ("legitimate", ("use",), "use", 4, "easy"),
        ("legitimate", ("verify",), "use", 4, "hard"),
    ],
)
def test_how_well_a_message_was_known(kind: str, right: tuple[str, ...], answer: str, sure: int, rating: str) -> None:
    assert rating_of(judged(kind=kind, right=right, answer=answer, sure=sure)) == rating


def test_what_was_missed_comes_back_on_the_next_day_and_what_was_certain_after_a_week() -> None:
    waits = [
        days_until_due(at(0, answer=answer, sure=sure)) for answer, sure in (("use", 4), ("report", 2), ("report", 4))
    ]
    assert waits == [1, 2, 8]


def test_who_knows_a_message_again_and_again_waits_longer_each_time_up_to_120_days() -> None:
    made, waits, day = [], [], 0
    for _ in range(6):
        made.append(at(day))
        waits.append(days_until_due(*made))
        day += waits[-1]
    assert waits == sorted(waits)
    assert waits[:2] < [waits[2], waits[3]]
    assert waits[-1] == LONGEST_DAYS


@settings(max_examples=40)
@given(st.lists(st.tuples(ANSWERS, st.integers(1, 4), st.floats(0, 400)), min_size=1, max_size=12))
def test_whatever_was_judged_it_comes_back_within_a_day_and_120(made: list[tuple[str, int, float]]) -> None:
    day, judgements = 0.0, []
    for answer, sure, after in made:
        day += after
        judgements.append(at(day, answer=answer, sure=sure))
    assert 1 <= days_until_due(*judgements) <= LONGEST_DAYS


@settings(max_examples=40)
@given(st.lists(st.tuples(ANSWERS, st.integers(1, 4)), max_size=5), st.integers(1, 60))
def test_a_miss_never_waits_longer_than_a_certain_answer_in_its_place(made: list[tuple[str, int]], gap: int) -> None:
    before = [at(gap * number, answer=answer, sure=sure) for number, (answer, sure) in enumerate(made)]
    last = gap * len(made)
    missed, known = at(last, answer="use", sure=4), at(last, answer="report", sure=4)
    assert days_until_due(*before, missed) <= days_until_due(*before, known)


def test_a_message_that_was_rewritten_is_a_new_one() -> None:
    found = schedule([at(0), at(1, digest="1" * 64)])
    assert set(found) == {Card(at(0).deck, at(0).item, digest) for digest in ("0" * 64, "1" * 64)}


def test_the_same_judgements_give_the_same_days() -> None:
    made = [at(day, sure=1 + day % 4) for day in (0, 3, 3, 40)]
    assert schedule(made) == schedule(made)


def test_a_clock_that_was_set_back_breaks_nothing() -> None:
    assert 1 <= days_until_due(at(10), at(2), at(0, answer="use")) <= LONGEST_DAYS
