"""Quantities as authors write them, and what they are told when they write something else."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.model.units import Duration, Setting, StoryStart, StoryTime, Within, parse_span

TEN_MONDAY = 10 * 3600
"""A story that begins at ten in the morning."""


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("45s", 45),
        ("30m", 1800),
        ("90m", 5400),
        ("2h", 7200),
        ("1h30m", 5400),
        ("3d", 259_200),
        ("1d2h30m10s", 95_410),
        ("0m", 0),
        ("007m", 420),
        ("3660d", 3660 * 86_400),
    ],
)
def test_a_span_is_written_in_days_hours_minutes_and_seconds(text: str, seconds: int):
    assert parse_span(text) == seconds
    assert Duration.parse(text) == seconds


@given(*[st.integers(0, 60)] * 4)
def test_a_span_is_the_sum_of_its_parts(days: int, hours: int, minutes: int, seconds: int):
    text = f"{days}d{hours}h{minutes}m{seconds}s"
    assert parse_span(text) == dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds).total_seconds()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "30",
        "m",
        "1.5h",
        "-5m",
        "5 m",
        "30m1h",
        "1h1h",
        "30M",
        "5min",
        " 5m",
        "5m\n",
        "٣m",
        "3bd",
        "9" * 13 + "s",
        "9" * 5000 + "s",
    ],
)
def test_what_is_no_span_is_answered_with_how_to_write_one(text: str):
    with pytest.raises(ValueError, match="is not a span of time: write 30m, 2h, 1h30m, 3d or 45s"):
        parse_span(text)


@pytest.mark.parametrize("text", ["3661d", f"{3660 * 86_400 + 1}s", "999999h", "999999999999d"])
def test_a_span_of_more_than_ten_years_is_a_slip_of_the_pen(text: str):
    with pytest.raises(ValueError, match="longer than ten years"):
        parse_span(text)


@pytest.mark.parametrize("number", [0, 30])
@pytest.mark.parametrize("kind", [Duration, StoryTime])
def test_a_bare_number_is_asked_for_its_unit(kind: type[Duration | StoryTime], number: int):
    with pytest.raises(ValueError, match=f"{number} has no unit: write {number}m for minutes or {number}h for hours"):
        kind.parse(number)


@pytest.mark.parametrize("value", [True, False, -5, Decimal("1.5")])
@pytest.mark.parametrize("kind", [Duration, StoryTime])
def test_a_value_that_no_unit_would_make_right_gets_an_example(kind: type[Duration | StoryTime], value: object):
    with pytest.raises(ValueError, match="has no unit: write a span") as caught:
        kind.parse(value)
    assert f"{value}m" not in str(caught.value)
    assert str(value).lower() in str(caught.value)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("20m", 1200),
        ("4h", 14_400),
        ("day 1 10:00", 0),
        ("day 1 10:01", 60),
        ("day 2 09:00", 23 * 3600),
        ("day 2 9:00", 23 * 3600),
        ("day 2, 09:00", 23 * 3600),
        ("day 3 00:00", 38 * 3600),
        ("day 1 09:00", -3600),
    ],
)
def test_a_point_of_the_story_is_a_span_or_a_local_time_of_a_day_of_it(text: str, seconds: int):
    assert StoryTime.parse(text).since_start(TEN_MONDAY) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "day 2",
        "day 2 24:00",
        "day 2 9",
        "day 2 09:60",
        "Day 2 09:00",
        "day two 09:00",
        "09:00",
        "4000d",
        "day -1 09:00",
    ],
)
def test_what_is_no_point_of_the_story_is_answered_with_how_to_write_one(text: str):
    with pytest.raises(ValueError, match="is not a point of the story: write a span since the start such as 4h, or"):
        StoryTime.parse(text)


@pytest.mark.parametrize("text", ["day 0 09:00", "day 3661 09:00", "day 999999999999 09:00"])
def test_days_of_the_story_count_from_one(text: str):
    with pytest.raises(ValueError, match="the first day is day 1"):
        StoryTime.parse(text)


def test_points_of_the_story_are_equal_when_they_mean_the_same():
    assert StoryTime.parse("90m") == StoryTime.parse("1h30m")
    assert hash(StoryTime.parse("90m")) == hash(StoryTime.parse("1h30m"))
    assert StoryTime.parse("day 2 9:00") == StoryTime.parse("day 2, 09:00")
    assert StoryTime.parse("day 1 01:00") != StoryTime.parse("1h")
    assert repr(StoryTime.parse("90m")) == "StoryTime('90m')"


@pytest.mark.parametrize(
    ("text", "offset", "second"),
    [
        ("2026-03-02T10:20+00:00", 0, 37_200),
        ("2026-03-02T10:20:30+01:00", 60, 37_230),
        ("2026-03-02T00:00-05:30", -330, 0),
        ("2026-03-02T10:20Z", 0, 37_200),
        ("1900-01-01T00:00Z", 0, 0),
        ("2999-12-31T23:59:59Z", 0, 86_399),
    ],
)
def test_a_story_begins_at_an_instant_with_its_offset(text: str, offset: int, second: int):
    start = StoryStart.parse(text)
    assert start.utcoffset() == dt.timedelta(minutes=offset)
    assert start.second_of_day() == second


@pytest.mark.parametrize("text", ["2026-03-02T10:20", "2026-03-02T10:20:30"])
def test_a_start_without_an_offset_is_asked_for_it(text: str):
    with pytest.raises(ValueError, match="the UTC offset is missing: write it as 2026-03-02T10:20"):
        StoryStart.parse(text)


@pytest.mark.parametrize(
    "value",
    ["", "soon", "2026-03-02", "2026-13-02T10:20+00:00", "2026-02-30T10:20+00:00", "2026-03-02T25:00+00:00", "2026-03-02T24:00Z",
     "20260302T1020Z", "2026-03-02T10:20:30.5+00:00", "2026-03-02 10:20+00:00", "2026-W10-1T10:20Z", 2026, True],
)  # fmt: skip
def test_what_is_no_start_is_answered_with_how_to_write_one(value: object):
    with pytest.raises(ValueError, match="is not a date with its time: write it as 2026-03-02T10:20"):
        StoryStart.parse(value)


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00+00:00", "1899-12-31T23:59+00:00", "3000-01-01T00:00Z", "9999-12-31T23:59+00:00"]
)
def test_a_start_leaves_room_for_its_story_in_the_calendar(text: str):
    with pytest.raises(ValueError, match="write a year from 1900 to 2999"):
        StoryStart.parse(text)


@pytest.mark.parametrize(
    ("text", "seconds", "days"),
    [("45m", 2700, None), ("72h", 259_200, None), ("3d", 259_200, None), ("5bd", None, 5), ("0m", 0, None)],
)
def test_a_limit_is_a_span_or_a_count_of_business_days(text: str, seconds: int | None, days: int | None):
    limit = Within.parse(text)
    assert (limit.seconds, limit.business_days, limit.text) == (seconds, days, text)


@pytest.mark.parametrize("value", ["", "5", 5, True, "soon", "5bd2h", "1.5bd", "-1bd", "4000d", "9" * 13 + "bd"])
def test_what_is_no_limit_is_answered_with_how_to_write_one(value: object):
    with pytest.raises(ValueError, match=r"is not a limit: write 45m, 72h, 3d \(calendar days\) or 5bd"):
        Within.parse(value)


@pytest.mark.parametrize("text", ["0bd", "1001bd"])
def test_business_days_are_counted_within_reason(text: str):
    with pytest.raises(ValueError, match="between 1bd and 1000bd"):
        Within.parse(text)


def test_limits_are_equal_when_they_limit_alike():
    assert Within.parse("60m") == Within.parse("1h")
    assert hash(Within.parse("60m")) == hash(Within.parse("1h"))
    assert Within.parse("1d") != Within.parse("1bd")
    assert repr(Within.parse("5bd")) == "Within('5bd')"


def test_a_setting_tells_true_from_one():
    assert Setting(value=True) != Setting(Fraction(1))
    assert Setting(Fraction(1)) == Setting(Fraction(2, 2))
    assert len({Setting(value=True), Setting(Fraction(1)), Setting(value=True)}) == 2
    assert repr(Setting(value=False)) == "Setting(False)"
