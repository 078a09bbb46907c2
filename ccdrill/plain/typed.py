"""Lines as people type them, one when it is asked for; where time must be kept meanwhile, with pauses in between."""

import codecs
import io
from collections.abc import Iterator
from queue import Empty, Queue
from threading import Thread
from typing import TextIO

from ccdrill.authoring.reading.limits import MAX_LINE
from ccdrill.plain.leaving import Refused

_PIECE = 65_536
_AHEAD = 1_000
"""Lines that are read before they are asked for: whoever pipes in more waits, and takes no memory."""
_MARK = "\ufeff"


def typed_lines(stream: TextIO | None, every: float | None = None) -> Iterator[str | None]:
    """The lines of a stream, to its end; none of a stream that is closed or not there.

    With `every`, a None in between each time that so many seconds went by without a line. A line that is too long to have been
    typed is not read to its end: Refused is raised in its place.
    """
    if stream is None or stream.closed:
        return iter(())
    buffer = getattr(stream, "buffer", None)
    raw = getattr(buffer, "raw", None)
    if every is None or not isinstance(raw, io.RawIOBase):
        return _as_typed(iter(lambda: stream.readline(MAX_LINE + 1), ""))
    return _as_typed(_with_pauses(raw, stream.encoding, every))


def _as_typed(lines: Iterator[str | None]) -> Iterator[str | None]:
    """The lines without the mark that some editors put before the first one, up to one that nobody typed."""
    number = 0
    for line in lines:
        if line is None:
            yield None
            continue
        number += 1
        if len(line) > MAX_LINE:
            raise Refused(
                f"line {number} of the answers is longer than {MAX_LINE:,} characters; nothing is lost",
                "Check what is piped in: nobody types so much.",
            )
        yield line.removeprefix(_MARK) if number == 1 else line


def _with_pauses(raw: io.RawIOBase, encoding: str, every: float) -> Iterator[str | None]:
    queue: Queue[str | None] = Queue(_AHEAD)
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


def _read(raw: io.RawIOBase, encoding: str, queue: "Queue[str | None]") -> None:
    """Reads without a buffer: a thread that held the buffer's lock could not be left behind when the program ends."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    rest = ""
    while len(rest) <= MAX_LINE and (piece := raw.read(_PIECE)):
        *lines, rest = (rest + decoder.decode(piece)).split("\n")
        for line in lines:
            queue.put(line + "\n")
    if rest:
        queue.put(rest)
    queue.put(None)
