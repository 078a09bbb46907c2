"""Puts new files into a library folder: all of them or none, each of them whole, and never over anything that is there.

The schemas beside them are the exception: they are ccdrill's own, and an older one is brought up to date.
"""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from ccdrill.authoring.decoding.load import KINDS
from ccdrill.authoring.new.templates import NewFile
from ccdrill.authoring.new.whole_files import give_name, written_beside
from ccdrill.authoring.reading.folders import is_file
from ccdrill.authoring.schemas.build import schema_text, title_of
from ccdrill.authoring.schemas.modeline import schema_file
from ccdrill.model.errors import CcdrillError


class NotWritten(CcdrillError):
    """Files that can't be written. None of them was."""


def write_new(folder: Path, files: Iterable[NewFile]) -> tuple[Path, ...]:
    """Writes the files into a library folder, and the schemas that editors look for; returns what it wrote.

    Raises NotWritten.
    """
    schemas = {folder / schema_file(kind): (schema_text(kind), title_of(kind)) for kind in KINDS}
    missing = {path: text for path, (text, _) in schemas.items() if not is_file(path)}
    old = {path: text for path, (text, title) in schemas.items() if _is_old(path, text, title)}
    _write_all(missing | _unwritten({folder / file.path: file.text for file in files}), old)
    return (*(folder / file.path for file in files), *missing, *old)


def _unwritten(texts: Mapping[Path, str]) -> dict[Path, str]:
    """What is still to be written where somebody was cut short between two files; where nothing is, all of it."""
    left = {path: text for path, text in texts.items() if _read(path) != text}
    return left or dict(texts)


def _write_all(new: dict[Path, str], old: dict[Path, str]) -> None:
    """Gives names only when all of it is on disk, in this order; `old` are files to replace."""
    named: list[Path] = []
    with ExitStack() as beside:
        try:
            waiting = []
            for path, text in (new | old).items():
                path.parent.mkdir(parents=True, exist_ok=True)
                place = path.resolve() if path in old else path  # a link to a schema stays one
                waiting.append((beside.enter_context(written_beside(place, text.encode("utf-8"))), place, path))
            for temporary, place, path in waiting:
                if path in old:
                    temporary.replace(place)
                else:
                    give_name(temporary, path)
                    named.append(path)
        except (OSError, ValueError) as error:
            for done in named:
                done.unlink(missing_ok=True)
            raise _refused(path, error) from None


def _refused(path: Path, error: OSError | ValueError) -> NotWritten:
    if isinstance(error, FileExistsError) and error.filename == str(path):
        return NotWritten(
            f"{path} is there already, and nothing was written", "Choose another name or another --folder."
        )
    reason = getattr(error, "strerror", None) or str(error)
    return NotWritten(f"{path} can't be written: {reason}", "Choose a --folder that you can write to.")


def _is_old(path: Path, text: str, title: str) -> bool:
    """Whether a file is a schema of ours that says something else by now."""
    found = _read(path)
    return found is not None and found != text and f'"title": "{title}"' in found


def _read(path: Path) -> str | None:
    """What a file says; None when it says nothing that can be read."""
    try:
        return path.read_bytes().decode("utf-8") if path.is_file() else None
    except (OSError, ValueError):
        return None
