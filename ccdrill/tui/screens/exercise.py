"""The exercise: situation, options, the decision strip, outcome and ending, on one screen that shows one thing at a time."""

from collections.abc import Callable
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ccdrill.session.attending import Ran
from ccdrill.session.deciding.written import listed_options
from ccdrill.session.played import Watch
from ccdrill.session.session import Session
from ccdrill.session.telling.view import ExhibitView, MessageView
from ccdrill.tui import story
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.bars import hands_lines
from ccdrill.tui.doing import EXERCISE_ACTIONS, actions_of
from ccdrill.tui.moves import LED, Phase, actions_now, legal_actions, why_not
from ccdrill.tui.paint import Line
from ccdrill.tui.pane import Move
from ccdrill.tui.screens.base import FRAME_ROWS, LOOKING_BACK
from ccdrill.tui.screens.choices import ChoiceList
from ccdrill.tui.screens.following import FollowingScreen
from ccdrill.tui.side import side
from ccdrill.tui.stage import Room, is_crowded, set_page, set_paper, set_stage
from ccdrill.tui.status import status_words
from ccdrill.tui.strip import Strip
from ccdrill.tui.talk import Talk

_SIDE_WIDTH = 42


class ExerciseScreen(FollowingScreen):
    """Plays a session: shows one thing at a time, and takes decisions unless a console leads it."""

    CSS_PATH = "exercise.tcss"
    HELP_TITLE = "the exercise"
    PANE = "#story"
    ACTIONS: ClassVar[tuple[Action, ...]] = tuple(EXERCISE_ACTIONS.values())
    BINDINGS = bindings_of(one for one in ACTIONS if one.name != "pick")

    def __init__(self, session: Session, on_debrief: Callable[[Session], None]) -> None:
        """`on_debrief` is called when the exercise is over and the people want to talk about it."""
        super().__init__(session)
        self._on_debrief = on_debrief
        played, talked = session.ran_before()
        if self.ran_elsewhere is not None:
            played, talked = self.ran_elsewhere.played, self.ran_elsewhere.talked
        self._watch = Watch(played, monotonic)
        self._talk = Talk(monotonic, talked)
        self._told: list[tuple[int, tuple[MessageView, ...]]] = []
        """Messages that had a page of their own or stood in a situation before, so the situation need not repeat them.

        Each with what moved the story last by then: once that is taken back, they are read where they arrived.
        """
        self._stood: tuple[int, str, tuple[MessageView, ...]] = (0, "", ())
        """The situation that stood whole on the screen last, with what moved the story last by then, and what arrived in it."""
        self._is_over = False
        """Whether the debrief is being made."""
        self.tell(self.view.notice, is_warning=True)

    def compose_body(self) -> ComposeResult:
        """Story over options; beside them, on a wide screen, a column."""
        with Horizontal(id="body"):
            with Vertical(id="main"):
                yield Static(id="story")
                yield Static(id="lower")
                yield ChoiceList(id="options")
            yield Static(id="side")
        yield from self.compose_strip()

    def on_mount(self) -> None:
        """Starts the clock that only redraws; elapsed time is read, never counted."""
        if self.is_attached:
            self.query_one("#why", Input).display = False
            self.set_interval(1.0, self._tick)

    # What is shown

    def draw(self) -> None:
        """Everything, for the phase and the size."""
        width = self.app.size.width
        is_stopped = self.view.is_stopped
        strip = [] if is_stopped else self.strip_rows(width) or self._hands(width)
        used = len(strip) + self.is_typing
        room = self._room(used + len(self._status_lines(width)), max(0, self.room_to_decide(width) - used))
        paper = self._paper()
        if is_stopped:
            self.stage = set_page(story.stopped(room.measure), room)
        else:
            self.stage = set_paper(paper, room) if paper else set_stage(self.shown, self._news(), self.phase, room)
        if self.phase == "story" and not is_stopped and not self.stage.overflows:
            self._stood = (self._moved_last, self.view.title, self.view.messages)
        self.put_text(self.stage.upper, room.width, self.stage.upper_rows)
        self.put("#lower", self.stage.lower)
        self.query_one("#lower").display = bool(self.stage.lower)
        self._draw_options(room.width)
        if strip and self.stage.overflows and not (self.stage.lower or self.stage.shows_options):
            strip[0] = Content("")  # the text above ends with a line across of its own
        self.put("#strip", strip)
        self.query_one("#strip").display = bool(strip)
        if self.is_wide:
            is_empty = is_stopped or self.phase == "blank"
            has_so_far, has_log = self.phase != "recap", not self.is_led
            beside = side(self.shown, _SIDE_WIDTH - 3, room.rows, has_so_far=has_so_far, has_log=has_log)
            self.put("#side", [] if is_empty else beside)
        self._draw_top()
        self.draw_bottom()

    def legal_actions(self) -> tuple[Action, ...]:
        """What can be done now, in the words of now."""
        return actions_now(self.now)

    def helped_actions(self) -> tuple[Action, ...]:
        """What there is to do in this drill."""
        return actions_of(self.session.exercise)

    def _room(self, below: int, to_decide: int = 0) -> Room:
        """What there is to share; so many rows go to what stands below, and so many more once a choice is picked.

        They are kept free for whoever plays alone. A team talks with story, questions and options before it, and picks when
        that is over.
        """
        width, height = self.app.size
        kept, taken = (0, to_decide) if self.view.mode == "team" else (to_decide, 0)
        measure = width - _SIDE_WIDTH if self.is_wide else width
        return Room(measure, height - FRAME_ROWS - below, self.is_wide, kept, taken)

    def _draw_top(self) -> None:
        played = self._watch.read(is_paused=self.view.is_paused)
        self.put("#top", story.header(self.shown, played, self.app.size.width))

    def _draw_options(self, width: int) -> None:
        options = self.query_one(ChoiceList)
        options.display = self.stage.shows_options
        if self.stage.shows_options:
            options.styles.height = self.stage.option_rows
            rows = [(one.id, story.option(one, width)) for one in listed_options(self.view)]
            picked = self.strip.option.id if self.strip else None
            options.show(rows, picked, self.stage.option_rows, is_spaced=self.stage.is_spaced)
            if self.is_led:
                options.highlighted = None  # nobody in the room is to read a choice out of it
        if self.is_typing:
            return
        if self.stage.shows_options and self.amending is None and not self.is_led:
            options.focus()
        else:
            self.set_focus(None)

    def _status_lines(self, width: int) -> list[Line]:
        left, right = status_words(self.now, self._talk.read(self.now))
        return self.status_lines(left, right, width)

    def _news(self) -> tuple[MessageView, ...]:
        """What arrived and has not been read."""
        moves = self._moves
        told = {one for moved, messages in self._told if moved in moves for one in messages}
        return tuple(one for one in self.view.messages if one.is_untold and one not in told)

    def _paper(self) -> ExhibitView | None:
        """The exhibit that the console shows."""
        if self.led is None or self.phase != "exhibit":
            return None
        return next((one for one in self.shown.exhibits if one.id == self.led.exhibit), None)

    def _hands(self, width: int) -> list[Line]:
        """The hands that were counted, where the options stand."""
        return hands_lines(self.view, width) if self.phase in ("story", "options") else []

    # What keys do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        """What is possible now."""
        return action not in EXERCISE_ACTIONS or action in legal_actions(self.now)

    def why_not(self, name: str) -> str:
        """Why something can't be done now."""
        return why_not(self.now, name)

    def scroll_text(self, move: Move) -> None:
        """Scrolls the story; while a decision is filled in, Up and Down go to the others."""
        if self.amending is not None and move in ("up", "down"):
            self.amend_another(-1 if move == "up" else 1)
        else:
            super().scroll_text(move)

    def action_read_again(self) -> None:
        """Back to the last outcome; from there, on to where we are."""
        self.back_to = self.phase
        self.go("outcome")

    def action_go_on(self) -> None:
        """To what is below, else to what comes next."""
        if self.text.is_more_below:
            self.scroll_text("pagedown")
        elif self.phase == "ending":
            self.hold_debrief()
        elif self.phase == "outcome":
            self._after_outcome()
        elif self.phase == "meanwhile":
            self._take_as_told(self.view.messages)
            self.go("story")
        else:
            self.go("options")

    def action_commit(self) -> None:
        """Decides what was picked; picks what is highlighted."""
        if self.is_led:
            self.say(LED)
        elif self.strip is None:
            self._pick_highlighted()
        elif self.amending is not None:
            self.amend()
        elif self.decide(self.strip):
            self.back_to = None
            self.go("outcome")
        else:
            self.set_strip(None)

    # How it is done

    def on_option_list_option_highlighted(self, event: ChoiceList.OptionHighlighted) -> None:
        """Arrows and clicks move a choice that was picked; what was answered stays."""
        event.stop()
        if self.is_led:
            event.option_list.highlighted = None
            return
        pointed = event.option_list.highlighted_option
        if self.strip is not None and self.amending is None and pointed and pointed.id != self.strip.option.id:
            self._pick_highlighted()

    def on_option_list_option_selected(self, event: ChoiceList.OptionSelected) -> None:
        """Enter in the list."""
        event.stop()
        self.action_commit()

    def _after_outcome(self) -> None:
        """Back to where an outcome was read again, else to what is new: messages that need a page, the situation, the end."""
        if self.back_to is not None:
            self.leave_what_is_read_again()
        elif self.view.ending is not None:
            self.go("ending")
        else:
            self._go_to_situation()

    def _go_to_situation(self) -> None:
        """To the situation; first to what arrived since, where there is no room for both."""
        super().go("meanwhile" if is_crowded(self.view, self._news(), self._room(1)) else "story")

    def go(self, phase: Phase) -> None:
        """As any screen. To a situation without a decision, what arrived in the one before it was read there."""
        moved, title, read = self._stood
        is_elsewhere = phase == "story" and self.phase in ("story", "options") and title != self.view.title
        if is_elsewhere and moved in self._moves:
            self._take_as_told(read)
            self._go_to_situation()
        else:
            super().go(phase)

    @property
    def _moves(self) -> frozenset[int]:
        """What has moved the story, of what stands, each by its seq."""
        return frozenset(stretch.entry.seq for stretch in self.session.run.stretches)

    @property
    def _moved_last(self) -> int:
        """Its last."""
        return self.session.run.stretches[-1].entry.seq

    def _take_as_told(self, read: tuple[MessageView, ...]) -> None:
        self._told.append((self._moved_last, read))

    def go_to(self, phase: Phase) -> None:
        """What a console has it show: after an outcome, first what arrived since, where the situation has no room for it."""
        if phase == "story" and self.phase == "outcome" and self.view.ending is None:
            self._after_outcome()
        else:
            self.go(phase)

    def go_further(self) -> None:
        """As Space does."""
        if self.text.is_more_below or self.phase == "meanwhile":
            self.action_go_on()

    def ran(self) -> Ran:
        """By its own watches."""
        played = self._watch.read(is_paused=self.view.is_paused)
        return Ran(talked=int(self._talk.read(self.now)), played=int(played))

    def hold_debrief(self) -> None:
        """Looks back on the run, once."""
        if not self._is_over:
            self._is_over = True
            self.stand_back()
            self.say_then(LOOKING_BACK, lambda: self._on_debrief(self.session))

    def begin(self, strip: Strip) -> None:
        """Begins to decide. The strip may leave too little room for the whole story; the options stay."""
        if self.phase == "story":
            self.phase = "options"
        super().begin(strip)

    def _pick_highlighted(self) -> None:
        pointed = self.query_one(ChoiceList).highlighted_option
        option = next((one for one in listed_options(self.view) if pointed and one.id == pointed.id), None)
        if option is None:
            return
        if option.number:
            self.pick(option.number)
        elif self.strip is None:
            self.action_write_in()
        else:
            self.draw()  # what was picked stays so: what is to be typed needs a key of its own

    def _tick(self) -> None:
        """Redraws the clocks; takes in what time or another terminal brought."""
        if not self.is_current or self.has_class("-too-small"):
            return
        before = self.view
        if self.led is not None:
            if self.session.run.seq == self.led.seq:
                self.view = self.session.view()
            self._draw_top()
            self.draw_bottom()
            return
        self.take_in(is_ticking=before.is_paced)
        if self.view.seq == before.seq and self.view.title == before.title:
            self._draw_top()
            self.draw_bottom()
        elif self.phase in ("outcome", "meanwhile") or self.view.asked == before.asked:
            self.draw()
        else:
            self.go("ending" if self.view.ending else "story")
