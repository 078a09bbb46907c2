"""Deadlines in hours, calendar days and business days; instants and spans in words."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.engine.calendar import (
    NoCalendar,
    StoryCalendar,
    calendar_of,
    clock_label,
    day_of_story,
    due,
    instant,
    now_label,
    span_label,
)
from ccdrill.model.units import StoryStart, Within
from tests.builders import TINY_SCENARIO, build_exercise

HOUR, DAY = 3600, 86_400


def due_at(begins: str, within: str, anchor: int = 0) -> str:
    """The local last second, such as `2026-03-09 00:00`."""
    start = StoryStart.parse(begins)
    return f"{instant(start, due(anchor, Within.parse(within), start)):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("within", "at"),
    [
        ("0m", "2026-03-02 10:20"),
        ("45m", "2026-03-02 11:05"),
        ("24h", "2026-03-03 10:20"),
        ("72h", "2026-03-05 10:20"),
        ("30d", "2026-04-01 10:20"),
        ("1d12h", "2026-03-03 22:20"),
    ],
)
def test_hours_and_calendar_days_are_counted_to_the_second(within: str, at: str):
    assert due_at("2026-03-02T10:20+00:00", within) == at


@pytest.mark.parametrize(
    ("begins", "within", "at"),
    [
        ("2026-03-02T10:20+00:00", "1bd", "2026-03-04 00:00"),  # Monday: all of Tuesday
        ("2026-03-02T00:00+00:00", "1bd", "2026-03-04 00:00"),
        ("2026-03-02T23:59:59+00:00", "1bd", "2026-03-04 00:00"),
        ("2026-03-06T18:30+00:00", "1bd", "2026-03-10 00:00"),  # Friday evening: all of Monday
        ("2026-03-07T09:00+00:00", "1bd", "2026-03-10 00:00"),  # Saturday
        ("2026-03-08T23:00+00:00", "1bd", "2026-03-10 00:00"),  # Sunday
        ("2026-03-06T18:30+00:00", "5bd", "2026-03-14 00:00"),
        ("2026-03-02T10:20+00:00", "10bd", "2026-03-17 00:00"),
        ("2026-01-30T17:00+00:00", "1bd", "2026-02-03 00:00"),  # over the end of a month
        ("2026-12-31T17:00+00:00", "2bd", "2027-01-05 00:00"),  # and of a year; no public holidays
        ("2028-02-28T17:00+00:00", "1bd", "2028-03-01 00:00"),  # a leap day is a business day
    ],
)
def test_business_days_end_when_the_day_ends_and_pass_over_weekends(begins: str, within: str, at: str):
    assert due_at(begins, within) == at


def test_business_days_are_counted_from_the_day_of_the_anchor():
    friday_evening = 4 * DAY + 8 * HOUR
    assert due_at("2026-03-02T10:20+00:00", "1bd", friday_evening) == "2026-03-10 00:00"


def test_the_offset_of_the_start_says_which_day_it_is():
    assert due_at("2026-03-06T23:30-08:00", "1bd") == "2026-03-10 00:00"
    assert due_at("2026-03-05T23:30-08:00", "1bd") == "2026-03-07 00:00"
    assert due_at("2026-03-06T07:30+00:00", "1bd") == "2026-03-10 00:00"


def test_clocks_that_change_for_summer_change_nothing():
    """The last Sunday of March: in the offset of the start every day has 24 hours."""
    start = StoryStart.parse("2026-03-27T12:00+01:00")
    assert due(0, Within.parse("1bd"), start) == 3 * DAY + 12 * HOUR


def test_business_days_without_a_start_are_an_error_and_hours_are_not():
    assert due(60, Within.parse("1h"), None) == 3660
    with pytest.raises(NoCalendar, match="5bd"):
        due(60, Within.parse("5bd"), None)
    with pytest.raises(NoCalendar):
        due(60, Within.parse("5bd"), dt.datetime(2026, 3, 2, 10, 20))  # noqa: DTZ001  # the case in point


withins = st.integers(1, 12).map(lambda days: Within.parse(f"{days}bd")) | st.integers(0, 300).map(
    lambda hours: Within.parse(f"{hours}h")
)
MILLENNIUM = dt.datetime(2000, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=-5, minutes=-30)))
starts = st.integers(0, 100 * 365 * DAY).map(lambda seconds: MILLENNIUM + dt.timedelta(seconds=seconds))


@given(starts, withins, st.integers(0, 40 * DAY), st.integers(0, 3 * DAY))
def test_a_later_anchor_is_never_due_earlier(start: dt.datetime, within: Within, anchor: int, later: int):
    assert anchor <= due(anchor, within, start) <= due(anchor + later, within, start)


@given(starts, st.integers(1, 40), st.integers(0, 40 * DAY))
def test_business_days_are_the_weekdays_between_an_anchor_and_its_limit(start: dt.datetime, days: int, anchor: int):
    limit = instant(start, due(anchor, Within.parse(f"{days}bd"), start))
    assert (limit.hour, limit.minute, limit.second) == (0, 0, 0)
    day, weekdays = instant(start, anchor).date(), 0
    while day < limit.date() - dt.timedelta(days=1):
        day += dt.timedelta(days=1)
        weekdays += day.isoweekday() <= 5
    assert weekdays == days
    assert day.isoweekday() <= 5


BEGINS = StoryStart.parse("2026-03-02T10:20+01:00")


@pytest.mark.parametrize(
    ("seconds", "label", "day"),
    [
        (0, "Mon 10:20", 1),
        (59, "Mon 10:20", 1),
        (60, "Mon 10:21", 1),
        (13 * HOUR + 39 * 60 + 59, "Mon 23:59", 1),
        (13 * HOUR + 40 * 60, "Tue 00:00", 2),
        (6 * DAY, "Sun 10:20", 7),
        (7 * DAY - HOUR * 10 - 20 * 60, "Mon 9 Mar 00:00", 8),
        (30 * DAY, "Wed 1 Apr 10:20", 31),
    ],
)
def test_an_instant_is_told_by_weekday_and_local_time_and_by_its_date_once_weekdays_come_round(
    seconds: int, label: str, day: int
):
    assert clock_label(BEGINS, seconds) == label
    assert day_of_story(BEGINS, seconds) == day


MIDNIGHT = 13 * HOUR + 40 * 60


@pytest.mark.parametrize(
    ("ends", "seconds", "at", "due"),
    [
        (DAY, 0, "Mon 10:20", "Mon 10:20"),
        (DAY, MIDNIGHT, "Tue 00:00", "end of Mon"),
        (DAY, MIDNIGHT + 1, "Tue 00:00", "Tue 00:00"),
        (DAY, MIDNIGHT + 7 * DAY, "Tue 10 Mar 00:00", "end of Mon 9 Mar"),
        (6 * DAY, 0, "Mon 10:20", "Mon 10:20"),
        (6 * DAY + 1, 0, "Mon 2 Mar 10:20", "Mon 2 Mar 10:20"),
        (16 * DAY, MIDNIGHT, "Tue 3 Mar 00:00", "end of Mon 2 Mar"),
        (16 * DAY, 11 * DAY, "Fri 13 Mar 10:20", "Fri 13 Mar 10:20"),
    ],
)
def test_a_story_of_more_than_six_days_has_a_date_everywhere_and_a_limit_at_midnight_is_the_end_of_its_day(
    ends: int, seconds: int, at: str, due: str
):
    told = StoryCalendar(BEGINS, ends)
    assert (told.at(seconds), told.due(seconds)) == (at, due)


@pytest.mark.parametrize(
    ("seconds", "label"),
    [
        (0, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (119, "1 min"),
        (45 * 60, "45 min"),
        (HOUR, "1 h"),
        (HOUR + 20 * 60, "1 h 20 min"),
        (DAY - 1, "23 h 59 min"),
        (DAY, "1 day"),
        (DAY + 59 * 60, "1 day"),
        (2 * DAY + 3 * HOUR, "2 days 3 h"),
    ],
)
def test_a_span_is_told_in_words(seconds: int, label: str):
    assert span_label(seconds) == label


def test_a_long_story_has_its_dates_from_the_start_whoever_tells_of_it():
    assert calendar_of(build_exercise().scenario).at(0) == "Mon 10:20"
    assert calendar_of(build_exercise(scenario=TINY_SCENARIO.replace("takes: 6h", "takes: 200h")).scenario).at(0) == (
        "Mon 2 Mar 10:20"
    )
    assert calendar_of(build_exercise().scenario, ends=7 * DAY).at(0) == "Mon 2 Mar 10:20"


def test_the_storys_clock_has_its_date_in_every_story_and_what_is_told_only_where_weekdays_are_not_clear():
    scenario = build_exercise().scenario
    assert (now_label(scenario.begins, 60), calendar_of(scenario).at(60)) == ("Mon 2 Mar 10:21", "Mon 10:21")
    assert now_label(scenario.begins, 30 * DAY) == "Wed 1 Apr 10:20"
