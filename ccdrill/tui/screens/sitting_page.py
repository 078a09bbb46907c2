"""The page at the end of a sitting: what it came to, to scroll and to leave."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ccdrill.model.readable import readable
from ccdrill.practice.view import PageView
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.paint import ACCENT, MEASURE, STRONG, Line, rule, spread
from ccdrill.tui.screens.base import FRAME_ROWS, PRACTICE, FramedScreen
from ccdrill.tui.sitting_page import page_lines


class SittingPageScreen(FramedScreen):
    """Shows a page of practice; computes nothing."""

    HELP_TITLE = "what practice came to"
    REMINDER = PRACTICE
    PANE = "#page"
    SCROLL_KEYS = ("Space, PgDn", "Up, PgUp")
    CSS_PATH = "sitting_page.tcss"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("help", "question_mark", "help", "This page.", in_bar=True, title="Help"),
        Action("go_on", "space", "more", "A page down.", in_bar=True, title="A page down"),
        Action(
            "leave",
            "enter,q,escape",
            "close",
            "Close the page; all of it is kept.",
            in_bar=True,
            title="Close the page",
        ),
    )
    BINDINGS = bindings_of(ACTIONS)

    def __init__(self, page: PageView, place: str) -> None:
        """`place` says how much was judged."""
        super().__init__()
        self._page = page
        self._place = place

    def compose_body(self) -> ComposeResult:
        """The page."""
        yield Static(id="page")

    def draw(self) -> None:
        """The whole page for the width."""
        width, height = self.size
        left = Content.assemble((" PRACTICE  ", ACCENT), (readable(self._page.title), STRONG))
        self.put("#top", [spread(left, f"{self._place} ", width), rule(width)])
        rows = height - FRAME_ROWS - len(self._status_lines(width))
        self.put_text(page_lines(self._page, min(width, MEASURE)), width, rows)
        self.draw_bottom()

    def on_key(self, event: events.Key) -> None:
        """What was said has been read; a key that does nothing here says so."""
        self.forget()
        self.answer_idle(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        """At the end there is no more below."""
        return action != "go_on" or self.text.is_more_below

    def action_go_on(self) -> None:
        """A page down."""
        self.scroll_text("pagedown")

    def action_leave(self) -> None:
        """Back to where practice was begun."""
        self.app.leave_screen()  # type: ignore[attr-defined]  # CcdrillApp

    def _status_lines(self, width: int) -> list[Line]:
        return self.status_lines("All that you judged is kept on this machine.", "", width)
