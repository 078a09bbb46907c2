"""The machine's own clocks and randomness: what a session asks of the world around it."""

import datetime as dt
import time

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def is_clock_readable() -> bool:
    """Whether Python can tell the time: it counts nanoseconds in 64 bits, which end in the years 1677 and 2262."""
    try:
        time.time()
    except OverflowError:
        return False
    return True


class SystemClock:
    """The machine's clocks. Implements `Clock`."""

    def utc(self) -> dt.datetime:
        """Now, in UTC."""
        return dt.datetime.now(dt.UTC)

    def monotonic(self) -> float:
        """Seconds that never run back."""
        return time.monotonic()


class SystemChance:
    """The machine's randomness. Implements `Chance`."""

    def token(self, length: int) -> str:
        """So many characters without look-alikes."""
        import secrets

        return "".join(secrets.choice(_ALPHABET) for _ in range(length))
