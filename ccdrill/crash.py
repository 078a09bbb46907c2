"""The crash file: what to send with a bug report. Written only when something broke that should not have."""

import datetime as dt
import platform
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path

from ccdrill import __version__

_SAFE = "Every decision is safe: 'ccdrill resume' goes on."


def write_crash_file(error: BaseException) -> str:
    """Writes the traceback (without values of variables) to a new file, whole, and says where; never raises.

    What the error or the folder's name brings with it is still in what it says: show it as any outside text.
    """
    try:
        file = _write("\n".join([_head(), *traceback.format_exception(error)]))
    except Exception:  # noqa: BLE001  # a full disk, or what broke the command breaks this too
        return f"ccdrill: this is a bug ({_in_a_line(error)}). {_SAFE}"
    return f"ccdrill: this is a bug. {_SAFE}\n  Please report it with the file {file}"


def _head() -> str:
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return f"ccdrill {__version__}, Python {platform.python_version()}, {platform.system()}, {now}"


def _write(text: str) -> str:
    """The name of the new file; where it can't be whole there is none."""
    name = ""
    try:
        with tempfile.NamedTemporaryFile("wb", prefix="ccdrill-crash-", suffix=".txt", delete=False) as file:
            name = file.name
            file.write(text.encode("utf-8", errors="replace"))
    except BaseException:
        if name:
            with suppress(OSError):
                Path(name).unlink()
        raise
    return name


def _in_a_line(error: BaseException) -> str:
    return " ".join("".join(traceback.format_exception_only(error)).split())
