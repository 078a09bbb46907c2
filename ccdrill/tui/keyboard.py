"""Bytes of a terminal that is not set to UTF-8: each that is no character becomes U+FFFD.

Textual reads keys in a thread of its own, which the first such byte would end; then no key would be heard any more.
"""

import codecs
import os
from collections.abc import Callable
from functools import partial


def bear_any_byte() -> None:
    """From now on the reading of keys goes on whatever comes. On Windows characters come, never bytes."""
    if os.name == "posix":
        from textual.drivers import linux_driver

        linux_driver.getincrementaldecoder = _lenient  # type: ignore[attr-defined, assignment]  # Textual has no setting for it


def _lenient(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")
