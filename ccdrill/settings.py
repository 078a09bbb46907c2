"""What the user set: flag before environment (CCDRILL_*) before file before default, read once into a frozen Settings.

Nothing is created on read. An unknown key of the file is an error that names the nearest known one.
"""

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
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
    path = file or config_file(env)
    written = _read_file(path)
    library = (
        flags.library
        or _paths(env.get("CCDRILL_LIBRARY"))
        or tuple(Path(one).expanduser() for one in _texts(written, "library", path))
    )
    for folder in library:
        if not folder.is_dir():
            raise BadSettings(
                f"the library folder {folder} is not there",
                "Check --library, CCDRILL_LIBRARY, or 'library' in the settings file.",
            )
    return Settings(
        data=flags.data
        or Path(
            env.get("CCDRILL_DATA") or _text(written, "data", path) or platformdirs.user_data_dir(APP, appauthor=False)
        ).expanduser(),
        library=library,
        theme=_theme(flags.theme or env.get("CCDRILL_THEME") or _text(written, "theme", path) or "dark"),
        team=env.get("CCDRILL_TEAM") or _text(written, "team", path),
        plain=flags.plain or env.get("CCDRILL_PLAIN", "") not in ("", "0") or _flag(written, "plain", path),
    )


def config_file(environment: Mapping[str, str]) -> Path:
    """Where the settings file is, whether it exists or not."""
    given = environment.get("CCDRILL_CONFIG")
    return (
        Path(given).expanduser()
        if given
        else Path(platformdirs.user_config_dir(APP, appauthor=False)) / "settings.toml"
    )


def _read_file(path: Path) -> dict[str, object]:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(
            f"the settings file {path} can't be read: {error}", "Check its permissions, or save it as UTF-8."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(
            f"the settings file {path} is not TOML: {error}", 'Write lines such as: team = "Team B"'
        ) from None
    known = list(Settings.__struct_fields__)
    for key in written:
        if key not in known:
            near = get_close_matches(key, known, n=1, cutoff=0.5)
            raise BadSettings(
                f"the settings file {path} sets '{key}', which is not known",
                f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(known)}.",
            )
    return written


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


def _theme(name: str) -> Theme:
    themes = get_args(Theme)
    if name not in themes:
        raise BadSettings(f"there is no theme '{name}'", f"Known: {', '.join(themes)}.")
    return cast("Theme", name)


def _paths(text: str | None) -> tuple[Path, ...]:
    return tuple(Path(one).expanduser() for one in (text or "").split(os.pathsep) if one)
