"""Calendar arithmetic: seconds of the story to instants and words, and deadlines in hours, calendar days, business days."""

import datetime as dt
import re
from collections.abc import Mapping

from ccdrill.model.scenario import Scenario
from ccdrill.model.units import Within
from ccdrill.model.walks import story_length

_DAY = 86_400
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SATURDAY = 5
_CLEAR_DAYS = 6
"""Days after which a weekday alone may be one of two."""
_COUNTED = re.compile(r"(\d+)([a-z]+)")
_UNITS: Mapping[str, tuple[str, str]] = {
    "s": ("s", "s"),
    "m": ("min", "min"),
    "h": ("h", "h"),
    "d": ("day", "days"),
    "bd": ("business day", "business days"),
}


class NoCalendar(ValueError):
    """A business day was asked for without the date and UTC offset of the start."""


def due(anchor: int, within: Within, begins: dt.datetime | None) -> int:
    """The last second, from the start, at which something due `within` after `anchor` is in time.

    Monotone in `anchor`. Business days are Monday to Friday by the start's date and UTC offset, without public holidays:
    n business days after an instant end when the n-th following business day ends (docs/the-score.md, "Deadline"). Raises
    NoCalendar.
    """
    if within.seconds is not None:
        return anchor + within.seconds
    if begins is None or begins.utcoffset() is None:
        raise NoCalendar(f"a limit of {within.text} needs the date and UTC offset of the start")
    day = (begins + dt.timedelta(seconds=anchor)).date()
    left = within.business_days or 0
    while left:
        day += dt.timedelta(days=1)
        if day.weekday() < _SATURDAY:
            left -= 1
    midnight = dt.datetime.combine(day, dt.time(), begins.tzinfo) + dt.timedelta(days=1)
    return int((midnight - begins).total_seconds())


def instant(begins: dt.datetime, seconds: int) -> dt.datetime:
    """The local instant so many seconds after the start."""
    return begins + dt.timedelta(seconds=seconds)


def clock_label(begins: dt.datetime, seconds: int) -> str:
    """Weekday and local time, such as `Mon 10:31`; seconds are left out.

    Where the weekday of the start has come round again the date stands between: `Wed 25 Mar 09:00`.
    """
    moment = instant(begins, seconds)
    date = f"{moment.day} {MONTHS[moment.month - 1]} " if day_of_story(begins, seconds) > len(_WEEKDAYS) else ""
    return f"{_WEEKDAYS[moment.weekday()]} {date}{moment:%H:%M}"


def now_label(begins: dt.datetime, seconds: int) -> str:
    """What the story's own clock shows, such as `Mon 2 Mar 10:31`: the date always (see `calendar_of`)."""
    moment = instant(begins, seconds)
    return f"{_dated(moment)} {moment:%H:%M}"


class StoryCalendar:
    """The instants of one story in words. Where it lasts longer than its weekdays are clear, each has its date."""

    def __init__(self, begins: dt.datetime, ends: int) -> None:
        """`ends`: the last second that is told of, from the start."""
        self.begins = begins
        self._is_dated = ends > _CLEAR_DAYS * _DAY

    def at(self, seconds: int) -> str:
        """An instant, such as `Mon 10:31`, or `Fri 13 Mar 09:00` in a long story."""
        return now_label(self.begins, seconds) if self._is_dated else clock_label(self.begins, seconds)

    def due(self, seconds: int) -> str:
        """The end of a limit: like an instant, but a midnight belongs to the day that it ends, `end of Tue 10 Mar`."""
        if instant(self.begins, seconds).time() != dt.time():
            return self.at(seconds)
        last = instant(self.begins, seconds - 1)
        is_dated = self._is_dated or day_of_story(self.begins, seconds - 1) > len(_WEEKDAYS)
        return f"end of {_dated(last) if is_dated else _WEEKDAYS[last.weekday()]}"


def _dated(moment: dt.datetime) -> str:
    return f"{_WEEKDAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]}"


def calendar_of(scenario: Scenario, ends: int = 0) -> StoryCalendar:
    """The calendar of a scenario: whoever tells of it, before, while or after it is played, tells its instants alike.

    What is told of has the weekday alone where that is clear, to be read and said quickly. The story's clock, which says what
    is now, has the date in every story (`now_label`): papers on the table bear dates, "today" stands in texts, and people
    look up to see which day it is.

    `ends`: the last second that is told of, where that may lie beyond the story's length.
    """
    return StoryCalendar(scenario.begins, max(ends, story_length(scenario)))


def day_of_story(begins: dt.datetime, seconds: int) -> int:
    """The day of the story, 1 for the day on which it begins."""
    return (instant(begins, seconds).date() - begins.date()).days + 1


def limit_label(within: Within) -> str:
    """The length of a deadline in words, counted as its author counted: `85 min`, `72 h`, `3 days`, `5 business days`."""
    parts = [(int(count), _UNITS[unit]) for count, unit in _COUNTED.findall(within.text)]
    return " ".join(f"{count} {one if count == 1 else many}" for count, (one, many) in parts)


def span_label(seconds: int) -> str:
    """A span in words, such as `45 min`, `1 h 20 min`, `2 days 3 h`: minutes are left out beyond a day."""
    if seconds < 60:
        return f"{seconds} s"
    days, rest = divmod(seconds, _DAY)
    hours, minutes = rest // 3600, rest % 3600 // 60
    if days:
        parts = [f"{days} {'day' if days == 1 else 'days'}", f"{hours} h" if hours else ""]
    else:
        parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    return " ".join(part for part in parts if part)
