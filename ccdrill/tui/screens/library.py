"""The library: drills, unfinished runs, past runs, and a preview of what is highlighted."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ccdrill.authoring.catalogue import Entry, Preview
from ccdrill.debrief.summary import Summary
from ccdrill.model.errors import BadContent, CcdrillError
from ccdrill.model.ids import RunId
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.bars import keys, status
from ccdrill.tui.paint import ACCENT, BAD, MUTED, STRONG, TITLE, Line, lines_of, rule, spread, wrap
from ccdrill.tui.ports import Desk
from ccdrill.tui.screens.base import FramedScreen

_DRILL, _RUN = "drill:", "run:"
_PREVIEW_FRAME = 5
"""Columns of the preview's border, padding and scroll bar."""


class LibraryScreen(FramedScreen):
    """Where everything begins. Reads the catalogue; begins nothing by itself."""

    CSS_PATH = "library.tcss"
    HELP_TITLE = "the library"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("help", "question_mark", "help", "This page.", in_bar=True),
        Action("open", "enter", "open", "Play the drill, go on with the run, or read its debrief.", in_bar=True),
        Action("refresh", "r", "refresh", "Read the files and the runs again."),
        Action("leave", "q", "quit", "Leave ccdrill.", in_bar=True),
    )
    BINDINGS = bindings_of(ACTIONS)

    def __init__(self, desk: Desk) -> None:
        """`desk` finds drills and runs."""
        super().__init__()
        self._desk = desk
        self._entries: dict[str, Entry] = {}
        self._previews: dict[str, Preview] = {}
        self._runs: dict[str, Summary] = {}
        self._problem = ""
        self._previewed: str | None = None
        """What the preview shows."""

    def compose_body(self) -> ComposeResult:
        """A list, and what is highlighted in it."""
        yield OptionList(id="catalogue", markup=False)
        with VerticalScroll(id="preview", can_focus=False):
            yield Static(id="preview-text")

    def on_screen_resume(self) -> None:
        """Reads before the screen is drawn: runs may have been played since the last time."""
        self._read()

    def draw(self) -> None:
        """Everything but the list, which draws itself."""
        width = self.size.width
        self.query_one("#catalogue").styles.width = _list_width(width)
        title = Content.assemble((" ccdrill", ACCENT), ("   incident exercises for contact centres", MUTED))
        self.put("#top", [spread(title, "", width), rule(width)])
        self.put("#preview-text", self._preview(width - _list_width(width) - _PREVIEW_FRAME))
        self._previewed = self._highlighted()
        bar = keys((one for one in self.legal_actions() if one.in_bar), width, reminder="")
        self.put("#bottom", [*status(self._problem, "", width), bar])

    def on_option_list_option_highlighted(self) -> None:
        """The preview follows."""
        if self._highlighted() != self._previewed:
            self.draw_if_it_fits()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a second click."""
        event.stop()
        self.action_open()

    def action_refresh(self) -> None:
        """Reads catalogue and runs again."""
        self._read()
        self.draw_if_it_fits()

    def _read(self) -> None:
        listing = self.query_one("#catalogue", OptionList)
        kept = self._highlighted()
        self._problem = ""
        self._entries = {f"{_DRILL}{entry.path}": entry for entry in self._desk.catalogue.drills()}
        self._previews = {}
        try:
            summaries = self._desk.summaries()
        except CcdrillError as error:
            summaries, self._problem = (), f"{error.message}. {error.hint}"
        self._runs = {f"{_RUN}{one.run}": one for one in summaries}
        listing.clear_options()
        listing.add_options(self._options(summaries))
        ids = [option.id for option in listing.options]
        first = next((index for index, option in enumerate(listing.options) if not option.disabled), None)
        listing.highlighted = ids.index(kept) if kept is not None and kept in ids else first
        listing.focus()

    def action_open(self) -> None:
        """Plays, goes on, or reads, by what is highlighted."""
        found = self._highlighted() or ""
        try:
            if found in self._entries:
                entry = self._entries[found]
                self.app.open_briefing(self._desk.exercise(str(entry.path)))  # type: ignore[attr-defined]  # CcdrillApp
            elif found in self._runs:
                self._open_run(self._runs[found])
        except BadContent as error:
            from ccdrill.authoring.report import report
            from ccdrill.tui.screens.dialogs import PageDialog

            lines = [part for line in report(error.diagnostics) for part in wrap(line, 74)]
            self.app.push_screen(PageDialog("This can't be played as it is", "", lines))
        except CcdrillError as error:
            self._problem = f"{error.message}. {error.hint}"
            self.tell(self._problem, "warning")
            self.draw()

    def action_leave(self) -> None:
        """Ends the program."""
        self.app.exit()

    def _open_run(self, run: Summary) -> None:
        if run.status == "unfinished":
            self.app.open_session(self._desk.resume(RunId(run.run)))  # type: ignore[attr-defined]  # CcdrillApp
        elif run.status != "damaged":
            self.app.open_debrief(RunId(run.run))  # type: ignore[attr-defined]  # CcdrillApp

    def _highlighted(self) -> str | None:
        listing = self.query_one("#catalogue", OptionList)
        if listing.highlighted is None:
            return None
        return listing.get_option_at_index(listing.highlighted).id

    def _options(self, summaries: tuple[Summary, ...]) -> list[Option]:
        options = [_heading("Drills", first=True)]
        for identity, entry in self._entries.items():
            title = entry.drill.title if entry.drill is not None else entry.path.name
            broken = "  (has errors)" if entry.drill is None else ""
            options.append(Option(Content(f"  {title}{broken}"), id=identity))
        unfinished = [one for one in summaries if one.status == "unfinished"]
        past = [one for one in summaries if one.status != "unfinished"]
        for heading, runs in (("Go on with", unfinished), ("Debriefs", past)):
            if runs:
                options.append(_heading(heading))
                options += [Option(_run_line(one), id=f"{_RUN}{one.run}") for one in runs]
        return options

    def _preview(self, width: int) -> list[Line]:
        found = self._highlighted() or ""
        if found in self._entries:
            entry = self._entries[found]
            if found not in self._previews:
                self._previews[found] = self._desk.catalogue.preview(entry)
            return _drill_preview(entry, self._previews[found], width)
        if found in self._runs:
            return _run_preview(self._runs[found], width)
        return [Content.styled("There is nothing to play here.", MUTED)]


def _list_width(width: int) -> int:
    """Columns of the list in a window that is so wide; the preview has the rest."""
    return max(36, width * 42 // 100)


def _heading(text: str, *, first: bool = False) -> Option:
    return Option(Content.assemble("" if first else "\n", (text, TITLE)), disabled=True)


def _run_line(one: Summary) -> Content:
    score = f"  {one.score}" if one.score else ""
    return Content.assemble(f"  {one.began[5:]}  ", (one.drill or "damaged run", ""), (score, STRONG))


def _drill_preview(entry: Entry, preview: Preview, width: int) -> list[Line]:
    if entry.drill is None or preview.scenario is None:
        from ccdrill.authoring.report import report

        lines: list[Line] = [Content.styled("This file has errors", BAD), Content("")]
        for text in report(preview.diagnostics[:3]):
            lines += lines_of(text, width)
        return lines
    drill, scenario = entry.drill, preview.scenario
    mode = "One person alone" if drill.mode == "solo" else "A team with a facilitator"
    lines = [*lines_of(drill.title, width, TITLE), Content(f"{mode} · {drill.minutes} min"), Content("")]
    lines += lines_of(drill.summary or scenario.summary, width)
    lines.append(Content(""))
    if scenario.teaches:
        lines += lines_of(f"Teaches {', '.join(scenario.teaches)}", width, MUTED)
    if scenario.topics:
        lines += lines_of(f"Topics {', '.join(scenario.topics)}", width, MUTED)
    lines += lines_of(f"Scored against {drill.procedure}", width, MUTED)
    if drill.objectives:
        lines += [Content(""), Content.styled("Objectives", STRONG)]
        for objective in drill.objectives:
            lines += lines_of(objective.text, width, indent="  ", first="· ")
    return lines


def _run_preview(one: Summary, width: int) -> list[Line]:
    lines: list[Line] = [
        *lines_of(one.drill or "This run can't be read", width, TITLE),
        Content(f"Begun {one.began} UTC"),
    ]
    if one.team:
        lines += lines_of(f"Team {one.team}", width)
    lines.append(Content(f"{one.decided} decisions"))
    if one.score:
        lines += [Content(""), Content.assemble("Score ", (one.score, STRONG), " of 100")]
    if one.problem:
        lines += [Content(""), *lines_of(one.problem, width, BAD)]
    what = {"unfinished": "Enter goes on with it.", "damaged": "Import it again from an exported file, or delete it."}
    return [
        *lines,
        Content(""),
        *lines_of(what.get(one.status, "Enter opens its debrief."), width, MUTED),
        Content.styled(f"Run {one.run}", MUTED),
    ]
