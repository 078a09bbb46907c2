"""A screen of a run with the dialogs that ask, for a text or a form, before anything is sent: notes, why, how many, who, what by hand."""

from collections.abc import Callable
from typing import TypeVar

from ccdrill.model.errors import CcdrillError
from ccdrill.session.deciding import commands
from ccdrill.session.deciding.minutes import USUAL, read_minutes, told_minutes
from ccdrill.session.deciding.people import read_people, told_people
from ccdrill.session.session import Session
from ccdrill.tui.form import Form, Left
from ccdrill.tui.forms import lead_on, led_on, message_by_hand, role_taken, sent_or_held, take_role
from ccdrill.tui.moves import Phase
from ccdrill.tui.screens.dialogs import TYPED, TextDialog
from ccdrill.tui.screens.form import FormDialog
from ccdrill.tui.screens.session import SessionScreen

T = TypeVar("T")


class AskingScreen(SessionScreen):
    """Asks in dialogs, and keeps what was typed in them until it is recorded."""

    def __init__(self, session: Session) -> None:
        """Nothing was typed."""
        super().__init__(session)
        self.unsaid: dict[str, Left] = {}
        """What was typed or picked and is not recorded, by the title of its dialog: whoever is overtaken, by a console too, finds it again."""

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

    def action_end_early(self) -> None:
        """Asks why, then ends."""
        words = "What could not be played any more is left out of the score on what was played.\nWhy? (may stay empty)"
        self._ask(
            self._text_dialog("End the exercise here", words, "Enter: end it"),
            lambda text: commands.CutShort(reason=text),
            "",
            then="ending",
        )

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

    def _text_dialog(self, title: str, words: str, done: str, value: str = "") -> TextDialog:
        """Asks for a text, with what was left unsaid in it last."""
        (typed,) = self.unsaid.pop(title, {}).get(TYPED, (value,))
        return TextDialog(title, words, value=typed, done=done)

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
