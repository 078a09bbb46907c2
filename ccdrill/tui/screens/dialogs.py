"""Small dialogs that return a typed result: a text, or a page to read."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ccdrill.tui.paint import MUTED, TITLE, Line, lines_of, stack

WIDEST = 78
_FRAME_ROWS = 6
"""Border, title and keys of a page, with a blank line between."""


class TextDialog(ModalScreen[str | None]):
    """Asks for one line of text; None when it was given up."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Give up", show=False, id="cancel")]

    def __init__(self, title: str, text: str, *, value: str = "", done: str = "Enter: done") -> None:
        """`done` says what Enter does."""
        super().__init__()
        self._title, self._text, self._value, self._done = title, text, value, done

    def compose(self) -> ComposeResult:
        """Words, a line to type in, and what the keys do."""
        with Vertical(id="box", classes="dialog"):
            yield Static(id="dialog-text")
            yield Input(self._value, id="dialog-input", max_length=2_000)
            yield Static(Content.styled(f"{self._done}   Esc: give up", MUTED), id="dialog-keys")

    def on_mount(self) -> None:
        """Words first, so that the height is right."""
        lines: list[Line] = [
            Content.styled(self._title, TITLE),
            *lines_of(self._text, min(WIDEST, self.app.size.width) - 8),
        ]
        self.query_one("#dialog-text", Static).update(stack(lines))
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter gives the text back."""
        self.dismiss(event.value)

    def action_cancel(self) -> None:
        """Nothing is done."""
        self.dismiss(None)


class PageDialog(ModalScreen[str | None]):
    """A text to read, with neighbours to turn to; returns the key that left it if somebody else should act on it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,x", "close", "Close", show=False, id="close"),
        Binding("space,pagedown", "page(1)", "Next page", show=False, id="page-down"),
        Binding("pageup", "page(-1)", "Page before", show=False, id="page-up"),
    ]

    def __init__(self, title: str, note: str, lines: list[str] | list[Line], *, turns: str = "") -> None:
        """`turns`: letters that turn to another page, which this dialog returns."""
        super().__init__()
        self._title, self._note, self._lines, self._turns = title, note, lines, turns

    def compose(self) -> ComposeResult:
        """Title, a scrolling text, and what the keys do."""
        with Vertical(id="box", classes="dialog -page"):
            yield Static(Content.assemble((self._title, TITLE), (f"   {self._note}", MUTED)), id="page-title")
            with VerticalScroll(id="page"):
                yield Static(
                    stack([Content(line) if isinstance(line, str) else line for line in self._lines]), id="page-text"
                )
            others = f"   {', '.join(self._turns)}: another" if len(self._turns) > 1 else ""
            yield Static(Content.styled(f"Esc: back{others}   Space: next page", MUTED), id="dialog-keys")

    def on_resize(self) -> None:
        """The text gives way, so that title and keys stay in the window."""
        self.query_one("#page").styles.max_height = max(1, self.app.size.height - _FRAME_ROWS)

    def on_key(self, event: events.Key) -> None:
        """A letter turns to its page."""
        if event.character and event.character.upper() in self._turns and event.character.upper() not in ("Q", "X"):
            event.stop()
            self.dismiss(event.character.upper())

    def action_close(self) -> None:
        """Back to the screen beneath."""
        self.dismiss(None)

    def action_page(self, by: int) -> None:
        """Scrolls by a page."""
        scroll = self.query_one("#page", VerticalScroll)
        scroll.scroll_page_down(animate=False) if by > 0 else scroll.scroll_page_up(animate=False)
