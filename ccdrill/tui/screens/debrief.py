"""The debrief: one page in the order in which a team should hear it, with sections to jump to and an export."""

from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from ccdrill.debrief.document import Debrief
from ccdrill.debrief.render import SUFFIX, Format
from ccdrill.debrief.talk import Talk
from ccdrill.model.errors import CcdrillError
from ccdrill.model.ids import RunId
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.paint import MEASURE, MUTED, STRONG, Line, lines_of, rule
from ccdrill.tui.ports import Desk
from ccdrill.tui.report import SECTION_KEYS, header, sections, titled
from ccdrill.tui.screens.base import FRAME_ROWS, FramedScreen
from ccdrill.tui.screens.dialogs import TextDialog

_SIDE_WIDTH = 30


class DebriefScreen(FramedScreen):
    """Shows a debrief document; computes nothing."""

    CSS_PATH = "debrief.tcss"
    HELP_TITLE = "the debrief"
    PANE = "#page"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("help", "question_mark", "help", "This page.", in_bar=True, title="Help"),
        Action("go_on", "space", "more", "A page down.", in_bar=True, title="A page down"),
        Action(
            "section",
            ",".join(SECTION_KEYS),
            "section",
            "Jump to the section with that number.",
            shown_key="0-9",
        ),
        Action(
            "agree",
            "a",
            "plan",
            "The improvement plan: agree on actions, rate the objectives, say what you make of a finding.",
            in_bar=True,
            title="Agree on what is to be done",
        ),
        Action(
            "export",
            "x",
            "export",
            "Write the debrief to a file: Markdown, or JSON if its name ends in .json.",
            in_bar=True,
            title="Export to a file",
        ),
        Action("leave", "q,escape", "leave", "Leave the debrief.", in_bar=True, title="Leave the debrief"),
    )
    BINDINGS = bindings_of(one for one in ACTIONS if one.name != "section")

    def __init__(self, desk: Desk, run: RunId) -> None:
        """Raises CcdrillError when the run can't be read."""
        super().__init__()
        self._desk = desk
        self._run = run
        self._debrief: Debrief = desk.debrief(run)
        self._talk: Talk | None = None
        """What is agreed meanwhile, once somebody wants to."""
        self._starts: list[int] = []
        self._titles: list[str] = []

    def on_screen_resume(self) -> None:
        """With what was agreed on the screens above."""
        if self._talk is not None:
            self._debrief = self._talk.debrief
        super().on_screen_resume()

    def compose_body(self) -> ComposeResult:
        """The page; beside it, on a wide screen, its sections."""
        with Horizontal(id="body"):
            yield Static(id="page")
            yield Static(id="side-text")

    def draw(self) -> None:
        """The whole page for the width."""
        width, height = self.app.size
        page_width = width - _SIDE_WIDTH if self.is_wide else width
        found = sections(self._debrief, min(page_width - 6, MEASURE))
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
        facts = self._debrief.facts
        self.put("#top", [header(facts, width), rule(width, facts.marking, self._continued())])
        self.put("#side-text", self._contents())
        super().draw_bottom()

    def _status_lines(self, width: int) -> list[Line]:
        return self.status_lines("", f"run {self._debrief.facts.run}", width)

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
        """A section's key jumps to it."""
        self.forget()
        place = SECTION_KEYS.find(event.character) if event.character else -1
        if 0 <= place < len(self._starts):
            event.stop()
            self.text = self.text.at(self._starts[place])
            self.draw()

    def legal_actions(self) -> tuple[Action, ...]:
        """What can be done now: at the end there is no more below."""
        is_more = self.text.is_more_below
        return tuple(one for one in super().legal_actions() if one.name != "go_on" or is_more)

    def action_go_on(self) -> None:
        """A page down."""
        self.scroll_text("pagedown")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        """Nothing is agreed on before the end."""
        return action != "agree" or self._debrief.facts.is_finished

    def action_agree(self) -> None:
        """Opens the plan, with what other terminals recorded since."""
        from ccdrill.tui.screens.plan import PlanScreen

        try:
            self._talk = Talk(self._desk.resume(self._run), self._debrief)
        except CcdrillError as error:
            self.tell(f"{error.message}. {error.hint}", is_warning=True)
            self.draw()
        else:
            self.app.push_screen(PlanScreen(self._talk))

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
            self.tell(f"{error.message}. {error.hint}", is_warning=True)
        else:
            self.tell(f"Wrote {path}")
        self.draw()
