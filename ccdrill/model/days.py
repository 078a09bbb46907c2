"""Days as people type them."""

import datetime as dt

from ccdrill.model.errors import NotAllowed


def read_day(typed: str) -> dt.date:
    """A day that exists, written as 2027-01-31 and in no other way. Raises NotAllowed."""
    try:
        day = dt.date.fromisoformat(typed)
    except ValueError:
        day = None
    if day is None or day.isoformat() != typed:  # Python also reads 20270131, and weeks
        raise NotAllowed(f"'{typed}' is no date", "Write year, month and day, such as 2027-01-31.")
    return day
