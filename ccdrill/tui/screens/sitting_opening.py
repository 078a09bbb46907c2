"""Before the first message: who a person is in it, how long it takes, what is asked, what is kept; then practice begins."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ccdrill.model.readable import readable
from ccdrill.practice.sitting import Sitting
from ccdrill.practice.view import OpeningView
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.paint import ACCENT, MEASURE, MUTED, STRONG, TITLE, Line, lines_of, rule, spread
from ccdrill.tui.screens.base import FRAME_ROWS, PRACTICE, FramedScreen


class SittingOpeningScreen(FramedScreen):
    """Tells what is to come; nothing is judged here, and no clock runs."""

    CSS_PATH = "sitting_opening.tcss"
    HELP_TITLE = "before practice"
    REMINDER = PRACTICE
    PANE = "#words"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("help", "question_mark", "help", "This page.", in_bar=True, title="Help"),
        Action(
            "go_on",
            "space,enter",
            "begin",
            "Go on: to what is below, then to the first message.",
            in_bar=True,
            title="Go on",
        ),
        Action("leave", "q,escape", "back", "Back, without beginning.", in_bar=True, title="Back"),
    )
    BINDINGS = bindings_of(ACTIONS)

    def __init__(self, sitting: Sitting, notice: str = "") -> None:
        """`notice` is said first. Raises StoreError."""
        super().__init__()
        self._sitting = sitting
        self._opening = sitting.opening()
        self.tell(notice, is_warning=True)

    def compose_body(self) -> ComposeResult:
        """The words."""
        yield Static(id="words")

    def draw(self) -> None:
        """All of it for the width."""
        width, height = self.size
        view = self._sitting.view()
        person = f" · {view.person}" if view.person else ""
        left = Content.assemble((" PRACTICE  ", ACCENT), (readable(view.deck + person), STRONG))
        self.put("#top", [spread(left, Content.styled("before it begins ", MUTED), width), rule(width)])
        rows = height - FRAME_ROWS - len(self._status_lines(width))
        self.put_text(opening_lines(self._opening, min(width - 4, MEASURE)), width, rows)
        self.draw_bottom()

    def on_key(self, event: events.Key) -> None:
        """A key that does nothing here says what does."""
        self.forget()
        self.answer_idle(event, self._next_key())

    def action_go_on(self) -> None:
        """To what is below, then to the first message."""
        if self.text.is_more_below:
            self.scroll_text("pagedown")
            return
        self._sitting.begin()
        self.app.replace_with_practice(self._sitting)  # type: ignore[attr-defined]  # CcdrillApp

    def action_leave(self) -> None:
        """Back to the library, or out."""
        self.app.leave_screen()  # type: ignore[attr-defined]  # CcdrillApp

    def _status_lines(self, width: int) -> list[Line]:
        return self.status_lines(self._next_key(), "", width)

    def _next_key(self) -> str:
        """What leads on from here."""
        return "Space shows more." if self.text.is_more_below else "Space begins, and so does Enter."


def opening_lines(found: OpeningView, width: int) -> list[Line]:
    """Who one is in it, and what there is to know."""
    return [
        *lines_of(found.summary, width, TITLE, indent=" "),
        Content(""),
        *(line for text in found.rules for line in lines_of(text, width, indent="    ", first="  · ")),
    ]
