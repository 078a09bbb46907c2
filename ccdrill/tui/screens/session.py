"""A screen that plays a session: sends commands, and opens what can be looked at beside the deciding: papers, notes, hints."""

from ccdrill.model.errors import CcdrillError
from ccdrill.session.console.notes import COVER
from ccdrill.session.deciding import commands
from ccdrill.session.session import Session
from ccdrill.session.showing.untold import as_of_outcome
from ccdrill.session.telling.view import DecisionView, ExhibitView, View
from ccdrill.tui import so_far, story
from ccdrill.tui.moves import Phase
from ccdrill.tui.notes import notes
from ccdrill.tui.paint import lines_of, page
from ccdrill.tui.screens.base import FramedScreen
from ccdrill.tui.screens.dialogs import PageDialog
from ccdrill.tui.strip import Strip


class SessionScreen(FramedScreen):
    """Holds a session and where its people are in it. Holds no rule: it shows views and sends commands."""

    def __init__(self, session: Session) -> None:
        """Begins where the run stands."""
        super().__init__()
        self.session = session
        self.view: View = session.view()
        self.phase: Phase = "ending" if self.view.ending else "story"
        self.strip: Strip | None = None
        """What is being decided or filled in."""
        self.amending: DecisionView | None = None
        """The earlier decision that is filled in."""

    @property
    def is_private(self) -> bool:
        """Whether only the facilitator sees this screen."""
        return False

    @property
    def shown(self) -> View:
        """What people may know now: while an outcome is read, nothing of what follows."""
        return as_of_outcome(self.view) if self.phase == "outcome" else self.view

    def action_options(self) -> None:
        """Opens the options for everybody to see."""
        self.play_on()
        if self.view.is_options_open or self.send(commands.OpenOptions()):
            self.go("options")

    def play_on(self) -> None:
        """Ends a pause that was forgotten. At a pace, whoever has no console may mean to decide while the clock stands still."""
        if self.view.is_paused and not self.view.is_stopped and (self.is_private or not self.view.is_paced):
            self.send(commands.Resume())

    def action_story(self) -> None:
        """Back to the whole story."""
        self.go("story")

    def action_exhibits(self) -> None:
        """Opens the first exhibit that nobody has looked at, else the last one."""
        exhibits = self.shown.exhibits
        new = [one for one in exhibits if one.is_new]
        self._open_exhibit(next((one for one in new if one.is_here), new[0] if new else exhibits[-1]))

    def action_log(self) -> None:
        """What happened so far, and who plays what, as a page."""
        view = self.shown
        self.app.push_screen(PageDialog("So far", view.when, lambda width: so_far.log(view, width), from_end=True))

    def action_talk(self) -> None:
        """What to talk about, as a page."""
        view = self.shown
        note = f"{view.minutes} min" if view.minutes else ""
        self.app.push_screen(PageDialog("Talk about", note, lambda width: story.questions(view, width)))

    def action_hint(self) -> None:
        """What was taken here already, or the first hint; in the dialog h takes the next."""
        if self.view.hints_taken:
            self._show_hints()
        else:
            self._take_hint()

    def action_facilitator(self) -> None:
        """Asks first: whoever sees the screen reads what the team is to find out by itself."""
        cover = PageDialog(
            "The facilitator's notes",
            "",
            lambda width: lines_of(COVER, width),
            turns="N",
            turn_words="n: show the notes",
        )
        self.app.push_screen(cover, lambda key: self._show_notes() if key else None)

    def action_pause(self) -> None:
        """Stops exercise time, or lets it run."""
        self.send(commands.Resume() if self.view.is_paused else commands.Pause())
        self.draw()

    def action_real_event(self) -> None:
        """Stops everything, or goes on with the exercise where it was."""
        self.send(commands.Resume() if self.view.is_stopped else commands.StopForReal())
        self.stay()

    @property
    def reminder(self) -> str:
        """That this is an exercise; while something real keeps people from it, that it is none."""
        return story.STOPPED if self.view.is_stopped else super().reminder

    def action_leave(self) -> None:
        """Back to where the screen was opened from; the run is kept."""
        self.session.leave()
        self.app.leave_screen()  # type: ignore[attr-defined]  # CcdrillApp

    def open_letter(self, letter: str) -> None:
        """The exhibit of that letter."""
        exhibit = next((one for one in self.shown.exhibits if one.letter == letter), None)
        if exhibit is None:
            self.say(f"There is no exhibit {letter} on the table.")
        else:
            self._open_exhibit(exhibit)

    def _open_exhibit(self, exhibit: ExhibitView) -> None:
        self.send(commands.OpenExhibit(exhibit=exhibit.id))
        letters = "".join(one.letter for one in self.shown.exhibits)
        title = f"{exhibit.letter}  {exhibit.title}"
        dialog = PageDialog(
            title, exhibit.kind, lambda width: page(exhibit.body, width), turns=letters, at=exhibit.letter
        )
        self.app.push_screen(dialog, self._after_exhibit)

    def _after_exhibit(self, letter: str | None) -> None:
        exhibit = next((one for one in self.shown.exhibits if one.letter == letter), None)
        if exhibit is not None:
            self._open_exhibit(exhibit)
        self.draw()

    def _take_hint(self) -> None:
        if self.send(commands.TakeHint()):
            self._show_hints()

    def _show_hints(self) -> None:
        """All that were taken here, the last one below."""
        view = self.view
        taken, many = view.hints_taken, len(view.hints)
        next_one = f"h: take hint {taken + 1} of {many}" if taken < many else ""
        dialog = PageDialog(
            "A hint",
            f"{taken} of {many}" if many > 1 else "",
            lambda width: story.hints(view, width),
            turns="H" if next_one else "",
            turn_words=next_one,
            from_end=True,
        )
        self.app.push_screen(dialog, lambda key: self._take_hint() if key == "H" else None)

    def _show_notes(self) -> None:
        found = self.session.notes()
        if found is not None:
            self.app.push_screen(PageDialog("For the facilitator", found.title, lambda width: notes(found, width)))

    def say(self, text: str) -> None:
        """Says a line at once."""
        self.tell(text)
        self.draw()

    def send(self, command: commands.Command) -> bool:
        """Sends a command and takes the view; False, with words, when it was refused."""
        try:
            self.view = self.session.handle(command)
        except CcdrillError as error:
            self.tell_refusal(error)
            self.view = self.session.view()
            self.draw()
            return False
        self.tell(self.view.notice, is_warning=True)
        return True

    def take_in(self, *, is_ticking: bool) -> None:
        """What another terminal recorded and, if the clock of the story runs here, what time brought."""
        try:
            if self.session.refresh():
                self.tell("The run moved on in another terminal.", is_warning=True)
            self.view = self.session.handle(commands.Tick()) if is_ticking else self.session.view()
        except CcdrillError as error:
            self.tell_refusal(error)

    def stay(self) -> None:
        """Goes on where it was."""
        self.go(self.phase)

    def go(self, phase: Phase) -> None:
        """Shows something else, from its first line; nothing is picked any more."""
        self.phase = phase
        self.strip, self.amending = None, None
        self.text = self.text.at(0)
        self.refresh_bindings()
        self.draw_if_it_fits()
