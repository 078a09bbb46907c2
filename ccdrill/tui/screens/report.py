"""A report on one page: sections to jump to, listed at the side where there is room, and an export. Says nothing by itself."""

import os
from abc import abstractmethod
from itertools import chain, count
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from ccdrill.model.errors import CcdrillError
from ccdrill.tui.actions import Action
from ccdrill.tui.paint import MEASURE, MUTED, STRONG, Line, lines_of, rule
from ccdrill.tui.report import SECTION_KEYS, Section, titled
from ccdrill.tui.screens.base import FRAME_ROWS, FramedScreen
from ccdrill.tui.screens.dialogs import TextDialog

_SIDE_WIDTH = 30
MORE = Action("go_on", "space", "more", "A page down.", in_bar=True, title="A page down")
JUMP = Action(
    "section", ",".join(SECTION_KEYS), "section", "Jump to the section with that number.", shown_key="0-9"
)  # `on_key` does it


class ReportScreen(FramedScreen):
    """Shows the sections of a document; subclasses say which, and how it is written to a file."""

    CSS_PATH = "report.tcss"
    PANE = "#page"

    def __init__(self) -> None:
        """Nothing is shown yet."""
        super().__init__()
        self._starts: list[int] = []
        self._titles: list[str] = []

    @abstractmethod
    def found_sections(self, width: int) -> list[Section]:
        """What the page says, for that many columns."""

    @abstractmethod
    def heading(self, width: int) -> tuple[Line, str]:
        """The line at the top, and how the report is marked."""

    @abstractmethod
    def proposed_file(self) -> tuple[str, str, str]:
        """What the export is called, what is said of it, and the name of a file."""

    @abstractmethod
    def write(self, path: Path) -> None:
        """Writes it. Raises CcdrillError."""

    def compose_body(self) -> ComposeResult:
        """The page; beside it, on a wide screen, its sections."""
        with Horizontal(id="body"):
            yield Static(id="page")
            yield Static(id="side-text")

    def draw(self) -> None:
        """The whole page for the width."""
        width, height = self.app.size
        page_width = width - _SIDE_WIDTH if self.is_wide else width
        found = self.found_sections(min(page_width - 6, MEASURE))
        self._titles = [title for title, _ in found]
        lines = list(titled(found))
        self._starts = [
            next(row for row, (number, _) in enumerate(lines) if number == section) for section in range(len(found))
        ]
        rows = height - FRAME_ROWS - len(self._status_lines(width))
        self.put_text([line for _, line in lines], page_width, rows)
        self.draw_bottom()

    def draw_bottom(self) -> None:
        """Status and keys; and, as it changes too when somebody scrolls, which sections are on the screen."""
        width = self.app.size.width
        top, marking = self.heading(width)
        self.put("#top", [top, rule(width, marking, self._continued())])
        self.put("#side-text", self._contents())
        super().draw_bottom()

    def _continued(self) -> str:
        """The section in the midst of which the page begins; empty: the page begins with a title."""
        place = max((place for place, start in enumerate(self._starts) if start <= self.text.top), default=0)
        is_at_title = not self._starts or self.text.top in (self._starts[place], *(one - 1 for one in self._starts))
        return "" if is_at_title else f"{SECTION_KEYS[place]}  {self._titles[place]}, continued"

    def _contents(self) -> list[Line]:
        """All sections; those that are on the screen stand out."""
        ends = [*self._starts[1:], len(self.text.lines)]
        shown = range(self.text.top, self.text.top + self.text.rows - self.text.overflows)
        lines: list[Line] = []
        for key, title, start, end in zip(SECTION_KEYS, self._titles, self._starts, ends, strict=False):
            style = STRONG if start < shown.stop and end - 1 > shown.start else MUTED
            lines += lines_of(title, _SIDE_WIDTH - 4, style, indent="   ", first=f"{key}  ")
        return lines

    def on_key(self, event: events.Key) -> None:
        """A section's key jumps to it; one that does nothing here says so."""
        self.forget()
        place = SECTION_KEYS.find(event.character) if event.character else -1
        if 0 <= place < len(self._starts):
            event.stop()
            self.text = self.text.at(self._starts[place])
            self.draw()
        else:
            self.answer_idle(event)

    def legal_actions(self) -> tuple[Action, ...]:
        """What can be done now: at the end there is no more below."""
        is_more = self.text.is_more_below
        return tuple(one for one in super().legal_actions() if one.name != "go_on" or is_more)

    def action_go_on(self) -> None:
        """A page down."""
        self.scroll_text("pagedown")

    def action_export(self) -> None:
        """Asks where to, then writes."""
        title, text, name = self.proposed_file()
        self.app.push_screen(
            TextDialog(title, text, value=str(_free(Path.cwd() / name)), done="Enter: write it"), self._write
        )

    def action_leave(self) -> None:
        """Back to where it was opened from."""
        self.app.leave_screen()  # type: ignore[attr-defined]  # CcdrillApp

    def _write(self, typed: str | None) -> None:
        if not typed or not typed.strip():
            return
        path = Path(os.path.expanduser(typed.strip()))  # noqa: PTH111  # unlike Path, it does not raise for a home of nobody
        if os.path.isfile(path):  # noqa: PTH113  # unlike Path, it does not raise where nobody may look
            self.tell(f"There is a file {path} already. Press x again, and name another.", is_warning=True)
            self.draw()
            return
        try:
            self.write(path)
        except CcdrillError as error:
            self.tell_refusal(error)
        else:
            self.tell(f"Wrote {path}")
        self.draw()


def _free(path: Path) -> Path:
    """The path, or the first with a number behind its name where nothing is yet: a report grows, and is written again."""
    tried = chain([path], (path.with_stem(f"{path.stem}-{number}") for number in count(2)))
    return next(one for one in tried if not os.path.lexists(one))
