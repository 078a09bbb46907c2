"""Textual's command palette, which it takes amiss when keys come faster than it draws. Knows no command."""

from contextlib import suppress

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette


class Palette(CommandPalette):
    """Looks and works as Textual's own."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Closes it, once: a second Enter would close the screen beneath."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):  # a list that was not drawn yet knows no lines, and fails at a page
            super()._action_command_list(action)
