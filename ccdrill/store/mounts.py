"""Whether a folder is on a network share, as far as the system tells: SQLite's log can't be shared safely there."""

import os
import re
import sys
from pathlib import Path
from typing import Any

_NETWORK = frozenset(
    {
        "9p", "afs", "beegfs", "ceph", "cifs", "davfs", "fuse.ceph", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse",
        "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs", "smb2",
        "smb3", "smbfs", "vboxsf",
    }
)  # fmt: skip
_MOUNTS = Path("/proc/self/mounts")
_ESCAPED = re.compile(r"\\([0-7]{3})")


def network_share(folder: Path, mounts: Path = _MOUNTS) -> str:
    """The kind of network file system that the folder is on, or an empty text. `mounts` is Linux's list of them."""
    text = str(folder)
    if sys.platform == "win32":
        return "a network path" if text.startswith(("\\\\", "//")) or _is_remote_drive(text) else ""
    try:
        listed = mounts.read_text(encoding="utf-8", errors="replace")
        real = os.path.realpath(text)
    except (OSError, ValueError):
        return ""
    best, kind = -1, ""
    for line in listed.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = _ESCAPED.sub(lambda match: chr(int(match[1], 8)), parts[1])
        if (real == point or real.startswith(point.rstrip("/") + "/")) and len(point) >= best:
            best, kind = len(point), parts[2]
    return kind if kind in _NETWORK else ""


def _is_remote_drive(path: str) -> bool:
    """Whether Windows calls the path's drive remote (GetDriveTypeW, DRIVE_REMOTE)."""
    import ctypes

    windows: Any = getattr(ctypes, "windll", None)
    drive = Path(path).absolute().drive
    remote = 4
    return bool(drive) and windows is not None and windows.kernel32.GetDriveTypeW(f"{drive}\\") == remote
