"""A process that checks one file after the other under the system's own limits, and ends at once when it exceeds them."""

import json
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.running import ROOT

SECONDS = 2.0
"""Of processor time, for one file."""
MEBIBYTES = 200
"""Of memory that the process may ask for, Python and all that it has loaded included."""
_PROGRAM = """
import json, resource, signal, struct, sys, time
from pathlib import Path
from ccdrill.authoring.library.library import Library
from ccdrill.checking import check_paths
resource.setrlimit(resource.RLIMIT_DATA, (int(sys.argv[2]) << 20, int(sys.argv[2]) << 20))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
path, library, stream = Path(sys.argv[1]), Library(), sys.stdin.buffer
library.vocabulary
while (head := stream.read(8)):
    length, is_timed = struct.unpack("<I?3x", head)
    path.write_bytes(stream.read(length))
    if is_timed:
        signal.setitimer(signal.ITIMER_PROF, float(sys.argv[3]))
    _, found = check_paths(library, (), [str(path)])
    signal.setitimer(signal.ITIMER_PROF, 0)
    print(json.dumps([[one.code, one.message, one.cure, one.severity] for one in found]), flush=True)
"""


class BoundedChecker:
    """The process, begun when it is first needed, and again after it was ended."""

    def __init__(self, folder: Path, *, seconds: float = SECONDS, mebibytes: int = MEBIBYTES) -> None:
        """`folder` is where it keeps the file."""
        self._arguments = (str(folder / "tiny.yaml"), str(mebibytes), str(seconds))
        self._process: subprocess.Popen[bytes] | None = None

    def check(self, data: bytes, *, is_timed: bool = True) -> list[dict[str, str]]:
        """What it has to say of a file of these bytes. Fails when it had to be ended, or raised anything."""
        process = self._process or self._begin()
        assert process.stdin is not None and process.stdout is not None
        with suppress(BrokenPipeError):  # it was ended while it was reading
            process.stdin.write(struct.pack("<I?3x", len(data), is_timed) + data)
            process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            self._process = None
            _, errors = process.communicate()
            raise AssertionError(f"it ended with {process.returncode}: {errors.decode()[-2000:]}")
        found: Any = json.loads(line)
        return [dict(zip(("code", "message", "cure", "severity"), one, strict=True)) for one in found]

    def close(self) -> None:
        if self._process is not None:
            self._process.communicate()

    def _begin(self) -> "subprocess.Popen[bytes]":
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, *self._arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )
        return self._process
