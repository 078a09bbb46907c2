"""What the options before the command said."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ccdrill.bootstrap import House


class Context:
    """Handed to every command."""

    def __init__(self, data: Path | None, library: tuple[Path, ...], theme: str | None) -> None:
        """As they were typed; None: not given."""
        self._data = data
        self._library = library
        self._theme = theme

    def house(self, *, plain: bool = False) -> "House":
        """Everything wired, until the command ends. Raises BadSettings."""
        from ccdrill.bootstrap import House
        from ccdrill.settings import Flags, read_settings

        flags = Flags(data=self._data, library=self._library, theme=self._theme, plain=plain)
        house = House(read_settings(flags), self._called, _installing)
        click.get_current_context().call_on_close(house.close)
        return house

    def _called(self) -> str:
        """With the options without which another call would not find the same runs, or not look the same."""
        from ccdrill.cli.called import called

        data = ["--data", str(self._data)] if self._data is not None else []
        return called(*data, *(["--theme", self._theme] if self._theme is not None else []))


def _installing(extra: str) -> str:
    from ccdrill.cli.called import installing

    return installing(extra)
