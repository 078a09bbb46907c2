"""Days as they are recorded, and as people type them: what can be read in two ways is refused."""

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from ccdrill.model.errors import NotAllowed

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST = 3
"""Letters of a month or a day of the week that name it."""
_HOW = "Write year, month and day, such as 2027-01-31. Or write the month as a word: 31 Jan 2027."
_REST = r"(?:[T ]+(?P<rest>.*))?"
_WEEK = r"(?:(?P<week>[a-z]+) )?"
_NEAR = {"today": 0, "yesterday": -1}
"""Days by their names, in days from today."""
_FROM_NOW = r"in (?P<many>\d{1,3}|an?|one) (?P<what>day|week)s?"


class WrittenDate(NamedTuple):
    """A date as somebody wrote it. There need not be such a day."""

    year: int
    """From 0 on."""
    month: int
    """From 0 on; where `sign` is not empty it may be the day."""
    day: int
    """From 0 on; where `sign` is not empty it may be the month."""
    sign: str
    """What stands between day and month in figures, in whichever order; empty when it is clear which is which."""
    week: str
    """What stands where the day of the week would; empty when nothing does."""
    rest: str | None
    """What follows it."""


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """How a date can be written, with its year last in figures as the second; compiled with the first that is read: few starts read one."""
    forms = (
        r"(?P<year>\d{4})(?P<sign>[-/.])(?P<number>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})(?P<sign>[-/.])(?P<number>\d{1,2})(?P=sign)(?P<year>\d{4})",
        _WEEK + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -](?P<month>[a-z]+)[ -](?P<year>\d{4})",
        _WEEK + r"(?P<month>[a-z]+)[ -](?P<day>\d{1,2})(?:st|nd|rd|th)?(?:[ -]|,)(?P<year>\d{4})",
    )
    return tuple(re.compile(form + _REST, re.ASCII | re.IGNORECASE) for form in forms)


def written_date(text: str) -> WrittenDate | None:
    """The date with which a text begins, in figures or with its month as a word; None when it begins with none."""
    smooth = " ".join(re.sub(r",(?=\s|$)|\.(?=\s)|(?<=\D),", " ", text).split())
    for form in _forms():
        if (match := form.fullmatch(smooth)) is None:
            continue
        found = match.groupdict()
        month = int(found["number"]) if found.get("number") else _named(found["month"].lower(), _MONTHS)
        if month is not None:
            sign = found["sign"] if form is _forms()[1] else ""
            week = (found.get("week") or "").lower()
            return WrittenDate(int(found["year"]), month, int(found["day"]), sign, week, found["rest"])
    return None


def read_day(typed: str) -> dt.date:
    """A day that exists, written as 2027-01-31 and in no other way. Raises NotAllowed."""
    try:
        day = dt.date.fromisoformat(typed)
    except ValueError:
        day = None
    if day is None or day.isoformat() != typed:  # Python also reads 20270131, and weeks
        raise NotAllowed(f"'{typed}' is no date", _HOW)
    return day


def meant_day(typed: str, today: dt.date) -> dt.date:
    """The day that somebody means: with its month as a word or its year first, or reckoned from `today`.

    That is `today`, `yesterday`, or so many days or weeks ahead.

    Raises NotAllowed for what is no day, and for what can be read in two ways.
    """
    words = " ".join(typed.lower().split())
    if words in _NEAR:
        return today + dt.timedelta(days=_NEAR[words])
    if (ahead := re.fullmatch(_FROM_NOW, words, re.ASCII)) is not None:
        many = int(ahead["many"]) if ahead["many"].isdecimal() else 1
        return today + dt.timedelta(days=many * (7 if ahead["what"] == "week" else 1))
    found = written_date(typed)
    if found is None or found.rest is not None:
        raise NotAllowed(f"'{typed.strip()}' is no date", _HOW)
    if found.sign:
        return _year_last(typed, found.day, found.month, found.year)
    day = _day(typed, found.year, found.month, found.day)
    if found.week and _named(found.week, _DAYS) != day.isoweekday():
        raise NotAllowed(f"'{typed.strip()}' is no date: {day} is a {_DAYS[day.weekday()].title()}", _HOW)
    return day


def _year_last(typed: str, first: int, second: int, year: int) -> dt.date:
    """Day and month in whichever order only one of them can be."""
    if first != second and first <= len(_MONTHS) and second <= len(_MONTHS):
        one, other = (
            f"{day} {_MONTHS[month - 1][:_SHORTEST].title()}" for day, month in ((first, second), (second, first))
        )
        raise NotAllowed(
            f"'{typed.strip()}' can be read as {one} and as {other}",
            f"Write the month as a word, such as {one} {year}.",
        )
    return _day(typed, year, *((second, first) if second <= len(_MONTHS) else (first, second)))


def _day(typed: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise NotAllowed(f"'{typed.strip()}' is no date", _HOW) from None


def _named(word: str, names: tuple[str, ...]) -> int | None:
    """Which of these a word names, from 1; None for none of them."""
    return next(
        (at for at, name in enumerate(names, start=1) if len(word) >= _SHORTEST and name.startswith(word)), None
    )
