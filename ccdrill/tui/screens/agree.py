"""One thing to agree on: what it is about, and lines to fill in. What is filled in is recorded at once."""

from typing import ClassVar

from msgspec.structs import replace
from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from ccdrill.debrief.talking.talk import Talk
from ccdrill.model.errors import CcdrillError
from ccdrill.session.deciding.commands import ConfirmRating, Reopen
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.paint import MEASURE, MUTED, STRONG, Line, lines_of, rule
from ccdrill.tui.report import header
from ccdrill.tui.screens.base import FRAME_ROWS, FramedScreen
from ccdrill.tui.screens.choices import ChoiceList
from ccdrill.tui.sheet import Field, Sheet
from ccdrill.tui.sheets import sheets_of
from ccdrill.tui.typed_line import TypedLine

_BESIDE = 4
"""Columns that the lines leave free: a bar stands there when they are too many."""
_LABEL = 17
"""Columns of what a line is called, at least."""
_LEAST = 3
"""Rows that the words keep, however small the window is."""


class AgreeScreen(FramedScreen):
    """A sheet: arrows go to a line, Enter types into it or picks the answer."""

    CSS_PATH = "agree.tcss"
    HELP_TITLE = "what is agreed"
    PANE = "#words"
    SCROLL_KEYS = ("Space", "Space")
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("help", "question_mark", "help", "This page.", in_bar=True, title="Help"),
        Action(
            "enter",
            "enter",
            "fill in",
            "Type into the highlighted line, or pick the answer: it is recorded at once. Once more withdraws an answer.",
            in_bar=True,
            title="Fill in the highlighted line",
        ),
        Action("read_on", "space", "more", "Read on above; after its end, from the top.", in_bar=True, title="Read on"),
        Action(
            "leave",
            "escape,q",
            "back",
            "Back to where you came from: the plan, or the debrief.",
            in_bar=True,
            title="Go back",
        ),
    )
    BINDINGS = bindings_of(ACTIONS)

    def __init__(self, talk: Talk, name: str) -> None:
        """`name`: which of the sheets of the talk's debrief."""
        super().__init__()
        self._talk = talk
        self._which = name
        self._sheet: Sheet = sheets_of(talk.debrief)[name]
        self._typing = ""
        """The field into which is typed, or of whose answer the reason is typed; empty: none."""
        self._question = ""
        """What is typed there."""
        self._drawn_at = ""
        """The field of which the words above were drawn last."""

    def compose_body(self) -> ComposeResult:
        """The words, the lines, and one to type in."""
        with Vertical(id="body"):
            yield Static(id="words")
            yield ChoiceList(id="fields", markup=False)
            yield TypedLine(id="typed")

    def on_mount(self) -> None:
        """Nothing is typed yet; a sheet that leads through its lines and is empty begins with the first."""
        if not self.is_attached:
            return
        self.query_one(Input).display = False
        if self._sheet.leads and not any(one.value for one in self._sheet.fields()):
            self._open_line(self._sheet.fields()[0])

    def draw(self) -> None:
        """Words above lines."""
        width, height = self.size
        facts = self._talk.debrief.facts
        self.put("#top", [header(facts, width, self._sheet.title), rule(width, facts.marking)])
        rows = height - FRAME_ROWS - len(self._status_lines(width)) - bool(self._typing)
        fields = self._sheet.fields()
        beside = max(_LABEL, *(cell_len(one.label) + 2 for one in fields))
        lines = [(one.id, _line(one, width - _BESIDE, beside)) for one in fields]
        needed = min(sum(len(rows) for _, rows in lines), rows - _LEAST)
        self._drawn_at = self._typing or self._pointed() or self._sheet.begins_at
        words = self._sheet.words(min(width - 4, MEASURE), self._drawn_at)
        room = min(len(words) + 1, rows - needed)
        below = [Content("")] * (room > len(words))
        self.put_text([Content.assemble("  ", line) for line in (*words, *below)], width, room)
        listed = self.query_one(ChoiceList)
        listed.styles.height = needed
        listed.show(lines, self._sheet.begins_at if listed.highlighted is None else None, needed)
        if not self._typing:
            listed.focus()
        self.draw_bottom()

    def legal_actions(self) -> tuple[Action, ...]:
        """While something is typed, all other keys only type."""
        if self._typing:
            leads = self._sheet.leads
            words = {"enter": "keep, go on" if leads else "keep", "leave": "stop" if leads else "as it was"}
            return tuple(replace(one, label=words[one.name]) for one in super().legal_actions() if one.name in words)
        return super().legal_actions()

    @property
    def scroll_keys(self) -> tuple[str, str]:
        """While something is typed, Space types."""
        return ("PgDn", "PgUp") if self._typing else self.SCROLL_KEYS

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        """There may be nothing to read on."""
        return action != "read_on" or self.text.overflows

    def on_key(self, event: events.Key) -> None:
        """Escape leaves the line as it was; a key that does nothing here says what does."""
        self.forget()
        if not self._typing:
            self.answer_idle(event, "Enter fills in what is highlighted.")
        elif event.key == "escape":
            event.stop()
            self._close_line()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The words above are about the line below."""
        event.stop()
        if self.is_active and self._sheet.leads and not self._typing and self._pointed() != self._drawn_at:
            self.draw()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter in the list."""
        event.stop()
        if self.is_active:
            self.action_enter()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter records what was typed, and goes on to the next line. What is refused stays, with the reason below."""
        event.stop()
        if not self._typing:
            return
        before = self._sheet.fields()
        at = next(place for place, one in enumerate(before) if one.id == self._typing)
        is_left_open = self._sheet.leads and not event.value.strip() and not before[at].value
        if not is_left_open and not self._record(self._typing, event.value):
            return
        self._close_line()
        if is_left_open or (event.value.strip() and before[at].is_picked is None):
            self._go_on(at + 1)

    def action_enter(self) -> None:
        """Opens the line for a text, or picks an answer."""
        field = next((one for one in self._sheet.fields() if one.id == self._pointed()), None)
        if field is None:
            return
        if reason := self._sheet.why_not(field.id):
            self.tell(reason, is_warning=True)
            self.draw()
        elif question := self._sheet.asks_why(field.id):
            self._open_line(field, question)
        elif field.is_picked is None:
            self._open_line(field)
        else:
            self._record(field.id, "")
            self.draw()

    def action_leave(self) -> None:
        """Back to the plan or the debrief, whichever opened it."""
        self.app.leave_screen()  # type: ignore[attr-defined]  # CcdrillApp

    def _pointed(self) -> str:
        """The highlighted line; empty: none yet."""
        pointed = self.query_one(ChoiceList).highlighted_option
        return pointed.id or "" if pointed is not None else ""

    def _go_on(self, place: int) -> None:
        """To the line at that place; a sheet that leads opens it, or the next that can be filled in."""
        lines = self.query_one(ChoiceList)
        following = list(enumerate(self._sheet.fields()))[place:]
        if not self._sheet.leads:
            if following:
                lines.highlighted = place
            return
        at, field = next(((at, one) for at, one in following if not self._sheet.why_not(one.id)), (None, None))
        if at is None or field is None:
            self.tell("That was all. Esc goes back, Enter changes a line.")
            self.draw()
        else:
            lines.highlighted = at
            self._open_line(field)

    def _open_line(self, field: Field, question: str = "") -> None:
        """Opens it for the text, or for the reason that is asked for."""
        self._typing, self._question = field.id, question or field.label.strip()
        value = "" if question else field.typed or field.value or field.proposed
        typed = self.query_one("#typed", Input)
        typed.value, typed.placeholder, typed.display = value, question or field.hint, True
        typed.focus()
        self.draw()

    def _close_line(self) -> None:
        self._typing = ""
        self.query_one("#typed", Input).display = False
        self.draw()

    def _record(self, field: str, typed: str) -> bool:
        """Records it; False, with words, when it was refused."""
        stood = self._sheet
        try:
            asked = stood.asked(field, typed)
            notice = self._talk.agree(asked)
        except CcdrillError as error:
            self._sheet = self._sheet_now()
            self.tell_refusal(error)
            is_recorded = False
        else:
            self._sheet = self._sheet_now()
            done = "Recorded."
            if isinstance(asked, ConfirmRating) and asked.evaluator:
                done = f"Recorded, with {asked.evaluator} as evaluator."
            if isinstance(asked, Reopen):
                done = "Open again."
            elif _is_filled(stood, field) and not _is_filled(self._sheet, field):
                done = "Withdrawn."
            self.tell(notice or done, is_warning=bool(notice))
            is_recorded = True
        self.draw()
        return is_recorded

    def _sheet_now(self) -> Sheet:
        """With what stands now."""
        found = sheets_of(self._talk.debrief).get(self._which)
        if found is not None:
            return found
        return self._sheet.emptied()

    def _status_lines(self, width: int) -> list[Line]:
        left = ""
        if self._typing:
            keys = (
                "Enter goes on, Esc stops." if self._sheet.leads else "Enter keeps it, Esc leaves the line as it was."
            )
            left = f"{self._question}{'' if self._question.endswith('?') else ':'} {keys}"
        return self.status_lines(left, f"run {self._talk.debrief.facts.run}", width)


def _is_filled(sheet: Sheet, field: str) -> bool:
    """Whether anything stands in a field."""
    return any(
        one.is_picked or (one.is_picked is None and bool(one.value)) for one in sheet.fields() if one.id == field
    )


def _line(field: Field, width: int, beside: int) -> list[Line]:
    """What it is, and what stands there, `beside` columns on; of an answer, whether it was picked."""
    label = f"{field.label:<{beside}}"
    if field.is_picked is None:
        return lines_of(field.value or "-", width, STRONG if field.value else MUTED, indent=" " * beside, first=label)
    mark, style = ("(x) ", STRONG) if field.is_picked else ("( ) ", "")
    return lines_of(field.value, width, style, indent=" " * (beside + len(mark)), first=f"{label}{mark}")
