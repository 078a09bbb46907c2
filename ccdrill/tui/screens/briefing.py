"""The briefing: what is about to be played, by which rules, by whom; then it begins."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ccdrill.model.errors import CcdrillError
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import RoleId
from ccdrill.session.team import Team
from ccdrill.session.telling import Telling
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.bars import status
from ccdrill.tui.paint import ACCENT, MUTED, STRONG, TITLE, Line, lines_of, rule, spread
from ccdrill.tui.ports import Desk
from ccdrill.tui.screens.base import FramedScreen

_ASKED = {
    "role": "who acts",
    "records": "what is on record",
    "where": "where",
    "reason": "why",
    "confidence": "how sure you are",
}
_TEAM, _PEOPLE = "team", "people"
_WHO = "Who plays what: names, or just how many. All may stay open."
_MORE = "PgDn: more"
_TOP_ROWS = 2


@dataclass
class _Line:
    """One thing that can be filled in."""

    id: str
    label: str
    value: str = ""


class BriefingScreen(FramedScreen):
    """Tells what is to come and asks who plays; everything may be left open."""

    CSS_PATH = "briefing.tcss"
    HELP_TITLE = "the briefing"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("help", "question_mark", "help", "This page.", in_bar=True),
        Action("begin", "space", "begin", "Begin: the story starts.", in_bar=True),
        Action(
            "edit",
            "enter",
            "fill in",
            "Type who plays the highlighted role; an empty line makes it vacant.",
            in_bar=True,
        ),
        Action("scroll(1)", "pagedown", "more", "Scroll the briefing down."),
        Action("scroll(-1)", "pageup", "back", "Scroll the briefing up."),
        Action("leave", "escape,q", "back", "Back, without beginning.", in_bar=True),
    )
    BINDINGS = bindings_of(ACTIONS)

    def __init__(self, desk: Desk, exercise: Exercise, team: Team | None = None) -> None:
        """`team` is what is known already."""
        super().__init__()
        self._desk = desk
        self._exercise = exercise
        self._telling = Telling(exercise, {})
        self._lines = self._fields(team or Team())
        self._message = ""

    @property
    def is_team(self) -> bool:
        """Whether several people play."""
        return self._exercise.drill.mode == "team"

    def compose_body(self) -> ComposeResult:
        """The words, the list of roles, and one line to type in."""
        with VerticalScroll(id="words", can_focus=False):
            yield Static(id="words-text")
        if self.is_team:
            yield OptionList(id="roles", markup=False)
            yield Input(id="typed", max_length=120)

    def on_mount(self) -> None:
        """Nothing is typed yet."""
        if self.is_team:
            self.query_one(Input).display = False
            self._show_roles(0)

    def draw(self) -> None:
        """Words above, roles below."""
        width = self.size.width
        drill = self._exercise.drill
        left = Content.assemble((" EXERCISE  ", ACCENT), (drill.title, STRONG))
        self.put("#top", [spread(left, Content.styled("briefing ", MUTED), width), rule(width, drill.marking)])
        words = self._words(width - 4)
        self.put("#words-text", words)
        rows = 0
        if self.is_team:
            rows = max(5, min(len(self._lines), self.size.height - 17))
            self.query_one("#roles", OptionList).styles.max_height = rows
        default = _WHO if self.is_team else "Space begins."
        said = self._message or default
        below = len(status(said, _MORE, width)) + 1
        more = _MORE if len(words) > self.size.height - _TOP_ROWS - rows - below else ""
        self.put("#bottom", [*status(said, more, width), self.key_line(width)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        """Solo drills have nothing to fill in; while typing, keys are letters."""
        if action == "edit":
            return self.is_team
        return True

    def action_begin(self) -> None:
        """Begins the run, and plays it."""
        try:
            team = self._team()
            session = self._desk.begin(self._exercise, team)
        except CcdrillError as error:
            self._message = f"{error.message}. {error.hint}"
            self.tell(self._message, "warning")
            self.draw()
            return
        self.app.replace_with_session(session)  # type: ignore[attr-defined]  # CcdrillApp

    def action_edit(self) -> None:
        """Opens the line for what is highlighted."""
        line = self._current()
        typed = self.query_one("#typed", Input)
        typed.value = line.value
        typed.placeholder = f"{line.label}; Enter when done"
        typed.display = True
        typed.focus()

    def action_scroll(self, by: int) -> None:
        """Scrolls the words."""
        words = self.query_one("#words", VerticalScroll)
        words.scroll_page_down(animate=False) if by > 0 else words.scroll_page_up(animate=False)

    def action_leave(self) -> None:
        """Back to the library, or out."""
        self.app.leave_screen()  # type: ignore[attr-defined]  # CcdrillApp

    def on_key(self, event: events.Key) -> None:
        """Escape leaves the line as it was."""
        if self.is_team and self.query_one("#typed", Input).has_focus and event.key == "escape":
            event.stop()
            self._close_line()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter in the list."""
        event.stop()
        self.action_edit()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes what was typed, and moves on."""
        event.stop()
        line = self._current()
        if line.id == _PEOPLE and event.value.strip() and not event.value.strip().isdecimal():
            self._message = "How many people take part is a whole number."
            self.draw()
            return
        line.value = event.value.strip()
        self._message = ""
        self._close_line()
        highlighted = self.query_one("#roles", OptionList).highlighted or 0
        self._show_roles(min(highlighted + 1, len(self._lines) - 1))
        self.draw()

    def _close_line(self) -> None:
        self.query_one("#typed", Input).display = False
        self.query_one("#roles", OptionList).focus()

    def _current(self) -> _Line:
        return self._lines[self.query_one("#roles", OptionList).highlighted or 0]

    def _show_roles(self, highlighted: int) -> None:
        roles = self.query_one("#roles", OptionList)
        widest = max(len(line.label) for line in self._lines)
        roles.clear_options()
        roles.add_options(
            [
                Option(Content.assemble(f" {line.label:<{widest}}  ", (line.value or "-", STRONG)), id=line.id)
                for line in self._lines
            ]
        )
        roles.highlighted = highlighted
        roles.focus()

    def _fields(self, team: Team) -> list[_Line]:
        fields = [
            _Line(_TEAM, "Team", team.name or self._desk.settings.team),
            _Line(_PEOPLE, "How many people", str(team.head_count) if team.head_count else ""),
        ]
        seated = {role: ", ".join(name for one, name in team.players if one == role) for role in self._telling.roles()}
        return [*fields, *(_Line(role, self._telling.role_title(role), names) for role, names in seated.items())]

    def _team(self) -> Team:
        if not self.is_team:
            return Team(name=self._lines[0].value)
        values = {line.id: line.value for line in self._lines}
        roles = {RoleId(line.id): line.value for line in self._lines[2:]}
        players = tuple(
            (role, name.strip()) for role, names in roles.items() for name in names.split(",") if name.strip()
        )
        named = any(name for name in roles.values())
        vacant = tuple(role for role, names in roles.items() if not names) if named else ()
        return Team(name=values[_TEAM], head_count=int(values[_PEOPLE] or 0), players=players, vacant=vacant)

    def _words(self, width: int) -> list[Line]:
        exercise = self._exercise
        drill, scenario = exercise.drill, exercise.scenario
        wording = self._telling.wording
        lines = [*lines_of(wording.fill(scenario.title), width, TITLE, indent=" ")]
        lines += [
            Content(""),
            *lines_of(wording.fill(drill.summary or scenario.summary), width, indent="  "),
            Content(""),
        ]
        for rule_text in self._rules():
            lines += lines_of(rule_text, width, indent="    ", first="  · ")
        return lines

    def _rules(self) -> list[str]:
        exercise = self._exercise
        drill = exercise.drill
        model = " It is a model procedure, not your organisation's own." if exercise.procedure.model else ""
        asked = ", ".join(_ASKED[one] for one in drill.ask)
        begins = exercise.scenario.begins
        rules = [
            f"About {drill.minutes} minutes. The story begins on {begins:%A} {begins.day} {begins:%B} {begins:%Y} at {begins:%H:%M}.",
            "Everything in it is invented. Nothing you do here reaches a real system; never type a real card number.",
            f'You are scored against "{exercise.procedure.title}", {exercise.procedure.version}.{model}',
        ]
        if drill.pace:
            pace = f"{float(drill.pace):g} story minute{'' if drill.pace == 1 else 's'}"
            rules.append(f"Thinking takes time: {pace} for each real minute.")
        else:
            rules.append("Thinking takes no story time; what you choose to do does.")
        if asked:
            rules.append(f"With each decision you may be asked {asked}. Only the choice is required.")
        if drill.options == "closed":
            rules.append("Talk first: the facilitator opens the options.")
        rules.append(
            "You are told after each decision what the procedure says."
            if drill.feedback == "each"
            else "What the procedure says comes at the end."
        )
        return rules
