"""Quantities as people write them: the cure names what they meant, or says nothing."""

from fractions import Fraction

import pytest

from ccdrill.authoring.decoding.synonyms import key_meant
from ccdrill.authoring.reading.dates_meant import date_meant, no_such_day
from ccdrill.authoring.reading.meant import meant, minutes_meant
from ccdrill.authoring.reading.numbers_meant import share_meant
from ccdrill.authoring.reading.text import decode_text
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.scenario import Scenario
from ccdrill.model.units import Duration, StoryStart, StoryTime, Within
from tests.builders import TINY_SCENARIO, problems


@pytest.mark.parametrize(
    ("kind", "written", "cure"),
    [
        (Duration, "10 minutes", "write 10m"),
        (Duration, "10min", "write 10m"),
        (Duration, "1 hour and 30 mins", "write 1h30m"),
        (Duration, "1h 30m", "write 1h30m"),
        (Duration, "1,5h", "write 1h30m"),
        (Duration, "0:45", "write 45m"),
        (Duration, "3 days", "write 3d"),
        (Duration, "2 fortnights", None),
        (Duration, "99999d", None),
        (Duration, "soon", None),
        (Within, "2 business days", "write 2bd"),
        (Within, "0bd", None),
        (StoryTime, "1:40", "write 'day 1 01:40', or 1h40m for so long after the start"),
        (StoryTime, "5pm", "write 'day 1 17:00', or a span since the start such as 4h"),
        (StoryTime, "Day 2 9:00", "write 'day 2 09:00'"),
        (StoryTime, "day 2, 2pm", "write 'day 2 14:00'"),
        (StoryTime, "day 2 25:00", None),
        (StoryTime, "40 minutes", "write 40m"),
        (StoryStart, "2026-03-02", "write 2026-03-02T10:20+00:00, with your time and your offset from UTC in figures"),
        (StoryStart, "02.03.2026, 9:05", "write 2026-03-02T09:05+00:00, with your offset from UTC in figures"),
        (StoryStart, "2026-03-02 16:30Z", "write 2026-03-02T16:30+00:00"),
        (StoryStart, "02.03.2026 16:30 UTC", "write 2026-03-02T16:30+00:00"),
        (StoryStart, "2026-03-02 16:30:00 +0100", "write 2026-03-02T16:30+01:00"),
        (StoryStart, "2026-03-02 16:30 UTC+2", "write 2026-03-02T16:30+02:00"),
        (StoryStart, "2026-03-02 4:30 pm CET", "write 2026-03-02T16:30+00:00, with your offset from UTC in figures"),
        (StoryStart, "2026-03-02 16:30 +99:00", None),
        (StoryStart, "2026-02-30 10:20", "February 2026 has 28 days: write another one"),
        (
            StoryStart,
            "03/02/2026 10:20",
            (
                "write 2026-02-03T10:20+00:00 for 3 February, or 2026-03-02T10:20+00:00 for 2 March, "
                "with your offset from UTC in figures"
            ),
        ),
        (StoryStart, "31/01/2026 10:20", "write 2026-01-31T10:20+00:00, with your offset from UTC in figures"),
        (StoryStart, "2 March 2026, 18:05", "write 2026-03-02T18:05+00:00, with your offset from UTC in figures"),
        (StoryStart, "2026-3-2T8:05+00:00", "write 2026-03-02T08:05+00:00"),
        (Duration, "1h30", "write 1h30m"),
        (Duration, "half an hour", "write 30m"),
        (Duration, "an hour", "write 1h"),
        (Duration, "ten minutes", "write 10m"),
        (Duration, "2 Std. 15 Min", "write 2h15m"),
        (Duration, "2w", "write 14d"),
        (Duration, "PT1H30M", "write 1h30m"),
        (Duration, "~5m", "write 5m"),
        (Duration, "10'", "write 10m"),
        (Duration, "10m,", "write 10m"),
        (Duration, "10m#a note", "write 10m"),
        (Duration, "5-10m", "write one of the two: 5m or 10m"),
        (Duration, "90s to 2 min", "write one of the two: 1m30s or 2m"),
        (Duration, "5-soon", None),
        (Duration, "-5m", "write 5m: no span is less than nothing"),
        (Duration, "immediately", "write 0s"),
        (Within, "at once", "write the longest that is still soon enough, such as 5m"),
        (Within, "15", "write 15m for minutes, 15h for hours, 15d for days or 15bd for business days"),
        (StoryStart, "2026-12-31T24:00+00:00", "write 2027-01-01T00:00+00:00"),
        (StoryStart, "2026-12-31T24:30+00:00", None),
        (StoryTime, "T+10m", "write 10m"),
        (Fraction, "2,5", "write 2.5, with a point"),
        (Fraction, "2,500", "write 2500 without a separator, or 2.500 with a point"),
        (Fraction, "20%", "write 20, the number alone"),
        (Fraction, "1/4", "write 0.25"),
        (Fraction, "-3 / 8", "write -0.375"),
        (Fraction, "1/3", "write a number with a point that is close to it, such as 0.333"),
        (Fraction, "1/0", None),
        (int, "3 min", "write 3, the number alone"),
        (int, "ten", None),
        (int, "1,000", "write 1000, without a separator"),
        (int, "1,5", None),
        (int, "1.5 min", None),
        (int, "120/2", "write 60"),
        (int, "1/2", None),
    ],
)
def test_a_quantity_is_told_as_it_is_written_here_or_not_at_all(kind: type, written: str, cure: str | None):
    assert meant(kind, written) == cure


