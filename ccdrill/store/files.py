"""Files that people name to keep something in: written whole or not at all, never over what they did not mean."""

import os
from pathlib import Path
from tempfile import TemporaryFile

from ccdrill.authoring.new.whole_files import give_name, written_beside
from ccdrill.model.errors import CcdrillError


class UnusableFile(CcdrillError):
    """A file that can't be written, read, or used for this."""


def write_whole(path: Path, data: bytes, *, replace: bool = False) -> None:
    """Writes a file, whole or not at all, readable by its owner only. Raises UnusableFile."""
    check_target(path, replace=replace)
    try:
        with written_beside(path, data, mode=0o600) as temporary:
            if replace:
                temporary.replace(path)
            else:
                give_name(temporary, path)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None


def check_target(path: Path, *, replace: bool) -> None:
    """Raises UnusableFile when something is there that must not be written over."""
    try:
        if path.is_dir() or (path.exists() and not path.is_file()):
            raise UnusableFile(f"{path} is not a file", "Name a file to write.")
        if os.path.lexists(path) and not replace:  # also a link that leads nowhere
            raise UnusableFile(f"there is a file {path} already", "Name another, or add --force to replace it.")
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None


def prepare_folder(folder: Path) -> None:
    """A folder that files can be written into: made if it is not there, tried by writing one. Raises UnusableFile."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder, prefix=".ccdrill-"):
            pass
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnusableFile(f"the folder {folder} can't be written to: {reason}", "Name another.") from None


def read_limited(path: Path, most: int) -> bytes:
    """The whole of a regular file of at most so many bytes. Raises UnusableFile."""
    try:
        if not path.is_file() and path.exists():
            raise UnusableFile(f"{path} is not a file", "Name a file.")
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnusableFile(f"{path} can't be read: {reason}", "Check the name and the permissions.") from None
    if len(data) > most:
        raise UnusableFile(f"{path} is larger than {most:,} bytes", "Check that it is the right file.")
    return data


def _unwritable(path: Path, error: OSError | ValueError) -> UnusableFile:
    reason = getattr(error, "strerror", None) or str(error)
    return UnusableFile(f"{path} can't be written: {reason}", "Name a file in a folder that you can write to.")
