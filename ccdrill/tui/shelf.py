"""What the library lists, as it was read last: drills, decks and runs by the name of their row, and what is said of each.

Knows no widget. How a row or a preview looks: `listed.py`.
"""

from collections.abc import Iterator, Mapping

from textual.content import Content

from ccdrill.authoring.decoding.load import Reading
from ccdrill.authoring.library.catalogue import Entry, Preview
from ccdrill.debrief.listing.summary import Summary
from ccdrill.model.deck import Deck
from ccdrill.tui.listed import deck_lines, deck_path, deck_preview, drill_preview, hanging, run_lines, run_preview
from ccdrill.tui.paint import MUTED, Line
from ccdrill.tui.ports import Desk

Listed = Entry | Reading[Deck] | Summary
"""A drill, a deck or a run."""
_NEWEST = 2
"""Runs to go on with that stand before the decks: runs that nobody ever ended would keep these out of sight."""
_MOST = 500
"""Runs that are listed, the last begun or imported: a list is to be looked through. `ccdrill runs list` has the others."""
Part = tuple[str, list[tuple[str, list[Line]]]]
"""A heading, and the rows below it: each with its name, and what stands in the list."""


class Shelf:
    """Read anew whenever the library is seen again; a row keeps its name."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is read yet. `desk` finds drills, decks and runs."""
        self._desk = desk
        self._entries: dict[str, Entry] = {}
        self._previews: dict[str, Preview] = {}
        self._decks: dict[str, Reading[Deck]] = {}
        self._runs: dict[str, Summary] = {}
        self.due: Mapping[str, int] = {}
        """How many messages of each deck have come back for whoever practises, as far as anybody asked."""
        self.name = ""
        """Who practises; empty: without a name."""

    def read_files(self) -> None:
        """Takes in which drills and decks there are."""
        found = self._desk.catalogue.drills_with_those_here()
        self._entries = {f"drill:{entry.path}": entry for entry in found}
        self._previews = {}
        decks = self._desk.catalogue.decks_with_those_here()
        self._decks = {f"deck:{deck_path(reading)}": reading for reading in decks}

    def read_runs(self) -> None:
        """Takes in which runs there are, the last of them; none when it raises CcdrillError."""
        self._runs = {}
        self._runs = {f"run:{one.run}": one for one in self._desk.summaries(_MOST)}

    @property
    def has_decks(self) -> bool:
        """Whether there is anything to practise on."""
        return bool(self._decks)

    def parts(self, width: int) -> Iterator[Part]:
        """The list in so many columns, in the order of what people come for; drills always, the others where there are any."""
        yield "Drills", [(row, hanging(_title(entry), width)) for row, entry in self._entries.items()]
        decks = [(row, deck_lines(deck, self._due_of(deck), width)) for row, deck in self._decks.items()]
        unfinished = {row: one for row, one in self._runs.items() if one.status == "unfinished"}
        past = {row: one for row, one in self._runs.items() if row not in unfinished}
        going, over = ([(row, run_lines(one, width)) for row, one in some.items()] for some in (unfinished, past))
        old = f" of the last {_MOST} runs" if len(self._runs) == _MOST else ""
        yield from (
            part
            for part in (
                ("Go on with", going[:_NEWEST]),
                ("Practice", decks),
                ("Older runs to go on with", going[_NEWEST:]),
                (f"Debriefs{old}", over),
            )
            if part[1]
        )

    def of(self, row: str) -> Listed | None:
        """What stands in a row; None: there is no such row."""
        return self._entries.get(row) or self._decks.get(row) or self._runs.get(row)

    def drill_of(self, row: str) -> tuple[str, str]:
        """A drill, or that of a run: its id, which may be empty, and its title."""
        if row in self._runs:
            return self._runs[row].drill_id, self._runs[row].drill
        drill = self._entries[row].drill if row in self._entries else None
        return (drill.id, drill.title) if drill is not None else ("", "")

    def has_results(self, row: str) -> bool:
        """Whether a run of the drill is over."""
        drill, _ = self.drill_of(row)
        return any(one.drill_id == drill for one in self._runs.values() if one.status in ("finished", "ended"))

    def marking_of(self, row: str) -> str:
        """That of a drill; empty for anything else."""
        drill = self._entries[row].drill if row in self._entries else None
        return drill.marking if drill is not None else ""

    def preview(self, row: str, width: int) -> list[Line]:
        """What is said of a row beside the list."""
        match self.of(row):
            case Entry() as entry:
                if row not in self._previews:
                    self._previews[row] = self._desk.catalogue.preview(entry)
                return drill_preview(entry, self._previews[row], width)
            case Reading() as deck:
                return deck_preview(deck, self._due_of(deck), self.name, width)
            case Summary() as run:
                return run_preview(run, width)
            case _:
                return [Content.styled("There is nothing to play here.", MUTED)]

    def _due_of(self, deck: Reading[Deck]) -> int:
        return self.due.get(deck.loaded.model.id, 0) if deck.loaded is not None else 0


def _title(entry: Entry) -> str:
    return entry.drill.title if entry.drill is not None else f"{entry.path.name}  (has errors)"
