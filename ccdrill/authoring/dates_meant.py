"""Dates as people write them in many countries, and the one way in which they are written here."""

import calendar
import datetime as dt
import re

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_FORMS = tuple(
    re.compile(rf"{form}(?:,?[T ]+(?P<rest>.*))?", re.IGNORECASE)
    for form in (
        r"(?P<year>[0-9]{4})[-./](?P<number>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})",
        r"(?P<day>[0-9]{1,2})\.(?P<number>[0-9]{1,2})\.(?P<year>[0-9]{4})",
        rf"(?P<day>[0-9]{{1,2}})(?:\.|st|nd|rd|th)? {_MONTH} (?P<year>[0-9]{{4}})",
        rf"{_MONTH} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<year>[0-9]{{4}})",
    )
)
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?:,?[T ]+(.*))?", re.IGNORECASE)
"""Day or month first: a number above 12 tells which."""


def date_in(text: str) -> tuple[str, str | None] | None:
    """The date with which a text begins, as year, month and day, and what follows it: there need not be such a day."""
    for form in _FORMS:
        match = form.fullmatch(text.strip())
        if match is not None:
            found = match.groupdict()
            month = int(found["number"]) if found.get("number") else _MONTHS[found["month"].lower()]
            return f"{match['year']}-{month:02}-{int(match['day']):02}", match["rest"]
    slashed = _SLASHED.fullmatch(text.strip())
    if slashed is None:
        return None
    first, second = int(slashed[1]), int(slashed[2])
    if (first > 12) == (second > 12) and first != second:
        return None
    day, month = (first, second) if first > 12 else (second, first)
    return f"{slashed[3]}-{month:02}-{day:02}", slashed[4]


def date_meant(text: str) -> str | None:
    """A date in the way it is written here; None when it is not clear which, or when there is no such day."""
    found = date_in(text)
    return found[0] if found is not None and not found[1] and _exists(found[0]) else None


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
