"""Practice: a message, the judgement and what it came to, on one screen. Digit, digit, Enter, Space; nothing asks twice."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from ccdrill.model.errors import CcdrillError
from ccdrill.model.readable import readable
from ccdrill.practice.sitting import Sitting
from ccdrill.practice.view import PracticeView
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.judging import Picked, routes
from ccdrill.tui.paint import ACCENT, MEASURE, STRONG, Line, rule, spread
from ccdrill.tui.pane import Pane
from ccdrill.tui.practising import PRACTICE_ACTIONS, Moment, practice_actions, status_words, why_not
from ccdrill.tui.screens.base import FRAME_ROWS, PRACTICE, FramedScreen
from ccdrill.tui.screens.dialogs import PageDialog
from ccdrill.tui.sitting import ROUTES, Room, share

_SIDE_WIDTH = 42
_KEY_OF = {key: action for action in PRACTICE_ACTIONS.values() for key in action.keys.split(",")}


class PracticeScreen(FramedScreen):
    """Shows a sitting and takes judgements. What was picked is recorded by Enter, and by nothing else."""

    CSS_PATH = "practice.tcss"
    HELP_TITLE = "practice"
    REMINDER = PRACTICE
    PANE = "#message"
    ACTIONS: ClassVar[tuple[Action, ...]] = tuple(PRACTICE_ACTIONS.values())
    BINDINGS = bindings_of(one for one in ACTIONS if one.name not in ("pick", "look"))

    def __init__(self, sitting: Sitting) -> None:
        """The first message waits."""
        super().__init__()
        self.sitting = sitting
        self.view: PracticeView = sitting.view()
        self.picked = Picked()
        """What was picked for the message that is shown."""
        self._is_new = True
        """Whether what is shown was not drawn yet: then it is shown from where it matters."""

    def compose_body(self) -> ComposeResult:
        """The message over what is asked; beside them, on a wide screen, the routes that are known."""
        with Horizontal(id="body"):
            with Vertical(id="main"):
                yield Static(id="message")
                yield Static(id="judging")
            yield Static(id="side")

    def draw(self) -> None:
        """Everything, for the stage and the size."""
        width, height = self.size
        main = width - _SIDE_WIDTH if self.is_wide else width
        rows = height - FRAME_ROWS - len(self._status_lines(width))
        room = Room(main, min(main, MEASURE), rows, _SIDE_WIDTH - 3 if self.is_wide else 0)
        shared = share(self.view, self.picked, room)
        if self._is_new:
            self.text = Pane(shared.upper.lines, shared.upper_rows).at(shared.begin)
            self._is_new = False
        self.put_text(shared.upper.lines, main, shared.upper_rows)
        self.put("#judging", shared.lower)
        self.put("#side", shared.side)
        self.put("#top", self._top(width))
        self.draw_bottom()

    @property
    def moment(self) -> Moment:
        """Where the screen stands."""
        return Moment(self.view, self.picked, is_longer=self.text.overflows)

    def legal_actions(self) -> tuple[Action, ...]:
        """What can be done now, in the words of now."""
        return practice_actions(self.moment)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        """What is possible now."""
        return action not in PRACTICE_ACTIONS or not why_not(self.moment, action)

    def on_key(self, event: events.Key) -> None:
        """Digits judge and letters look; a key that can do nothing now says why."""
        self.forget()
        action = _KEY_OF.get(event.key)
        if action is None:
            return
        if reason := why_not(self.moment, action.name):
            self._say(reason)
        elif action.name == "pick":
            self.picked = self.picked.press(event.key, self.view)
            self._redraw()
        elif action.name == "look":
            self._look(event.key)
        else:
            return
        event.stop()

    def action_commit(self) -> None:
        """Records the judgement; then the message is explained."""
        if self.picked.answer is None or self.picked.sure is None:
            return
        try:
            view = self.sitting.judge(self.picked.answer.id, self.picked.sure.sure)
        except CcdrillError as error:
            self.tell_refusal(error)
            self.draw()
        else:
            self._show(view)

    def action_go_on(self) -> None:
        """To the next message, or the page at the end; of a message that waits, to what is below."""
        if self.moment.is_judged:
            self._turn_to_next()
        else:
            self.action_read_on()

    def action_drop(self) -> None:
        """Nothing is picked any more."""
        self.picked = Picked()
        self._redraw()

    def action_routes(self) -> None:
        """What the person knows, to look up at any time."""
        found = self.view.routes
        dialog = PageDialog(ROUTES, "", lambda width: routes(found, width), turns="K", turn_words="")
        self.app.push_screen(dialog)

    def action_leave(self) -> None:
        """To the page at the end, which tells what was judged; out, when nothing was."""
        if not self.sitting.judged:
            self.app.leave_screen()  # type: ignore[attr-defined]  # CcdrillApp
            return
        try:
            view = self.sitting.leave()
        except CcdrillError:  # the page can't be made; what was judged is kept all the same
            self.app.leave_screen()  # type: ignore[attr-defined]  # CcdrillApp
        else:
            self._show(view)

    def _turn_to_next(self) -> None:
        try:
            view = self.sitting.go_on()
        except CcdrillError as error:
            self.tell_refusal(error)
            self.draw()
        else:
            self._show(view)

    def _look(self, letter: str) -> None:
        try:
            self.view = self.sitting.look(letter)
        except CcdrillError as error:
            self.tell_refusal(error)
        self._redraw()

    def _show(self, view: PracticeView) -> None:
        """Another picture."""
        if view.page is not None:
            self.app.replace_with_results(view)  # type: ignore[attr-defined]  # CcdrillApp
            return
        self.view, self.picked, self._is_new = view, Picked(), True
        self._redraw()

    def _say(self, text: str) -> None:
        self.tell(text)
        self.draw()

    def _redraw(self) -> None:
        self.refresh_bindings()
        self.draw()

    def _status_lines(self, width: int) -> list[Line]:
        return self.status_lines(status_words(self.moment), "", width)

    def _top(self, width: int) -> list[Line]:
        person = f" · {self.view.person}" if self.view.person else ""
        left = Content.assemble((" PRACTICE  ", ACCENT), (readable(self.view.deck + person), STRONG))
        channel = self.view.message.channel if self.view.message is not None else ""
        return [spread(left, f"{self.view.place} ", width), rule(width, channel, "made up for practice")]
