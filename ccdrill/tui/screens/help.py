"""Help for the screen beneath: every action with its keys."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ccdrill.tui.actions import Action
from ccdrill.tui.paint import ACCENT, MUTED, TITLE, Line, lines_of, stack

_GENERAL = (
    ("Up, Down", "Move in a list, or scroll."),
    ("PgUp, PgDn", "Scroll by a page."),
    ("Ctrl+P", "Everything that can be done, to search by typing."),
    ("Ctrl+Q", "Leave ccdrill; the run is kept."),
    ("Mouse", "A click only highlights; nothing is decided by it."),
)


class HelpScreen(ModalScreen[None]):
    """A page of keys; any closing key leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,enter,space,q", "close", "Close", show=False, id="close")
    ]

    def __init__(self, title: str, actions: Iterable[Action]) -> None:
        """`actions` are those of the screen beneath."""
        super().__init__()
        self._title = title
        self._rows = [(one.key_label, one.help) for one in actions] + list(_GENERAL)

    def compose(self) -> ComposeResult:
        """One scrolling page."""
        with VerticalScroll(id="page", classes="dialog"):
            yield Static(id="help-text")

    def on_mount(self) -> None:
        """Fills the page."""
        self.call_after_refresh(self._fill)

    def on_resize(self) -> None:
        """The page is as wide as the window allows."""
        self.call_after_refresh(self._fill)

    def action_close(self) -> None:
        """Back to the screen beneath."""
        self.dismiss(None)

    def _fill(self) -> None:
        width = max(30, self.query_one("#page").content_size.width - 2)
        known = {key for key, _ in self._rows}
        column = max(len(key) for key in known) + 2
        lines: list[Line] = [Content.styled(f"Help: {self._title}", TITLE), Content("")]
        for key, text in dict(self._rows).items():
            rows = lines_of(text, width - column)
            lines += [
                Content.assemble((f"{key if not index else '':<{column}}", ACCENT), row)
                for index, row in enumerate(rows)
            ]
        lines += [Content(""), Content.styled("Esc closes this page.", MUTED)]
        self.query_one("#help-text", Static).update(stack(lines))
