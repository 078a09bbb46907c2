"""The ports of a session in one bundle."""

from ccdrill.model.machine import Chance, Clock
from ccdrill.model.value import Value
from ccdrill.session.run.ports import RunStore


class World(Value, frozen=True, kw_only=True):
    """What a session is given: bootstrap hands in the machine's own, tests hand in fakes."""

    store: RunStore
    """Where runs are kept."""
    clock: Clock
    """What time it is."""
    chance: Chance
    """Names that nobody can guess."""
