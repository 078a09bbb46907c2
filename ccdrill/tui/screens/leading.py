"""A screen that leads a big screen: what it decides is recorded, what it says is shown, by signs of life beside the record.

Whoever leads lets time pass. When another console takes over, this one only looks on.
"""

from textual.widgets import Input

from ccdrill.model.errors import CcdrillError
from ccdrill.model.events import Decided, WrittenIn
from ccdrill.session.attending import Ran, Seen, What
from ccdrill.session.deciding import commands
from ccdrill.session.deciding.hands import read_hands
from ccdrill.session.session import Session
from ccdrill.session.telling.view import ExhibitView
from ccdrill.tui.lead import Lead
from ccdrill.tui.moves import Phase
from ccdrill.tui.pane import Move
from ccdrill.tui.screens.deciding import DecidingScreen
from ccdrill.tui.screens.dialogs import TextDialog

_TICK = 0.5
"""Seconds between two looks at the clock and at what others did."""


class LeadingScreen(DecidingScreen):
    """Says what is shown, and hears whether it is."""

    def __init__(self, session: Session) -> None:
        """Takes over from any other console once it stands."""
        super().__init__(session)
        self._attendance = session.attend("console")
        self.lead = Lead()
        self.has_control = False
        self._is_joining = False
        """Whether it has not heard yet what the room sees since nobody there can press a key any more."""

    def on_mount(self) -> None:
        """Takes control, and goes on with what the big screen shows."""
        if not self.is_attached:
            return
        self.query_one("#why", Input).display = False
        self._take_control()
        self.set_interval(_TICK, self._tick)

    def on_unmount(self) -> None:
        """The big screen need not wait to know that its keys work again."""
        self._attendance.leave()

    @property
    def is_private(self) -> bool:
        """Nobody else sees the console."""
        return True

    def draw_clocks(self) -> None:
        """Draws what changes with time alone."""

    def count_from(self, ran: Ran) -> None:
        """Goes on from the minutes of the big screen."""

    def ran(self) -> Ran:
        """For how long it was played, and the situation talked about, by the watches here."""
        raise NotImplementedError

    # What the room is shown

    def go(self, phase: Phase) -> None:
        """Shows something else, here and there."""
        self.phase = phase
        self._say(self.lead.at(phase))
        super().go(phase)

    def stay(self) -> None:
        """Goes on as it was: what lies over the situation stays."""
        self._say(self.lead)
        self.set_strip(None)

    def show(self, what: What | None) -> None:
        """Something over the situation, or the situation again."""
        self._say(self.lead.covered(what))
        self.refresh_bindings()
        self.draw_if_it_fits()

    def send(self, command: commands.Command) -> bool:
        """Sends a command; when the story moved on instead, the room sees where to."""
        asked = self.view.asked
        is_done = super().send(command)
        if not is_done and self.view.asked != asked:
            self.go(self._where_the_run_stands())
        return is_done

    def scroll_text(self, move: Move) -> None:
        """Pages the big screen; while a decision is filled in, Up and Down go to the others."""
        if self.amending is not None and move in ("up", "down"):
            self.amend_another(-1 if move == "up" else 1)
        elif self.has_control and (move == "pageup" or (move == "pagedown" and self.lead.is_more)):
            self._say(self.lead.turned(1 if move == "pagedown" else -1))
            self.draw_if_it_fits()

    def action_go_on(self) -> None:
        """To the next page, back from what lies over the situation, on from an outcome; else stops or starts the clock."""
        self._listen()
        if self.lead.is_more:
            self.scroll_text("pagedown")
        elif self.lead.over is not None:
            self.show(None)
        elif self.phase == "outcome":
            self.go("ending" if self.view.ending is not None else "story")
        elif self.phase == "ending":
            self.show("debrief")
        elif self.lead.seen is not None and not self.lead.is_followed:
            self.say("The big screen has not followed yet.")
        else:
            self.action_pause()

    def action_exhibits(self) -> None:
        """The next exhibit that nobody has looked at, else the one after the one that is shown."""
        exhibits, shown = self.shown.exhibits, self.lead.exhibit
        new = [one for one in exhibits if one.is_new]
        at = next((at for at, one in enumerate(exhibits) if shown is not None and one.id == shown.id), -1)
        self._open_exhibit(
            next((one for one in new if one.is_here), new[0] if new else exhibits[(at + 1) % len(exhibits)])
        )

    def _open_exhibit(self, exhibit: ExhibitView) -> None:
        if refusal := self.why_not("exhibits"):
            self.say(refusal)
        elif self.send(commands.OpenExhibit(exhibit=exhibit.id)):
            self.lead = self.lead.with_exhibit(exhibit)
            self.show("exhibit")

    def action_hint(self) -> None:
        """The next hint, for everybody to see; when all were given, all of them."""
        if self.send(commands.TakeHint()):
            self.show("hint")

    def action_recap(self) -> None:
        """What happened so far, or back."""
        self.show(None if self.lead.over == "recap" else "recap")

    def action_blank(self) -> None:
        """Nothing, or back."""
        self.show(None if self.lead.over == "blank" else "blank")

    # What is decided

    def action_commit(self) -> None:
        """Decides what was picked, or keeps what was filled in."""
        if self.amending is not None:
            self.amend()
            self._say(self.lead)
        elif self.strip is not None:
            if self.decide(self.strip):
                self.go("outcome")
            else:
                self.set_strip(None)

    def action_hands(self) -> None:
        """Asks for the counts; they stand under the options."""
        many = len(self.view.options)
        example = "3612"[:many]
        words = f"One number for each of the {many} choices in their order, such as {example}, or 1=12 2=6. No names."
        self.app.push_screen(TextDialog("Show of hands", words, done="Enter: count"), self._count)

    def _count(self, typed: str | None) -> None:
        if (hands := self.understood(typed, lambda text: read_hands(text, self.view.options))) is None:
            return
        if self.send(commands.CountHands(hands=hands)):
            self.go("options")

    def action_pause(self) -> None:
        """Stops exercise time, or lets it run."""
        super().action_pause()
        self._say(self.lead)

    # Who decides, and what others do

    def action_take_control(self) -> None:
        """Decides here again."""
        self._refresh()
        self._take_control()
        self.say("You have control.")

    def _take_control(self) -> None:
        self._listen()
        if self.lead.seen is not None and self.lead.seen.ran is not None:
            self.count_from(self.lead.seen.ran)
        self._is_joining = self.lead.seen is not None
        self.phase = self._where_it_stands()
        self._say(self.lead.at(self.phase), takes_over=True)

    def _say(self, lead: Lead, *, takes_over: bool = False) -> None:
        """A sign of life, with what is to be shown from now on."""
        self._is_joining = self._is_joining and (takes_over or lead == self.lead)
        self.lead = lead
        if not (self.has_control or takes_over):
            return
        try:
            self.has_control = self._attendance.say(
                lead.shows(self.session.run.seq, self.ran(), stays=self._is_joining), takes_over=takes_over
            )
        except CcdrillError as error:
            self.tell_refusal(error)

    def _go_on_with_the_room(self) -> None:
        """With what stands there, also where it moved on while this console came."""
        self._is_joining = False
        stands = self._where_it_stands()
        if stands != self.phase:
            self.go(stands)

    def _where_it_stands(self) -> Phase:
        """What the room sees; where nobody sees anything, what was to be seen last."""
        seen, is_over = self.lead.seen, self.view.ending is not None
        if seen is None and isinstance(self.session.run.entries[-1].event, Decided | WrittenIn):
            return "outcome"
        if seen is not None and seen.what == "outcome" and self.view.outcome is not None and not is_over:
            return "outcome"
        if seen is not None and seen.what == "story" and not is_over:
            return "story"
        return self._where_the_run_stands()

    def _where_the_run_stands(self) -> Phase:
        return "ending" if self.view.ending is not None else "options" if self.view.is_options_open else "story"

    def _tick(self) -> None:
        """Signs of life, clocks, and what time or another terminal brought."""
        before, seen = self.view, (self.lead.seen, self.has_control)
        self._refresh()
        if self._is_joining and (self.lead.seen is None or self.lead.seen.is_led):
            self._go_on_with_the_room()
        self._say(self.lead)
        if self.view.asked != before.asked and self.phase != "outcome":
            self.go(self._where_the_run_stands())
        elif not self.is_current or self.has_class("-too-small"):
            return
        elif (before.seq, before.when, *seen) != (self.view.seq, self.view.when, self.lead.seen, self.has_control):
            self.refresh_bindings()
            self.draw()
        else:
            self.draw_clocks()

    def _listen(self) -> None:
        try:
            self.lead = self.lead.hearing(self._attendance.hear(Seen))
        except CcdrillError as error:
            self.tell_refusal(error)

    def _refresh(self) -> None:
        self._listen()
        self.take_in(is_ticking=self.view.is_paced and self.has_control)
