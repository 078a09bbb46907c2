"""A process in lines that is killed somewhere while it prints."""

import subprocess
import sys
from pathlib import Path
from random import Random

from tests.running import surroundings


def kill_somewhere(folder: Path, arguments: tuple[str, ...], typed: str, lines: int, chance: Random) -> list[str]:
    """Types all of it, reads up to that many lines, kills the process, and gives back every line that it had printed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ccdrill", *arguments, "--plain"],
        cwd=folder,
        env=surroundings(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    process.stdin.write(typed)
    process.stdin.flush()
    printed = [process.stdout.readline() for _ in range(chance.randrange(lines))]
    process.kill()
    with process:
        rest, errors = process.stdout.read(), process.stderr.read()
    assert "Traceback" not in errors
    return "".join([*printed, rest]).splitlines()
