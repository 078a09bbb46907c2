"""Lines as people type them, one when it is asked for; where time must be kept meanwhile, with pauses in between."""

import codecs
import io
from collections.abc import Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TextIO

_PIECE = 65_536
_MARK = "\ufeff"


def typed_lines(stream: TextIO | None, every: float | None = None) -> Iterator[str | None]:
    """The lines of a stream, to its end; none of a stream that is closed or not there.

    With `every`, a None in between each time that so many seconds went by without a line.
    """
    if stream is None or stream.closed:
        return iter(())
    buffer = getattr(stream, "buffer", None)
    raw = getattr(buffer, "raw", None)
    if every is None or not isinstance(raw, io.RawIOBase):
        return _without_mark(iter(stream.readline, ""))
    return _without_mark(_with_pauses(raw, stream.encoding, every))


def _without_mark(lines: Iterator[str | None]) -> Iterator[str | None]:
    """The lines without the mark that some editors put before the first one."""
    is_first = True
    for line in lines:
        yield line.removeprefix(_MARK) if is_first and line is not None else line
        is_first = is_first and line is None


def _with_pauses(raw: io.RawIOBase, encoding: str, every: float) -> Iterator[str | None]:
    queue: SimpleQueue[str | None] = SimpleQueue()
    Thread(target=_read, args=(raw, encoding, queue), daemon=True).start()
    while True:
        try:
            line = queue.get(timeout=every)
        except Empty:
            yield None
            continue
        if line is None:
            return
        yield line


def _read(raw: io.RawIOBase, encoding: str, queue: "SimpleQueue[str | None]") -> None:
    """Reads without a buffer: a thread that held the buffer's lock could not be left behind when the program ends."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    rest = ""
    while piece := raw.read(_PIECE):
        *lines, rest = (rest + decoder.decode(piece)).split("\n")
        for line in lines:
            queue.put(line + "\n")
    if rest:
        queue.put(rest)
    queue.put(None)
