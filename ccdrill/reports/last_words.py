"""What a library writes on standard error by itself, past Python: kept from terminals, where screens may be drawn."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile
from typing import IO

_ERRORS = 2
"""The file descriptor of standard error."""


@contextmanager
def without_a_last_word(mark: bytes) -> Iterator[None]:
    """Keeps back what is written on standard error meanwhile, by whomever: it comes out at the end, unless `mark` is in it.

    Where there is no standard error, or no room to keep anything, nothing is kept back.
    """
    errors = kept = None
    with suppress(OSError):
        errors = os.dup(_ERRORS)
        kept = TemporaryFile()  # noqa: SIM115  # closed below, when it was read
        os.dup2(kept.fileno(), _ERRORS)
    try:
        yield
    finally:
        if errors is not None and kept is not None:
            _let_out(errors, kept, mark)
        if errors is not None:
            os.close(errors)


def _let_out(errors: int, kept: IO[bytes], mark: bytes) -> None:
    os.dup2(errors, _ERRORS)
    with kept:
        kept.seek(0)
        written = kept.read()
    with suppress(OSError):  # as whoever wrote it would not have been told either
        while written and mark not in written:
            written = written[os.write(errors, written) :]
