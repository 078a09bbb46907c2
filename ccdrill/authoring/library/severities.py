"""`checks.toml` in a library folder: how severe a project takes each kind of finding.

    [severity]
    leak-longest = "off"
    no-facilitator-notes = "error"

Only what leaves a file playable can be set; see `authoring/checks/codes.py`.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, get_args

from msgspec.structs import replace

from ccdrill.authoring.reading.excerpt import Lines
from ccdrill.authoring.reading.folders import home_of
from ccdrill.authoring.reading.limits import MAX_PROBLEMS
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.model.diagnostics import Diagnostic, Severity

FILE = "checks.toml"
Level = Severity | Literal["off"]
_LEVELS: tuple[Level, ...] = (*get_args(Severity), "off")


class Severities:
    """What the `checks.toml` of each library folder says; each is read once."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._levels: dict[Path, dict[str, Level]] = {}
        self.problems: list[Diagnostic] = []
        """What is wrong with the files that were read."""

    def read(self, file: Path) -> None:
        """Reads what is said for a file, so that its problems are known whatever is found."""
        self._of(home_of(file))

    def applied(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The findings as their projects take them; those that are off are left out."""
        kept = []
        for one in found:
            levels = self._of(home_of(Path(one.file)))
            told = (levels.get(one.code, one.severity), *(levels.get(code, "warning") for code in one.folded))
            level = min(told, key=_LEVELS.index)
            if level != "off":
                kept.append(one if level == one.severity else replace(one, severity=level))
        return kept

    def _of(self, home: Path) -> dict[str, Level]:
        if home not in self._levels:
            self._levels[home], problems = _read(home / FILE)
            self.problems += problems
        return self._levels[home]


def _read(path: Path) -> tuple[dict[str, Level], list[Diagnostic]]:
    """What a file says, and what is wrong with it. No file: nothing."""
    if not _is_there(path):
        return {}, []
    from ccdrill.authoring.reading.toml_text import read_toml  # few projects have one

    found = read_toml(path, 'leak-longest = "off"')
    if isinstance(found, Diagnostic):
        return {}, [found]
    lines, content = found
    problems = [_unknown_table(lines, key) for key in content if key != "severity"]
    table = content.get("severity", {})
    if not isinstance(table, dict):
        message = "severity is a table of checks"
        problems.append(
            lines.diagnose(
                _find(lines, "severity"), "wrong-kind", message, "Write [severity], and below it one check a line."
            )
        )
        return {}, problems
    levels: dict[str, Level] = {}
    for code, level in table.items():
        if len(problems) == MAX_PROBLEMS:
            break
        problem = _wrong(lines, code, level)
        if problem is None:
            levels[code] = level
        else:
            problems.append(problem)
    return levels, problems


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _wrong(lines: Lines, code: str, level: object) -> Diagnostic | None:
    """What is wrong with one line of the table."""
    from ccdrill.authoring.checks.codes import CODES  # most projects set nothing

    at = _find(lines, code)
    kind = CODES.get(code)
    if kind is None:
        near = nearest(code, CODES)
        cure = f"Did you mean '{near}'?" if near else "docs/checks.md lists all that there are."
        return lines.diagnose(at, "unknown-check", f"there is no check '{code}'", cure, width=len(code))
    if level not in _LEVELS:
        shown = f"'{level}'" if isinstance(level, str) else "this"
        message, cure = f"{shown} is no severity", f"Write one of: {', '.join(_LEVELS)}; in quotes."
        return lines.diagnose(at, "wrong-value", message, cure, width=len(code))
    if not kind.is_settable:
        message, cure = f"'{code}' can't be set: a file with it can't be used", "Delete the line."
        return lines.diagnose(at, "not-settable", message, cure, width=len(code))
    return None


def _unknown_table(lines: Lines, key: str) -> Diagnostic:
    message, cure = f"'{key}' is nothing that can be set here", "Write [severity], and below it one check a line."
    return lines.diagnose(_find(lines, key), "unknown-key", message, cure, width=len(key))


def _find(lines: Lines, key: str) -> int:
    """Where a key stands; the beginning, when it is written in some other way."""
    found = re.search(rf"^[\s\[\"']*({re.escape(key)})[\"']?\s*[\]=.]", lines.text, re.MULTILINE)
    return found.start(1) if found else 0
