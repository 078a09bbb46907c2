"""What all screens share: the table of actions, the frame of top and bottom lines, and the door for notices."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from ccdrill.tui.actions import Action
from ccdrill.tui.bars import keys
from ccdrill.tui.paint import Line, stack

SMALLEST = (60, 18)
"""Columns and rows below which a plain message stands in place of the screen."""
WIDE = 110
"""Columns from which on there is room for a second column."""


class FramedScreen(Screen[None]):
    """A screen with lines at the top, a key bar at the bottom, and a body between. Subclasses draw; nothing else does.

    A screen is as large as the window, so it draws before it is laid out: the first frame that anybody sees is whole.
    """

    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    """What can be done here: feeds keys, key bar, help and palette."""
    HELP_TITLE: ClassVar[str] = ""
    """What help calls this screen."""
    AUTO_FOCUS = ""
    """Drawing says what has the focus; Textual would give it to a list that is not shown."""

    _drawn_for: Size | None = None
    """The window for which the screen was drawn last."""

    def compose(self) -> ComposeResult:
        """Top, body, bottom."""
        yield Static(id="top")
        yield from self.compose_body()
        yield Static(id="bottom")

    def compose_body(self) -> ComposeResult:
        """The widgets between top and bottom."""
        yield from ()

    def draw(self) -> None:
        """Draws everything anew from what is known now."""

    @property
    def size(self) -> Size:
        """A screen is as large as the window; Textual's own would say so only after the first layout."""
        return self.app.size

    def on_screen_resume(self) -> None:
        """Draws: for the first time, and when the screen above is gone."""
        self.draw_if_it_fits()

    def on_resize(self) -> None:
        """Everything depends on the size."""
        if self.size != self._drawn_for:
            self.draw_if_it_fits()

    def draw_if_it_fits(self) -> None:
        """Draws, or says that the window is too small."""
        self._drawn_for = self.size
        is_too_small = self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]
        self.set_class(is_too_small, "-too-small")
        self.set_class(self.size.width >= WIDE, "-wide")
        if not is_too_small:
            self.draw()
        elif not self.query("#too-small"):
            message = f"ccdrill needs {SMALLEST[0]} columns and {SMALLEST[1]} rows. Make the window larger, or the letters smaller."
            self.mount(Static(Content(message), id="too-small"))

    def put(self, selector: str, lines: Iterable[Line]) -> None:
        """Shows lines in one of the screen's static parts; never markup."""
        self.query_one(selector, Static).update(stack(lines))

    def legal_actions(self) -> tuple[Action, ...]:
        """What can be done right now."""
        return tuple(one for one in self.ACTIONS if self.check_action(one.name, ()) is not False)

    def key_line(self, width: int) -> Line:
        """The key bar for now."""
        return keys((one for one in self.legal_actions() if one.in_bar), width)

    def tell(self, text: str, severity: str = "information") -> None:
        """Says something that must not be missed; a toast vanishes, so screens also keep it in their status line."""
        if text:
            self.notify(text, markup=False, severity=severity, timeout=8)  # type: ignore[arg-type]  # one of Textual's three

    def action_help(self) -> None:
        """Opens help for this screen."""
        from ccdrill.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.HELP_TITLE, self.ACTIONS))
