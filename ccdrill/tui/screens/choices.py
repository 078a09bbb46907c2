"""The list of choices: arrows and clicks highlight, and only a key of the screen decides."""

from textual import events
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ccdrill.tui.paint import Line, stack


class ChoiceList(OptionList):
    """An option list in which a click only highlights."""

    def show(self, rows: list[tuple[str, list[Line]]], highlighted: int | None) -> None:
        """Replaces the choices (id and lines of each), keeping a highlight."""
        self.clear_options()
        self.add_options([Option(stack(lines), id=identity) for identity, lines in rows])
        self.highlighted = highlighted if highlighted is not None and highlighted < len(rows) else (0 if rows else None)
        self.call_after_refresh(self.scroll_to_highlight)  # how many rows there are for it is known only then

    async def _on_click(self, event: events.Click) -> None:
        """Highlights what was clicked; the base class would select it."""
        clicked: int | None = event.style.meta.get("option")
        if clicked is not None:
            self.highlighted = clicked
        event.prevent_default()
        event.stop()
