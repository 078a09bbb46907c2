"""The debrief: one page in the order in which a team should hear it, with sections to jump to and an export."""

from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ccdrill.debrief.document import Debrief
from ccdrill.debrief.render import SUFFIX, Format
from ccdrill.model.errors import CcdrillError
from ccdrill.model.ids import RunId
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.bars import status
from ccdrill.tui.paint import ACCENT, MUTED, STRONG, lines_of, rule, spread
from ccdrill.tui.ports import Desk
from ccdrill.tui.report import sections, titled
from ccdrill.tui.screens.base import FramedScreen
from ccdrill.tui.screens.dialogs import TextDialog

_SIDE_WIDTH = 30


class DebriefScreen(FramedScreen):
    """Shows a debrief document; computes nothing."""

    CSS_PATH = "debrief.tcss"
    HELP_TITLE = "the debrief"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("help", "question_mark", "help", "This page.", in_bar=True),
        Action("scroll(1)", "space,pagedown", "more", "A page down.", in_bar=True),
        Action("scroll(-1)", "pageup", "back", "A page up."),
        Action("line(1)", "down", "down", "A line down."),
        Action("line(-1)", "up", "up", "A line up."),
        Action(
            "section",
            "1,2,3,4,5,6,7,8,9",
            "section",
            "Jump to the section with that number.",
            shown_key="1-9",
            in_bar=True,
        ),
        Action(
            "export",
            "x",
            "export",
            "Write the debrief to a file: Markdown, or JSON if its name ends in .json.",
            in_bar=True,
        ),
        Action("leave", "q,escape", "leave", "Leave the debrief.", in_bar=True),
    )
    BINDINGS = bindings_of(one for one in ACTIONS if one.name != "section")

    def __init__(self, desk: Desk, run: RunId) -> None:
        """Raises CcdrillError when the run can't be read."""
        super().__init__()
        self._desk = desk
        self._run = run
        self._debrief: Debrief = desk.debrief(run)
        self._starts: list[int] = []
        self._message = ""

    def compose_body(self) -> ComposeResult:
        """The page; beside it, on a wide screen, its sections."""
        with Horizontal(id="body"):
            with VerticalScroll(id="page", can_focus=False):
                yield Static(id="page-text")
            yield Static(id="side-text")

    def draw(self) -> None:
        """The whole page for the width."""
        width = self.size.width
        facts = self._debrief.facts
        team = f" · {facts.team}" if facts.team else ""
        left = Content.assemble((" EXERCISE", ACCENT), ("  Debrief: ", ""), (facts.drill + team, STRONG))
        self.put("#top", [spread(left, Content.styled(f"{facts.began} ", MUTED), width), rule(width, facts.marking)])
        is_wide = self.has_class("-wide")
        found = sections(self._debrief, (width - _SIDE_WIDTH if is_wide else width) - 8)
        lines = list(titled(found))
        self._starts = [
            next(row for row, (number, _) in enumerate(lines) if number == section) for section in range(len(found))
        ]
        self.put("#page-text", [line for _, line in lines])
        side = [
            line
            for number, (title, _) in enumerate(found, start=1)
            for line in lines_of(title, _SIDE_WIDTH - 4, MUTED, indent="   ", first=f"{number}  ")
        ]
        self.put("#side-text", side)
        self.put("#bottom", [*status(self._message, f"run {facts.run}", width), self.key_line(width)])

    def on_key(self, event: events.Key) -> None:
        """A digit jumps to its section."""
        if event.character and event.character.isdigit() and 0 < int(event.character) <= len(self._starts):
            event.stop()
            self.query_one("#page", VerticalScroll).scroll_to(y=self._starts[int(event.character) - 1], animate=False)

    def action_scroll(self, by: int) -> None:
        """A page."""
        page = self.query_one("#page", VerticalScroll)
        page.scroll_page_down(animate=False) if by > 0 else page.scroll_page_up(animate=False)

    def action_line(self, by: int) -> None:
        """A line."""
        page = self.query_one("#page", VerticalScroll)
        page.scroll_relative(y=by, animate=False)

    def action_export(self) -> None:
        """Asks where to, then writes."""
        proposed = str(Path.cwd() / f"debrief-{self._run}{SUFFIX['markdown']}")
        text = "Where to? A name that ends in .json gives JSON, any other Markdown. A file that is there is kept."
        self.app.push_screen(
            TextDialog("Export the debrief", text, value=proposed, done="Enter: write it"), self._write
        )

    def action_leave(self) -> None:
        """Back to where it was opened from."""
        self.app.leave_screen()  # type: ignore[attr-defined]  # CcdrillApp

    def _write(self, typed: str | None) -> None:
        if not typed or not typed.strip():
            return
        path = Path(typed.strip()).expanduser()
        form: Format = "json" if path.suffix == SUFFIX["json"] else "markdown"
        try:
            self._desk.save_debrief(self._run, form, path)
        except CcdrillError as error:
            self._message = f"{error.message}. {error.hint}"
            self.tell(self._message, "warning")
        else:
            self._message = f"Wrote {path}"
            self.tell(self._message)
        self.draw()
