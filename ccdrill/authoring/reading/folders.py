"""Where the files of a library lie: its folders, and which of them a file belongs to. Opens none."""

import re
from pathlib import Path
from typing import Literal

from ccdrill.model.ids import SLUG

Playable = Literal["scenario", "procedure", "drill", "deck"]
FOLDERS: dict[Playable, str] = {
    "scenario": "scenarios",
    "procedure": "drills/procedures",
    "drill": "drills",
    "deck": "drills/decks",
}
VOCABULARY = "scenarios/vocabulary.yaml"
_ENDING = re.compile(r"(\.ya?ml)+(\.txt)?", re.IGNORECASE)
_OTHER_ENDING = rf"(?i)\.txt|{_ENDING.pattern}|"


def shipped_folder() -> Path:
    """Where the shipped files are: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parents[2]
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


def lying_here(kind: Playable) -> dict[str, Path]:
    """What the current folder's own library folders hold of that kind, by id: the files as they would be typed."""
    return {path.stem: path for path in yaml_files(Path(FOLDERS[kind])) if re.search(SLUG, path.stem)}


def folder_meant(name: str) -> str | None:
    """The folder of a library that one of nearly that name is meant to be; None: none is, or it is one."""
    homes = [folder.rpartition("/")[2] for folder in FOLDERS.values()]
    if name in homes or name.startswith("."):
        return None
    from ccdrill.authoring.reading.nearest import nearest

    return nearest(name.lower(), homes, 0.8)


def alike_folders(home: Path) -> list[tuple[Path, str]]:
    """The folders of a library folder that nothing looks into for want of a letter, each with what it should be called."""
    try:
        inside = sorted(one for one in home.iterdir() if one.is_dir())
    except OSError:
        return []
    named = [(one, folder_meant(one.name)) for one in inside]
    return [(one, meant) for one, meant in named if meant is not None and not (home / meant).is_dir()]


def home_of(path: Path) -> Path:
    """The library folder that the file lies in, as far as its name tells."""
    parent = path.absolute().parent
    if parent.name in ("procedures", "decks"):
        parent = parent.parent
    return parent.parent if parent.name in ("drills", "scenarios") else parent


def nearby(beside: Path, kind: Playable) -> tuple[Path, ...]:
    """Where a file of that kind would lie in the same library folder as `beside`, or right next to it.

    Named as `beside` is where the library folder is the current one: what people typed is what they read of.
    """
    home = home_of(beside)
    if not beside.is_absolute() and home == Path.cwd():
        home = Path()
    return (home / FOLDERS[kind], beside.parent)


def plain_name(path: Path) -> str:
    """What the file would be called as a file of the library, without its ending: of `x.yml` and `x.yaml.txt` it is x."""
    name = path.name
    match = next((one for one in _ENDING.finditer(name) if one.end() == len(name)), None)
    return name[: match.start()] if match is not None and match.start() else path.stem


def is_misnamed(path: Path) -> bool:
    """Whether a file looks like one of the library that some editor gave an ending of its own, as in `x.yaml.txt`."""
    return path.name.lower().endswith((".yaml.txt", ".yml.txt"))


def misnamed(folder: Path, name: str) -> Path | None:
    """A file that would be the one of that name in the folder, but for its ending."""
    try:
        inside = sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError:
        return None
    return next((one for one in inside if _is_nearly(one.name, name) and is_file(one)), None)


def _is_nearly(file: str, name: str) -> bool:
    return (
        file.startswith(name) and file != f"{name}.yaml" and re.fullmatch(_OTHER_ENDING, file[len(name) :]) is not None
    )
