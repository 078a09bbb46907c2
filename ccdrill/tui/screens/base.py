"""What all screens share: the table of actions, the frame of top and bottom lines, a text that scrolls, and what is said last."""

from collections.abc import Callable, Iterable
from typing import ClassVar, get_args

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from ccdrill.model.errors import CcdrillError
from ccdrill.tui.actions import Action
from ccdrill.tui.bars import keys, status
from ccdrill.tui.paint import ACCENT, MUTED, REMINDER, STRONG, Line, stack
from ccdrill.tui.pane import Move, Pane
from ccdrill.tui.screens.hearing import Hearing

SMALLEST = (60, 18)
"""Columns and rows below which a plain message stands in place of the screen."""
_TOO_SMALL = (
    f"ccdrill needs {SMALLEST[0]} columns and {SMALLEST[1]} rows. Make the window larger, or the letters smaller."
    " Until then keys do nothing, but for ? (help) and Ctrl+Q (leave)."
)
FRAME_ROWS = 3
"""Two lines at the top, and the keys."""
PRACTICE = "THIS IS PRACTICE"
"""What stands at the end of the key bar where nothing is an exercise of a team, and nothing is real either."""
WIDE = 110
"""Columns from which on there is room for a second column."""
LOOKING_BACK = "Looking back on the run ..."
"""What is said while a debrief is made: the search for better ways may take a second or two."""
AFTER_PAINTING = 0.05
"""Seconds after which what was drawn stands on the terminal: Textual tells only when it has handed it over."""
_WHEEL = 3
"""Lines that a notch of the mouse wheel scrolls."""


