"""When the garbage collector looks for cycles: hardly ever while the program starts, as Python has it from then on.

What is imported and loaded at the start stays, and each collection would walk it all again.
"""

import gc

_USUALLY = gc.get_threshold()
_RARELY = 200_000
"""Allocations between two collections while much is imported and loaded: there are few cycles in it."""


def rest_collector() -> None:
    """From here on the collector hardly ever runs."""
    gc.set_threshold(_RARELY)


def rouse_collector() -> None:
    """What stands by now stays, so the collector leaves it alone, and looks after what comes."""
    gc.freeze()
    gc.set_threshold(*_USUALLY)
