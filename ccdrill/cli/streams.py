"""The process's standard streams: no character, no closed end and no full disk may end in a traceback."""

import codecs
import os
import sys
from contextlib import suppress
from typing import TextIO

_LOOKALIKE = "ccdrill.lookalike"
_ASCII = {
    0x2018: "'",  # quotation marks
    0x2019: "'",
    0x201C: '"',
    0x201D: '"',
    0x2010: "-",  # hyphens, dashes, minus
    0x2011: "-",
    0x2013: "-",
    0x2014: "-",
    0x2212: "-",
    0x2022: "-",  # bullet
    0x00B7: "-",  # middle dot
    0x2026: "...",  # ellipsis
    0x00D7: "x",  # times
    0x2264: "<=",
    0x2265: ">=",
    0x2192: "->",
    0x00AB: "<<",  # marks around words that stand out
    0x00BB: ">>",
    0x2039: "<",
    0x203A: ">",
    0x2714: "v",  # tick
    0x25AA: "#",  # bar of a count
    0x00A3: "GBP ",  # money: an amount without its currency is another one
    0x20AC: "EUR ",
    0x00A5: "JPY ",
    0x00DF: "ss",  # letters that do not come apart
    0x00E6: "ae",
    0x00F8: "o",
    0x00D8: "O",
}
"""What looks like characters that a terminal without them can't print."""


def prepare_streams() -> None:
    """A terminal that can't print a character gets the nearest that it can; bytes that are no text become U+FFFD."""
    codecs.register_error(_LOOKALIKE, _lookalike)
    encoding = getattr(sys.stdin, "encoding", None)
    if encoding and "\n".encode(encoding) != b"\n":  # what is typed has no byte order mark
        _reconfigure(sys.stdin, encoding="utf-8")
    _reconfigure(sys.stdin, errors="replace")
    _reconfigure(sys.stdout, errors=_LOOKALIKE)
    _reconfigure(sys.stderr, errors=_LOOKALIKE)


def settle_streams() -> OSError | None:
    """Sends what is still unprinted; the error of standard output, if it does not take it.

    A stream that refuses is given up, so that Python does not complain at its exit.
    """
    refused = _settle(sys.stdout)
    _settle(sys.stderr)
    return refused


def _settle(stream: TextIO | None) -> OSError | None:
    if stream is None or stream.closed:
        return None
    try:
        stream.flush()
    except OSError as error:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return error
    return None


def _reconfigure(stream: TextIO | None, **how: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(**how)


def _lookalike(error: UnicodeError) -> tuple[str, int]:
    """An error handler of `codecs`: ASCII that looks like what can't be encoded."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from ccdrill.plain.readable import spoken  # few terminals lack a character

    wanted = spoken(error.object[error.start : error.end]).translate(_ASCII)
    return "".join(one if one.isascii() else _base(one) for one in wanted), error.end


def _base(character: str) -> str:
    """The letter without its accents; a question mark where there is none."""
    import unicodedata  # few terminals lack a character

    return unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii") or "?"
