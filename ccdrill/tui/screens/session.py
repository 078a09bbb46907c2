"""A screen that plays a session: sends commands, and opens what stands beside the deciding: papers, notes, undo, the end."""

from collections.abc import Callable
from typing import TypeVar

from ccdrill.model.errors import CcdrillError
from ccdrill.session.console.notes import COVER
from ccdrill.session.deciding import commands
from ccdrill.session.deciding.minutes import USUAL, read_minutes, told_minutes
from ccdrill.session.deciding.people import read_people, told_people
from ccdrill.session.session import Session
from ccdrill.session.showing.untold import as_of_outcome
from ccdrill.session.telling.view import DecisionView, ExhibitView, View
from ccdrill.tui import so_far, story
from ccdrill.tui.form import Form, Left
from ccdrill.tui.forms import lead_on, led_on, message_by_hand, role_taken, sent_or_held, take_role
from ccdrill.tui.moves import Phase
from ccdrill.tui.notes import notes
from ccdrill.tui.paint import lines_of, page
from ccdrill.tui.screens.base import FramedScreen
from ccdrill.tui.screens.dialogs import TYPED, PageDialog, TextDialog
from ccdrill.tui.screens.form import FormDialog
from ccdrill.tui.strip import Strip

T = TypeVar("T")


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
        self.unsaid: dict[str, Left] = {}
        """What was typed or picked and is not recorded, by the title of its dialog: whoever is overtaken, by a console too, finds it again."""

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

    def action_note(self) -> None:
        """Asks for a note."""
        dialog = self._text_dialog("Note", "It goes into the debrief.", "Enter: note it")
        self._ask(dialog, lambda text: commands.WriteNote(text=text), "Noted.")

    def action_take_back(self) -> None:
        """Asks why, then undoes."""
        by_hand = self.view.was_by_hand
        title = "Take back what was done by hand" if by_hand else "Take the last decision back"
        self._ask(
            self._text_dialog(title, f"{self.view.last_done}\nWhy? (may stay empty)", "Enter: take it back"),
            lambda text: commands.TakeBack(reason=text),
            "Taken back.",
            then="story",
        )

    def action_more_time(self) -> None:
        """Asks how many minutes, then moves the plan."""
        words = f"How many more minutes for this situation? -{USUAL} takes so many back. The plan moves; nothing is scored by it."
        dialog = self._text_dialog("More time", words, "Enter: give them", f"{USUAL}")
        self.app.push_screen(dialog, self._give_minutes)

    def _give_minutes(self, typed: str | None) -> None:
        if (minutes := self.understood(typed, read_minutes)) is None:
            return
        if self.send(commands.GiveMinutes(minutes=minutes)):
            self.tell(told_minutes(minutes))
            self.stay()

    def action_people(self) -> None:
        """Asks how many take part now, then counts by it."""
        words = "How many take part from now on? Nobody counted so far. A number, such as 13."
        if people := self.view.people:
            words = f"How many take part from now on? {people} so far. A number, or +1 for one who joined, -2 for two who left."
        self.app.push_screen(self._text_dialog("Somebody joined or left", words, "Enter: count"), self._count_people)

    def _count_people(self, typed: str | None) -> None:
        if (people := self.understood(typed, lambda text: read_people(text, self.view.people))) is None:
            return
        if self.send(commands.CountPeople(people=people)):
            self.tell(f"{told_people(people)} v says who plays what.")
            self.stay()

    def action_roles(self) -> None:
        """Asks which role and who, then seats them."""
        asked = take_role(self.session.desk().roles(), is_private=self.is_private)
        self._fill_in(asked, lambda form: self._seat(form, role_taken(form)))

    def _seat(self, form: Form, command: commands.SeatRole) -> None:
        if not self._send_filled(form, command):
            return
        if not self.message:
            self.tell(next(one.told for one in self.session.desk().roles() if one.id == command.role))
        self.stay()

    def understood(self, typed: str | None, read: Callable[[str], T]) -> T | None:
        """What was typed means; None where it was given up or means nothing, which is said."""
        if typed is None:
            return None
        try:
            return read(typed)
        except CcdrillError as error:
            self.tell_refusal(error)
            self.draw_if_it_fits()
            return None

    def action_end_early(self) -> None:
        """Asks why, then ends."""
        words = "What could not be played any more is left out of the score on what was played.\nWhy? (may stay empty)"
        self._ask(
            self._text_dialog("End the exercise here", words, "Enter: end it"),
            lambda text: commands.CutShort(reason=text),
            "",
            then="ending",
        )

    def action_lead_on(self) -> None:
        """Asks where to and why, then leads on."""
        asked = lead_on(self.session.desk().mappings(), is_private=self.is_private)
        self._fill_in(asked, lambda form: self._do_by_hand(form, led_on(form)))

    def action_message(self) -> None:
        """Asks which message and what is to become of it, then sends it or holds it back."""
        messages = self.session.desk().messages()
        if not messages:
            self.say("Every message has arrived.")
            return
        asked = message_by_hand(messages, is_private=self.is_private)
        self._fill_in(asked, lambda form: self._do_by_hand(form, sent_or_held(form)))

    def _do_by_hand(self, form: Form, command: commands.DoByHand) -> None:
        """Does something to the story; where that leads elsewhere, everybody sees it."""
        asked = self.view.asked
        if not self._send_filled(form, command):
            return
        if not self.message:
            self.tell(f"{self.view.last_done}.")
        if self.view.asked == asked:
            self.stay()
        else:
            self.go("ending" if self.view.ending is not None else "story")

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

    def _fill_in(self, form: Form, then: Callable[[Form], None]) -> None:
        """Asks what a form does, with what was left unsaid in it last."""
        begun = form.begun_with(self.unsaid.pop(form.title, {}))
        self.app.push_screen(FormDialog(begun), lambda filled: then(filled) if filled is not None else None)

    def _send_filled(self, form: Form, command: commands.Command) -> bool:
        """Sends what a form came to; where it was refused, what was filled in is kept."""
        is_done = self.send(command)
        if not is_done:
            self.unsaid[form.title] = form.answers
        return is_done

    def _text_dialog(self, title: str, words: str, done: str, value: str = "") -> TextDialog:
        """Asks for a text, with what was left unsaid in it last."""
        (typed,) = self.unsaid.pop(title, {}).get(TYPED, (value,))
        return TextDialog(title, words, value=typed, done=done)

    def _ask(
        self,
        dialog: TextDialog,
        command: Callable[[str], commands.Command],
        done: str,
        then: Phase | None = None,
    ) -> None:
        about, _ = dialog.unsaid

        def answered(typed: str | None) -> None:
            if typed is None:
                return
            if not self.send(command(typed)):
                self.unsaid[about] = {TYPED: (typed,)}
                return
            if not self.message:
                self.tell(done)
            if then is not None:
                self.go(then)
            else:
                self.stay()

        self.app.push_screen(dialog, answered)

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
