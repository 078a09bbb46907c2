"""A run as one self-contained file, and back: a file in which any byte was changed is refused.

The file is JSON. Its last field, `check`, is the SHA-256 of every byte before it, so that texts and names beside the chain
are covered too. It proves that the file is whole, not who wrote it.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from ccdrill.authoring.reading.excerpt import as_one_line
from ccdrill.model.errors import DamagedRun
from ccdrill.model.exercise import Content
from ccdrill.model.ids import RunId
from ccdrill.model.value import Value
from ccdrill.session.run.ports import LATEST, Beside, Link, StoredRun
from ccdrill.session.stored import check_private, open_stored, prove
from ccdrill.store.files import UnusableFile, check_target, read_limited, write_whole

FORMAT = "ccdrill/run/v1"
SALTED = "ccdrill/run/v2"
"""The same with a salt beside each name: a ccdrill that knows none says that it is too old."""
_QUOTED = 200
"""Characters that are said at most of what a file brings."""
_MAX_BYTES = 64 * 1024 * 1024
_CHECK = b',\n "check": "'
_END = b'"\n}\n'


class _ArchivedLink(Value, frozen=True, kw_only=True):
    seq: int
    seal: str
    body: str


class _Format(msgspec.Struct):
    """What every version of the file has."""

    format: str


class _Archive(Value, frozen=True, kw_only=True):
    format: str
    run: Annotated[str, Meta(pattern=r"^[0-9a-z]{8,40}$")]
    contents: tuple[Content, ...]
    links: tuple[_ArchivedLink, ...]
    beside: Beside
    beat: Annotated[int, Meta(ge=0, le=LATEST)] | None = None
    check: str = ""


class ArchiveError(UnusableFile):
    """A file that is no exported run."""


def write_archive(stored: StoredRun, path: Path, *, replace: bool = False) -> None:
    """Writes the run to a file, whole or not at all. Raises DamagedRun, BadContent, UnusableFile."""
    check_target(path, replace=replace)
    open_stored(stored)
    write_whole(path, pack(stored), replace=replace)


def read_archive(path: Path) -> StoredRun:
    """Reads and proves an exported run. Raises UnusableFile, DamagedRun, BadContent."""
    stored = unpack(read_limited(path, _MAX_BYTES), str(path))
    prove(stored)
    check_private(stored)
    return stored


def pack(stored: StoredRun) -> bytes:
    """The file of a run."""
    archive = _Archive(
        format=SALTED if any(one.salt for one in stored.beside.names) else FORMAT,
        run=stored.run,
        contents=stored.contents,
        links=tuple(
            _ArchivedLink(seq=link.seq, seal=link.seal, body=link.body.decode("utf-8")) for link in stored.links
        ),
        beside=stored.beside,
        beat=stored.beat,
    )
    fields = msgspec.to_builtins(archive)
    del fields["check"]
    covered = json.dumps(fields, ensure_ascii=False, indent=1).encode("utf-8").removesuffix(b"\n}")
    return covered + _CHECK + sha256(covered).hexdigest().encode("ascii") + _END


def unpack(data: bytes, place: str) -> StoredRun:
    """The run of a file, whole but not yet proved; `place` is what messages call it. Raises ArchiveError, DamagedRun."""
    try:
        made_for = msgspec.json.decode(data, type=_Format).format
        if made_for not in (FORMAT, SALTED):
            raise ArchiveError(
                f"{place} has the format '{as_one_line(made_for, _QUOTED)}', which this ccdrill does not know",
                "Update ccdrill, then try again.",
            )
        archive = msgspec.json.decode(data, type=_Archive)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ArchiveError(
            f"{place} is no exported run: {as_one_line(str(error), _QUOTED)}",
            "Name a file that 'ccdrill runs export' wrote.",
        ) from None
    covered, found, check = data.rpartition(_CHECK)
    if not found or check != sha256(covered).hexdigest().encode("ascii") + _END:
        raise DamagedRun(f"{place} was changed after it was exported", "Export the run again from where it was played.")
    return StoredRun(
        run=RunId(archive.run),
        contents=archive.contents,
        links=tuple(Link(seq=link.seq, seal=link.seal, body=link.body.encode("utf-8")) for link in archive.links),
        beside=archive.beside,
        beat=archive.beat,
    )
