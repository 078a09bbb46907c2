"""Whether a disk has room left for the database's log. Tried before SQLite tries it.

SQLite maps a part of its log into memory. Where the disk is full, a page of that which was never written ends the program on
the spot, without a word (SIGBUS).
"""

import errno
import os
import shutil
from pathlib import Path
from tempfile import TemporaryFile

_PLENTY, _NEEDED = 1024 * 1024, 96 * 1024
"""Bytes: with so many free nobody need try; so many are tried where there are fewer. A log begins with about half of them."""
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def is_full(folder: Path) -> bool:
    """Whether nothing more fits into a folder, or above it while it is not there yet. False also where that can't be told."""
    there = next((one for one in (folder, *folder.parents) if one.is_dir()), folder)
    try:
        if shutil.disk_usage(there).free >= _PLENTY:
            return False
        with TemporaryFile(dir=there, prefix=".ccdrill-", buffering=0) as file:
            return (file.write(os.urandom(_NEEDED)) or 0) < _NEEDED
    except OSError as error:
        return error.errno in _FULL
