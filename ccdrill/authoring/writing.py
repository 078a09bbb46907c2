"""Puts new files into a library folder: all of them or none, and never over anything that is there.

The schemas beside them are the exception: they are ccdrill's own, and an older one is brought up to date.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from ccdrill.authoring.folders import is_file
from ccdrill.authoring.load import KINDS
from ccdrill.authoring.schemas.build import schema_text, title_of
from ccdrill.authoring.schemas.modeline import schema_file
from ccdrill.authoring.templates import NewFile
from ccdrill.model.errors import CcdrillError


class NotWritten(CcdrillError):
    """Files that can't be written. None of them was."""


def write_new(folder: Path, files: Iterable[NewFile]) -> tuple[Path, ...]:
    """Writes the files into a library folder, and the schemas that editors look for; returns what it wrote.

    Raises NotWritten.
    """
    schemas = {folder / schema_file(kind): (schema_text(kind), title_of(kind)) for kind in KINDS}
    missing = {path: text for path, (text, _) in schemas.items() if not is_file(path)}
    _write_all({folder / file.path: file.text for file in files} | missing)
    old = [path for path, (text, title) in schemas.items() if path not in missing and _is_old(path, text, title)]
    for path in old:
        path.write_text(schemas[path][0], encoding="utf-8", newline="\n")
    return (*(folder / file.path for file in files), *missing, *old)


def _write_all(texts: Mapping[Path, str]) -> None:
    written: list[Path] = []
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
    except (OSError, ValueError) as error:
        for done in written:
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
    try:
        found = path.read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return False
    return found != text and f'"title": "{title}"' in found
