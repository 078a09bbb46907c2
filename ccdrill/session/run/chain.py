"""The chain of a run's entries: canonical bytes, seals, and the proof that nothing was changed, lost or put in between."""

import re
from collections.abc import Iterable
from fractions import Fraction
from hashlib import sha256

import msgspec

from ccdrill.authoring.reading.excerpt import as_one_line
from ccdrill.model.errors import DamagedRun
from ccdrill.model.events import Entry
from ccdrill.model.exercise import Content
from ccdrill.model.text_ref import TextRef
from ccdrill.session.run.ports import KeptText, Link

START = "0" * 64
"""The seal before the first."""
ERASED = "(erased)"
"""What stands for a name or a typed text that was erased."""
_MEND = "Import the run again from an exported file, or delete it."
_QUOTED = 200
"""Characters that are said at most of why an event can't be read: it may be quoted whole there."""
_FRACTION = re.compile(r"-?[0-9]{1,4000}(/[0-9]{1,4000})?")
"""As they are written here. Python's own reader would also take `1e999999999`, and never come back."""


def _write(value: object) -> object:
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(f"no writer for {type(value)}")


def _read(kind: type, value: object) -> object:
    if kind is not Fraction:
        raise NotImplementedError(f"no reader for {kind}")
    if not isinstance(value, str) or not _FRACTION.fullmatch(value):
        raise ValueError(f"{str(value)[:40]!r} is no fraction")
    return Fraction(value)


_ENCODER = msgspec.json.Encoder(enc_hook=_write, order="deterministic")
_DECODER = msgspec.json.Decoder(Entry, dec_hook=_read)


def seal_entry(entry: Entry, previous: str) -> Link:
    """The entry's link behind one that bears the seal `previous`.

    Raises ValueError for an entry that could never be read again: that is a bug, and must not reach a chain.
    """
    body = _ENCODER.encode(entry)
    if _DECODER.decode(body) != entry:
        raise ValueError(f"event {entry.seq} would not be read as it was written")
    return Link(seq=entry.seq, body=body, seal=seal(previous, body))


def seal_entries(entries: Iterable[Entry], previous: str) -> tuple[Link, ...]:
    """The links of entries that follow each other behind one that bears the seal `previous`. Raises as `seal_entry` does."""
    links: list[Link] = []
    for entry in entries:
        links.append(seal_entry(entry, links[-1].seal if links else previous))
    return tuple(links)


def seal(previous: str, body: bytes) -> str:
    """SHA-256 of the previous seal (as text) and the body, hexadecimal."""
    return sha256(previous.encode("ascii") + body).hexdigest()


def open_links(links: Iterable[Link]) -> tuple[Entry, ...]:
    """The entries of a whole chain. Raises DamagedRun at the first link that is not as it was sealed."""
    previous, entries = START, []
    for expected, link in enumerate(links, start=1):
        if link.seq != expected:
            raise DamagedRun(f"event {expected} of the run is missing", _MEND)
        if seal(previous, link.body) != link.seal:
            raise DamagedRun(
                f"event {expected} of the run was changed after it was recorded",
                _MEND,
            )
        try:
            entry = _DECODER.decode(link.body)
        except (msgspec.MsgspecError, ValueError, ZeroDivisionError, RecursionError) as error:
            raise DamagedRun(
                f"event {expected} of the run can't be read: {as_one_line(str(error), _QUOTED)}",
                "A newer ccdrill may have written it: update, then try again.",
            ) from None
        if entry.seq != expected:
            raise DamagedRun(
                f"event {expected} of the run says that it is event {entry.seq}",
                _MEND,
            )
        entries.append(entry)
        previous = link.seal
    if not entries:
        raise DamagedRun("the run has no events", _MEND)
    return tuple(entries)


def digest_of(text: str, salt: str) -> str:
    """What an event refers to a text by."""
    return sha256(f"{salt}\0{text}".encode()).hexdigest()


def keep_text(text: str, salt: str) -> KeptText:
    """The text as it is kept beside the chain."""
    return KeptText(digest=digest_of(text, salt), salt=salt, text=text)


def find_text(ref: TextRef | None, texts: Iterable[KeptText]) -> str:
    """The text behind a reference; empty if there is none, and `ERASED` if it was erased."""
    if ref is None:
        return ""
    return next((kept.text for kept in texts if kept.digest == ref.digest), ERASED)


def content_digest(content: Content) -> str:
    """SHA-256 of the text in UTF-8, hexadecimal."""
    return sha256(content.text.encode("utf-8")).hexdigest()
