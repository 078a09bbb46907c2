"""A big screen that a console may lead: it shows what it is told to, and takes no decisions meanwhile; alone it plays as ever.

What it is told comes with the console's signs of life. When these stay away its own keys work again.
"""

from msgspec.structs import replace
from textual.screen import ModalScreen
from textual.widgets import Input

from ccdrill.model.errors import CcdrillError
from ccdrill.model.value import Value
from ccdrill.session.attending import Ran, Seen, Shows, What
from ccdrill.session.session import Session
from ccdrill.session.showing.untold import as_of_outcome
from ccdrill.session.telling.view import DecisionView, View
from ccdrill.tui.moves import Phase
from ccdrill.tui.screens.deciding import DecidingScreen
from ccdrill.tui.screens.dialogs import Dialog
from ccdrill.tui.strip import Strip

_OFTEN = 0.25
"""Seconds between two looks at what the console says: people wait for the screen to follow."""
_KEPT = "A console leads now. What was begun here is kept, and stands there again once the keys here decide."
_BY_ITSELF = "The console has gone: the keys here decide again."


class _Begun(Value, frozen=True, kw_only=True):
    """What stood in the strip when a console came."""

    strip: Strip
    """With the reason as far as it was typed."""
    amending: DecisionView | None
    """The earlier decision that it fills in."""
    view: View
    """What was asked then."""


