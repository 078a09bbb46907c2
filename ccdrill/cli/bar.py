"""A sign of life for what takes more than a moment. Narration: it goes to standard error, and only where somebody watches."""

import sys

import click

_WIDTH = 30
_LINE = 79


class Bar:
    """A line that says how far it is, where somebody watches."""

    def __init__(self) -> None:
        """Asks once whether anybody watches."""
        self._is_watched = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Draws it over what stood in its line; at the total the line is over, and stays."""
        if not self._is_watched:
            return
        filled = _WIDTH * done // max(total, 1)
        end = "\n" if done >= total else ""
        click.echo(f"\r{what:<24} [{'#' * filled:<{_WIDTH}}] {done:,}{end}", nl=False, err=True)

    def take_away(self) -> None:
        """Clears a line that is not over, for what comes next."""
        if self._is_watched:
            click.echo(f"\r{'':<{_LINE}}\r", nl=False, err=True)
