"""How the user started the program, so that a hint can be pasted: script shims are often blocked, and folders are named by flag."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_MODULE = "ccdrill"


def called(*options: str) -> str:
    """What to type to start this program again, with these options before the command."""
    return joined([*started_by(sys.orig_argv, sys.argv[0]), *options])


def installing(extra: str) -> str:
    """What to type to install an extra for the interpreter that runs this: a plain pip may be another's."""
    return joined([_shortest(sys.executable), "-m", "pip", "install", f"ccdrill[{extra}]"])


def started_by(process: Sequence[str], script: str) -> list[str]:
    """The words before the options: `python -m ccdrill`, or the script. `process`: all that the interpreter was given."""
    for place, word in enumerate(process[:-1]):
        if word == "-m" and process[place + 1] == _MODULE:
            return [_shortest(process[0]), *process[1 : place + 2]]
    return [_shortest(script)] if Path(script).stem == _MODULE else [_MODULE]


def joined(words: Sequence[str]) -> str:
    """One line to paste, quoted as this system's shell wants it."""
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def _shortest(program: str) -> str:
    """The bare name, where the shell finds the same program by it."""
    name = Path(program).name
    found = shutil.which(name)
    return name if found is not None and Path(found) == Path(program) else program