class FramedScreen(Hearing[None]):
    """A screen with lines at the top, a key bar at the bottom, and a body between. Subclasses draw; nothing else does.

    A screen is as large as the window, so it draws before it is laid out: the first frame that anybody sees is whole.
    """

    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    """What can be done here: feeds keys, key bar, help and palette."""
    HELP_TITLE: ClassVar[str] = ""
    """What help calls this screen."""
    AUTO_FOCUS = ""
    """Drawing says what has the focus; Textual would give it to a list that is not shown."""
    REMINDER: ClassVar[str] = REMINDER
    """What stands at the end of the key bar, and on every dialog above the screen."""
    PANE: ClassVar[str] = ""
    """The static part that shows a text which may be longer than its room; empty: there is none."""
    SCROLL_KEYS: ClassVar[tuple[str, str]] = ("Down, PgDn", "Up, PgUp")
    """The keys that scroll it down and up, in words."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"scroll('{key}')", "Scroll", show=False, id=f"scroll-{key}") for key in get_args(Move)
    ]

    def __init__(self) -> None:
        """Nothing is said yet."""
        super().__init__()
        self.message = ""
        """What was said last; it stands in the status line until the next key."""
        self._is_warning = False
        self.text = Pane()
        """What the pane shows."""
        self._text_width = 0
        self._drawn_for: Size | None = None
        """The window for which the screen was drawn last."""

    def compose(self) -> ComposeResult:
        """Top, body, bottom."""
        yield Static(id="top")
        yield from self.compose_body()
        yield Static(id="bottom")

    def compose_body(self) -> ComposeResult:
        """The widgets between top and bottom."""
        yield from ()

    def draw(self) -> None:
        """Draws everything anew from what is known now."""

    def draw_bottom(self) -> None:
        """Draws what changes when somebody scrolls: status and keys."""
        width = self.size.width
        self.put("#bottom", [*self._status_lines(width), self.key_line(width)])

    def _status_lines(self, width: int) -> list[Line]:
        """What stands above the keys."""
        return self.status_lines("", "", width)

    @property
    def size(self) -> Size:
        """A screen is as large as the window; Textual's own would say so only after the first layout."""
        return self.app.size

    def on_screen_resume(self) -> None:
        """Draws: for the first time, and when the screen above is gone."""
        self.draw_if_it_fits()

    def on_resize(self) -> None:
        """Everything depends on the size."""
        if self.size != self._drawn_for:
            self.draw_if_it_fits()

    @property
    def is_wide(self) -> bool:
        """Whether there is room for a second column."""
        return self.size.width >= WIDE

    @property
    def is_too_small(self) -> bool:
        """Whether the window is too small for it. Then keys do nothing but help and leave."""
        return self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]

    def draw_if_it_fits(self) -> None:
        """Draws, or says that the window is too small. Of a screen that opens while somebody leaves ccdrill there is nothing."""
        if not self.is_attached:
            return
        self._drawn_for = self.size
        self.set_class(self.is_too_small, "-too-small")
        self.set_class(self.is_wide, "-wide")
        if not self.is_too_small:
            self.draw()
        elif not self.query("#too-small"):
            self.mount(Static(Content(_TOO_SMALL), id="too-small"))

    def put(self, selector: str, lines: Iterable[Line]) -> None:
        """Shows lines in one of the screen's static parts; never markup."""
        self.query_one(selector, Static).update(stack(lines))

    @property
    def scroll_keys(self) -> tuple[str, str]:
        """The keys that scroll now, in words."""
        return self.SCROLL_KEYS

    def put_text(self, lines: Iterable[Line], width: int, rows: int) -> None:
        """Shows a text in the pane, from the line on at which it stands."""
        self.text = self.text.resized(tuple(lines), rows)
        self.query_one(self.PANE).styles.height = rows
        self._text_width = width
        self.put(self.PANE, self.text.drawn(width, *self.scroll_keys))

    def action_scroll(self, move: Move) -> None:
        """A key that scrolls."""
        self.scroll_text(move)

    def action_read_on(self) -> None:
        """A page down; after the end, from the top."""
        self.scroll_text("pagedown" if self.text.is_more_below else "home")

    def scroll_text(self, move: Move) -> None:
        """Scrolls the text."""
        self._show_from(self.text.moved(move))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls what lies under it."""
        self._wheel(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls what lies under it."""
        self._wheel(event, -_WHEEL)

    def legal_actions(self) -> tuple[Action, ...]:
        """What can be done right now."""
        return tuple(one for one in self.ACTIONS if self.check_action(one.name, ()) is not False)

    def helped_actions(self) -> tuple[Action, ...]:
        """What help tells of: all that can ever be done here."""
        return self.ACTIONS

    @property
    def reminder(self) -> str:
        """What stands at the end of the key bar now."""
        return self.REMINDER

    def key_line(self, width: int) -> Line:
        """The key bar for now."""
        return keys((one for one in self.legal_actions() if one.in_bar), width, self.reminder)

    def status_lines(self, left: str, right: str, width: int) -> list[Line]:
        """What was said last; else what is going on."""
        if not self.message:
            return status(left, right, width, MUTED)
        return status(self.message, right, width, ACCENT if self._is_warning else STRONG)

    def tell(self, text: str, *, is_warning: bool = False) -> None:
        """Says something in the status line: there it stays until the next key, and covers nothing."""
        self.message, self._is_warning = text, is_warning

    def tell_refusal(self, error: CcdrillError) -> None:
        """Says what was refused and what to do."""
        self.tell(error.sentences, is_warning=True)

    def say_then(self, text: str, do: Callable[[], object]) -> None:
        """Says what will take a moment, then does it."""
        self.tell(text)
        self.draw()
        self.set_timer(AFTER_PAINTING, do)

    def forget(self) -> None:
        """What was said has been read: a key was pressed."""
        if self.message:
            self.message = ""
            self.draw()

    def answer_idle(self, event: events.Key, instead: str = "? tells what can be done.") -> None:
        """Says what to press instead of a letter or number that does nothing here: silence looks like a fault."""
        is_said = event.is_printable and event.character != " "
        if is_said and event.key not in self.active_bindings and not self.is_too_small:
            self.tell(f"{event.character} does nothing here. {instead}")
            self.draw()

    def action_help(self) -> None:
        """Opens help for this screen."""
        from ccdrill.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.HELP_TITLE, self.helped_actions()))

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        if self.PANE and event.widget is self.query_one(self.PANE):
            event.stop()
            self._show_from(self.text.at(self.text.top + by))

    def _show_from(self, text: Pane) -> None:
        if self.PANE and text != self.text:
            self.text = text
            self.put(self.PANE, text.drawn(self._text_width, *self.scroll_keys))
            self.draw_bottom()
