"""The improvement plan: its rows and the objectives, each with what was agreed; Enter opens one to fill it in."""

import datetime as dt
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.widgets import OptionList

from ccdrill.debrief.document.document import Debrief, RatingRow
from ccdrill.debrief.document.lessons import Improvement
from ccdrill.debrief.talking.talk import Talk
from ccdrill.debrief.telling.short import how_far
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.paint import MEASURE, MUTED, STRONG, Line, lines_of, rule
from ccdrill.tui.report import header
from ccdrill.tui.screens.agree import AgreeScreen
from ccdrill.tui.screens.base import FRAME_ROWS, FramedScreen
from ccdrill.tui.screens.choices import ChoiceList
from ccdrill.tui.sheets import HOT_WASH, OBJECTIVE

_INDENT = "     "


class PlanScreen(FramedScreen):
    """Shows what is agreed and what is open; records nothing by itself."""

    CSS_PATH = "plan.tcss"
    HELP_TITLE = "the improvement plan"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("help", "question_mark", "help", "This page.", in_bar=True, title="Help"),
        Action(
            "fill_in",
            "enter",
            "fill in",
            "Agree on the highlighted row: action, owner, date; say that it is done; or rate the objective.",
            in_bar=True,
            title="Fill in what is highlighted",
        ),
        Action(
            "wash",
            "h",
            "hot wash",
            "Take down the hot wash, or change it.",
            in_bar=True,
            title="Take down the hot wash",
        ),
        Action("rate", "r", "ratings", "Go to the objectives.", in_bar=True, title="Go to the objectives"),
        Action("leave", "escape,q", "back", "Back to the debrief.", in_bar=True, title="Back to the debrief"),
    )
    BINDINGS = bindings_of(ACTIONS)

    def __init__(self, talk: Talk) -> None:
        """`talk` holds what stands."""
        super().__init__()
        self._talk = talk

    def compose_body(self) -> ComposeResult:
        """One list."""
        yield ChoiceList(id="rows", markup=False)

    def draw(self) -> None:
        """The list, as it stands now."""
        width, height = self.size
        debrief = self._talk.debrief
        rows = height - FRAME_ROWS - len(self._status_lines(width))
        self.put("#top", [header(debrief.facts, width, "Improvement plan"), rule(width, debrief.facts.marking)])
        found = self.query_one(ChoiceList)
        found.styles.height = rows
        found.show(plan_rows(debrief, min(width - 4, MEASURE), self._talk.today), None, rows, is_spaced=True)
        found.focus()
        self.draw_bottom()

    def on_key(self, event: events.Key) -> None:
        """What was said has been read; a key that does nothing here says so."""
        self.forget()
        self.answer_idle(event)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter in the list. A second one may come when what the first one opened already lies above."""
        event.stop()
        if self.is_active:
            self.action_fill_in()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        """There may be nothing to fill in, and nothing to rate."""
        debrief = self._talk.debrief
        return bool(debrief.ratings or (action == "fill_in" and debrief.plan)) or action not in ("fill_in", "rate")

    def action_fill_in(self) -> None:
        """Opens what is highlighted."""
        pointed = self.query_one(ChoiceList).highlighted_option
        if pointed is not None and pointed.id is not None:
            self.app.push_screen(AgreeScreen(self._talk, pointed.id))

    def action_wash(self) -> None:
        """Opens the hot wash."""
        self.app.push_screen(AgreeScreen(self._talk, HOT_WASH))

    def action_rate(self) -> None:
        """The first objective is highlighted, with the others below it."""
        first = self._talk.debrief.ratings[0]
        rows = self.query_one(ChoiceList)
        rows.highlighted = rows.get_option_index(f"{OBJECTIVE}{first.id}")
        rows.scroll_to_highlight(top=True)

    def action_leave(self) -> None:
        """Back to the debrief."""
        self.app.leave_screen()  # type: ignore[attr-defined]  # CcdrillApp

    def _status_lines(self, width: int) -> list[Line]:
        debrief = self._talk.debrief
        left = how_far(debrief) or "Nothing is agreed yet."
        return self.status_lines(f"{left[0].upper()}{left[1:]}", f"run {debrief.facts.run}", width)


def plan_rows(debrief: Debrief, width: int, today: dt.date) -> list[tuple[str, list[Line]]]:
    """What can be agreed on, each by the name of its sheet: the rows of the plan, then the objectives.

    What is overdue, is so `today`.
    """
    rows = [(one.about, _row(debrief, number, one, width, today)) for number, one in enumerate(debrief.plan, start=1)]
    return rows + [(f"{OBJECTIVE}{one.id}", _objective(one, width)) for one in debrief.ratings]


def _row(debrief: Debrief, number: int, row: Improvement, width: int, today: dt.date) -> list[Line]:
    critical = "Critical. " if row.is_critical else "Missing: " if row.is_gap else ""
    lines = lines_of(f"{critical}{row.what}", width, indent=_INDENT, first=f" {number:>2}  ")
    if row.agreed is not None:
        late = ", overdue" if row.agreed.overdue_since(today) else ""
        lines += lines_of(f"Action: {row.agreed.what} ({row.agreed.in_short}{late})", width, STRONG, indent=_INDENT)
    else:
        lines += lines_of("Action: open", width, MUTED, indent=_INDENT)
    return lines + (
        lines_of(f"{debrief.who_says}: {row.said.words}", width, STRONG, indent=_INDENT) if row.said is not None else []
    )


def _objective(rating: RatingRow, width: int) -> list[Line]:
    lines = lines_of(f"Objective: {rating.objective}", width, indent=_INDENT, first="  *  ")
    proposed = f"Proposed: {rating.grade}, {rating.words}"
    lines += lines_of(proposed, width, MUTED, indent=_INDENT)
    return lines + (
        lines_of(rating.confirmed_words, width, STRONG, indent=_INDENT) if rating.confirmed is not None else []
    )
