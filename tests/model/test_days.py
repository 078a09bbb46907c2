"""Days as people type them: what can't be misread is taken, what can is refused with how to write it."""

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.model.days import meant_day, read_day
from ccdrill.model.errors import NotAllowed

TODAY = dt.date(2026, 11, 30)
DAY = dt.date(2027, 1, 31)


@pytest.mark.parametrize(
    "typed",
    [
        "2027-01-31",
        "2027-1-31",
        "2027/1/31",
        "2027.01.31",
        "31 Jan 2027",
        " 31  january  2027 ",
        "31 JANUARY 2027",
        "31st January 2027",
        "31st of January 2027",
        "31. Jan 2027",
        "31-Jan-2027",
        "Jan 31, 2027",
        "January 31st, 2027",
        "Sun 31 Jan 2027",
        "Sunday, 31 January 2027",
        "31/01/2027",
        "01/31/2027",
        "31.1.2027",
        "in 62 days",
    ],
)
def test_what_names_one_day_is_that_day(typed: str) -> None:
    assert meant_day(typed, TODAY) == DAY


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("in 6 weeks", dt.date(2027, 1, 11)),
        ("In a week", dt.date(2026, 12, 7)),
        ("in 1 day", dt.date(2026, 12, 1)),
        (" Today", TODAY),
        ("yesterday", dt.date(2026, 11, 29)),
        ("5/5/2027", dt.date(2027, 5, 5)),
        ("1 May 2027", dt.date(2027, 5, 1)),
        ("3 Sept 2027", dt.date(2027, 9, 3)),
    ],
)
def test_it_may_be_reckoned_from_today_or_be_the_same_in_both_orders(typed: str, day: dt.date) -> None:
    assert meant_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["01/02/2027", "1-2-2027", "12.11.2027"])
def test_what_can_be_read_in_two_ways_is_refused_with_both_and_with_how(typed: str) -> None:
    with pytest.raises(NotAllowed, match="can be read as") as refused:
        meant_day(typed, TODAY)
    assert "Write the month as a word, such as " in refused.value.hint
    example = refused.value.hint.partition("such as ")[2].rstrip(".")
    assert meant_day(example, TODAY).year == 2027


@pytest.mark.parametrize(
    "typed",
    [
        "soon",
        "31 Jan",
        "31 Jan 27",
        "31/01/27",
        "Friday",
        "30 Feb 2027",
        "2027-13-01",
        "20270131",
        "Mon 31 Jan 2027",
        "1 Ja 2027",
        "31 Foo 2027",
        "13/13/2027",
        "in weeks",
        "in 1000 weeks",
        "0 Jan 2027",
        "²1 Jan 2027",
        "31 Jan 0000",
        "",
    ],
)
def test_what_is_no_day_or_leaves_something_out_is_refused_with_how(typed: str) -> None:
    with pytest.raises(NotAllowed, match="is no date") as refused:
        meant_day(typed, TODAY)
    assert "2027-01-31" in refused.value.hint


@given(st.dates(dt.date(1970, 1, 1), dt.date(9999, 12, 31)))
def test_however_a_day_is_written_out_it_is_read_again(day: dt.date) -> None:
    month = day.strftime("%B")
    for typed in (day.isoformat(), f"{day.day} {month} {day.year}", f"{month[:3]} {day.day}, {day.year:04}"):
        assert meant_day(typed, TODAY) == day


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_day_or_a_refusal(typed: str) -> None:
    with suppress(NotAllowed):
        assert isinstance(meant_day(typed, TODAY), dt.date)


@pytest.mark.parametrize("typed", ["2027-1-31", "31 Jan 2027", "20270131", "2027-W04-7"])
def test_what_is_recorded_has_one_form(typed: str) -> None:
    with pytest.raises(NotAllowed):
        read_day(typed)
    assert read_day("2027-01-31") == DAY
