"""Small dialogs that return a typed result: a text, or a page to read."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ccdrill.tui.form import Left
from ccdrill.tui.paint import ACCENT, MUTED, TITLE, Line, lines_of, spread, stack
from ccdrill.tui.pane import Move, Pane
from ccdrill.tui.screens.hearing import Answer, Hearing
from ccdrill.tui.typed_line import TypedLine

WIDEST = 76
"""Columns of a page: a sheet is written for so many."""
TYPED = "typed"
"""As what the text of a dialog that asks for one is kept."""
_FRAME_ROWS = 6
"""Border, title and keys of a page, with a blank line between."""
_FRAME_COLUMNS = 4
"""Border and padding."""


def width_of(dialog: ModalScreen[Any]) -> int:
    """Columns of a dialog's text."""
    return min(WIDEST, dialog.app.size.width - _FRAME_COLUMNS)


def key_line(dialog: ModalScreen[Any], words: str) -> Line:
    """What the keys do; and that this is an exercise, if it is: a dialog may cover all that says so."""
    reminder = getattr(dialog.app.screen_stack[-2], "reminder", "") if len(dialog.app.screen_stack) > 1 else ""
    return spread(Content.styled(words, MUTED), Content.styled(reminder, ACCENT), width_of(dialog))


class Dialog(ModalScreen[Answer], Hearing[Answer]):
    """Stands over a screen until it is answered: once, however many keys were pressed before it was gone."""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Gives the answer back. A second one does nothing: Textual would close whatever stands beneath."""
        if not self.is_active:
            return AwaitComplete()
        return super().dismiss(result)

    @property
    def unsaid(self) -> tuple[str, Left]:
        """What it is about, and what was typed or picked in it so far; nothing where nothing can be."""
        return "", {}


class TextDialog(Dialog[str | None]):
    """Asks for one line of text; None when it was given up."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Give up", show=False, id="cancel")]

    def __init__(self, title: str, text: str, *, value: str = "", done: str = "Enter: done") -> None:
        """`text` may have several lines; `done` says what Enter does."""
        super().__init__()
        self._title, self._text, self._value, self._done = title, text, value, done

    def compose(self) -> ComposeResult:
        """Words, a line to type in, and what the keys do."""
        with Vertical(id="box", classes="dialog"):
            yield Static(id="dialog-text")
            yield TypedLine(self._value, id="dialog-input")
            yield Static(id="dialog-keys")

    def on_mount(self) -> None:
        """Words first, so that the height is right."""
        if not self.is_attached:
            return  # somebody leaves ccdrill while the dialog opens
        lines: list[Line] = [
            Content.styled(self._title, TITLE),
            *(line for text in self._text.split("\n") for line in lines_of(text, width_of(self) - 2)),
        ]
        self.query_one("#dialog-text", Static).update(stack(lines))
        self.query_one("#dialog-keys", Static).update(key_line(self, f"{self._done}   Esc: give up"))
        self.query_one(Input).focus()

    @property
    def unsaid(self) -> tuple[str, Left]:
        """Its title, and the line."""
        return self._title, {TYPED: (self.query_one(Input).value if self.is_mounted else self._value,)}

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter gives the text back."""
        self.dismiss(event.value)

    def action_cancel(self) -> None:
        """Nothing is done."""
        self.dismiss(None)


class PageDialog(Dialog[str | None]):
    """A text to read, with neighbours to turn to; returns the letter of the one that was turned to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,x", "close", "Close", show=False, id="close"),
        Binding("space,pagedown", "scroll_page('pagedown')", "Next page", show=False, id="page-down"),
        Binding("pageup", "scroll_page('pageup')", "Page before", show=False, id="page-up"),
        Binding("down", "scroll_page('down')", "Down", show=False, id="down"),
        Binding("up", "scroll_page('up')", "Up", show=False, id="up"),
        Binding("home", "scroll_page('home')", "Top", show=False, id="top"),
        Binding("end", "scroll_page('end')", "Bottom", show=False, id="bottom"),
        Binding("left", "turn(-1)", "Neighbour before", show=False, id="turn-back"),
        Binding("right", "turn(1)", "Next neighbour", show=False, id="turn"),
    ]

    def __init__(
        self,
        title: str,
        note: str,
        lines: Callable[[int], Sequence[str | Line]],
        *,
        turns: str = "",
        at: str = "",
        turn_words: str | None = None,
        from_end: bool = False,
    ) -> None:
        """`lines` gives the text for a width.

        `turns`: letters that turn to a neighbour, of which this is `at`; `turn_words` say so, if not as usual.
        `from_end`: opens at the last line, for whoever looks back.
        """
        super().__init__()
        self._title, self._note, self._lines, self._turns, self._at = title, note, lines, turns, at
        usual = f"{turns[0]}-{turns[-1]}, arrows: another" if len(turns) > 1 else ""
        self._turn_words = usual if turn_words is None else turn_words
        self._from_end = from_end
        self.text = Pane()

    def compose(self) -> ComposeResult:
        """Title, a text that scrolls, and what the keys do."""
        with Vertical(id="box", classes="dialog -page"):
            yield Static(id="page-title")
            yield Static(id="page-text")
            yield Static(id="dialog-keys")

    def on_mount(self) -> None:
        """Fills the page."""
        self._fill()
        if self._from_end and self.text.overflows:
            self.action_scroll_page("end")

    def on_resize(self) -> None:
        """The page is as large as the window allows."""
        self._fill()

    def on_key(self, event: events.Key) -> None:
        """A letter turns to its page; a letter that is a neighbour's never closes."""
        letter = (event.character or "").upper()
        if len(letter) == 1 and letter in self._turns:
            event.stop()
            self.dismiss(letter)

    def action_close(self) -> None:
        """Back to the screen beneath."""
        self.dismiss(None)

    def action_scroll_page(self, move: Move) -> None:
        """Scrolls the text."""
        self.text = self.text.moved(move)
        self._show()

    def action_turn(self, by: int) -> None:
        """To the neighbour before or after; around the ends."""
        if self._at in self._turns and len(self._turns) > 1:
            self.dismiss(self._turns[(self._turns.index(self._at) + by) % len(self._turns)])

    def _fill(self) -> None:
        if not self.is_attached:
            return  # somebody leaves ccdrill while the page opens
        lines = tuple(Content(line) if isinstance(line, str) else line for line in self._lines(width_of(self)))
        self.text = self.text.resized(lines, min(len(lines), max(1, self.app.size.height - _FRAME_ROWS)))
        title = Content.assemble((self._title, TITLE), (f"   {self._note}" if self._note else "", MUTED))
        self.query_one("#page-title", Static).update(title.truncate(width_of(self), ellipsis=True))
        words = "   ".join(part for part in ("Esc: back", self._turn_words) if part)
        self.query_one("#dialog-keys", Static).update(key_line(self, words))
        self._show()

    def _show(self) -> None:
        drawn = self.text.drawn(width_of(self), "Space, PgDn", "Up, PgUp")
        self.query_one("#page-text", Static).update(stack(drawn))
