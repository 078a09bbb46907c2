"""What the user set: flag before environment (CCDRILL_*) before file before default, read once into a frozen Settings.

Nothing is created on read. An unknown name, in the file or in the environment, is an error that names the nearest known one:
a typing error must not send a run to another folder than the one that was meant. Folders in the file are meant from where
the file is.
"""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal, cast, get_args

import platformdirs

from ccdrill.model.errors import CcdrillError
from ccdrill.model.value import Value

Theme = Literal["dark", "light", "contrast"]
APP = "ccdrill"


class Settings(Value, frozen=True, kw_only=True):
    """Everything that can be set. Screens receive it; nothing fetches it."""

    data: Path
    """Where runs are kept."""
    library: tuple[Path, ...] = ()
    """The user's folders of scenarios, drills and procedures."""
    theme: Theme = "dark"
    """Colours of the screens."""
    team: str = ""
    """What the team calls itself, as the briefing proposes it."""
    plain: bool = False
    """Labelled lines instead of screens."""


_KEYS = Settings.__struct_fields__
_PREFIX = "CCDRILL_"
_ON, _OFF = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
_VARIABLES = (*(f"{_PREFIX}{key.upper()}" for key in _KEYS), f"{_PREFIX}CONFIG")


class BadSettings(CcdrillError):
    """A setting that can't be used."""


class Flags(Value, frozen=True, kw_only=True):
    """What the command line set; None: not given."""

    data: Path | None = None
    """--data."""
    library: tuple[Path, ...] = ()
    """--library, as often as it was given."""
    theme: str | None = None
    """--theme."""
    plain: bool = False
    """--plain."""


def read_settings(flags: Flags, environment: Mapping[str, str] | None = None, file: Path | None = None) -> Settings:
    """The settings of this call. Raises BadSettings."""
    env = os.environ if environment is None else environment
    _check_environment(env)
    path = file or config_file(env)
    written = _read_file(path)
    library = (
        flags.library
        or tuple(_path(one) for one in (env.get("CCDRILL_LIBRARY") or "").split(os.pathsep) if one)
        or tuple(_path(one, path.parent) for one in _texts(written, "library", path))
    )
    for folder in library:
        if not os.path.isdir(folder):  # noqa: PTH112  # unlike Path, it does not raise for a folder that may not be looked into
            raise BadSettings(
                f"the library folder {folder} is not there",
                "Check --library, CCDRILL_LIBRARY, or 'library' in the settings file.",
            )
    data = _text(written, "data", path)
    return Settings(
        data=flags.data
        or (_path(env["CCDRILL_DATA"]) if env.get("CCDRILL_DATA") else None)
        or (_path(data, path.parent) if data else None)
        or Path(platformdirs.user_data_dir(APP, appauthor=False)),
        library=library,
        theme=_theme(flags.theme, env.get("CCDRILL_THEME"), _text(written, "theme", path), path),
        team=env.get("CCDRILL_TEAM") or _text(written, "team", path),
        plain=flags.plain or _switch(env, "CCDRILL_PLAIN", file_says=_flag(written, "plain", path)),
    )


def config_file(environment: Mapping[str, str]) -> Path:
    """Where the settings file is, whether it exists or not."""
    given = environment.get("CCDRILL_CONFIG")
    return _path(given) if given else Path(platformdirs.user_config_dir(APP, appauthor=False)) / "settings.toml"


def _read_file(path: Path) -> dict[str, object]:
    with suppress(OSError, ValueError):  # whatever else the system says of it is told below
        if not _is_there(path):
            return {}
    from ccdrill.authoring.reading.toml_text import read_toml
    from ccdrill.model.diagnostics import Diagnostic

    found = read_toml(path, 'team = "Team B"')
    if isinstance(found, Diagnostic):
        place = f"{path}:{found.line}:{found.column}" if found.line else path
        cure = "Name a file, such as settings.toml." if found.code == "not-a-file" else found.cure
        raise BadSettings(f"the settings file {place} can't be read: {found.message}", cure)
    _, written = found
    for key in written:
        if key not in _KEYS and isinstance(written[key], dict):
            cure = f"Delete the line [{key}]: settings stand below no such line."
            raise BadSettings(f"the settings file {path} has a section [{key}], which is not known", cure)
        if key not in _KEYS:
            raise BadSettings(f"the settings file {path} sets '{key}', which is not known", _nearest(key, _KEYS))
    return written


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except FileNotFoundError:
        return False
    return True


def _check_environment(env: Mapping[str, str]) -> None:
    for name in env:
        if name.startswith(_PREFIX) and name not in _VARIABLES:
            raise BadSettings(f"the environment sets '{name}', which is not known", _nearest(name, _VARIABLES))


def _nearest(name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(known)}."


def _text(written: Mapping[str, object], key: str, path: Path) -> str:
    value = written.get(key, "")
    if not isinstance(value, str):
        raise BadSettings(f"'{key}' in {path} is not a text", f'Write it in quotes: {key} = "..."')
    return value


def _texts(written: Mapping[str, object], key: str, path: Path) -> tuple[str, ...]:
    value = written.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadSettings(f"'{key}' in {path} is not a list of texts", f'Write it as: {key} = ["first", "second"]')
    return tuple(value)


def _flag(written: Mapping[str, object], key: str, path: Path) -> bool:
    value = written.get(key, False)
    if not isinstance(value, bool):
        raise BadSettings(f"'{key}' in {path} is neither true nor false", f"Write: {key} = true")
    return value


def _switch(env: Mapping[str, str], name: str, *, file_says: bool) -> bool:
    """On or off, as people write it in an environment; nothing there leaves it to the file. Raises BadSettings."""
    said = env.get(name, "").strip().lower()
    if said and said not in (*_ON, *_OFF):
        raise BadSettings(
            f"the environment sets {name} to '{said}', which is neither on nor off", f"Set {name}=1 or {name}=0."
        )
    return said in _ON if said else file_says


def _theme(flag: str | None, variable: str | None, written: str, path: Path) -> Theme:
    """The first that was set. Raises BadSettings, which says where it was."""
    asked = ((flag, "--theme"), (variable, "CCDRILL_THEME"), (written, f"'theme' in {path}"))
    name, place = next(((one, where) for one, where in asked if one), ("dark", ""))
    themes = get_args(Theme)
    if name not in themes:
        raise BadSettings(f"there is no theme '{name}', which {place} asks for", f"Known: {', '.join(themes)}.")
    return cast("Theme", name)


def _path(text: str, base: Path | None = None) -> Path:
    """A path as people write it: `~` is their home, and it is meant from `base`. Raises BadSettings."""
    try:
        path = Path(text).expanduser()
    except RuntimeError as error:
        raise BadSettings(f"'{text}' names no folder: {error}", "Write the whole path.") from None
    return base / path if base is not None else path
