"""Help for the screen beneath: every action with its keys."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from ccdrill.tui.actions import Action
from ccdrill.tui.paint import ACCENT, Line, lines_of
from ccdrill.tui.screens.dialogs import PageDialog

_GENERAL = (
    ("Up, Down", "Move in a list, or scroll."),
    ("PgUp, PgDn", "Scroll by a page."),
    ("Home, End", "To the first line, to the last."),
    ("Ctrl+P", "Everything that can be done, to search by typing."),
    ("Ctrl+Q", "Leave ccdrill; everything so far is kept."),
    ("Mouse", "A click only highlights; nothing is decided by it."),
)


class HelpScreen(PageDialog):
    """A page of keys; the key that opened it closes it too."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark", "close", "Close", show=False, id="close-help")]

    def __init__(self, title: str, actions: Iterable[Action]) -> None:
        """`actions` are those of the screen beneath."""
        rows = dict([(one.key_label, one.help) for one in actions] + list(_GENERAL))
        super().__init__(f"Help: {title}", "", lambda width: _lines(rows, width))


def _lines(rows: dict[str, str], width: int) -> list[Line]:
    """A key and what it does, side by side."""
    column = max(len(key) for key in rows) + 2
    return [
        Content.assemble((f"{'' if index else key:<{column}}", ACCENT), row)
        for key, text in rows.items()
        for index, row in enumerate(lines_of(text, width - column))
    ]
