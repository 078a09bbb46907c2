"""Where the files of a library lie: its folders, and which of them a file belongs to. Opens none."""

import re
from pathlib import Path
from typing import Literal

from ccdrill.model.ids import SLUG

Playable = Literal["scenario", "procedure", "drill"]
FOLDERS: dict[Playable, str] = {"scenario": "scenarios", "procedure": "drills/procedures", "drill": "drills"}
VOCABULARY = "scenarios/vocabulary.yaml"


def shipped_folder() -> Path:
    """Where the shipped files are: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parents[1]
    packed = package / "shipped"
    return packed if packed.is_dir() else package.parent


def is_file(path: Path) -> bool:
    """Whether there is a file that can be looked for by that name."""
    try:
        return path.is_file()
    except OSError:
        return False


def yaml_files(folder: Path) -> list[Path]:
    """What a library folder holds of its kind; nothing when it can't be looked into."""
    try:
        found = sorted(folder.glob("*.yaml"))
    except OSError:
        return []
    return [path for path in found if path.name != "vocabulary.yaml" and not path.name.startswith(".")]


def lying_here(name: str, *kinds: Playable) -> Path | None:
    """A file of that id in the current folder's own library folders, as it would be typed; None: there is none."""
    if not re.search(SLUG, name):
        return None
    return next((path for kind in kinds if is_file(path := Path(FOLDERS[kind]) / f"{name}.yaml")), None)


def home_of(path: Path) -> Path:
    """The library folder that the file lies in, as far as its name tells."""
    parent = path.absolute().parent
    if parent.name == "procedures":
        parent = parent.parent
    return parent.parent if parent.name in ("drills", "scenarios") else parent


def nearby(beside: Path, kind: Playable) -> tuple[Path, ...]:
    """Where a file of that kind would lie in the same library folder as `beside`, or right next to it."""
    return (home_of(beside) / FOLDERS[kind], beside.parent)
