"""A run as one self-contained file, and back: verified both ways."""

import json
import os
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

import msgspec

from ccdrill.model.errors import CcdrillError, DamagedRun
from ccdrill.model.exercise import Content
from ccdrill.model.ids import RunId
from ccdrill.model.value import Value
from ccdrill.session.chain import open_links
from ccdrill.session.pinned import unpin
from ccdrill.session.ports import Beside, Link, StoredRun
from ccdrill.session.run import fold

FORMAT = "ccdrill/run/v1"
_MAX_BYTES = 64 * 1024 * 1024


class ArchiveError(CcdrillError):
    """A file that can't be written, or is no exported run."""


class _ArchivedLink(Value, frozen=True, kw_only=True):
    seq: int
    seal: str
    body: str


class _Archive(Value, frozen=True, kw_only=True):
    format: str
    run: RunId
    contents: tuple[Content, ...]
    links: tuple[_ArchivedLink, ...]
    beside: Beside
    beat: int | None = None
    check: str
    """SHA-256 over everything else, so that texts and names beside the chain are covered too."""


def verify(stored: StoredRun) -> None:
    """Proves chain, fold and pinned content. Raises DamagedRun or BadContent."""
    run = fold(open_links(stored.links))
    if run.opened.run != stored.run:
        raise DamagedRun(
            f"the run calls itself '{run.opened.run}', but it is kept as '{stored.run}'",
            "Export it again from where it was played.",
        )
    unpin(run.opened, stored.contents)


def write_archive(stored: StoredRun, path: Path, *, replace: bool = False) -> None:
    """Writes the run to a file, whole or not at all. Raises DamagedRun, ArchiveError."""
    verify(stored)
    if path.exists() and not replace:
        raise ArchiveError(f"there is a file {path} already", "Name another, or add --force to replace it.")
    archive = _pack(stored)
    data = json.dumps(msgspec.to_builtins(archive), ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
    write_whole(path, data)


def read_archive(path: Path) -> StoredRun:
    """Reads and proves an exported run. Raises ArchiveError, DamagedRun, BadContent."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ArchiveError(f"{path} is too large to be an exported run", "Check that it is the right file.")
        data = path.read_bytes()
    except OSError as error:
        raise ArchiveError(
            f"{path} can't be read: {error.strerror or error}", "Check the name and the permissions."
        ) from None
    try:
        archive = msgspec.json.decode(data, type=_Archive)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ArchiveError(
            f"{path} is no exported run: {error}", "Name a file that 'ccdrill runs export' wrote."
        ) from None
    if archive.format != FORMAT:
        raise ArchiveError(
            f"{path} has the format '{archive.format}', which this ccdrill does not know",
            "Update ccdrill, then try again.",
        )
    stored = _unpack(archive)
    if _check(stored) != archive.check:
        raise DamagedRun(f"{path} was changed after it was exported", "Export the run again from where it was played.")
    verify(stored)
    return stored


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file, whole or not at all. Raises ArchiveError."""
    temporary = ""
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = file.name
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise ArchiveError(
            f"{path} can't be written: {error.strerror or error}", "Name a file in a folder that you can write to."
        ) from None


def _pack(stored: StoredRun) -> _Archive:
    return _Archive(
        format=FORMAT,
        run=stored.run,
        contents=stored.contents,
        links=tuple(
            _ArchivedLink(seq=link.seq, seal=link.seal, body=link.body.decode("utf-8")) for link in stored.links
        ),
        beside=stored.beside,
        beat=stored.beat,
        check=_check(stored),
    )


def _unpack(archive: _Archive) -> StoredRun:
    return StoredRun(
        run=archive.run,
        contents=archive.contents,
        links=tuple(Link(seq=link.seq, seal=link.seal, body=link.body.encode("utf-8")) for link in archive.links),
        beside=archive.beside,
        beat=archive.beat,
    )


def _check(stored: StoredRun) -> str:
    return sha256(msgspec.json.encode(stored, order="deterministic")).hexdigest()
