"""Bytes of a file to text, with limits: what is not a readable, sanely sized text file becomes a diagnostic."""

import stat
from pathlib import Path

from ccdrill.authoring.document import place
from ccdrill.model.diagnostics import Diagnostic

MAX_BYTES = 32 * 1024 * 1024
"""Far above any scenario that people could play (10,000 states are about 12 MB)."""


def read_text(path: Path) -> str | Diagnostic:
    """The text of a regular file in UTF-8 (with or without a byte order mark), or why it can't be had."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return _whole(path, "not-a-file", "this is a folder, not a file", "Name a YAML file in it.")
        if not stat.S_ISREG(status.st_mode):
            return _whole(path, "not-a-file", "this is not a regular file", "Name a YAML file.")
        if status.st_size > MAX_BYTES:
            megabytes = MAX_BYTES // (1024 * 1024)
            return _whole(
                path,
                "too-large",
                f"the file is larger than {megabytes} MB",
                "Split it, or check that it is the right file.",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        return _whole(path, "no-such-file", "there is no such file", "Check the name and the folder.")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return _whole(path, "unreadable", f"the file can't be read: {reason}", "Check its permissions and its links.")
    return decode_text(data, str(path))


def decode_text(data: bytes, file: str) -> str | Diagnostic:
    """The text of UTF-8 bytes, or where they stop being UTF-8 or hold what a text may not."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8-sig", errors="replace")
        return _at(
            file, good, "not-utf8", "the text is not UTF-8 from here on", "Save the file as UTF-8 in your editor."
        )
    for index, character in enumerate(text) if not text.isprintable() else ():
        if is_forbidden(character):
            name = "a NUL character" if character == "\0" else f"the control character U+{ord(character):04X}"
            return _at(file, text[:index], "control-character", f"the text holds {name} here", "Delete it.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_forbidden(character: str) -> bool:
    """YAML 1.2.2, section 5.1: control characters other than tab and line ends, and surrogates, are no text."""
    code = ord(character)
    return (
        (code < 0x20 and character not in "\t\n\r")
        or (0x7F <= code <= 0x9F and code != 0x85)
        or code in (0xFFFE, 0xFFFF)
    )


def _whole(path: Path, code: str, message: str, cure: str) -> Diagnostic:
    return Diagnostic(code=code, message=message, cure=cure, file=str(path))


def _at(file: str, before: str, code: str, message: str, cure: str) -> Diagnostic:
    """At the character that follows `before`; the line shown ends there, for what follows can't be shown."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return place(file, lines, len(lines) - 1, len(lines[-1]), code, message, cure)
