"""The briefing: what is about to be played, by which rules, by whom; then it begins."""

from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ccdrill.model.errors import CcdrillError
from ccdrill.model.exercise import Exercise
from ccdrill.session.deciding.team import Team
from ccdrill.session.telling.telling import Telling
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.brief import Blank, blanks, brief, team_of, vacancies
from ccdrill.tui.paint import ACCENT, MEASURE, MUTED, STRONG, Line, lines_of, rule, spread
from ccdrill.tui.ports import Desk
from ccdrill.tui.screens.base import FRAME_ROWS, FramedScreen
from ccdrill.tui.screens.choices import BoundedList
from ccdrill.tui.typed_line import TypedLine

_BEGIN = "begin"


class BriefingScreen(FramedScreen):
    """Tells what is to come, then asks a team who plays; everything may be left open.

    Both stand on one page if there is room, else on two.
    """

    CSS_PATH = "briefing.tcss"
    HELP_TITLE = "the briefing"
    PANE = "#words"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("help", "question_mark", "help", "This page.", in_bar=True, title="Help"),
        Action(
            "go_on", "space", "begin", "Go on: to what is below, to who plays, then begin.", in_bar=True, title="Go on"
        ),
        Action(
            "enter",
            "enter",
            "begin",
            "The same; on a role, type who plays it: an empty line makes it vacant.",
            in_bar=True,
            title="Begin, or type who plays the highlighted role",
        ),
        Action("leave", "escape,q", "back", "Back, without beginning.", in_bar=True, title="Back"),
    )
    BINDINGS = bindings_of(ACTIONS)

    def __init__(self, desk: Desk, exercise: Exercise, team: Team | None = None) -> None:
        """`team` is what is known already."""
        super().__init__()
        self._desk = desk
        self._exercise = exercise
        self._telling = Telling(exercise)
        known = team or Team()
        self._blanks = blanks(self._telling, known if known.name else replace(known, name=desk.settings.team))
        self._is_asking = False
        """Whether the page with the roles is shown, where they have one of their own."""
        self._is_one_page = True
        self._told = ""
        """What was said last about roles that nobody plays."""

    @property
    def is_team(self) -> bool:
        """Whether several people play."""
        return self._exercise.drill.mode == "team"

    @property
    def is_typing(self) -> bool:
        """Whether the line to type in is open."""
        return self.is_team and self.query_one("#typed", Input).display

    @property
    def shows_roles(self) -> bool:
        """Whether the roles are on the screen."""
        return self.is_team and (self._is_one_page or self._is_asking)

    def compose_body(self) -> ComposeResult:
        """The words, the list of roles, and one line to type in."""
        with Vertical(id="body"):
            yield Static(id="words")
            if self.is_team:
                yield BoundedList(id="roles", markup=False)
                yield TypedLine(id="typed")

    def on_mount(self) -> None:
        """Nothing is typed yet."""
        if self.is_team and self.is_attached:
            self.query_one(Input).display = False
            self._show_roles(0)

    def draw(self) -> None:
        """Words, and roles below or after them."""
        width, height = self.app.size
        drill = self._exercise.drill
        left = Content.assemble((" EXERCISE  ", ACCENT), (drill.title, STRONG))
        self.put("#top", [spread(left, Content.styled("briefing ", MUTED), width), rule(width, drill.marking)])
        rows = height - FRAME_ROWS - len(self._status_lines(width))
        words = brief(self._exercise, self._telling, min(width - 4, MEASURE))
        head = [Content(""), Content.styled(" Who plays what", STRONG), *self._hint(width)]
        needed = len(self._blanks) + 1
        self._is_one_page = not self.is_team or len(words) + len(head) + needed <= rows
        if not self.is_team:
            self.put_text(words, width, rows)
        elif self._is_one_page:
            self.put_text([*words, *head], width, len(words) + len(head))
        else:
            self.put_text(head[1:] if self._is_asking else words, width, len(head) - 1 if self._is_asking else rows)
        if self.is_team:
            self._draw_roles(rows - self.text.rows - self.is_typing)
        self.draw_bottom()

    def legal_actions(self) -> tuple[Action, ...]:
        """What can be done now, in the words of now; all other keys only type while the line is open."""
        if self.is_typing:
            words = {"enter": "keep", "leave": "as it was"}
            return tuple(replace(one, label=words[one.name]) for one in super().legal_actions() if one.name in words)
        word = "more" if self.text.is_more_below else "begin" if not self.is_team or self.shows_roles else "who plays"
        is_on_a_role = self.shows_roles and self._current() is not None
        words = {"go_on": word, "enter": "type"}
        return tuple(
            replace(
                one, label=words.get(one.name, one.label), in_bar=one.in_bar and (one.name != "enter" or is_on_a_role)
            )
            for one in super().legal_actions()
        )

    def action_go_on(self) -> None:
        """To what is below, to the roles, then begins the run and plays it."""
        if self.text.is_more_below:
            self.scroll_text("pagedown")
        elif self.is_team and not self.shows_roles:
            self._turn_to_roles(is_asking=True)
        else:
            self._begin()

    def action_enter(self) -> None:
        """Opens the line for what is highlighted; on anything else goes on."""
        line = self._current() if self.shows_roles else None
        if line is None:
            self.action_go_on()
            return
        typed = self.query_one("#typed", Input)
        typed.value = line.value
        typed.placeholder = f"{line.label}; Enter when done"
        typed.display = True
        typed.focus()
        self.draw()

    def action_leave(self) -> None:
        """Back to the page before, to the library, or out."""
        if self._is_asking and not self._is_one_page:
            self._turn_to_roles(is_asking=False)
        else:
            self.app.leave_screen()  # type: ignore[attr-defined]  # CcdrillApp

    def _begin(self) -> None:
        """Begins; where only some roles are named, after saying what becomes of the others."""
        vacant = vacancies(self._blanks)
        if vacant != self._told:
            self._told = vacant
            if vacant:
                self.tell(f"{vacant} Space again begins.", is_warning=True)
                self.draw()
                return
        try:
            session = self._desk.begin(self._exercise, team_of(self._blanks))
        except CcdrillError as error:
            self.tell_refusal(error)
            self.draw()
            return
        self.app.replace_with_session(session)  # type: ignore[attr-defined]  # CcdrillApp

    def _turn_to_roles(self, *, is_asking: bool) -> None:
        self._is_asking = is_asking
        self.text = self.text.at(0)
        self.draw()

    def _draw_roles(self, rows: int) -> None:
        roles = self.query_one("#roles", OptionList)
        roles.display = self.shows_roles
        roles.styles.max_height = max(3, rows)
        if self.shows_roles and not self.is_typing:
            roles.focus()

    def _hint(self, width: int) -> list[Line]:
        words = "Several names with commas, or just a head count. All of it may stay open."
        return [*lines_of(words, width - 2, MUTED, indent=" "), Content("")]

    def _status_lines(self, width: int) -> list[Line]:
        return self.status_lines(self._next_key(), "", width)

    def _next_key(self) -> str:
        """What leads on from here."""
        if self.is_typing:
            return "Enter keeps it, Esc leaves the line as it was."
        if self.text.is_more_below:
            return "Space shows more."
        if not self.is_team:
            return "Space begins, and so does Enter."
        return (
            "Space begins; Enter on a line types into it." if self.shows_roles else "Space goes on to who plays what."
        )

    def on_key(self, event: events.Key) -> None:
        """Escape leaves the line as it was; a key that does nothing here says what does."""
        self.forget()
        if not self.is_typing:
            self.answer_idle(event, self._next_key())
        elif event.key == "escape" and self.query_one("#typed", Input).has_focus:
            event.stop()
            self._close_line()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """What Enter does depends on it."""
        event.stop()
        self.draw_bottom()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter in the list. A second one may come when what the first one opened already lies above."""
        event.stop()
        if self.is_active:
            self.action_enter()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes what was typed, and moves on."""
        event.stop()
        line = self._current()
        if line is None:
            return
        if reason := line.why_not(event.value):
            self.tell(reason, is_warning=True)
            self.draw()
            return
        line.value = event.value.strip()
        self._close_line()
        highlighted = self.query_one("#roles", OptionList).highlighted or 0
        self._show_roles(min(highlighted + 1, len(self._blanks)))
        self.draw()

    def _close_line(self) -> None:
        self.query_one("#typed", Input).display = False
        self.query_one("#roles", OptionList).focus()
        self.draw()

    def _current(self) -> Blank | None:
        """The line that is highlighted; None for the one that begins."""
        highlighted = self.query_one("#roles", OptionList).highlighted or 0
        return self._blanks[highlighted - 1] if highlighted else None

    def _show_roles(self, highlighted: int) -> None:
        roles = self.query_one("#roles", OptionList)
        widest = max(len(line.label) for line in self._blanks)
        roles.clear_options()
        roles.add_option(Option(Content.styled(" Begin", STRONG), id=_BEGIN))
        roles.add_options(
            [
                Option(Content.assemble(f" {line.label:<{widest}}  ", (line.value or "-", STRONG)), id=line.id)
                for line in self._blanks
            ]
        )
        roles.highlighted = highlighted
        roles.focus()