def test_a_date_with_the_day_first_is_turned_round_only_if_it_is_one():
    assert date_meant("31.01.2026") == "2026-01-31"
    assert date_meant("31.02.2026") is None
    assert date_meant("1/2/2026") is None
    assert date_meant("13/2/2026") == "2026-02-13"
    assert date_meant("2/13/2026") == "2026-02-13"
    assert date_meant("March 2nd, 2026") == "2026-03-02"


def test_a_day_that_no_calendar_has_is_told_how_long_its_month_is():
    assert no_such_day("31.02.2026") == "February 2026 has 28 days: write another one"
    assert no_such_day("2028-02-29") is None
    assert no_such_day("2026-13-01") is None


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("50%", "write 0.5, a fraction of the weight"),
        ("12,5 %", "write 0.125, a fraction of the weight"),
        ("0,3", "write 0.3, a fraction of the weight"),
        ("1/4", "write 0.25, a fraction of the weight"),
        ("130%", "write a number from 0 to 1: it is a fraction of the weight"),
        ("3/2", "write a number from 0 to 1: it is a fraction of the weight"),
        ("-5%", "write a number from 0 to 1: it is a fraction of the weight"),
        ("half", None),
    ],
)
def test_a_share_is_told_as_a_number_from_0_to_1(written: str, cure: str | None):
    assert share_meant(written, "the weight") == cure


def test_a_number_of_minutes_is_told_in_its_own_unit():
    assert minutes_meant("1h") == "Write 60: it is a number of minutes."
    assert minutes_meant("45s") is None


def test_a_key_that_goes_by_another_word_is_meant_where_it_exists_and_is_free():
    assert key_meant("If", {"when", "to"}, {}) == "when"
    assert key_meant("then", {"goto"}, {}) == "goto"
    assert key_meant("then", {"goto"}, {"goto": 1}) is None
    assert key_meant("then", {"title"}, {}) is None


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (rb"{\rtf1\ansi id: tiny}", "a document of a word processor (RTF)"),
        (b"PK\x03\x04\x14\x00", "a document of a word processor or a packed file (such as .docx, .odt or .zip)"),
        (b"%PDF-1.7", "a PDF"),
        (b"<!DOCTYPE html><p>id: tiny", "a web page (HTML)"),
    ],
)
def test_a_file_of_another_program_is_called_what_it_is(data: bytes, name: str):
    found = decode_text(data, "a.yaml")
    assert isinstance(found, Diagnostic)
    assert found.code == "not-utf8"
    assert found.message == f"this is {name}, not plain text"


def test_a_time_of_day_without_quotes_is_shown_as_a_time_of_the_story_and_as_a_span():
    text = TINY_SCENARIO.replace("at: 20m", "at: 16:30").replace("title: It held", "title: {org}: it held")
    told = next(one for one in problems(text, Scenario) if one.code == "yaml-1.1")  # the file can't be read any further
    assert told.cure == (
        'A time of the story is written day 1 16:30, a span 16h30m. Put it in quotes if it is text: "16:30".'
    )
