"""What a room asks of the machine: the time, and chance; and how an instant is written down. Implemented by `system`."""

import datetime as dt
from typing import Protocol


class Clock(Protocol):
    """The time of day and the time that passes."""

    def utc(self) -> dt.datetime:
        """Now, in UTC: for the record only."""
        ...

    def monotonic(self) -> float:
        """Seconds that never run back: for elapsed time."""
        ...


class Chance(Protocol):
    """Random names that nobody can guess."""

    def token(self, length: int) -> str:
        """So many characters of 2-9 and a-z without look-alikes."""
        ...


def utc_stamp(moment: dt.datetime) -> str:
    """UTC in ISO 8601 with milliseconds, as entries record it."""
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
