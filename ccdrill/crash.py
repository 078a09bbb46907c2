"""The crash file: what to send with a bug report. Written only when something broke that should not have."""

import datetime as dt
import platform
import tempfile
import traceback
from pathlib import Path

from ccdrill import __version__

_SAFE = "Every decision is safe: 'ccdrill resume' goes on."


def write_crash_file(error: BaseException) -> str:
    """Writes the traceback (without values of variables) to a new file and says where; never raises."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    head = f"ccdrill {__version__}, Python {platform.python_version()}, {platform.system()}, {now}"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="ccdrill-crash-", suffix=".txt", delete=False, encoding="utf-8", errors="replace"
        ) as file:
            file.write("\n".join([head, *traceback.format_exception(error)]))
    except OSError:
        return f"ccdrill: this is a bug ({type(error).__name__}: {error}). {_SAFE}"
    return f"ccdrill: this is a bug. {_SAFE}\n  Please report it with the file {Path(file.name)}"
