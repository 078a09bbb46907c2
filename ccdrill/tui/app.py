"""The application: opens screens, and knows which comes after which. Nothing else."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from ccdrill.model.ids import RunId
from ccdrill.tui.keyboard import bear_any_byte
from ccdrill.tui.ports import Desk
from ccdrill.tui.screens.base import FramedScreen
from ccdrill.tui.signals import Signals
from ccdrill.tui.themes import THEMES, in_fewer_colours, without_colour

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.actions import ActionParseResult
    from textual.command import Provider
    from textual.dom import DOMNode

    from ccdrill.model.exercise import Exercise
    from ccdrill.practice.sitting import Sitting
    from ccdrill.practice.view import PracticeView
    from ccdrill.session.deciding.team import Team
    from ccdrill.session.session import Session

_THEMES = {
    "dark": "For a dark room.",
    "light": "For a projector in a lit room.",
    "contrast": "As much contrast as there is.",
}

_ALWAYS_HEARD = frozenset({"question_mark", "ctrl+q", "ctrl+c"})
"""Keys that are heard in every window: help, and those that leave or say what does."""
_HOW_TO_LEAVE = "Ctrl+Q leaves ccdrill; everything so far is kept."


def _commands() -> "type[Provider]":
    """What the palette offers; few ask for it."""
    from ccdrill.tui.palette import Commands

    return Commands


class CcdrillApp(App[None]):
    """Opens at the library, at the briefing of an exercise, in a session, or in a sitting of practice."""

    TITLE = "ccdrill"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set["type[Provider] | Callable[[], type[Provider]]"]] = {_commands}
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="quit")]

    def __init__(
        self,
        desk: Desk,
        *,
        exercise: "Exercise | None" = None,
        team: "Team | None" = None,
        session: "Session | None" = None,
        is_console: bool = False,
        sitting: "Sitting | None" = None,
        notice: str = "",
        fits_terminal: bool = False,
    ) -> None:
        """Give `exercise` for a briefing, `session` to play at once, `sitting` to practise; none of them for the library.

        `is_console`: the session is led from here, and shown elsewhere. `notice` is told where practice begins.
        `fits_terminal`: the themes take colours that can be read with as many as this terminal has.
        """
        super().__init__()
        self.animation_level = "none"
        self._signals = Signals(self)
        self._desk = desk
        self._exercise = exercise
        self._team = team
        self._session = session
        self._is_console = is_console
        self._notice = notice
        self.sitting = sitting
        """The sitting that was begun last."""
        self.when_ready: Callable[[], object] | None = None
        """Called once when the first screen stands."""
        self._lowest = 1
        """How many screens lie on each other when leaving the one on top leaves ccdrill."""
        self.last_run: RunId | None = session.run.opened.run if session else None
        colours = (fits_terminal and self.console.color_system) or "truecolor"
        for theme in THEMES:
            self.register_theme(without_colour(theme) if self.no_color else in_fewer_colours(theme, colours))
        self.theme = desk.settings.theme

    def get_default_screen(self) -> Screen[None]:
        """The first screen lies at the bottom, so nothing of Textual's own is made, styled and laid out beneath it."""
        screen = self._first_screen()
        self.stylesheet.read_all(screen.css_path)  # Textual reads it only for screens that are opened later
        return screen

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT002  # Textual's
        """Applies a theme; before the first screen there is nothing to restyle, so its one parse takes the colours."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def on_load(self) -> None:
        """Whoever asks the process to end gets the terminal back: as by `q`, and not in the middle of anything."""
        bear_any_byte()
        self._signals.hear_the_end()

    def on_mount(self) -> None:
        """Whoever stops the process gets the terminal meanwhile."""
        self._signals.hear_pauses()

    @property
    def was_left(self) -> bool:
        """Whether somebody left, or asked the process to end."""
        return self._exit

    @property
    def was_interrupted(self) -> bool:
        """Whether the system asked the process to end."""
        return self._signals.is_ending

    @property
    def bug(self) -> Exception | None:
        """What broke. While screens are taken down, a key that comes late may find that a part is gone: that is none.

        Textual says so by errors of its own; what else breaks meanwhile is a bug as at any other time.
        """
        broke = self._exception  # the only place where Textual keeps what ended it
        is_a_part_gone = broke is not None and type(broke).__module__.partition(".")[0] == "textual"
        return None if self.was_left and is_a_part_gone else broke

    async def on_event(self, event: events.Event) -> None:
        """What a key or a click would do in a window that is too small for the screen, nobody sees: they do nothing, but for help."""
        screen = self.screen_stack[-1] if self.screen_stack else None
        if isinstance(screen, FramedScreen) and screen.is_too_small and _would_act(event):
            return
        await super().on_event(event)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: "DOMNode | None" = None,
        namespaces: "Mapping[str, DOMNode] | None" = None,
    ) -> bool:
        """As Textual does; but nothing is done on a screen that does not stand yet, or was left meanwhile: nobody sees it."""
        if isinstance(default_namespace, Screen):
            stands = default_namespace.is_mounted and default_namespace in self.screen_stack
            if not stands:
                return False
        return await super().run_action(action, default_namespace, namespaces)

    def on_ready(self) -> None:
        """Its first frame stands. Tells whoever waits."""
        if self.when_ready is not None:
            self.call_after_refresh(self.when_ready)

    def _first_screen(self) -> Screen[None]:
        if self._session is not None and self._is_console:
            from ccdrill.tui.screens.console import ConsoleScreen

            return ConsoleScreen(self._session)
        if self._session is not None:
            from ccdrill.tui.screens.exercise import ExerciseScreen

            return ExerciseScreen(self._session, self._after_session)
        if self._exercise is not None:
            from ccdrill.tui.screens.briefing import BriefingScreen

            return BriefingScreen(self._desk, self._exercise, self._team)
        if self.sitting is not None:
            from ccdrill.tui.screens.sitting_opening import SittingOpeningScreen

            return SittingOpeningScreen(self.sitting, self._notice)
        from ccdrill.tui.screens.library import LibraryScreen

        return LibraryScreen(self._desk)

    def open_briefing(self, exercise: "Exercise") -> None:
        """Tells what is to come."""
        from ccdrill.tui.screens.briefing import BriefingScreen

        self.push_screen(BriefingScreen(self._desk, exercise, self._team))

    def open_session(self, session: "Session") -> None:
        """Plays."""
        from ccdrill.tui.screens.exercise import ExerciseScreen

        self.last_run = session.run.opened.run
        self.push_screen(ExerciseScreen(session, self._after_session))

    def replace_with_session(self, session: "Session") -> None:
        """Plays, in place of the briefing."""
        from ccdrill.tui.screens.exercise import ExerciseScreen

        self.last_run = session.run.opened.run
        self._replace_screen_on_top(ExerciseScreen(session, self._after_session))

    def open_debrief(self, run: RunId) -> None:
        """Holds the debrief. Raises CcdrillError when the run can't be read."""
        from ccdrill.tui.screens.debrief import DebriefScreen

        self.push_screen(DebriefScreen(self._desk, run))

    def open_practice(self, sitting: "Sitting") -> None:
        """Tells what is to come."""
        from ccdrill.tui.screens.sitting_opening import SittingOpeningScreen

        self.sitting = sitting
        self.push_screen(SittingOpeningScreen(sitting))

    def replace_with_practice(self, sitting: "Sitting") -> None:
        """Practises, in place of what was told before."""
        from ccdrill.tui.screens.practice import PracticeScreen

        self._replace_screen_on_top(PracticeScreen(sitting))

    def replace_with_results(self, view: "PracticeView") -> None:
        """Shows what a sitting came to, in its place."""
        from ccdrill.tui.screens.sitting_page import SittingPageScreen

        assert view.page is not None, "a sitting that is over has its page"
        self._replace_screen_on_top(SittingPageScreen(view.page, view.place))

    def open_practice_results(self, name: str) -> None:
        """Shows what was judged under a name so far. Raises UnknownName when nothing was, StoreError."""
        from ccdrill.practice.results import results_page
        from ccdrill.tui.screens.sitting_page import SittingPageScreen

        practising = self._desk.practising
        person, judged = practising.judged(name)
        page = results_page(person, judged, practising.titles(), practising.now())
        self.push_screen(SittingPageScreen(page, f"{len(judged)} judged"))

    def open_results(self, drill: str, title: str) -> None:
        """Shows what the runs of a drill show together. Raises CcdrillError when there are none."""
        from ccdrill.results.asked import Asked
        from ccdrill.tui.screens.results import ResultsScreen

        self.push_screen(ResultsScreen(self._desk, self._desk.gather(Asked(drill=drill)), title))

    def leave_screen(self) -> None:
        """Back to the screen beneath; out, when there is none."""
        if len(self.screen_stack) > self._lowest:
            self.pop_screen()
        else:
            self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C ends nothing here, for it copies where something is typed: says what does, where all else is said."""
        screen = self.screen
        if isinstance(screen, FramedScreen):
            screen.tell(_HOW_TO_LEAVE, is_warning=True)
            screen.draw_if_it_fits()

    def action_command_palette(self) -> None:
        """Opens the palette, if it is not open."""
        from ccdrill.tui.palette import Palette  # few ask for it

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette: everything that the screen can do now, first what its key bar shows; help, the end, and last the themes."""
        if isinstance(screen, FramedScreen):
            for action in sorted(screen.legal_actions(), key=lambda one: (one.name == "help", not one.in_bar)):
                if action.title:
                    yield SystemCommand(
                        f"{action.title}  ({action.key_label})",
                        action.help,
                        lambda name=action.name: self._do(screen, name),
                    )
        yield SystemCommand("Quit ccdrill  (Ctrl+Q)", "Leave ccdrill; everything so far is kept.", self.exit)
        for theme in THEMES:
            yield SystemCommand(
                f"Colours: {theme.name}", _THEMES[theme.name], lambda name=theme.name: setattr(self, "theme", name)
            )

    def _do(self, screen: Screen[Any], name: str) -> None:
        self.call_later(screen.run_action, name)

    def _replace_screen_on_top(self, screen: Screen[None]) -> None:
        """Textual can't take the screen at the bottom away; it stays there, and nobody goes back to it."""
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self._lowest = 2
            self.push_screen(screen)

    def _after_session(self, session: "Session") -> None:
        from ccdrill.tui.screens.debrief import DebriefScreen

        self._replace_screen_on_top(DebriefScreen(self._desk, session.run.opened.run))


def _would_act(event: events.Event) -> bool:
    """Whether somebody does something by it, other than asking for help or leaving."""
    if isinstance(event, events.Key):
        return event.key not in _ALWAYS_HEARD
    return isinstance(event, (events.MouseEvent, events.Paste))
