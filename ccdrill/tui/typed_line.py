"""A line to type into, which takes what is pasted into it, however long or broken into lines."""

from typing import Any

from textual import events
from textual.widgets import Input

from ccdrill.session.run.ports import MAX_TEXT

MOST = 2 * MAX_TEXT
"""Characters that it holds: more than are kept, so that whoever typed too many is told, and no cut hides half a card number."""


class TypedLine(Input):
    """Textual's own drops a paste that is too long, and all lines of it but the first, without a word."""

    def __init__(self, value: str = "", **options: Any) -> None:
        """`options` are an input's."""
        super().__init__(value, max_length=MOST, **options)

    def on_paste(self, event: events.Paste) -> None:
        """Takes the beginning, as one line. What no longer fits is beyond what is kept, so that it is told when that is."""
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        room = MOST - len(self.value) + end - start
        self.replace(" ".join(line for line in event.text[: 2 * MOST].splitlines() if line)[:room], start, end)
