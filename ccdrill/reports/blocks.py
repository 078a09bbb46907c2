"""What a report is made of, whatever it is written in: sections of paragraphs, lists and tables.

A text in here is text: readable, on one line, and of no markup. How it looks is up to each format.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Literal, TypeAlias

from ccdrill.model.readable import readable
from ccdrill.model.value import Value

Kind = Literal["plain", "strong", "emphasis", "code"]
_NO_CHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
"""Code points that Unicode keeps free of meaning for good; XML refuses some of them."""


class Span(Value, frozen=True):
    """Some words of a line."""

    text: str
    """What is said."""
    kind: Kind = "plain"
    """How it is said; code is what can be typed or compared."""


Line: TypeAlias = tuple[Span, ...]


class Entry(Value, frozen=True):
    """One entry of a list."""

    line: Line
    """What it says."""
    below: tuple[Line, ...] = ()
    """What belongs to it, one by one."""


class Short(Value, frozen=True):
    """One line about something, with what belongs below it."""

    label: str
    """What it is about; may be empty."""
    text: str
    """What there is to say; may be empty when there is something below."""
    below: tuple[str, ...] = ()
    """One by one."""


class Paragraph(Value, frozen=True, tag=True):
    """Some sentences."""

    line: Line
    """What they say."""

    def leads_to(self, following: "Block | None") -> bool:
        """Whether it must stand on the page of what follows: it is said of a list, a table or a paper, or is a title.

        What its words are makes no difference: they may come from outside.
        """
        is_title = all(span.kind == "strong" for span in self.line)
        return isinstance(following, Listing | Table | Sheet) or (is_title and following is not None)


class Listing(Value, frozen=True, tag=True):
    """A list."""

    entries: tuple[Entry, ...]
    """One by one."""
    is_grave: bool = False
    """Whether nobody may overlook what is in it."""


class Labelled(Value, frozen=True, tag=True):
    """A list whose entries are about something each."""

    entries: tuple[Short, ...]
    """One by one."""


class Pairs(Value, frozen=True, tag=True):
    """A table of two columns: what, and what it is."""

    rows: tuple[tuple[str, str], ...]
    """Row by row."""


class Table(Value, frozen=True, tag=True):
    """A table; what stands in the first column is what its row is about."""

    head: tuple[str, ...]
    """The columns' titles."""
    rows: tuple[tuple[str, ...], ...]
    """Row by row, as many cells as there are titles."""
    room: int = 0
    """How many of its last columns people write into."""


class Sheet(Value, frozen=True, tag=True):
    """A paper as somebody wrote it, line by line: what stands in columns stays in columns."""

    lines: tuple[str, ...]
    """As they are, of letters that are equally wide."""


Block: TypeAlias = Paragraph | Listing | Labelled | Pairs | Table | Sheet


class Section(Value, frozen=True):
    """A part of a report."""

    title: str
    """What it is about."""
    blocks: tuple[Block, ...]
    """What it says."""
    is_wide: bool = False
    """Whether it holds a table that needs a page across."""
    begins_page: bool = False
    """Whether it may be handed out by itself."""


class Report(Value, frozen=True, kw_only=True):
    """A whole report."""

    title: str
    """What it is called."""
    marking: str
    """What stands on every page of it: that it is of an exercise, and who may read it."""
    author: str
    """Whose it is; may be empty."""
    recorded: str
    """Up to when it tells, as 2026-03-02 10:20 UTC, or a day: it is dated so, whenever it is written."""
    foot: tuple[str, ...] = ()
    """What tells at the foot of every page what it belongs to."""
    opening: tuple[Block, ...]
    """What must be known first."""
    sections: tuple[Section, ...]
    """One after the other."""
    is_dense: bool = False
    """Whether it is a book to look things up in: small letters and narrow margins are worth the pages that they save."""
    has_contents: bool = True
    """Whether it is so long that people look for its parts in a list."""
    is_first_apart: bool = True
    """Whether, in so long a one, its first part is read by itself, on a page of its own."""

    @property
    def dated(self) -> datetime:
        """The same as an instant; of a day its beginning."""
        day, _, clock = self.recorded.removesuffix(" UTC").partition(" ")
        return datetime.fromisoformat(f"{day}T{clock or '00:00'}").replace(tzinfo=UTC)


def words(outside: str) -> str:
    """Outside text on one line, every character of it that may be seen."""
    return " ".join(_NO_CHARACTERS.sub("?", readable(outside)).split())


def strong(outside: str) -> Span:
    """What catches the eye."""
    return Span(words(outside), "strong")


def emphasis(outside: str) -> Span:
    """What is said beside."""
    return Span(words(outside), "emphasis")


def code(outside: str) -> Span:
    """What can be typed or compared."""
    return Span(words(outside), "code")


def line(*parts: Span | str) -> Line:
    """A line of spans and plain texts; blanks between them stay, empty ones do not."""
    spans = [part if isinstance(part, Span) else Span(_between(part)) for part in parts]
    while spans and not spans[-1].text.strip():
        spans.pop()
    if spans and spans[-1].kind == "plain":
        spans[-1] = Span(spans[-1].text.rstrip())
    return tuple(one for one in spans if one.text)


def paragraph(*parts: Span | str) -> Paragraph:
    """A paragraph of one line."""
    return Paragraph(line(*parts))


def paragraphs(outside: str) -> Iterator[Paragraph]:
    """Outside text of several paragraphs."""
    yield from (paragraph(words(one)) for one in re.split(r"\n\s*\n", outside.strip()))


def entry(*parts: Span | str, below: Iterable[Line] = ()) -> Entry:
    """An entry of a list."""
    return Entry(line(*parts), tuple(below))


def listing(entries: Iterable[Entry | str], *, is_grave: bool = False) -> Listing:
    """A list; a text is an entry that says it."""
    return Listing(tuple(one if isinstance(one, Entry) else entry(one) for one in entries), is_grave)


def labelled(entries: Iterable[Short]) -> Labelled:
    """A list whose entries are about something each."""
    return Labelled(
        tuple(Short(words(one.label), words(one.text), tuple(words(text) for text in one.below)) for one in entries)
    )


def pairs(rows: Iterable[tuple[str, str]]) -> Pairs:
    """A table of two columns."""
    return Pairs(tuple((words(what), words(value)) for what, value in rows))


def table(head: Iterable[str], rows: Iterable[tuple[str, ...]], *, room: int = 0) -> Table:
    """A table."""
    return Table(tuple(head), tuple(tuple(words(cell) for cell in row) for row in rows), room)


def sheet(outside: str) -> Sheet:
    """Outside text whose lines stay as they are, every character of it that may be seen."""
    lines = outside.strip("\n").splitlines()
    return Sheet(tuple(_NO_CHARACTERS.sub("?", readable(one)).expandtabs().rstrip() for one in lines))


def section(title: str, blocks: Iterable[Block], *, is_wide: bool = False, begins_page: bool = False) -> Section:
    """A part of a report."""
    return Section(title, tuple(blocks), is_wide, begins_page)


def _between(outside: str) -> str:
    """Outside text on one line that may begin or end in a blank."""
    found = words(outside)
    return f"{' ' if outside[:1].isspace() else ''}{found}{' ' if found and outside[-1:].isspace() else ''}"
