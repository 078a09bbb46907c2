"""Files that are there whole or not at all, also when the process is killed: written beside their place, then named."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EEXIST
from pathlib import Path


@contextmanager
def written_beside(path: Path, data: bytes, mode: int = 0o666) -> Iterator[Path]:
    """A new file in the same folder that holds the data, on disk; give it the name within, or it is gone afterwards.

    `mode` is what the system's mask leaves of it. Raises OSError and ValueError.
    """
    temporary = path.with_name(f".ccdrill-{secrets.token_hex(6)}")
    try:
        with open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def give_name(temporary: Path, path: Path) -> None:
    """Gives the file a name that nobody has, in one step. Raises FileExistsError, whose `filename` is the name, and OSError."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise _taken(path) from None
    except OSError:  # a disk without links; what else is wrong is met again
        if os.path.lexists(path):
            raise _taken(path) from None
        temporary.rename(path)


def _taken(path: Path) -> FileExistsError:
    return FileExistsError(EEXIST, os.strerror(EEXIST), str(path))
