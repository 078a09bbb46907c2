"""Lists in which arrows and clicks only highlight: a key of the screen decides, opens or types."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from itertools import accumulate

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ccdrill.tui.paint import Line, stack

_NARROWEST = 10
"""Columns in which an option can be folded, with what stands around it."""


class QuietList(OptionList):
    """An option list in which a click only highlights."""

    async def _on_click(self, event: events.Click) -> None:
        """Highlights what was clicked; the base class would select it."""
        clicked: int | None = event.style.meta.get("option")
        if clicked is not None and not self.get_option_at_index(clicked).disabled:
            self.highlighted = clicked
        event.prevent_default()
        event.stop()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows that all options take. In a window of a column or two Textual would fold them into no columns, and fail."""
        return super().get_content_height(container, viewport, max(width, _NARROWEST))

    def on_resize(self) -> None:
        """What is highlighted stays on the screen when there is less room."""
        self.scroll_to_highlight()

    def action_page_up(self) -> None:
        """A page up."""
        with _lines_not_counted():
            super().action_page_up()  # type: ignore[no-untyped-call]  # Textual's

    def action_page_down(self) -> None:
        """A page down."""
        with _lines_not_counted():
            super().action_page_down()  # type: ignore[no-untyped-call]  # Textual's


class BoundedList(QuietList):
    """One that ends where it ends: its first row may begin something, and nobody comes there by going down."""

    def action_cursor_down(self) -> None:
        """To the next row, if there is one."""
        if self.highlighted is None or self.highlighted < self.option_count - 1:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """To the row before, if there is one."""
        if self.highlighted != 0:
            super().action_cursor_up()


class ChoiceList(QuietList):
    """The choices of a situation. Where not all of them fit, the first one on the screen begins at its first line."""

    starts: tuple[int, ...] = ()
    """The lines at which choices begin."""

    def show(
        self, rows: Sequence[tuple[str, list[Line]]], picked: str | None, room: int, *, is_spaced: bool = False
    ) -> None:
        """Replaces the choices (id and lines of each). The one that was picked is highlighted, else the one that was before.

        `room`: the rows that the list has. `is_spaced`: with a blank row between two.
        """
        before = self.highlighted_option.id if self.highlighted_option is not None else None
        options: list[Option] = []
        for identity, lines in rows:
            if is_spaced and options:
                options.append(Option(Content(""), disabled=True))
            options.append(Option(stack(lines), id=identity))
        self.starts = tuple(accumulate((len(lines) + is_spaced for _, lines in rows), initial=0))[:-1]
        if beyond := beyond_the_end(self.starts, sum(len(lines) for _, lines in rows), room):
            options.append(Option(stack([Content("")] * beyond), disabled=True))
        self.clear_options()
        self.add_options(options)
        places = {option.id: place for place, option in enumerate(options) if option.id is not None}
        self.highlighted = places.get(picked or "", places.get(before or "", 0)) if options else None
        self.call_after_refresh(self.scroll_to_highlight)  # how many rows there are for it is known only then

    def scroll_to_highlight(self, top: bool = False) -> None:  # noqa: FBT002  # Textual's
        """What is highlighted comes on the screen, below whole choices."""
        super().scroll_to_highlight(top)
        first = next((start for start in self.starts if start >= self.scroll_y), 0)
        if self.max_scroll_y and first != self.scroll_y:
            self.scroll_to(y=first, animate=False, immediate=True)


def beyond_the_end(starts: Sequence[int], lines: int, room: int) -> int:
    """Blank rows that the last page needs below so that it begins where a choice does; none where everything fits."""
    most = lines - room
    return next((start - most for start in starts if start >= most), 0) if most > 0 else 0


def _lines_not_counted() -> AbstractContextManager[None]:
    """Around a page: Textual counts a list's lines when it next draws it, and a key may come before, or while it is hidden."""
    return suppress(KeyError, IndexError)
