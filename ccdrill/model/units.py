"""Quantities as authors write them: spans of time, points of the story, deadline limits, exact numbers.

All of them hold whole seconds or exact fractions; none reads a clock.
"""

import datetime as dt
import re
from fractions import Fraction

_COUNT = "[0-9]{1,12}"
_SPAN = re.compile(rf"(?:(?P<d>{_COUNT})d)?(?:(?P<h>{_COUNT})h)?(?:(?P<m>{_COUNT})m)?(?:(?P<s>{_COUNT})s)?")
_WITHIN = rf"(?P<count>{_COUNT})bd"
_STORY_DAY = rf"day (?P<day>{_COUNT}),? (?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9])"
_HOUR = "(?:[01][0-9]|2[0-3])"  # newer Pythons read hour 24 as the next midnight
_INSTANT = re.compile(
    rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T{_HOUR}:[0-9]{{2}}(?::[0-9]{{2}})?(?P<offset>Z|[-+][0-9]{{2}}:[0-9]{{2}})?"
)
_MAX_SECONDS = 10 * 366 * 86_400
"""Ten years: longer spans are slips of the pen."""


def parse_span(text: str) -> int:
    """Whole seconds of `1d2h30m10s` (any part may be missing; `d` is 24 hours). Raises ValueError with the cure."""
    match = _SPAN.fullmatch(text)
    if match is None or not text:
        raise ValueError(f"'{text}' is not a span of time: write 30m, 2h, 1h30m, 3d or 45s")
    parts = {unit: int(digits) for unit, digits in match.groupdict(default="0").items()}
    seconds = ((parts["d"] * 24 + parts["h"]) * 60 + parts["m"]) * 60 + parts["s"]
    if seconds > _MAX_SECONDS:
        raise ValueError(f"'{text}' is longer than ten years: write a shorter span")
    return seconds


def _plain(value: object) -> str:
    """As it stands in the file."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _no_unit(value: object, example: str) -> ValueError:
    """What to say of a bare number where a span is wanted; `example` is the cure when the number fits no unit."""
    fits = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    cure = f"write {value}m for minutes or {value}h for hours" if fits else f"write {example}"
    return ValueError(f"{_plain(value)} has no unit: {cure}")


class Duration(int):
    """A span of exercise time in whole seconds, written `10m`, `1h30m`, `2d`."""

    __slots__ = ()

    @classmethod
    def parse(cls, value: object) -> "Duration":
        """Read it from a YAML scalar. Raises ValueError with the cure."""
        if not isinstance(value, str):
            raise _no_unit(value, "a span such as 30m, 2h, 1h30m, 3d or 45s")
        return cls(parse_span(value))


class StoryTime:
    """A point of the story: a span since its start (`4h`), or a local time of a day of it (`day 2 09:00`)."""

    __slots__ = ("day", "seconds", "text")

    def __init__(self, text: str, day: int | None, seconds: int) -> None:
        """`seconds` count from the start, or, with `day` (1 is the day of the start), from that day's midnight."""
        self.text = text
        self.day = day
        self.seconds = seconds

    @classmethod
    def parse(cls, value: object) -> "StoryTime":
        """Read it from a YAML scalar. Raises ValueError with the cure."""
        if not isinstance(value, str):
            raise _no_unit(value, "a span since the start such as 4h, or a time of a story day such as 'day 2 09:00'")
        match = re.fullmatch(_STORY_DAY, value)
        if match is None:
            try:
                return cls(value, None, parse_span(value))
            except ValueError:
                raise ValueError(
                    f"'{value}' is not a point of the story: write a span since the start such as 4h, "
                    "or a time of a story day such as 'day 2 09:00'"
                ) from None
        day = int(match["day"])
        if not 1 <= day <= 3660:
            raise ValueError(f"'{value}' names no day of the story: the first day is day 1")
        return cls(value, day, int(match["hour"]) * 3600 + int(match["minute"]) * 60)

    def since_start(self, start_second_of_day: int) -> int:
        """Seconds since the start of a story that begins `start_second_of_day` seconds after its local midnight."""
        if self.day is None:
            return self.seconds
        return (self.day - 1) * 86_400 + self.seconds - start_second_of_day

    def __eq__(self, other: object) -> bool:
        """Equal when they were written to mean the same point."""
        return isinstance(other, StoryTime) and (self.day, self.seconds) == (other.day, other.seconds)

    def __hash__(self) -> int:
        """Follows equality."""
        return hash((self.day, self.seconds))

    def __repr__(self) -> str:
        """As the author wrote it."""
        return f"StoryTime({self.text!r})"


class StoryStart(dt.datetime):
    """The first instant of a story, with its UTC offset, written `2026-03-02T10:20+00:00`."""

    @classmethod
    def parse(cls, value: object) -> "StoryStart":
        """Read it from a YAML scalar. Raises ValueError with the cure."""
        match = _INSTANT.fullmatch(str(value))
        try:
            start = cls.fromisoformat(str(value)) if match is not None else None
        except ValueError:
            start = None
        if match is None or start is None:
            raise ValueError(f"'{_plain(value)}' is not a date with its time: write it as 2026-03-02T10:20+00:00")
        if match["offset"] is None:
            raise ValueError(f"the UTC offset is missing: write it as {value}+00:00, with your offset")
        if not 1900 <= start.year <= 2999:
            raise ValueError(f"'{value}' is out of range: write a year from 1900 to 2999")
        return start

    def second_of_day(self) -> int:
        """Seconds since local midnight."""
        return (self.hour * 60 + self.minute) * 60 + self.second


class Within:
    """The length of a deadline: seconds, or a count of business days (`5bd`)."""

    __slots__ = ("business_days", "seconds", "text")

    def __init__(self, text: str, seconds: int | None, business_days: int | None) -> None:
        """Exactly one of `seconds` and `business_days` is given."""
        self.text = text
        self.seconds = seconds
        self.business_days = business_days

    @classmethod
    def parse(cls, value: object) -> "Within":
        """Read it from a YAML scalar. Raises ValueError with the cure."""
        if isinstance(value, str):
            match = re.fullmatch(_WITHIN, value)
            if match is not None:
                days = int(match["count"])
                if not 1 <= days <= 1000:
                    raise ValueError(f"'{value}': write between 1bd and 1000bd")
                return cls(value, None, days)
            try:
                return cls(value, parse_span(value), None)
            except ValueError:
                pass
        raise ValueError(f"'{_plain(value)}' is not a limit: write 45m, 72h, 3d (calendar days) or 5bd (business days)")

    def __eq__(self, other: object) -> bool:
        """Equal when they limit alike."""
        return isinstance(other, Within) and (self.seconds, self.business_days) == (other.seconds, other.business_days)

    def __hash__(self) -> int:
        """Follows equality."""
        return hash((self.seconds, self.business_days))

    def __repr__(self) -> str:
        """As the author wrote it."""
        return f"Within({self.text!r})"


class Setting:
    """What a `set` gives: true or false to a flag, an exact number to a meter."""

    __slots__ = ("value",)

    def __init__(self, value: bool | Fraction) -> None:
        """`value` is a bool or a Fraction, never a plain int."""
        self.value = value

    def __eq__(self, other: object) -> bool:
        """Equal when kind and value are."""
        return isinstance(other, Setting) and type(self.value) is type(other.value) and self.value == other.value

    def __hash__(self) -> int:
        """Follows equality."""
        return hash((type(self.value), self.value))

    def __repr__(self) -> str:
        """The bare value."""
        return f"Setting({self.value!r})"
