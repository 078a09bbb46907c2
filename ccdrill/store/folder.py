"""The data folder: private where the system knows such modes, and never on a network share."""

import ctypes
import os
import stat
import sys
from pathlib import Path
from typing import Any

from ccdrill.model.errors import StoreError

_NETWORK = frozenset({"9p", "afs", "ceph", "cifs", "fuse.sshfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"})
_ELSEWHERE = "Use a folder on a local disk: --data FOLDER, or CCDRILL_DATA."


def prepare_folder(folder: Path) -> None:
    """Makes the folder if need be, readable by its owner only. Raises StoreError when it can't be used."""
    share = network_share(folder)
    if share:
        raise StoreError(
            f"the data folder {folder} is on a network share ({share}), where the database's log can't be shared safely",
            _ELSEWHERE,
        )
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) != 0o700:
            folder.chmod(0o700)
    except FileExistsError:
        raise StoreError(f"the data folder {folder} is a file", _ELSEWHERE) from None
    except OSError as error:
        raise StoreError(
            f"the data folder {folder} can't be used: {error.strerror or error}", f"Check its permissions. {_ELSEWHERE}"
        ) from None


def keep_private(path: Path) -> None:
    """Makes a file readable by its owner only, where the system knows such modes."""
    if os.name == "posix" and path.exists():
        path.chmod(0o600)


def network_share(folder: Path) -> str:
    """The kind of network file system that the folder is on, or an empty text, as far as the system tells."""
    text = str(folder)
    if sys.platform == "win32":
        return "a network path" if text.startswith(("\\\\", "//")) or _is_remote_drive(text) else ""
    mounts = Path("/proc/self/mounts")
    if not mounts.is_file():
        return ""
    best, kind = -1, ""
    real = os.path.realpath(text)
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ")
        if (real == point or real.startswith(point.rstrip("/") + "/")) and len(point) >= best:
            best, kind = len(point), parts[2]
    return kind if kind in _NETWORK else ""


def _is_remote_drive(path: str) -> bool:
    """Whether Windows calls the path's drive remote (GetDriveTypeW, DRIVE_REMOTE)."""
    windows: Any = getattr(ctypes, "windll", None)
    drive = Path(path).absolute().drive
    remote = 4
    return bool(drive) and windows is not None and windows.kernel32.GetDriveTypeW(f"{drive}\\") == remote
