"""Lines of text for a given width: the one door through which outside text reaches the screen, never as markup.

Everything is wrapped here, so that a screen knows how many rows it needs before it draws them. What is wrapped can't steer a
terminal.
"""

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from ccdrill.model.readable import readable

_NARROWEST = 8
"""Columns in which text is folded, however few there are: a window that is too small says so anyway."""
Line = Content
TITLE = "bold $primary"
STRONG = "bold"
MUTED = "$muted"
ACCENT = "bold $accent"
GOOD = "$success"
BAD = "$error"
_WORD = re.compile(r"[(\"']*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?: \d{1,2} [A-Z][a-z]{2})? \d\d:\d\d\S*|\S+")
"""What stays on one line: a word, or an instant of the story such as `Mon 2 Mar 10:40`."""
REMINDER = "THIS IS AN EXERCISE"
"""What never leaves a screen of one."""
MEASURE = 100
"""Columns of running text at most: in a longer line the eye loses the way back."""


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells: single line ends are spaces, but indented lines stay as they are."""
    lines: list[str] = []
    for index, block in enumerate(readable(text).strip("\n").split("\n\n")):
        if index:
            lines.append("")
        rows = block.split("\n")
        if any(row.startswith((" ", "\t")) for row in rows):
            for row in rows:
                lines += _break(row.replace("\t", "    "), width)
        else:
            lines += _fill(" ".join(rows), width)
    return lines


def page(text: str, width: int) -> list[str]:
    """The text line by line as it is; only lines that are too wide are broken, between words if they can be."""
    room = max(_NARROWEST, width)  # in no columns at all folding would never come to its end
    return [part for row in readable(text).split("\n") for part in _fold(row.replace("\t", "    "), room)]


def lines_of(text: str, width: int, style: str = "", *, indent: str = "", first: str | None = None) -> list[Line]:
    """Wrapped lines with an indent; `first` stands in place of the indent of the first one."""
    rows = wrap(text, max(_NARROWEST, width - cell_len(indent)))
    return [
        Content.assemble((indent if first is None or number else first), (row, style))
        for number, row in enumerate(rows)
    ]


def lifted(lines: list[Line], style: str, end: int, *, begin: int = 0, indent: int = 0) -> list[Line]:
    """Wrapped lines in which a stretch of the text stands out: from one of its characters to another, behind the indent."""
    found, at = [], 0
    for line in lines:
        length = len(line.plain) - indent
        first, last = max(0, begin - at), min(end - at, length)
        found.append(line.stylize(style, indent + first, indent + last) if first < last else line)
        at += length + 1
    return found


def told(subject: str, text: str, width: int) -> list[Line]:
    """An item of a list that says what it is about, which stands out, and then something about it."""
    subject = " ".join(subject.split())
    lines = lines_of(f"{subject}: {text}", width, indent="  ", first="· ")
    return lifted(lines, STRONG, len(subject) + 1, indent=2)


def spread(left: Content | str, right: Content | str, width: int) -> Line:
    """One line with something at both ends; the left end gives way."""
    start = left if isinstance(left, Content) else Content(left)
    end = right if isinstance(right, Content) else Content(right)
    room = width - end.cell_length - 1
    if start.cell_length > room:
        start = start.truncate(max(0, room), ellipsis=True)
    return Content.assemble(start, " " * max(1, width - start.cell_length - end.cell_length), end)


def rule(width: int, left: str = "", right: str = "") -> Line:
    """A line across, with words set into its ends; the right end gives way, then the left."""
    left = set_cell_size(left, min(cell_len(left), max(0, width - 8)))
    right = set_cell_size(right, min(cell_len(right), rule_room(width, left)))
    parts: list[tuple[str, str]] = []
    used = 0
    if left:
        parts = [("── ", "$line"), (left, MUTED), (" ", "")]
        used = cell_len(left) + 4
    tail = [(" ", ""), (right, MUTED), (" ──", "$line")] if right else []
    used += cell_len(right) + 4 if right else 0
    return Content.assemble(*parts, ("─" * max(0, width - used), "$line"), *tail)


def rule_room(width: int, left: str) -> int:
    """The cells that are left for the words at the right end of a line across."""
    return max(0, width - cell_len(left) - 12)


def stack(lines: Iterable[Line]) -> Content:
    """The lines, one under the other."""
    return Content("\n").join(list(lines))


def _fill(text: str, width: int) -> list[str]:
    """Greedy wrapping by cells."""
    lines: list[str] = []
    current = ""
    for word in _words(text, width):
        for piece in _break(word, width):
            joined = f"{current} {piece}" if current else piece
            if cell_len(joined) <= width:
                current = joined
            else:
                lines.append(current)
                current = piece
    return [*lines, current] if current or not lines else lines


def _words(text: str, width: int) -> Iterator[str]:
    """What is not broken at its blanks, if it fits in a line."""
    for found in _WORD.findall(" ".join(text.split())):
        yield from [found] if cell_len(found) <= width else found.split()


def _fold(row: str, width: int) -> list[str]:
    """A row cut where words end; what goes on stands below at the left."""
    parts: list[str] = []
    while cell_len(row) > width:
        head = _break(row, width)[0]
        end = head.rfind(" ") if row[len(head) : len(head) + 1] != " " else len(head)
        if end < 0 or not head[:end].strip():
            end = len(head)
        parts.append(row[:end].rstrip())
        row = row[end:].lstrip()
    return [*parts, row]


def _break(row: str, width: int) -> list[str]:
    """A row cut into pieces that fit; an empty row stays one."""
    if cell_len(row) <= width:
        return [row]
    pieces, current = [], ""
    for character in row:
        if cell_len(current + character) > width:
            pieces.append(current)
            current = ""
        current += character
    return [*pieces, current]
