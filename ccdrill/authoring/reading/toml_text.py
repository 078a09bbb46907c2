"""The small TOML files that people write for ccdrill: read with limits, and what can't be read is a diagnostic with its cure.

Knows nothing of what such a file means.
"""

import re
import tomllib
from pathlib import Path

from ccdrill.authoring.reading.excerpt import Lines
from ccdrill.authoring.reading.text import read_text
from ccdrill.model.diagnostics import Diagnostic

_MOST_BYTES = 64 * 1024
"""Every setting and every check with a comment of its own takes a quarter of it."""
_DOTTED = re.compile(r"""(?:(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){16}""")
"""A key of so many parts. `tomllib` keeps every beginning of one, which takes memory by the square of its length."""
_AT_END = "(at end of document)"
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_toml(path: Path, example: str) -> tuple[Lines, dict[str, object]] | Diagnostic:
    """The text of a file and what it says, or why it can't be had; `example`: a line as the cure shows it."""
    text = read_text(path, _MOST_BYTES)
    if isinstance(text, Diagnostic):
        return text
    lines = Lines(str(path), text)
    cure = f"A line of it looks like: {example}."
    if (dotted := _DOTTED.search(text)) is not None:
        return lines.diagnose(dotted.start(), "bad-toml", "this is not TOML of ours: too many dots in a row", cure)
    try:
        return lines, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _refused(lines, str(error), cure)
    except (ValueError, RecursionError):  # a number of thousands of digits; brackets without end
        message = "this is not TOML of ours: it holds more than TOML readers take"
        return Diagnostic(code="bad-toml", message=message, cure=cure, file=str(path))


def _refused(lines: Lines, reason: str, cure: str) -> Diagnostic:
    """What `tomllib` said, at its place."""
    place = _PLACE.search(reason)
    at, written = 0, ""
    if _AT_END in reason:
        at = max(0, len(lines.text.rstrip("\n")) - 1)
    if place is not None:
        rows = lines.text.split("\n")
        row = int(place[1]) - 1
        at = sum(len(one) + 1 for one in rows[:row]) + int(place[2]) - 1
        written = rows[row] if row < len(rows) else ""
    message, better = _in_words(reason, written) or (
        f"this is not TOML: {_PLACE.sub('', reason).replace(_AT_END, '').strip()}",
        cure,
    )
    return lines.diagnose(min(at, len(lines.text)), "bad-toml", message, better)


def _in_words(reason: str, written: str) -> tuple[str, str] | None:
    """What is wrong with the line, and what to do, where `tomllib` names only the character at which it stopped."""
    if any(quote in written for quote in "\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"):
        return "a curly quote begins no text here", 'Type plain quotes: "...".'
    if "overwrite a value" in reason:
        return "this key stands here a second time", "Keep one of the two."
    if "Illegal character '\\n'" in reason or "Unterminated string" in reason:
        return "the text in quotes is not closed in its line", "Close it with the same kind of quote."
    if "\\" in written:
        return "a backslash inside double quotes is no backslash", "Put the text in single quotes, as in 'C:\\drills'."
    return None
