"""Dates as people write them in many countries, and the one way in which they are written here."""

import calendar
import datetime as dt

from ccdrill.model.days import written_date

_MONTHS = 12


def date_in(text: str) -> tuple[str, str | None] | None:
    """The date with which a text begins, as year, month and day, and what follows it: there need not be such a day.

    With points between them the day comes first; with slashes a number above 12 tells which is the day.
    """
    found = written_date(text)
    if found is None or found.sign == "-":
        return None
    day, month = found.day, found.month
    if found.sign == "/":
        if (day > _MONTHS) == (month > _MONTHS) and day != month:
            return None
        day, month = (day, month) if day > _MONTHS else (month, day)
    return f"{found.year:04}-{month:02}-{day:02}", found.rest


def date_meant(text: str) -> str | None:
    """A date in the way it is written here; None when it is not clear which, or when there is no such day."""
    found = date_in(text)
    return found[0] if found is not None and not found[1] and _exists(found[0]) else None


def two_readings(text: str) -> tuple[tuple[str, ...], str] | None:
    """Of a date that can be read in two ways: both as they are written here, the one with the day first, and what follows it."""
    found = written_date(text)
    if found is None or found.sign not in ("/", "-") or found.day == found.month:
        return None
    day, month = found.day, found.month
    dates = (f"{found.year:04}-{month:02}-{day:02}", f"{found.year:04}-{day:02}-{month:02}")
    return (dates, found.rest or "") if all(map(_exists, dates)) else None


def in_words(date: str) -> str:
    """Day and month of a date as it is written here, as in 2 March."""
    _, month, day = date.split("-")
    return f"{int(day)} {calendar.month_name[int(month)]}"


def day_after(date: str) -> str | None:
    """The day after a date as it is written here; None when there is no such date, or none after it."""
    try:
        return (dt.date.fromisoformat(date) + dt.timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None


def no_such_day(text: str) -> str | None:
    """Of a date that no calendar has: how long its month is."""
    found = date_in(text)
    if found is None or _exists(found[0]):
        return None
    year, month, _ = map(int, found[0].split("-"))
    if not 1 <= month <= 12 or not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    days = calendar.monthrange(year, month)[1]
    return f"{calendar.month_name[month]} {year} has {days} days: write another one"


def _exists(date: str) -> bool:
    try:
        dt.date.fromisoformat(date)
    except ValueError:
        return False
    return True
