"""SQLite's write-ahead log, read without SQLite: what it adds to its database, and whether something in it was broken.

SQLite takes a log up to the first piece that is not whole, and drops the rest without a word: after a crash that is what was
never finished. Where a finished piece lies behind the broken one, it was damaged, and people saw what is dropped with it.
The format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_HEADER, _FRAME = struct.Struct(">8I"), struct.Struct(">6I")
_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
"""How the words that a checksum adds up are written, by the log's first number."""
_JOURNAL_VERSIONS = slice(18, 20)
"""Where a database says that it has a log."""
Sum = tuple[int, int]


class _Frame(NamedTuple):
    """One page as the log holds it."""

    page: int
    pages: int
    """How many the database has from here on; 0: what is written goes on with the next frame."""
    salt: Sum
    stored: Sum
    """The checksum that it bears: of all before it, and of itself."""
    counted: bytes
    """What of it a checksum adds up."""


class Log(NamedTuple):
    """What a log says."""

    pages: dict[int, bytes]
    """The newest whole contents of each page that was finished, by its number from 1."""
    size: int
    """How many pages the database has with them; 0: the log adds nothing."""
    is_damaged: bool
    """Whether something finished lies behind something broken."""

    def over(self, database: bytes) -> bytes:
        """The database as it is with the log, to be opened in memory, where there is no log."""
        whole = bytearray(database)
        for number, page in self.pages.items():
            start = (number - 1) * len(page)
            whole.extend(bytes(max(0, start - len(whole))))
            whole[start : start + len(page)] = page
        if self.size:
            del whole[self.size * len(next(iter(self.pages.values()))) :]
        if len(whole) >= _JOURNAL_VERSIONS.stop:
            whole[_JOURNAL_VERSIONS] = b"\1\1"
        return bytes(whole)


def read_log(path: Path) -> Log:
    """The log beside the database at `path`. Raises OSError; a log that is not there adds nothing."""
    beside = path.with_name(f"{path.name}-wal")
    found = _read(_bytes(beside))
    if found.is_damaged and _bytes(beside) != _bytes(beside):  # somebody writes it: what was half there comes whole
        return _read(_bytes(beside))._replace(is_damaged=False)
    return found


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _read(log: bytes) -> Log:
    """A frame is whole when its checksum goes on from the one before: what that bears, or, where it was broken, should bear.

    What an older log left behind a newer one bears another salt.
    """
    if len(log) < _HEADER.size:
        return Log({}, 0, is_damaged=False)
    magic, _, page_size, _, *salt_and_sum = _HEADER.unpack_from(log)
    salt, stored = (salt_and_sum[0], salt_and_sum[1]), (salt_and_sum[2], salt_and_sum[3])
    order = _MAGIC.get(magic, "")
    if not (order and 512 <= page_size <= 65536) or _add(order, (0, 0), log[:24]) != stored:
        return Log({}, 0, is_damaged=len(log) > _HEADER.size + _FRAME.size and any(log))
    pages: dict[int, bytes] = {}
    begun: dict[int, bytes] = {}
    size, before, is_broken = 0, {stored}, False
    for frame in _frames(log, page_size):
        sums = {_add(order, one, frame.counted) for one in before} if frame.salt == salt else set()
        is_whole = frame.stored in sums
        if is_broken and is_whole and frame.pages:
            return Log(pages, size, is_damaged=True)
        is_broken = is_broken or not is_whole
        before = {frame.stored, *sums}
        if not is_broken:
            begun[frame.page] = frame.counted[8:]
        if frame.pages and not is_broken:
            pages, begun, size = pages | begun, {}, frame.pages
    return Log(pages, size, is_damaged=False)


def _frames(log: bytes, page_size: int) -> Iterator[_Frame]:
    for start in range(_HEADER.size, len(log) - _FRAME.size - page_size + 1, _FRAME.size + page_size):
        page, pages, *rest = _FRAME.unpack_from(log, start)
        body = log[start + _FRAME.size : start + _FRAME.size + page_size]
        yield _Frame(page, pages, (rest[0], rest[1]), (rest[2], rest[3]), log[start : start + 8] + body)


def _add(order: str, running: Sum, counted: bytes) -> Sum:
    first, second = running
    words = struct.unpack(f"{order}{len(counted) // 4}I", counted)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
