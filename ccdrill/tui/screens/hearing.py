"""A screen that hears keys as long as it stands: one that comes when it was left finds no parts, and was not meant for it."""

from typing import TypeVar

from textual import events
from textual.screen import Screen

Answer = TypeVar("Answer")
"""What a screen gives back."""


class Hearing(Screen[Answer]):
    """Deaf once it lies on the stack no more."""

    async def on_event(self, event: events.Event) -> None:
        """As any; but no key after it was left."""
        if isinstance(event, events.Key) and self not in self.app.screen_stack:
            event.stop()
            return
        await super().on_event(event)
