"""The library: drills, decks to practise on, unfinished runs, past runs, and a preview of what is highlighted."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ccdrill.authoring.decoding.load import Reading
from ccdrill.authoring.library.catalogue import Entry
from ccdrill.debrief.listing.summary import Summary
from ccdrill.model.errors import BadContent, CcdrillError
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.listed import deck_path
from ccdrill.tui.paint import ACCENT, MEASURE, MUTED, TITLE, rule, spread, stack, wrap
from ccdrill.tui.ports import Desk
from ccdrill.tui.screens.base import AFTER_PAINTING, FRAME_ROWS, LOOKING_BACK, PRACTICE, FramedScreen
from ccdrill.tui.screens.choices import QuietList
from ccdrill.tui.shelf import Listed, Shelf

_LIST_FRAME = 3
"""Columns of the list's padding, and of its bar when it scrolls."""
_PREVIEW_FRAME = 5
"""Columns of the preview's border and padding."""


class LibraryScreen(FramedScreen):
    """Where everything begins. Reads the catalogue; begins nothing by itself."""

    CSS_PATH = "library.tcss"
    HELP_TITLE = "the library"
    PANE = "#preview-text"
    SCROLL_KEYS = ("Space", "Space")
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("help", "question_mark", "help", "This page.", in_bar=True, title="Help"),
        Action(
            "open",
            "enter",
            "open",
            "Play the drill, practise on the deck, go on with the run, or read its debrief.",
            in_bar=True,
            title="Open what is highlighted",
        ),
        Action(
            "read_on",
            "space",
            "more",
            "Read on in the preview; after its end, from the top.",
            in_bar=True,
            title="Read on in the preview",
        ),
        Action(
            "results",
            "t",
            "results",
            "Results over time: what all runs of the drill that is highlighted show together; of a deck, what was judged.",
            in_bar=True,
            title="Results over time",
        ),
        Action(
            "name",
            "n",
            "name",
            "Who practises, where several share this machine: what comes back is then yours.",
            in_bar=True,
            title="Practise under a name",
        ),
        Action("refresh", "r", "refresh", "Read the files and the runs again.", title="Read files and runs again"),
        Action("leave", "q", "quit", "Leave ccdrill.", in_bar=True),
    )
    BINDINGS = bindings_of(ACTIONS)

    def __init__(self, desk: Desk) -> None:
        """`desk` finds drills and runs."""
        super().__init__()
        self._desk = desk
        self._shelf = Shelf(desk)
        self._listed_for = 0
        """Columns for which the list was wrapped."""
        self._previewed: str | None = None
        """What the preview shows."""

    def compose_body(self) -> ComposeResult:
        """A list, and what is highlighted in it."""
        yield QuietList(id="catalogue", markup=False)
        yield Static(id="preview-text")

    def on_screen_resume(self) -> None:
        """Reads before the screen is drawn: runs may have been played since the last time."""
        self._read()

    def on_key(self, event: events.Key) -> None:
        """What was said has been read; a key for results that are not there yet says so, and one that does nothing."""
        self.forget()
        if event.key == "t" and not self._has_results:
            self.tell("No run of it is over yet, so there are no results.")
            self.draw()
        else:
            self.answer_idle(event, "Enter opens what is highlighted.")

    def draw(self) -> None:
        """Everything but the list, which draws itself."""
        width, height = self.size
        list_width = _list_width(width)
        self.query_one("#catalogue").styles.width = list_width
        if list_width != self._listed_for:
            self._show_list()
        title = Content.assemble((" ccdrill", ACCENT), ("   incident exercises for contact centres", MUTED))
        kind = "PRACTICE" if self.reminder == PRACTICE else "EXERCISE"
        self.put(
            "#top",
            [
                spread(title, Content.styled(f"{kind} ", ACCENT), width),
                rule(width, self._shelf.marking_of(self._highlighted())),
            ],
        )
        rows = height - FRAME_ROWS - len(self._status_lines(width))
        preview_width = width - list_width - _PREVIEW_FRAME
        self.put_text(self._shelf.preview(self._highlighted(), min(preview_width, MEASURE)), preview_width, rows)
        self._previewed = self._highlighted()
        self.draw_bottom()

    @property
    def reminder(self) -> str:
        """That of what is highlighted."""
        return PRACTICE if self._is_on_deck else super().reminder

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        """There may be nothing to read on, and no run of the drill that is over; only who practises gives a name here."""
        match action:
            case "results":
                return self._has_results
            case "name":
                return self._is_on_deck
            case _:
                return action != "read_on" or self.text.overflows

    def on_option_list_option_highlighted(self) -> None:
        """The preview follows, from its top."""
        if self._highlighted() != self._previewed:
            self.text = self.text.at(0)
            self.draw_if_it_fits()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter in the list. A second one may come when what the first one opened already lies above."""
        event.stop()
        if self.is_active:
            self.action_open()

    def action_refresh(self) -> None:
        """Reads catalogue and runs again."""
        self._read()
        self.draw_if_it_fits()

    def _read(self) -> None:
        self._shelf.read_files()
        if self._shelf.has_decks:
            self.set_timer(AFTER_PAINTING, self._ask_what_is_due)
        try:
            self._shelf.read_runs()
        except CcdrillError as error:
            self.tell_refusal(error)
        self._show_list()

    def _show_list(self) -> None:
        """The list, wrapped for the window; what was highlighted stays so."""
        listing = self.query_one("#catalogue", OptionList)
        kept = self._highlighted()
        self._listed_for = _list_width(self.size.width)
        listing.clear_options()
        listing.add_options(self._options(self._listed_for - _LIST_FRAME))
        ids = [option.id for option in listing.options]
        first = next((index for index, option in enumerate(listing.options) if not option.disabled), None)
        listing.highlighted = ids.index(kept) if kept in ids else first
        listing.focus()

    def _ask_what_is_due(self) -> None:
        """Nobody waits for it to see the library."""
        try:
            due = {deck: count for deck, count in self._desk.practising.due(self._shelf.name).items() if count}
        except CcdrillError as error:
            self.tell_refusal(error)
            due = {}
        if self.is_attached and due != self._shelf.due:
            self._shelf.due = due
            self._show_list()
            self.draw_if_it_fits()

    def action_open(self) -> None:
        """Plays, goes on, or reads, by what is highlighted."""
        found = self._shelf.of(self._highlighted())
        if isinstance(found, Summary):
            if found.status != "damaged":
                said = "Opening the run ..." if found.status == "unfinished" else LOOKING_BACK
                self.say_then(said, lambda: self._open(found))
        elif found is not None:
            self._open(found)

    def action_results(self) -> None:
        """Opens what the runs of the drill show together, or what was judged under the name."""
        drill, title = self._shelf.drill_of(self._highlighted())
        self.tell("")
        try:
            if self._is_on_deck:
                self.app.open_practice_results(self._shelf.name)  # type: ignore[attr-defined]  # CcdrillApp
            else:
                self.app.open_results(drill, title)  # type: ignore[attr-defined]  # CcdrillApp
        except CcdrillError as error:
            self.tell_refusal(error)
        self.draw()

    def action_name(self) -> None:
        """Asks who practises."""
        from ccdrill.tui.screens.dialogs import TextDialog

        words = "As it was typed the last time; empty: without a name. It stays on this machine: ccdrill practice --forget erases it."
        self.app.push_screen(
            TextDialog("Who practises?", words, value=self._shelf.name, done="Enter: practise so"), self._practise_as
        )

    def action_leave(self) -> None:
        """Ends the program."""
        self.app.exit()

    def _open(self, what: Listed) -> None:
        self.tell("")
        try:
            if isinstance(what, Entry):
                self.app.open_briefing(self._desk.exercise(str(what.path)))  # type: ignore[attr-defined]  # CcdrillApp
            elif isinstance(what, Reading):
                sitting, _ = self._desk.practising.begin(deck_path(what), self._shelf.name)
                self.app.open_practice(sitting)  # type: ignore[attr-defined]  # CcdrillApp
            elif what.status == "unfinished":
                self.app.open_session(self._desk.resume(what.run))  # type: ignore[attr-defined]  # CcdrillApp
            else:
                self.app.open_debrief(what.run)  # type: ignore[attr-defined]  # CcdrillApp
        except BadContent as error:
            from ccdrill.authoring.telling.report import report
            from ccdrill.tui.screens.dialogs import PageDialog

            problems = error.diagnostics
            self.app.push_screen(
                PageDialog(
                    "This can't be played as it is",
                    "",
                    lambda width: [part for line in report(problems, width) for part in wrap(line, width)],
                )
            )
        except CcdrillError as error:
            self.tell_refusal(error)
        self.draw()

    def _practise_as(self, typed: str | None) -> None:
        if typed is None:
            return
        from ccdrill.session.run.typed import clean_name

        cleaned = clean_name(typed)
        self._shelf.name = cleaned.text
        self.tell(cleaned.notice, is_warning=True)
        self._ask_what_is_due()
        self.draw_if_it_fits()

    @property
    def _is_on_deck(self) -> bool:
        return isinstance(self._shelf.of(self._highlighted()), Reading)

    @property
    def _has_results(self) -> bool:
        return self._is_on_deck or self._shelf.has_results(self._highlighted())

    def _highlighted(self) -> str:
        """The row; empty: none is."""
        listing = self.query_one("#catalogue", OptionList)
        if listing.highlighted is None:
            return ""
        return listing.get_option_at_index(listing.highlighted).id or ""

    def _options(self, width: int) -> Iterator[Option]:
        for number, (heading, rows) in enumerate(self._shelf.parts(width)):
            yield Option(Content.assemble("\n" if number else "", (heading, TITLE)), disabled=True)
            yield from (Option(stack(lines), id=row) for row, lines in rows)


def _list_width(width: int) -> int:
    """Columns of the list in a window that is so wide; the preview has the rest."""
    return max(36, width * 42 // 100)
