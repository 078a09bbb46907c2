"""The crash file: what to send with a bug report. Written only when something broke that should not have."""

import datetime as dt
import platform
import tempfile
import traceback
from pathlib import Path

from ccdrill import __version__


def write_crash_file(error: BaseException) -> str:
    """Writes the traceback (without values of variables) to a new file and says where; never raises."""
    lines = [
        f"ccdrill {__version__}, Python {platform.python_version()}, {platform.system()}, {dt.datetime.now(dt.UTC).isoformat(timespec='seconds')}",
        "".join(traceback.format_exception(error)),
    ]
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="ccdrill-crash-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write("\n".join(lines))
        return f"ccdrill: this is a bug. Every decision is safe: 'ccdrill resume' goes on.\n  Please report it with the file {Path(file.name)}"
    except OSError:
        return f"ccdrill: this is a bug ({type(error).__name__}: {error}). Every decision is safe: 'ccdrill resume' goes on."