class FollowingScreen(DecidingScreen):
    """Follows a console where there is one."""

    def __init__(self, session: Session) -> None:
        """Of a drill that is played alone there is no console."""
        super().__init__(session)
        self._attendance = session.attend("screen") if session.exercise.drill.mode == "team" else None
        self.led: Shows | None = None
        """What the console said last; None: there is none."""
        self.ran_elsewhere: Ran | None = None
        """What the watches of a console said when this was opened; None: nobody says."""
        self._begun: _Begun | None = None
        """What the keys here had begun to decide."""
        self._join()

    @property
    def is_led(self) -> bool:
        """Whether a console decides, and what is shown."""
        return self.led is not None

    @property
    def shown(self) -> View:
        """As told: also beside an outcome that is read still, nothing of what follows it."""
        is_reading = self.phase == "outcome" or (self.led is not None and self.led.is_reading)
        return as_of_outcome(self.view) if is_reading else self.view

    def on_mount(self) -> None:
        """Begins to look for a console."""
        if self.is_attached and self._attendance is not None:
            self.set_interval(_OFTEN, self.follow)
            self.follow()

    def on_unmount(self) -> None:
        """Whoever leads it need not wait to know that it has gone."""
        self.stand_back()

    def follow(self) -> None:
        """Does what the console says, and says what stands here."""
        if self._attendance is None:
            return
        try:
            told = self._attendance.hear(Shows)
            told = None if told is None else _but_for_watches(told)
            if told is None and self.led is not None:
                self._go_alone()
            elif told is not None and told != self.led:
                self._take(told)
            if self._attendance is not None:
                self._attendance.say(self._seen(), takes_over=True)
        except CcdrillError as error:
            self.tell_refusal(error)
            self.draw_if_it_fits()

    def stand_back(self) -> None:
        """Shows the run no more."""
        attendance, self._attendance = self._attendance, None
        if attendance is not None:
            attendance.leave()

    def go_to(self, phase: Phase) -> None:
        """Shows what it is told to, from its first line."""
        self.go(phase)

    def go_further(self) -> None:
        """To what is below, or to what comes next of it."""

    def hold_debrief(self) -> None:
        """Looks back on the run."""

    def _join(self) -> None:
        """Opens at once with what a console shows, so that nobody reads more in the first frame."""
        if self._attendance is None:
            return
        try:
            told = self._attendance.hear(Shows)
        except CcdrillError:
            return  # it is said as soon as there is a line to say it in
        if told is not None and told.what != "debrief" and self.session.run.seq <= told.seq:
            self.led, self.phase, self.ran_elsewhere = _but_for_watches(told), told.what, told.ran

    def _take(self, told: Shows) -> None:
        """Shows what it is told; later entries than the console speaks of wait until it does."""
        before = self.led
        if told.stays and before is not None:
            return
        has_moved = self.session.refresh()
        is_early = told.what == "debrief" and not self.session.run.is_over
        if is_early or self.session.run.seq > told.seq:
            return
        stays = told.stays and not has_moved
        told = self._as_it_stands(told) if stays else told
        asked = self.view.asked
        self.led, self.view = told, self.session.view()
        is_kept = self._put_away()
        if before is None:
            is_kept = self._put_by() or is_kept
        if told.what == "debrief":
            self.hold_debrief()
            return
        is_same = before is not None and (before.what, before.exhibit) == (told.what, told.exhibit)
        if before is None or not is_same or self.view.asked != asked:
            self.strip, self.amending, self.back_to = None, None, None
            if before is None or self.phase != told.what:
                self.tell("")
            if stays:
                self.refresh_bindings()
            else:
                self.go_to(told.what)
            before = None
        if is_kept:
            self.tell(_KEPT, is_warning=True)
        pages = told.page - (before.page if before is not None else 0)
        for _ in range(pages):
            self.go_further()
        for _ in range(-pages):
            self.scroll_text("pageup")
        self.draw_if_it_fits()

    def _as_it_stands(self, told: Shows) -> Shows:
        """Led from now on, with what is on the screen: a key may have been pressed since the console looked."""
        what: What = "story" if self.phase == "meanwhile" else self.phase
        return replace(told, what=what, exhibit=None, page=0, is_reading=self.phase == "outcome")

    def _put_away(self) -> bool:
        """What somebody opened here lies above what is to be shown. Whether something was being typed there: it is kept."""
        stack = self.app.screen_stack
        above = stack[stack.index(self) + 1 :] if self in stack else []
        if not all(isinstance(one, ModalScreen) for one in above):
            return False
        left = dict(one.unsaid for one in above if isinstance(one, Dialog))
        found = {
            title: one for title, one in left.items() if any(text.strip() for said in one.values() for text in said)
        }
        self.unsaid |= found
        for _ in above:
            self.app.pop_screen()
        return bool(found)

    def _put_by(self) -> bool:
        """Whether something was being decided or filled in: the console decides now, and it is kept as it stands."""
        line = self.query_one("#why", Input)
        strip, self._begun = self.strip, None
        if strip is not None:
            strip = strip.typed(line.value.strip()) if line.display else strip
            self._begun = _Begun(strip=strip, amending=self.amending, view=self.view)
        line.display = False
        return strip is not None

    def _take_up_again(self) -> None:
        """What was begun before a console came, if it can be decided still."""
        begun, self._begun = self._begun, None
        if begun is None or self.view.is_stopped:
            return
        if begun.amending is None and begun.view.asked == self.view.asked and self.phase in ("story", "options"):
            self.begin(begun.strip)
        elif begun.amending is not None and begun.amending in self.view.decisions:
            self.amending = begun.amending
            self.set_strip(begun.strip)

    def _go_alone(self) -> None:
        """The console has gone: goes on from what people have seen."""
        decided, self.led = self.view.decided, None
        self.session.refresh()
        self.view = self.session.view()
        self.tell(_BY_ITSELF, is_warning=True)
        if self.view.decided > decided:
            self.go_to("outcome")
        elif self.phase in ("outcome", "meanwhile"):
            self.go(self.phase)
        else:
            self.go("ending" if self.view.ending else "options" if self.phase == "options" else "story")
        self._take_up_again()

    def ran(self) -> Ran:
        """For how long it was played, and the situation talked about, by the watches here."""
        raise NotImplementedError

    def _seen(self) -> Seen:
        page = self.led.page if self.led is not None else 0
        is_more = self.text.is_more_below or self.phase == "meanwhile"
        is_small = self.has_class("-too-small")
        return Seen(
            what=self.phase,
            page=page,
            is_more=is_more,
            is_small=is_small,
            ran=self.ran(),
            is_led=self.is_led,
        )


def _but_for_watches(told: Shows) -> Shows:
    """What a console has it show. What its watches say is asked once, and moves nothing."""
    return replace(told, ran=None)
