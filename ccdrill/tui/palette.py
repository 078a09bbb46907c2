"""Textual's command palette, which it takes amiss when keys come faster than it draws. Knows no command."""

from contextlib import suppress

from textual import work
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hits
from textual.css.query import NoMatches
from textual.system_commands import SystemCommandsProvider


class Commands(SystemCommandsProvider):
    """What the application offers. As long as nothing is typed it stands in the application's order, not in the alphabet's."""

    async def discover(self) -> Hits:
        """All of it."""
        for name, help_text, callback, _ in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(name, callback, help=help_text)


class Palette(CommandPalette):
    """Looks and works as Textual's own."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Closes it, once: a second Enter would close the screen beneath."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)  # noqa: SLF001  # Textual cancels it by this name
    async def _gather_commands(self, search_value: str) -> None:
        with suppress(NoMatches):  # it was closed before it was filled
            await super()._gather_commands.__wrapped__(self, search_value)  # type: ignore[attr-defined]  # by `work`

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):  # a list that was not drawn yet knows no lines, and fails at a page
            super()._action_command_list(action)
