"""A dialog that asks a few questions in one line to type in, one after the other; returns the form, or None when it was given up."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from ccdrill.tui.form import Form, Left, form_lines
from ccdrill.tui.paint import stack
from ccdrill.tui.screens.dialogs import Dialog, key_line, width_of
from ccdrill.tui.typed_line import TypedLine

_FRAME_ROWS = 6
"""Border, the line to type in and the keys, each with a blank line above."""


class FormDialog(Dialog[Form | None]):
    """Enter answers, arrows go through a list, Esc goes back a question, and gives up at the first."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", show=False, id="back")]

    def __init__(self, form: Form) -> None:
        """Begins at the form's question."""
        super().__init__()
        self.form = form

    def compose(self) -> ComposeResult:
        """Words and list, a line to type in, and what the keys do."""
        with Vertical(id="box", classes="dialog -page"):
            yield Static(id="form-text")
            yield TypedLine(self.form.as_answered, id="dialog-input")
            yield Static(id="dialog-keys")

    def on_mount(self) -> None:
        """Types at once."""
        if not self.is_attached:
            return  # somebody leaves ccdrill while the dialog opens
        self._draw()
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """The list is as long as the window allows."""
        self._draw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed is looked for."""
        event.stop()
        self.form = self.form.typed()
        self._draw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter answers."""
        event.stop()
        form = self.form.entered(event.value)
        if form.is_done:
            self.dismiss(form)
        else:
            self._go_on(form)

    def on_key(self, event: events.Key) -> None:
        """Up and Down go through the list."""
        if event.key in ("up", "down"):
            event.stop()
            self.form = self.form.moved(1 if event.key == "down" else -1, self._typed)
            self._draw()

    def action_back(self) -> None:
        """To the question before; from the first, nothing is done."""
        form = self.form.back()
        if form is None:
            self.dismiss(None)
        else:
            self._go_on(form)

    @property
    def unsaid(self) -> tuple[str, Left]:
        """Its title, and what was answered."""
        return self.form.title, self.form.left_with(self._typed) if self.is_mounted else self.form.answers

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value

    def _go_on(self, form: Form) -> None:
        """To another question, with what was answered to it; what can't be taken stays, to be mended."""
        self.form = form
        if not form.refusal:
            line = self.query_one(Input)
            with line.prevent(Input.Changed):
                line.value = form.as_answered
                line.cursor_position = len(line.value)
        self._draw()

    def _draw(self) -> None:
        if not self.is_attached:
            return
        width, rows = width_of(self), self.app.size.height - _FRAME_ROWS
        self.query_one("#form-text", Static).update(stack(form_lines(self.form, self._typed, width, rows)))
        enter = "Enter: pick, go on" if self.form.ask.kind == "names" else "Enter: go on"
        arrows = "   Up, Down: list" if self.form.rows(self._typed) else ""
        words = f"{enter}{arrows}   Esc: {'back' if self.form.at else 'give up'}"
        self.query_one("#dialog-keys", Static).update(key_line(self, words))
