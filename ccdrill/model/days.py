"""Days as they are recorded, and as people type them: what can be read in two ways is refused."""

import datetime as dt
import re

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
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_DAY_FIRST = re.compile(
    r"(?:(?P<week>[a-z]+) )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>[a-z]+) (?P<year>\d{4})", re.ASCII
)
_MONTH_FIRST = re.compile(
    r"(?:(?P<week>[a-z]+) )?(?P<month>[a-z]+) (?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<year>\d{4})", re.ASCII
)
_FROM_NOW = re.compile(r"in (?P<many>\d{1,3}|an?|one) (?P<what>day|week)s?", re.ASCII)


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
    """The day that somebody means: with its month as a word or its year first, or so many days or weeks from `today`.

    Raises NotAllowed for what is no day, and for what can be read in two ways.
    """
    text = " ".join(typed.lower().replace(",", " ").replace(". ", " ").split())
    spaced = re.sub(r"(?<=[a-z0-9])-(?=[a-z])|(?<=[a-z])-(?=[0-9])", " ", text)
    if (found := _FROM_NOW.fullmatch(text)) is not None:
        many = int(found["many"]) if found["many"].isdecimal() else 1
        return today + dt.timedelta(days=many * (7 if found["what"] == "week" else 1))
    if (found := _YEAR_FIRST.fullmatch(text)) is not None:
        return _day(typed, int(found["year"]), int(found["month"]), int(found["day"]))
    if (found := _YEAR_LAST.fullmatch(text)) is not None:
        return _year_last(typed, int(found[1]), int(found[3]), int(found[4]))
    found = _DAY_FIRST.fullmatch(spaced) or _MONTH_FIRST.fullmatch(spaced)
    month = _named(found["month"], _MONTHS) if found is not None else None
    if found is None or month is None:
        raise NotAllowed(f"'{typed.strip()}' is no date", _HOW)
    day = _day(typed, int(found["year"]), month, int(found["day"]))
    if found["week"] and _named(found["week"], _DAYS) != day.isoweekday():
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
