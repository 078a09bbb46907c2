"""A text in its room: which of its lines are on the screen, and the row that says that there are more. Pure."""

from typing import Literal

from textual.content import Content

from ccdrill.model.value import Value
from ccdrill.tui.paint import MUTED, Line, rule

Move = Literal["up", "down", "pageup", "pagedown", "home", "end"]
"""The keys that scroll."""
_ROOMY = 36
"""Columns that a line across needs for its words."""
_OVERLAP = 1
"""Lines that stand on both pages, so that nobody loses the place."""


class Pane(Value, frozen=True):
    """Lines in a number of rows. When they do not fit, the last row says so."""

    lines: tuple[Line, ...] = ()
    """The whole text."""
    rows: int = 0
    """The room."""
    top: int = 0
    """The first line shown."""

    @property
    def overflows(self) -> bool:
        """Whether the text is longer than its room."""
        return len(self.lines) > self.rows

    @property
    def is_more_below(self) -> bool:
        """Whether there are lines below those shown."""
        return self.top < self._most

    def moved(self, move: Move) -> "Pane":
        """The same text, scrolled."""
        page = max(1, self._text_rows - _OVERLAP)
        by = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -len(self.lines), "end": len(self.lines)}
        return self.at(self.top + by[move])

    def at(self, top: int) -> "Pane":
        """The same text from that line on, as far as there are lines to fill the room."""
        return Pane(self.lines, self.rows, max(0, min(top, self._most)))

    def resized(self, lines: tuple[Line, ...], rows: int) -> "Pane":
        """Another text or another room, from the same line on."""
        return Pane(lines, rows).at(self.top)

    def drawn(self, width: int, below: str = "Down, PgDn", above: str = "Up, PgUp") -> list[Line]:
        """What is on the screen; `below` and `above` name the keys that scroll there."""
        shown = list(self.lines[self.top : self.top + self._text_rows])
        if not self.overflows:
            return shown
        sign = f"more below: {below}" if self.is_more_below else f"above: {above}"
        return [*shown, rule(width, "", sign) if width >= _ROOMY else Content.styled(sign[:width], MUTED)]

    @property
    def _text_rows(self) -> int:
        return self.rows - 1 if self.overflows else self.rows

    @property
    def _most(self) -> int:
        return max(0, len(self.lines) - self._text_rows)
