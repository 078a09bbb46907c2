"""A screen with the decision strip: its fields are filled in key by key, for a choice that is picked or an earlier decision."""

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input, Static

from ccdrill.session.deciding import commands
from ccdrill.session.deciding.written import own_words
from ccdrill.session.session import Session
from ccdrill.session.telling.view import DecisionView, OptionView
from ccdrill.tui.bars import strip_lines
from ccdrill.tui.form import Form
from ccdrill.tui.forms import OWN_WORDS, write_in, written_in
from ccdrill.tui.moves import LED, Now, Phase
from ccdrill.tui.paint import Line
from ccdrill.tui.screens.asking import AskingScreen
from ccdrill.tui.screens.form import FormDialog
from ccdrill.tui.stage import Stage
from ccdrill.tui.status import amending_words, status_words
from ccdrill.tui.strip import Strip
from ccdrill.tui.typed_line import TypedLine


class DecidingScreen(AskingScreen):
    """Fills in the strip. Where it stands and what stands around it is the business of the screen itself."""

    def __init__(self, session: Session) -> None:
        """Nothing is picked."""
        super().__init__(session)
        self.stage = Stage(())
        """What stands where, as it was drawn last."""
        self.back_to: Phase | None = None
        """Where to go on from an outcome that is read again."""

    def compose_strip(self) -> ComposeResult:
        """The strip, and the line in which a reason is typed."""
        yield Static(id="strip")
        yield TypedLine(id="why", placeholder="Your reason; Enter when done")

    @property
    def now(self) -> Now:
        """Where the screen stands."""
        return Now(
            view=self.shown,
            phase=self.phase,
            strip=self.strip,
            is_amending=self.amending is not None,
            is_combined=self.stage.is_combined,
            is_more_below=self.text.is_more_below,
            is_read_again=self.phase == "outcome" and self.back_to is not None,
            is_typing=self.is_typing,
            is_led=self.is_led,
        )

    @property
    def is_led(self) -> bool:
        """Whether the facilitator decides elsewhere."""
        return False

    @property
    def is_typing(self) -> bool:
        """Whether the line for the reason is open."""
        return self.query_one("#why", Input).display

    def why_not(self, name: str) -> str:
        """Why an action can't be done now, in a line of words; empty: it can be done."""
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        """Digits pick, the field's keys answer, capital letters open exhibits; a key that can do nothing now says why."""
        if self.query_one("#why", Input).has_focus:
            return
        self.forget()
        key = event.character if event.character and event.character.isprintable() else ""
        action = next((one for one in self.ACTIONS if event.key in one.keys.split(",")), None)
        if self.is_led and key.isalnum() and (action is None or action.name == "pick"):
            self.say(LED)
        elif self.strip is not None and self.strip.takes(key):
            self.change_strip(self.strip.press(key))
        elif self.strip is not None and key and (action is None or key.isalnum()):
            meanwhile = self.why_not(action.name) if action is not None and action.name != "pick" else ""
            self.say(self.strip.why_not(key, meanwhile))
        elif action is not None and (reason := self.why_not(action.name)):
            if action.name in {one.name for one in self.legal_actions()}:
                return
            self.say(reason)
        elif self.strip is None and key.isdigit() and action is not None and action.name == "pick":
            self.pick(int(key))
        elif self.strip is None and key.isalpha() and key.isupper():
            self.open_letter(key)
        else:
            self.answer_idle(event, self._instead_of(key))
            return
        event.stop()

    def _instead_of(self, key: str) -> str:
        """What to press where a key does nothing: an exhibit's letter may be meant."""
        is_exhibit = key.upper() in {one.letter for one in self.shown.exhibits}
        return f"Shift and {key} opens exhibit {key.upper()}." if is_exhibit else "? tells what can be done."

    def pick(self, number: int) -> None:
        """The choice of that number, to be decided; what was answered for another stays."""
        option = next((one for one in self.view.options if one.number == number), None)
        if option is None or (self.strip is None and self.why_not("pick")):
            self.say(self.why_not("pick") or f"There is no choice {number}.")
        else:
            self.take_up(option)

    def take_up(self, option: OptionView) -> None:
        """Begins to decide on a choice, or goes on with another one."""
        strip = self.strip if self.strip is not None and self.strip.written is None else None
        self.begin(strip.with_option(option) if strip is not None else Strip(option, self.view.prompts))

    def action_write_in(self) -> None:
        """Asks what the team does in its own words, and what that is in the story; then what is asked beside every decision."""
        form = write_in(self.session.desk().mappings(), is_private=self.is_private)
        self.app.push_screen(FormDialog(form.begun_with(self.unsaid.get(OWN_WORDS, {}))), self._written)

    def _written(self, form: Form | None) -> None:
        """The words stay until they are recorded: whoever gives up, or is overtaken by the story, finds them again.

        What they are in the story is asked anew: it may be something else by then.
        """
        if form is None:
            return
        written = written_in(form)
        words = form.asks[0].id
        self.unsaid[OWN_WORDS] = {words: form.answer(words)}
        self.begin(Strip(own_words(written.text), self.session.desk().asked_of(written.does), written=written))

    def begin(self, strip: Strip) -> None:
        """Begins to decide."""
        self.set_strip(strip)

    def decide(self, strip: Strip) -> bool:
        """Decides what the strip holds; False when it was refused."""
        self.play_on()
        is_done = self.send(strip.command())
        if is_done and strip.written is not None:
            self.unsaid.pop(OWN_WORDS, None)
        return is_done

    def strip_rows(self, width: int) -> list[Line]:
        """The strip as it is drawn; nothing when nothing is decided."""
        if self.strip is None:
            return []
        return strip_lines(self.strip, width, amending_words(self.view, self.amending) if self.amending else "")

    def room_to_decide(self, width: int) -> int:
        """The rows that it takes to decide once a choice is picked, with the line for a reason."""
        if not self.view.options:
            return 0
        strip = Strip(self.view.options[0], self.view.prompts)
        return len(strip_lines(strip, width)) + any(not prompt.answers for prompt in strip.prompts)

    def action_next_field(self) -> None:
        """To the next field; a field for text opens its line."""
        self._move_field(1)

    def action_previous_field(self) -> None:
        """To the field before."""
        self._move_field(-1)

    def action_clear_field(self) -> None:
        """Nothing is answered in the field."""
        if self.strip is not None:
            self.set_strip(self.strip.cleared())

    def action_drop(self) -> None:
        """Nothing is picked any more; a line that is typed into is left as it was, an outcome that is read again is left."""
        if self.is_typing:
            self.leave_input(is_kept=False)
            return
        if self.strip is None and self.back_to is not None:
            self.leave_what_is_read_again()
            return
        self.amending = None
        self.set_strip(None)

    def action_fill_in(self) -> None:
        """Opens the strip of the last decision again; at the end, of the last one that has something open."""
        asked = [one for one in self.view.decisions if one.prompts]
        is_open = [one for one in asked if one.unanswered] if self.phase == "ending" else []
        self._open_amending((is_open or asked)[-1])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the line for the reason leaves it."""
        event.stop()
        self.leave_input()

    def leave_what_is_read_again(self) -> None:
        """Back to where it was opened."""
        back, self.back_to = self.back_to, None
        if back is not None:
            self.go(back)

    def change_strip(self, strip: Strip) -> None:
        """Another strip in place of the one that stands; says what had to give way."""
        if self.strip is not None and (lost := strip.pushed_out(self.strip)):
            self.tell(lost, is_warning=True)
        self.set_strip(strip)

    def set_strip(self, strip: Strip | None) -> None:
        """Shows another strip, or none."""
        self.strip = strip
        self.refresh_bindings()
        self.draw()

    def _move_field(self, by: int) -> None:
        if self.is_typing:
            self.leave_input()
        if self.strip is None:
            return
        self.set_strip(self.strip.move(by))
        if self.strip.wants_text:
            line = self.query_one("#why", Input)
            line.value = self.strip.reason
            line.display = True
            self.draw()
            line.focus()

    def leave_input(self, *, is_kept: bool = True) -> None:
        """Takes what was typed as the reason, or leaves the reason as it was: as everywhere, Enter keeps and Esc gives up."""
        line = self.query_one("#why", Input)
        line.display = False
        if self.strip is not None:
            self.set_strip(self.strip.typed(line.value.strip()) if is_kept else self.strip)

    def _open_amending(self, decision: DecisionView) -> None:
        self.amending = decision
        self.set_strip(_as_it_stands(decision))

    def amend(self) -> None:
        """Keeps what was filled in."""
        decision, strip = self.amending, self.strip
        self.amending, self.strip = None, None
        if decision is not None and strip == _as_it_stands(decision):
            self.tell("Nothing was changed.")
        elif decision is not None and strip is not None:
            command = commands.Amend(decision=decision.seq, answers=strip.answers())
            if self.send(command) and not self.message:
                self.tell(f"Filled in. {status_words(self.now, 0)[0] if self.phase in ('outcome', 'ending') else ''}")
        self.set_strip(None)

    def amend_another(self, by: int) -> None:
        """Keeps what was filled in, and goes to the decision before or after."""
        decision, strip = self.amending, self.strip
        asked = [one for one in self.view.decisions if one.prompts]
        place = next((index for index, one in enumerate(asked) if decision and one.seq == decision.seq), 0) + by
        if not 0 <= place < len(asked):
            self.say("There is no decision beyond this one.")
            return
        if decision is not None and strip != _as_it_stands(decision):
            self.amend()
            self.tell("")
        self._open_amending(next(one for one in self.view.decisions if one.seq == asked[place].seq))


def _as_it_stands(decision: DecisionView) -> Strip:
    """The strip with what was answered so far."""
    return Strip(decision.option, decision.prompts).answered(decision.judgement, decision.reason)
