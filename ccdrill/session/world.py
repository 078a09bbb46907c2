"""The ports of a session in one bundle, and how its instants are written down."""

import datetime as dt

from ccdrill.model.value import Value
from ccdrill.session.ports import Chance, Clock, RunStore


class World(Value, frozen=True, kw_only=True):
    """What a session is given: bootstrap hands in the machine's own, tests hand in fakes."""

    store: RunStore
    """Where runs are kept."""
    clock: Clock
    """What time it is."""
    chance: Chance
    """Names that nobody can guess."""


def utc_stamp(moment: dt.datetime) -> str:
    """UTC in ISO 8601 with milliseconds, as entries record it."""
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
