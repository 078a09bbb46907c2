"""Results over time of one drill: what its runs show together."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import ClassVar

from ccdrill.results.document import Results
from ccdrill.results.gathering import Gathering
from ccdrill.results.render import SUFFIX, format_of
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.paint import Line
from ccdrill.tui.ports import Desk
from ccdrill.tui.report import Section
from ccdrill.tui.results import result_sections, results_header
from ccdrill.tui.screens.report import JUMP, MORE, ReportScreen

_SLICE = 0.1
"""Seconds of gathering between two looks at the keyboard; a run that has to be looked back on may take longer."""
_SOON = 0.001
"""Seconds until the next slice: keys and drawing come first."""


class ResultsScreen(ReportScreen):
    """Gathers the runs bit by bit, so that it can be left meanwhile; then shows a document, and computes nothing."""

    HELP_TITLE = "results over time"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("help", "question_mark", "help", "This page.", in_bar=True, title="Help"),
        MORE,
        JUMP,
        Action(
            "export",
            "x",
            "export",
            "Write the results to a file: as HTML, PDF, DOCX, JSON or CSV by the end of its name, else Markdown.",
            in_bar=True,
            title="Export to a file",
        ),
        Action("leave", "q,escape", "leave", "Back to the library.", in_bar=True, title="Leave the results"),
    )
    BINDINGS = bindings_of(one for one in ACTIONS if one is not JUMP)

    def __init__(self, desk: Desk, gathering: Gathering, title: str) -> None:
        """`title` of the drill whose runs are gathered."""
        super().__init__()
        self._desk = desk
        self._gathering = gathering
        self._title = title
        self._slices: Iterator[int] = iter(gathering)
        self._gathered = 0
        self._results: Results | None = None
        """What the page shows, once all is gathered."""
        self._painted: tuple[int, list[Section]] = (0, [])
        """The sections for a width: thousands of runs are painted once, not with every key."""

    def on_mount(self) -> None:
        """Begins."""
        self._gather()

    def found_sections(self, width: int) -> list[Section]:
        """All parts of the results; none before there are any."""
        if self._results is not None and self._painted[0] != width:
            self._painted = width, result_sections(self._results, width)
        return self._painted[1]

    def heading(self, width: int) -> tuple[Line, str]:
        """Of which drill."""
        marking = self._results.drills[-1].marking if self._results is not None and self._results.drills else ""
        return results_header(self._title, self._results, width), marking

    def proposed_file(self) -> tuple[str, str, str]:
        """Markdown, if nobody wants otherwise."""
        text = (
            "Where to? A name that ends in .html, .pdf, .docx, .json or .csv gives that, any other Markdown."
            " A file that is there is kept."
        )
        return "Export the results", text, f"results-{self._gathering.asked.drill}{SUFFIX['markdown']}"

    def write(self, path: Path) -> None:
        """The end of the name says in which format."""
        assert self._results is not None, "nothing is exported before it is shown"
        form = format_of(path.name) or "markdown"
        self._desk.save_results(self._results, self._gathering.found, form, path)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        """Nothing is written before it is shown."""
        return action != "export" or self._results is not None

    def _status_lines(self, width: int) -> list[Line]:
        if self._results is None:
            going = f"Looking back on run {self._gathered} of {self._gathering.count} ..."
            return self.status_lines(going, "", width)
        return self.status_lines("", f"as of {self._results.today}", width)

    def _gather(self) -> None:
        """One slice, and then the next; at the end the document."""
        until = monotonic() + _SLICE
        for number in self._slices:
            self._gathered = number
            if monotonic() >= until:
                self.set_timer(_SOON, self._gather)
                break
        else:
            self._results = self._desk.results(self._gathering)
        self.draw_if_it_fits()
