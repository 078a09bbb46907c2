"""The facilitator's private console: it decides, and says what the big screen shows. Nothing that stands here stands there.

What the big screen shows is the phase (situation, options, outcome, ending), or something over it: an exhibit, hints, a recap,
nothing. That is said beside the record, with this terminal's signs of life.
"""

from collections.abc import Callable
from time import monotonic
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from ccdrill.model.errors import CcdrillError
from ccdrill.model.events import Decided
from ccdrill.session import commands
from ccdrill.session.attending import Seen, Shows, What
from ccdrill.session.backstage import Backstage
from ccdrill.session.hands import read_hands
from ccdrill.session.played import Watch, played_before
from ccdrill.session.session import Session
from ccdrill.session.view import ExhibitView
from ccdrill.tui import backstage
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.backstage import ROOMY, Room
from ccdrill.tui.bars import keys
from ccdrill.tui.control import CONSOLE_ACTIONS, SECOND_ROW, Position, actions_now, legal_actions, why_not
from ccdrill.tui.moves import Phase
from ccdrill.tui.notes import facts
from ccdrill.tui.paint import MUTED, Line
from ccdrill.tui.pane import Move
from ccdrill.tui.screens.base import FRAME_ROWS
from ccdrill.tui.screens.deciding import DecidingScreen
from ccdrill.tui.screens.dialogs import PageDialog, TextDialog
from ccdrill.tui.status import status_words
from ccdrill.tui.typed_line import TypedLine

_RIGHT = 38
"""Columns of the right side, with its border."""
_TICK = 0.5
"""Seconds between two looks at the clock and at what others did."""
_NAMES: dict[What, str] = {
    "story": "SITUATION",
    "options": "OPTIONS",
    "outcome": "OUTCOME",
    "meanwhile": "MESSAGES",
    "ending": "ENDING",
    "hint": "HINT",
    "recap": "SO FAR",
    "blank": "BLANK",
    "debrief": "DEBRIEF",
}
_TAKEN_OVER = "Another console took over: it decides now. c takes control again."


