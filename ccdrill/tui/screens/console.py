"""The facilitator's private console: what to say, what choices do, what comes, what is known. Nothing of it stands on the big screen."""

from collections.abc import Callable
from time import monotonic
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from ccdrill.session.attending import Ran
from ccdrill.session.console.backstage import Backstage
from ccdrill.session.console.prospects import ProspectView
from ccdrill.session.deciding.commands import WriteIn
from ccdrill.session.played import Watch
from ccdrill.session.session import Session
from ccdrill.tui import backstage
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.backstage import ROOMY, Room
from ccdrill.tui.bars import keys
from ccdrill.tui.control import (
    CONSOLE_ACTIONS,
    LOOKING_BACK,
    Position,
    actions_now,
    first_row,
    legal_actions,
    second_row,
    why_not,
)
from ccdrill.tui.notes import facts
from ccdrill.tui.paint import MUTED, Line
from ccdrill.tui.screens.base import FRAME_ROWS
from ccdrill.tui.screens.dialogs import PageDialog, TextDialog
from ccdrill.tui.screens.leading import LeadingScreen
from ccdrill.tui.status import status_words
from ccdrill.tui.talk import Talk

_RIGHT = 38
"""Columns of the right side, with its border."""
_TAKEN_OVER = "Another console took over: it decides now. c takes control again."


class ConsoleScreen(LeadingScreen):
    """Leads a run that a big screen shows, or that nobody shows."""

    CSS_PATH = ["exercise.tcss", "console.tcss"]  # noqa: RUF012  # Textual's
    HELP_TITLE = "the console"
    ACTIONS: ClassVar[tuple[Action, ...]] = tuple(CONSOLE_ACTIONS.values())
    BINDINGS = bindings_of(one for one in ACTIONS if one.name not in ("pick", "scroll('pagedown')"))

    def __init__(self, session: Session) -> None:
        """Takes over from any other console, and goes on with what the big screen shows."""
        super().__init__(session)
        played, talked = session.ran_before()
        self._watch = Watch(played, monotonic)
        self._talk = Talk(monotonic, talked)
        self._shows_score = False
        self._written_prospect: tuple[tuple[WriteIn, int], ProspectView | None] | None = None
        self._back: tuple[tuple[object, ...], Backstage] | None = None

    def compose_body(self) -> ComposeResult:
        """What is said and done at the left, what to know at the right, and the strip."""
        with Horizontal(id="body"):
            yield Static(id="left")
            yield Static(id="right")
        yield from self.compose_strip()

    def count_from(self, ran: Ran) -> None:
        """With watches of its own: both screens show the same minutes."""
        self._talk, self._watch = Talk(monotonic, ran.talked), Watch(ran.played, monotonic)

    def ran(self) -> Ran:
        """By its own watches."""
        played = self._watch.read(is_paused=self.view.is_paused)
        return Ran(talked=int(self._talk.read(self.now)), played=int(played))

    @property
    def at(self) -> Position:
        """Where the console stands."""
        lead = self.lead
        return Position(now=self.now, over=lead.over, is_more=lead.is_more, has_control=self.has_control)

    def draw(self) -> None:
        """Everything, for the phase and the size."""
        width, height = self.app.size
        strip = self.strip_rows(width)
        below = len(strip) + len(self._status_lines(width)) + self.is_typing + 1
        is_roomy = width >= ROOMY
        self.set_class(is_roomy, "-roomy")
        rows = height - FRAME_ROWS - 1 - below
        room = Room(width - _RIGHT - 1 if is_roomy else width, rows, is_roomy)
        back = self._backstage()
        if self.phase in ("outcome", "ending") and (self.strip is None or self.amending is not None):
            left = backstage.reading(self.shown, back, room, is_ending=self.phase == "ending")
        else:
            picked = self.strip.option if self.strip is not None and self.amending is None else None
            left = backstage.speaking(self.view, self._with_written(back), picked, room)
        self.put("#left", left)
        if is_roomy:
            self.put("#right", backstage.knowing(self.shown, back, Room(_RIGHT - 2, rows)))
        self.put("#strip", strip)
        self.query_one("#strip").display = bool(strip)
        if not self.is_typing:
            self.set_focus(None)
        self.draw_clocks()

    def draw_clocks(self) -> None:
        """The top and the bottom."""
        self._draw_top()
        self.draw_bottom()

    def draw_bottom(self) -> None:
        """Status, and the keys in two rows."""
        width = self.size.width
        rows = (self.key_line(width), keys(second_row(self.at), width, ""))
        self.put("#bottom", [*self._status_lines(width), *rows])

    def key_line(self, width: int) -> Line:
        """The first of them."""
        return keys(first_row(self.at), width, self.reminder)

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

    def _with_written(self, back: Backstage) -> Backstage:
        """With what would come of what was written in."""
        written = self.strip.written if self.strip is not None else None
        if written is None:
            return back
        asked = (written, self.view.seq)
        if self._written_prospect is None or self._written_prospect[0] != asked:
            self._written_prospect = (asked, self.session.desk().prospect_of(written))
        found = self._written_prospect[1]
        return replace(back, prospects=(*back.prospects, found)) if found is not None else back

    def _draw_top(self) -> None:
        played = self._watch.read(is_paused=self.view.is_paused)
        score = f"{self.session.score_if_ended()} of 100 if it ended here" if self._shows_score else ""
        width = self.app.size.width
        self.put(
            "#top",
            backstage.head(
                self.shown,
                self._backstage(),
                played,
                self._room_sees(),
                score,
                width,
            ),
        )

    def _room_sees(self) -> str:
        """What the big screen shows, in a word or two."""
        if not self.has_control:
            return "another console decides"
        return "STOPPED" if self.view.is_stopped and self.lead.seen is not None else self.lead.words

    def _status_lines(self, width: int) -> list[Line]:
        left, right = self._status()
        return self.status_lines(left, right, width)

    def _status(self) -> tuple[str, str]:
        if not self.has_control:
            return _TAKEN_OVER, ""
        left, right = status_words(self.now, self._talk.read(self.now))
        if self.view.is_stopped:
            return left, right
        if self.strip is None and self.phase == "ending":
            return LOOKING_BACK if self.lead.over == "debrief" else "Space opens the debrief on the big screen.", ""
        is_story = self.strip is None and self.phase == "story" and self.view.is_options_open
        if is_story and not self.view.is_paused:
            return f"Decision {self.view.decided + 1}: pick a choice by number; o shows the options.", right
        return left, right

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
