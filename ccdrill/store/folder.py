"""The data folder: private where the system knows such modes, and never on a network share."""

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ccdrill.model.errors import StoreError
from ccdrill.store.mounts import network_share

_ELSEWHERE = "Use a folder on a local disk: --data FOLDER, or CCDRILL_DATA."


def prepare_folder(folder: Path, own: str) -> None:
    """Makes the folder if need be, readable by its owner only. Raises StoreError when it can't be used.

    A folder that was there before is made private when there is nothing in it but files whose names begin with `own`: one
    that holds other things, such as a home folder, keeps its mode, and the files in it are private by themselves.
    """
    refuse_share(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if all(one.name.startswith(own) for one in folder.iterdir()):
            restrict(folder)
    except FileExistsError:
        raise StoreError(f"the data folder {folder} is a file", _ELSEWHERE) from None
    except (OSError, ValueError) as error:
        raise unusable(folder, error) from None


def refuse_share(folder: Path) -> None:
    """Raises StoreError for a folder on a network share."""
    share = network_share(folder)
    if share:
        raise StoreError(
            f"the data folder {folder} is on a network share ({share}), where the database's log can't be shared safely",
            _ELSEWHERE,
        )


def prepare_file(path: Path) -> None:
    """Makes the file if it is not there, readable by its owner only from its first instant. Raises StoreError.

    A file that is there is not opened: closing it would take away the locks that another connection of this process holds on
    it (POSIX ties them to process and file), and another program, believing itself alone, would remove the log under it.
    """
    try:
        if path.exists():
            _require_usable(path)
        else:
            _make(path)
        restrict(path)
    except IsADirectoryError:
        raise StoreError(f"{path} is a folder, not a database", f"Move it away. {_ELSEWHERE}") from None
    except OSError as error:
        raise unusable(path, error) from None


def may(path: Path, how: int) -> bool:
    """Whether this process may do that (`os.R_OK`, `os.W_OK`) with what is there."""
    return os.access(path, how, effective_ids=os.access in os.supports_effective_ids)


def _require_usable(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError
    if not may(path, os.R_OK | os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _make(path: Path) -> None:
    only_new = 0 if path.is_symlink() else os.O_EXCL  # a link that leads nowhere yet is followed
    with suppress(FileExistsError):  # another was quicker, and may have it open
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | only_new | getattr(os, "O_CLOEXEC", 0), 0o600))


def check_beside(path: Path, suffixes: Iterable[str]) -> None:
    """Raises StoreError for what is no file in a place where SQLite would open one: it would wait for a pipe without end."""
    for beside in (path.with_name(path.name + suffix) for suffix in suffixes):
        if is_there(beside) and not beside.is_file():
            raise StoreError(f"{beside} is not a regular file", f"Move it away. {_ELSEWHERE}")


def is_there(path: Path) -> bool:
    """Whether the file exists. Raises StoreError when that can't be told, or when it could never be made there."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    except NotADirectoryError:
        raise StoreError(f"the data folder {path.parent} is a file", _ELSEWHERE) from None
    except (OSError, ValueError) as error:
        raise unusable(path, error) from None
    return True


def restrict(path: Path) -> None:
    """Takes the file or folder from everybody but its owner, where the system knows such modes and lets us."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        with suppress(PermissionError):  # another's, or a disk without modes: as private as its owner made it
            path.chmod(mode & 0o700)


def unusable(path: Path, error: OSError | ValueError) -> StoreError:
    """What the system said of a file or folder, in words."""
    reason = getattr(error, "strerror", None) or str(error)
    return StoreError(f"{path} can't be used: {reason}", f"Check its permissions. {_ELSEWHERE}")