class ConsoleScreen(DecidingScreen):
    """Leads a run that a big screen shows, or that nobody shows."""

    CSS_PATH = ["exercise.tcss", "console.tcss"]  # noqa: RUF012  # Textual's
    HELP_TITLE = "the console"
    ACTIONS: ClassVar[tuple[Action, ...]] = tuple(CONSOLE_ACTIONS.values())
    BINDINGS = bindings_of(one for one in ACTIONS if one.name not in ("pick", "scroll('pagedown')"))

    def __init__(self, session: Session) -> None:
        """Takes over from any other console, and goes on with what the big screen shows."""
        super().__init__(session)
        self._attendance = session.attend("console")
        self._watch = Watch(played_before(session.run), monotonic)
        self._since = monotonic()
        self._has_control = False
        self._seen: Seen | None = None
        """What the big screen said last; None: nobody shows the run."""
        self._over: What | None = None
        self._exhibit: ExhibitView | None = None
        self._page = 0
        self._shows_score = False
        self._back: tuple[tuple[object, ...], Backstage] | None = None

    def compose_body(self) -> ComposeResult:
        """What is said and done at the left, what to know at the right, and the strip."""
        with Horizontal(id="body"):
            yield Static(id="left")
            yield Static(id="right")
        yield Static(id="strip")
        yield TypedLine(id="why", placeholder="Your reason; Enter when done")

    def on_mount(self) -> None:
        """Takes control."""
        if not self.is_attached:
            return
        self.query_one("#why", Input).display = False
        self._listen()
        self.phase = self._where_it_stands()
        self._say(takes_over=True)
        self.set_interval(_TICK, self._tick)

    def on_unmount(self) -> None:
        """The big screen need not wait to know that its keys work again."""
        try:
            self._attendance.leave()
        except CcdrillError:
            return  # a sign that can't be taken away grows old

    # What is shown here

    @property
    def at(self) -> Position:
        """Where the console stands."""
        return Position(now=self.now, over=self._over, is_more=self._is_more, has_control=self._has_control)

    def draw(self) -> None:
        """Everything, for the phase and the size."""
        width, height = self.app.size
        strip = self.strip_rows(width)
        below = len(strip) + len(self._status_lines(width)) + self.is_typing + 1
        is_roomy = width >= ROOMY
        self.set_class(is_roomy, "-roomy")
        rows = height - FRAME_ROWS - 1 - below
        room = Room(width - _RIGHT - 1 if is_roomy else width, rows)
        back = self._backstage()
        if self.phase in ("outcome", "ending") and self.strip is None:
            left = backstage.reading(self.shown, back, room, is_ending=self.phase == "ending")
        else:
            picked = self.strip.option if self.strip is not None and self.amending is None else None
            left = backstage.speaking(self.view, back, picked, room)
        self.put("#left", left)
        if is_roomy:
            self.put("#right", backstage.knowing(self.view, back, Room(_RIGHT - 2, rows)))
        self.put("#strip", strip)
        self.query_one("#strip").display = bool(strip)
        if not self.is_typing:
            self.set_focus(None)
        self._draw_top()
        self.draw_bottom()

    def draw_bottom(self) -> None:
        """Status, and the keys in two rows."""
        width = self.size.width
        actions = {one.name: one for one in self.legal_actions()}
        second = keys((actions[name] for name in SECOND_ROW if name in actions), width, "")
        self.put("#bottom", [*self._status_lines(width), self.key_line(width), second])

    def legal_actions(self) -> tuple[Action, ...]:
        """What can be done now, in the words of now."""
        return actions_now(self.at)

    def why_not(self, name: str) -> str:
        """Why something can't be done now."""
        return why_not(self.at, name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        """What is possible now."""
        return action not in CONSOLE_ACTIONS or action in legal_actions(self.at)

    def _backstage(self) -> Backstage:
        """Worked out anew when the run moved on, or a minute of the story is over."""
        state: tuple[object, ...] = (self.view.seq, self.view.when, self.view.title)
        if self._back is None or self._back[0] != state:
            self._back = (state, self.session.backstage())
        return self._back[1]

    def _draw_top(self) -> None:
        played = self._watch.read(is_paused=self.view.is_paused)
        score = f"{self.session.score_if_ended()} of 100 if it ended here" if self._shows_score else ""
        width = self.app.size.width
        self.put("#top", backstage.head(self.shown, self._backstage(), played, self._showing(), score, width))

    def _showing(self) -> str:
        """What the room sees, in words."""
        if not self._has_control:
            return "another console decides"
        if self._over == "debrief":
            return _NAMES["debrief"]
        if self._seen is None:
            return "nobody shows this run"
        if self._seen.is_small:
            return "its window is too small"
        what = self._over or (self._seen.what if self._is_followed else self.phase)
        name = f"EXHIBIT {self._exhibit.letter}" if what == "exhibit" and self._exhibit else _NAMES.get(what, "")
        return f"{name}, more below" if self._is_more else name

    def _status_lines(self, width: int) -> list[Line]:
        left, right = self._status()
        return self.status_lines(left, right, width)

    def _status(self) -> tuple[str, str]:
        if not self._has_control:
            return _TAKEN_OVER, ""
        left, right = status_words(self.now, monotonic() - self._since)
        if self.strip is None and self.phase == "ending":
            return "Space opens the debrief on the big screen.", ""
        return left, right

    # What the room is shown

    @property
    def _is_followed(self) -> bool:
        """Whether the big screen shows what it was told last."""
        seen, what = self._seen, self._over or self.phase
        is_there = seen is not None and (seen.what == what or (seen.what, what) == ("meanwhile", "story"))
        return is_there and seen is not None and seen.page == self._page

    @property
    def _is_more(self) -> bool:
        return self._is_followed and self._seen is not None and self._seen.is_more

    def go(self, phase: Phase) -> None:
        """Shows something else, here and there."""
        self._over, self._exhibit, self._page = None, None, 0
        if phase != self.phase or phase == "story":
            self._since = monotonic()
        self.phase = phase
        self._say()
        super().go(phase)

    def stay(self) -> None:
        """Goes on as it was: what lies over the situation stays."""
        self._say()
        self.set_strip(None)

    def show(self, what: What | None) -> None:
        """Something over the situation, or the situation again."""
        self._over, self._page = what, 0
        self._say()
        self.refresh_bindings()
        self.draw_if_it_fits()

    def _say(self, *, takes_over: bool = False) -> None:
        """A sign of life, with what is to be shown."""
        if not (self._has_control or takes_over):
            return
        shows = Shows(
            seq=self.session.run.seq,
            what=self._over or self.phase,
            exhibit=self._exhibit.id if self._exhibit is not None and self._over == "exhibit" else None,
            page=self._page,
            is_reading=self.phase == "outcome",
        )
        try:
            self._has_control = self._attendance.say(shows, takes_over=takes_over)
        except CcdrillError as error:
            self.tell_refusal(error)

    def _where_it_stands(self) -> Phase:
        """What the room sees; where nobody sees anything, what was to be seen last."""
        if self._seen is not None and self._seen.what in ("outcome", "options") and self.view.ending is None:
            is_good = self.view.outcome if self._seen.what == "outcome" else self.view.is_options_open
            if is_good:
                return "outcome" if self._seen.what == "outcome" else "options"
        if self._seen is None and isinstance(self.session.run.entries[-1].event, Decided):
            return "outcome"
        return "ending" if self.view.ending is not None else "options" if self.view.is_options_open else "story"

    # What keys do

    def action_go_on(self) -> None:
        """To the next page, back from what lies over the situation, on from an outcome; else stops or starts the clock."""
        self._listen()
        if self._is_more:
            self.scroll_text("pagedown")
        elif self._over is not None:
            self.show(None)
        elif self.phase == "outcome":
            self.go("ending" if self.view.ending is not None else "story")
        elif self.phase == "ending":
            self.show("debrief")
        elif self._seen is not None and not self._is_followed:
            self.say("The big screen has not followed yet.")
        else:
            self.action_pause()

    def action_options(self) -> None:
        """Opens the options for everybody to see."""
        if self.view.is_options_open or self.send(commands.OpenOptions()):
            self.go("options")

    def action_story(self) -> None:
        """The situation on the big screen."""
        self.go("story")

    def action_commit(self) -> None:
        """Decides what was picked, or keeps what was filled in."""
        if self.strip is None:
            return
        if self.amending is not None:
            self.amend()
            self._say()
            return
        if self.send(commands.Decide(choice=self.strip.option.id, answers=self.strip.answers())):
            self.go("outcome")
        else:
            self.set_strip(None)

    def action_exhibits(self) -> None:
        """The next exhibit that nobody has looked at, else the one after the one that is shown."""
        exhibits = self.shown.exhibits
        new = [one for one in exhibits if one.is_new]
        at = next((at for at, one in enumerate(exhibits) if self._exhibit and one.id == self._exhibit.id), -1)
        following = next((one for one in new if one.is_here), new[0] if new else exhibits[(at + 1) % len(exhibits)])
        self._open_exhibit(following)

    def _open_exhibit(self, exhibit: ExhibitView) -> None:
        if self.why_not("exhibits"):
            self.say(self.why_not("exhibits"))
        elif self.send(commands.OpenExhibit(exhibit=exhibit.id)):
            self._exhibit = exhibit
            self.show("exhibit")

    def action_hint(self) -> None:
        """The next hint, for everybody to see; when all were given, all of them."""
        if self.send(commands.TakeHint()):
            self.show("hint")

    def action_hands(self) -> None:
        """Asks for the counts; they stand under the options."""
        many = len(self.view.options)
        words = (
            f"One number for each of the {many} choices in their order, such as {'3612'[:many]}, or 1=12 2=6. No names."
        )
        self.app.push_screen(TextDialog("Show of hands", words, done="Enter: count"), self._count)

    def _count(self, typed: str | None) -> None:
        if typed is None:
            return
        try:
            hands = read_hands(typed, self.view.options)
        except CcdrillError as error:
            self.tell_refusal(error)
            self.draw_if_it_fits()
            return
        if self.send(commands.CountHands(hands=hands)):
            self.go("options")

    def action_recap(self) -> None:
        """What happened so far, or back."""
        self.show(None if self._over == "recap" else "recap")

    def action_blank(self) -> None:
        """Nothing, or back."""
        self.show(None if self._over == "blank" else "blank")

    def action_facilitator(self) -> None:
        """All notes, at once: nobody else sees this screen."""
        found, view = self._backstage(), self.view
        self._read("All notes", view.title, lambda width: backstage.everything(view, found, width))

    def action_log(self) -> None:
        """Everything that was recorded."""
        found, view = self._backstage(), self.view
        self._read("Recorded", view.when, lambda width: backstage.log(view, found, width), from_end=True)

    def action_facts(self) -> None:
        """Asks for a word, and lists the facts that have it."""
        dialog = TextDialog("Search the facts", "A word of the question or of the answer.", done="Enter: search")
        self.app.push_screen(dialog, self._find)

    def action_score(self) -> None:
        """Shows the score so far, or hides it."""
        self._shows_score = not self._shows_score
        self.draw()

    def action_take_control(self) -> None:
        """Decides here again."""
        self._refresh()
        self.phase = self._where_it_stands()
        self._over, self._page = None, 0
        self._say(takes_over=True)
        self.say("You have control.")

    def action_pause(self) -> None:
        """Stops exercise time, or lets it run."""
        super().action_pause()
        self._say()

    def scroll_text(self, move: Move) -> None:
        """Pages the big screen; while a decision is filled in, Up and Down go to the others."""
        if self.amending is not None and move in ("up", "down"):
            self.amend_another(-1 if move == "up" else 1)
        elif move in ("pagedown", "pageup") and self._has_control:
            if move == "pageup" or self._is_more:
                self._page = max(0, self._page + (1 if move == "pagedown" else -1))
            self._say()
            self.draw_if_it_fits()

    def _read(self, title: str, note: str, lines: Callable[[int], list[Line]], *, from_end: bool = False) -> None:
        self.app.push_screen(PageDialog(title, note, lines, from_end=from_end))

    def _find(self, typed: str | None) -> None:
        if not (typed or "").strip():
            return
        words = (typed or "").casefold().split()
        notes = self._backstage().notes
        found = [one for one in notes.facts if all(word in f"{one.about} {one.answer}".casefold() for word in words)]
        known = [one for one in found if one.is_known]
        unknown = [
            replace(one, answer=f"{one.answer} (nobody in the story knows it yet)") for one in found if not one.is_known
        ]
        nothing = [Content.styled("No fact has that. The notes may: f.", MUTED)]
        self._read("Facts", typed or "", lambda width: facts([*known, *unknown], width) or nothing)

    # What others do

    def _tick(self) -> None:
        """Signs of life, clocks, and what time or another terminal brought."""
        before, seen = self.view, (self._seen, self._has_control)
        self._refresh()
        self._say()
        if self.view.asked != before.asked and self.phase != "outcome":
            self.go("ending" if self.view.ending is not None else "options" if self.view.is_options_open else "story")
        elif not self.is_current or self.has_class("-too-small"):
            return
        elif self.view.seq != before.seq or self.view.when != before.when or seen != (self._seen, self._has_control):
            self.refresh_bindings()
            self.draw()
        else:
            self._draw_top()
            self.draw_bottom()

    def _listen(self) -> None:
        try:
            self._seen = self._attendance.hear(Seen)
        except CcdrillError as error:
            self.tell_refusal(error)

    def _refresh(self) -> None:
        self._listen()
        try:
            if self.session.refresh():
                self.tell("The run moved on in another terminal.", is_warning=True)
            is_ticking = self.view.is_paced and self._has_control
            self.view = self.session.handle(commands.Tick()) if is_ticking else self.session.view()
        except CcdrillError as error:
            self.tell_refusal(error)
