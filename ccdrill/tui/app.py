"""The application: opens screens, and knows which comes after which. Nothing else."""

import gc
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from ccdrill.model.ids import RunId
from ccdrill.tui.ports import Desk
from ccdrill.tui.screens.base import FramedScreen
from ccdrill.tui.themes import THEMES

if TYPE_CHECKING:
    from ccdrill.model.exercise import Exercise
    from ccdrill.session.session import Session
    from ccdrill.session.team import Team

_THEMES = {
    "dark": "For a dark room.",
    "light": "For a projector in a lit room.",
    "contrast": "As much contrast as there is.",
}


class CcdrillApp(App[None]):
    """Opens at the library, at the briefing of an exercise, or in a session."""

    TITLE = "ccdrill"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="quit")]

    def __init__(
        self,
        desk: Desk,
        *,
        exercise: "Exercise | None" = None,
        team: "Team | None" = None,
        session: "Session | None" = None,
    ) -> None:
        """Give `exercise` for a briefing, `session` to play at once, neither for the library."""
        super().__init__()
        self.animation_level = "none"
        self._desk = desk
        self._exercise = exercise
        self._team = team
        self._session = session
        self.when_ready: Callable[[], object] | None = None
        """Called once when the first screen stands."""
        self.last_run: RunId | None = session.run.opened.run if session else None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = desk.settings.theme

    def on_mount(self) -> None:
        """Opens the first screen."""
        if self._session is not None:
            self.open_session(self._session)
        elif self._exercise is not None:
            self.open_briefing(self._exercise)
        else:
            from ccdrill.tui.screens.library import LibraryScreen

            self.push_screen(LibraryScreen(self._desk))

    def note_ready(self) -> None:
        """A screen has drawn itself: what stands by now stays, so the collector leaves it alone. Tells whoever waits, once."""
        gc.freeze()
        waiting, self.when_ready = self.when_ready, None
        if waiting is not None:
            self.call_after_refresh(waiting)

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
        self.switch_screen(ExerciseScreen(session, self._after_session))

    def open_debrief(self, run: RunId) -> None:
        """Holds the debrief. Raises CcdrillError when the run can't be read."""
        from ccdrill.tui.screens.debrief import DebriefScreen

        self.push_screen(DebriefScreen(self._desk, run))

    def leave_screen(self) -> None:
        """Back to the screen beneath; out, when there is none."""
        if len(self.screen_stack) > 2:  # Textual's own default screen lies at the bottom
            self.pop_screen()
        else:
            self.exit()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette: everything that the screen can do now, and the themes."""
        if isinstance(screen, FramedScreen):
            for action in screen.legal_actions():
                if action.title:
                    yield SystemCommand(
                        f"{action.title}  ({action.key_label})",
                        action.help,
                        lambda name=action.name: self._do(screen, name),
                    )
        for theme in THEMES:
            yield SystemCommand(
                f"Colours: {theme.name}", _THEMES[theme.name], lambda name=theme.name: setattr(self, "theme", name)
            )
        yield SystemCommand("Quit ccdrill  (Ctrl+Q)", "Leave ccdrill; the run is kept.", self.exit)

    def _do(self, screen: Screen[Any], name: str) -> None:
        self.call_later(screen.run_action, name)

    def _after_session(self, session: "Session") -> None:
        from ccdrill.tui.screens.debrief import DebriefScreen

        self.switch_screen(DebriefScreen(self._desk, session.run.opened.run))
