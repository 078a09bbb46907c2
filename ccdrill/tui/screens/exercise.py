"""The exercise: situation, options, the decision strip, outcome and ending, on one screen that shows one thing at a time."""

from collections.abc import Callable
from time import monotonic
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from ccdrill.model.errors import CcdrillError
from ccdrill.session import commands
from ccdrill.session.session import Session
from ccdrill.session.view import ExhibitView, OptionView, View
from ccdrill.tui import story
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.bars import status, strip_lines
from ccdrill.tui.moves import EXERCISE_ACTIONS, Phase, legal_actions
from ccdrill.tui.paint import Line, lines_of, page
from ccdrill.tui.screens.base import FramedScreen
from ccdrill.tui.screens.choices import ChoiceList
from ccdrill.tui.screens.dialogs import PageDialog, TextDialog
from ccdrill.tui.stage import FRAME_ROWS, set_stage
from ccdrill.tui.strip import Strip

_SIDE_WIDTH = 42


class ExerciseScreen(FramedScreen):
    """Plays a session. Holds no rule: it shows views and sends commands."""

    CSS_PATH = "exercise.tcss"
    HELP_TITLE = "the exercise"
    ACTIONS: ClassVar[tuple[Action, ...]] = tuple(EXERCISE_ACTIONS.values())
    BINDINGS = bindings_of(one for one in ACTIONS if one.name != "pick")

    def __init__(self, session: Session, on_debrief: Callable[[Session], None]) -> None:
        """`on_debrief` is called when the exercise is over and the people want to talk about it."""
        super().__init__()
        self.session = session
        self.view: View = session.view()
        self.phase: Phase = "ending" if self.view.ending else "story"
        self.strip: Strip | None = None
        self.amending: int | None = None
        self._on_debrief = on_debrief
        self._began = monotonic()
        self._since = monotonic()
        self._hints = 0
        self._message = self.view.notice
        self._is_combined = False
        self._is_longer = False

    def compose_body(self) -> ComposeResult:
        """Story over options; beside them, on a wide screen, a column."""
        with Horizontal(id="body"):
            with Vertical(id="main"):
                with VerticalScroll(id="story", can_focus=False):
                    yield Static(id="story-text")
                yield Static(id="question")
                yield ChoiceList(id="options")
            with VerticalScroll(id="side", can_focus=False):
                yield Static(id="side-text")
        yield Static(id="strip")
        yield Input(id="why", placeholder="Your reason; Enter when done", max_length=2_000)

    def on_mount(self) -> None:
        """Starts the clock that only redraws; elapsed time is read, never counted."""
        self.query_one("#why", Input).display = False
        self.set_interval(1.0, self._tick)

    # What is shown

    def draw(self) -> None:
        """Everything, for the phase and the size."""
        width = self.size.width
        self.put("#top", story.header(self.view, _clock(monotonic() - self._began), width))
        main_width = width - _SIDE_WIDTH - 1 if self.has_class("-wide") else width
        strip = strip_lines(self.strip, width, is_amending=self.amending is not None) if self.strip else []
        self._draw_main(main_width, len(strip) + len(self._status_lines(width)))
        self.put("#strip", strip)
        self.query_one("#strip").display = bool(strip)
        if self.has_class("-wide"):
            rows = self.size.height - FRAME_ROWS - len(strip) - len(self._status_lines(width))
            self.put("#side-text", story.side(self.view, _SIDE_WIDTH - 3, rows))
        self._draw_bottom(width)

    def _draw_main(self, width: int, rows_below: int) -> None:
        stage = set_stage(self.view, self.phase, width, self.size.height - rows_below, has_side=self.has_class("-wide"))
        self._is_combined, self._is_longer = stage.is_combined, stage.is_longer
        self.put("#story-text", stage.upper)
        above = self.query_one("#story", VerticalScroll)
        above.styles.height = len(stage.upper) if stage.shows_options else "1fr"
        above.styles.max_height = "60%" if stage.shows_options and not stage.is_combined else "100%"
        question, options = self.query_one("#question", Static), self.query_one(ChoiceList)
        question.display = options.display = stage.shows_options
        is_typing = self.query_one("#why", Input).display
        if stage.shows_options:
            self.put("#question", stage.question)
            highlighted = self.strip.option.number - 1 if self.strip else options.highlighted
            options.show([(one.id, story.option(one, width)) for one in self.view.options], highlighted)
            if not is_typing:
                options.focus()
        elif not is_typing:
            self.set_focus(None)

    def _draw_bottom(self, width: int) -> None:
        self.put("#bottom", [*self._status_lines(width), self.key_line(width)])

    def _status_lines(self, width: int) -> list[Line]:
        left, right = self._status()
        return status(self._message or left, right, width)

    def _status(self) -> tuple[str, str]:
        view = self.view
        if self.strip is not None:
            open_fields = ", ".join(prompt.label for prompt in self.strip.unanswered())
            still = f" Still open: {open_fields}." if open_fields else ""
            return f"Enter {'keeps' if self.amending else 'decides'}.{still}", ""
        if self.phase == "outcome":
            open_fields = ", ".join(view.outcome.unanswered) if view.outcome else ""
            return (f"Still open: {open_fields} (e fills in)." if open_fields else ""), "Space goes on"
        if self.phase == "ending":
            return "", "Space opens the debrief"
        if not view.is_options_open:
            return "Talk first; o opens the options.", self._talk_left()
        return f"Decision {view.decided + 1}", self._talk_left()

    def _talk_left(self) -> str:
        """How the talk keeps to the minutes planned for it, in words."""
        if not self.view.minutes:
            return ""
        left = self.view.minutes * 60 - int(monotonic() - self._since)
        return (
            f"{_minutes(left)} left of {self.view.minutes} min"
            if left >= 0
            else f"{_minutes(-left)} over the {self.view.minutes} min"
        )

    # What keys do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        """What is possible now."""
        return action not in EXERCISE_ACTIONS or action in self._legal()

    def _legal(self) -> frozenset[str]:
        return legal_actions(
            self.view, self.phase, self.strip, is_combined=self._is_combined, is_longer=self._is_longer
        )

    def on_key(self, event: events.Key) -> None:
        """Digits pick, the field's keys answer, capital letters open exhibits."""
        if self.query_one("#why", Input).has_focus:
            if event.key == "escape":
                event.stop()
                self._leave_input()
            return
        key = event.character or ""
        if self.strip is not None and self.strip.takes(key):
            event.stop()
            self._set_strip(self.strip.press(key))
        elif key.isdigit() and key != "0" and self.phase in ("story", "options"):
            event.stop()
            self._pick(int(key))
        elif self.strip is None and len(key) == 1 and key.isupper():
            event.stop()
            self._open_exhibit(next((one for one in self.view.exhibits if one.letter == key), None))

    def action_options(self) -> None:
        """Opens the options for everybody to see."""
        if not self.view.is_options_open:
            self._send(commands.OpenOptions())
        self._go("options")

    def action_story(self) -> None:
        """Back to the whole story."""
        self._go("story")

    def action_go_on(self) -> None:
        """To what comes next."""
        if self.phase == "outcome":
            self._since = monotonic()
            self._hints = 0
            self._go("ending" if self.view.ending else "story")
        elif self.phase == "ending":
            self._on_debrief(self.session)
        else:
            self._go("options")

    def action_read_on(self) -> None:
        """A page down."""
        self.query_one("#story", VerticalScroll).scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        """A page up."""
        self.query_one("#story", VerticalScroll).scroll_page_up(animate=False)

    def action_line_down(self) -> None:
        """A line down."""
        self.query_one("#story", VerticalScroll).scroll_relative(y=1, animate=False)

    def action_line_up(self) -> None:
        """A line up."""
        self.query_one("#story", VerticalScroll).scroll_relative(y=-1, animate=False)

    def action_commit(self) -> None:
        """Decides what was picked; picks what is highlighted."""
        if self.strip is None:
            highlighted = self.query_one(ChoiceList).highlighted
            if highlighted is not None:
                self._pick(highlighted + 1)
            return
        strip, amending = self.strip, self.amending
        command: commands.Command = (
            commands.Amend(decision=amending, answers=strip.answers())
            if amending is not None
            else commands.Decide(choice=strip.option.id, answers=strip.answers())
        )
        self.strip, self.amending = None, None
        if self._send(command):
            self._go("outcome")

    def action_next_field(self) -> None:
        """To the next field; a field for text opens its line."""
        self._move_field(1)

    def action_previous_field(self) -> None:
        """To the field before."""
        self._move_field(-1)

    def action_drop(self) -> None:
        """Nothing is picked any more."""
        self._message = ""
        self.amending = None
        self._set_strip(None)

    def action_fill_in(self) -> None:
        """Opens the strip of the last decision again."""
        outcome = self.view.outcome
        if outcome is None:
            return
        self.amending = outcome.seq
        self._set_strip(Strip.of(outcome.option, outcome.prompts).answered(outcome.judgement, outcome.reason))

    def action_exhibits(self) -> None:
        """Opens the first exhibit that nobody has looked at, else the last one."""
        exhibits = self.view.exhibits
        self._open_exhibit(next((one for one in exhibits if one.is_new), exhibits[-1] if exhibits else None))

    def action_log(self) -> None:
        """What happened so far, and who plays what, as a page."""
        width = min(76, self.size.width - 8)
        lines = story.so_far(self.view, width)
        if self.view.seats:
            lines = [*lines, Content(""), Content("Who plays what"), *story.seats(self.view, width)]
        self.app.push_screen(PageDialog("So far", self.view.clock, lines))

    def action_hint(self) -> None:
        """The next hint; after the last, the first again."""
        hints = self.view.hints
        self._message = f"Hint: {hints[self._hints % len(hints)]}"
        self._hints += 1
        self.app.push_screen(PageDialog("A hint", "", [*lines_of(self._message.removeprefix("Hint: "), 70)]))
        self.draw()

    def action_note(self) -> None:
        """Asks for a note."""
        self._ask(
            "Note", "It goes into the debrief.", lambda text: commands.WriteNote(text=text), "Noted.", "Enter: note it"
        )

    def action_take_back(self) -> None:
        """Asks why, then undoes."""
        chosen = self.view.outcome.choice if self.view.outcome else ""
        self._ask(
            "Take the last decision back",
            f'"{chosen}" Why? (may stay empty)',
            lambda text: commands.TakeBack(reason=text),
            "Taken back.",
            "Enter: take it back",
            then="story",
        )

    def action_end_early(self) -> None:
        """Asks why, then ends."""
        self._ask(
            "End the exercise here",
            "What could not be played any more is left out of the score on what was played. Why? (may stay empty)",
            lambda text: commands.CutShort(reason=text),
            "",
            "Enter: end it",
            then="ending",
        )

    def action_pause(self) -> None:
        """Stops exercise time, or lets it run."""
        self._send(commands.Resume() if self.view.is_paused else commands.Pause())
        self.draw()

    def action_leave(self) -> None:
        """Back to where the screen was opened from; the run is kept."""
        self.session.leave()
        self.app.leave_screen()  # type: ignore[attr-defined]  # CcdrillApp

    # How it is done

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter in the list."""
        event.stop()
        self.action_commit()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the line for the reason leaves it."""
        event.stop()
        self._leave_input()

    def _pick(self, number: int) -> None:
        view = self.view
        option: OptionView | None = next((one for one in view.options if one.number == number), None)
        if option is None or not view.is_options_open:
            return
        if self.phase == "story" and not self._is_combined:
            self.phase = "options"
        prompts = view.prompts
        self._set_strip(self.strip.with_option(option, prompts) if self.strip else Strip.of(option, prompts))

    def _set_strip(self, strip: Strip | None) -> None:
        self.strip = strip
        self.refresh_bindings()
        self.draw()

    def _move_field(self, by: int) -> None:
        if self.strip is None:
            return
        self._set_strip(self.strip.move(by))
        if self.strip.wants_text:
            line = self.query_one("#why", Input)
            line.value = self.strip.reason
            line.display = True
            line.focus()

    def _leave_input(self) -> None:
        line = self.query_one("#why", Input)
        line.display = False
        if self.strip is not None:
            self._set_strip(self.strip.typed(line.value.strip()))

    def _open_exhibit(self, exhibit: ExhibitView | None) -> None:
        if exhibit is None:
            return
        self._send(commands.OpenExhibit(exhibit=exhibit.id))
        letters = "".join(one.letter for one in self.view.exhibits)
        dialog = PageDialog(f"{exhibit.letter}  {exhibit.title}", exhibit.kind, page(exhibit.body, 76), turns=letters)
        self.app.push_screen(dialog, self._after_exhibit)

    def _after_exhibit(self, letter: str | None) -> None:
        self._open_exhibit(next((one for one in self.view.exhibits if one.letter == letter), None))
        self.draw()

    def _ask(
        self,
        title: str,
        text: str,
        command: Callable[[str], commands.Command],
        done: str,
        keys: str,
        then: Phase | None = None,
    ) -> None:
        def answered(typed: str | None) -> None:
            if typed is None or not self._send(command(typed)):
                return
            self._message = self.view.notice or done
            self._go(then or self.phase)

        self.app.push_screen(TextDialog(title, text, done=keys), answered)

    def _send(self, command: commands.Command) -> bool:
        """Sends a command and takes the view; False, with words, when it was refused."""
        try:
            self.view = self.session.handle(command)
        except CcdrillError as error:
            self._message = f"{error.message}. {error.hint}"
            self.tell(self._message, "warning")
            self.view = self.session.view()
            self.draw()
            return False
        self._message = self.view.notice
        self.tell(self.view.notice, "warning")
        return True

    def _go(self, phase: Phase) -> None:
        self.phase = phase
        self.strip = None
        self.query_one("#story", VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()
        self.draw()

    def _tick(self) -> None:
        """Redraws the clocks; takes in what time or another terminal brought."""
        if not self.is_current or self.has_class("-too-small"):
            return
        before = (self.view.seq, self.view.title)
        try:
            if self.session.refresh():
                self.tell("The run moved on in another terminal.")
            self.view = self.session.handle(commands.Tick()) if self.view.is_paced else self.session.view()
        except CcdrillError as error:
            self._message = f"{error.message}. {error.hint}"
        if (self.view.seq, self.view.title) != before and self.phase != "outcome":
            self._go("ending" if self.view.ending else "story")
        else:
            self.put("#top", story.header(self.view, _clock(monotonic() - self._began), self.size.width))
            self._draw_bottom(self.size.width)


def _clock(seconds: float) -> str:
    """Hours, minutes and seconds, such as `0:04:10`."""
    whole = max(0, int(seconds))
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def _minutes(seconds: int) -> str:
    """Minutes and seconds, such as `3:05`."""
    return f"{seconds // 60}:{seconds % 60:02}"
