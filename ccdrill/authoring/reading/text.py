"""Bytes of a file to text, with limits: what is not a readable, sanely sized text file becomes a diagnostic."""

import codecs
import re
import stat
from pathlib import Path
from typing import BinaryIO

from ccdrill.authoring.reading.excerpt import Lines, as_one_line
from ccdrill.authoring.reading.folders import FOLDERS, is_file, misnamed
from ccdrill.authoring.reading.foreign import CURE, name_format
from ccdrill.authoring.reading.limits import MAX_BYTES, MAX_LINE
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.model.diagnostics import Diagnostic

FORBIDDEN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
"""What no text may hold: control characters (YAML 1.2.2, section 5.1; a carriage return too, which only an escape brings in
once line ends are plain), surrogates, line ends that editors do not count as such, marks in the middle, and those that turn
the direction of what follows them. (The few that are forbidden: a pattern of the many that are allowed takes ten times as
long to compile. It is compiled for the first file that is not plain ASCII.)"""
_PLAIN = b"\t\n" + bytes(range(0x20, 0x7F))
_NAMES = {
    "\0": "a NUL character",
    "\x85": "an invisible line separator",
    "\u2028": "an invisible line separator",
    "\u2029": "an invisible line separator",
    "\ufeff": "a byte order mark",
}
LONG_DASHES = "\u2012\u2013\u2014\u2212"
"""What word processors make of hyphens."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path, most: int = MAX_BYTES) -> str | Diagnostic:
    """The text of a regular file in UTF-8 (with or without a byte order mark) of at most so many bytes, or why it can't be had."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return _whole(path, "not-a-file", "this is a folder, not a file", "Name a YAML file in it.")
        if not stat.S_ISREG(status.st_mode):
            return _whole(path, "not-a-file", "this is not a regular file", "Name a YAML file.")
        with path.open("rb") as file:
            data = file.read(most + 1) if status.st_size <= most else b""
    except (FileNotFoundError, NotADirectoryError):
        if path.is_symlink():
            message = f"this is a link to {as_one_line(str(path.readlink()))}, and nothing is there"
            return _whole(path, "unreadable", message, "Make the link anew, or delete it.")
        return _whole(path, "no-such-file", "there is no such file", _meant(path))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return _whole(path, "unreadable", f"the file can't be read: {reason}", "Check its permissions and its links.")
    if status.st_size > most or len(data) > most:
        return _too_large(str(path), most)
    return decode_text(data, str(path))


def read_beginning(path: Path, most: int) -> bytes:
    """The first bytes of a regular file, for a quick look; nothing where there is none, or it can't be read.

    Whoever looks through a folder may come upon a pipe that nobody writes to, and would wait for it without end.
    """
    if not is_file(path):
        return b""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError:
        return b""


def _meant(path: Path) -> str:
    """The file that may have been meant: in the library folders here, if a name alone was typed, or in the same folder."""
    if path.name[:1] in tuple(LONG_DASHES) and path.name:
        return f"An option begins with two hyphens: --{as_one_line(path.name.lstrip(LONG_DASHES))}."
    here = _in_the_folders_here(path.name) if path.parent == Path() else []
    if here:
        return f"Did you mean {' or '.join(here)}?"
    found = misnamed(path.parent, path.stem)
    if found is not None:
        return f"There is {as_one_line(str(found))}: rename it to {path.stem}.yaml."
    try:
        names = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
    except OSError:
        names = []
    near = nearest(path.name, [one for one in names if one.endswith((".yaml", ".yml", path.suffix))], cutoff=0.7)
    return f"Did you mean {as_one_line(str(path.with_name(near)))}?" if near else "Check the name and the folder."


def _in_the_folders_here(name: str) -> list[str]:
    """The files by that name, with or without its ending, in the folders of a library that is the current one."""
    places = (Path(folder) / (name if name.endswith(".yaml") else f"{name}.yaml") for folder in FOLDERS.values())
    return [as_one_line(str(place)) for place in places if is_file(place)]


def read_stream(stream: BinaryIO, file: str) -> str | Diagnostic:
    """The text of a stream that may have no end, or why it can't be had; `file` is what diagnostics call it."""
    data = stream.read(MAX_BYTES + 1)
    return _too_large(file, MAX_BYTES) if len(data) > MAX_BYTES else decode_text(data, file)


def decode_text(data: bytes, file: str) -> str | Diagnostic:
    """The text of UTF-8 bytes with plain line ends, or where they stop being UTF-8 or hold what a text may not."""
    data = data.removeprefix(codecs.BOM_UTF8)
    other = name_format(data)
    if other is not None:
        return Diagnostic(code="not-utf8", message=f"this is {other}, not plain text", cure=CURE, file=file)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start, file)
    text = with_plain_line_ends(text)
    return find_unreadable(text, file) or text


def with_plain_line_ends(text: str) -> str:
    """The text with every line ended as on Unix."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def find_unreadable(text: str, file: str) -> Diagnostic | None:
    """The first line that is too long, or the first character that no text may hold, if there is one."""
    start = _find_long_line(text)
    if start is not None:
        message = f"this line is longer than {MAX_LINE} characters"
        return Lines(file, text[: start + 200]).diagnose(start, "too-long", message, "Break it into several lines.")
    if text.isascii() and not text.encode().translate(None, _PLAIN):
        return None
    found = re.search(FORBIDDEN, text)
    if found is None:
        return None
    if text.count("\0", 0, 1000) > len(text[:1000]) // 4:
        return Lines(file, text).diagnose(0, "not-utf8", "the text is not UTF-8 but UTF-16", _SAVE_AS_UTF8)
    message = f"the text holds {name_character(found.group())} here"
    return Lines(file, text).diagnose(found.start(), "control-character", message, "Delete it.")


def _find_long_line(text: str) -> int | None:
    start = 0
    while len(text) - start > MAX_LINE:
        end = text.rfind("\n", start, start + MAX_LINE + 1)
        if end < 0:
            return start
        start = end + 1
    return None


def name_character(character: str) -> str:
    """What to call a character that can't be shown."""
    return _NAMES.get(character, f"the control character U+{ord(character):04X}")


_SAVE_AS_UTF8 = "Save the file as UTF-8 in your editor."


def _not_utf8(data: bytes, start: int, file: str) -> Diagnostic:
    message = "the text is not UTF-8 from here on"
    if data.startswith(_UTF16):
        start, message = 0, "the text is not UTF-8 but UTF-16"
    end = data.find(b"\n", start)
    good = with_plain_line_ends(data[:start].decode("utf-8"))
    rest = data[start : end if end >= 0 else None][:1000].decode("utf-8", errors="replace")
    return Lines(file, good + rest).diagnose(len(good), "not-utf8", message, _SAVE_AS_UTF8)


def _too_large(file: str, most: int) -> Diagnostic:
    size = f"{most // (1024 * 1024)} MB" if most >= 1024 * 1024 else f"{most // 1024} kB"
    message = f"the file is larger than {size}"
    return Diagnostic(
        code="too-large", message=message, cure="Split it, or check that it is the right file.", file=file
    )


def _whole(path: Path, code: str, message: str, cure: str) -> Diagnostic:
    return Diagnostic(code=code, message=message, cure=cure, file=str(path))
