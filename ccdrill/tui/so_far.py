"""Paints what happened so far, whole or the last of it in short, and who plays what. Pure: a view and a width in, lines out."""

from rich.cells import cell_len
from textual.content import Content

from ccdrill.session.telling.view import LineView, View
from ccdrill.session.telling.words import who_lines
from ccdrill.tui.paint import MUTED, STRONG, TITLE, Line, lines_of

_LEAST = 26
"""Columns that what happened needs beside its time; with fewer it stands below."""


def log(view: View, width: int) -> list[Line]:
    """Who plays what, and what happened, every message whole: the newest is last, for whoever opens it at its end."""
    column = _clock_column(view)
    lines: list[Line] = []
    if view.seats or view.facilitator:
        lines = [Content.styled("Who plays what", TITLE), *seats(view, width), Content("")]
        lines.append(Content.styled("What happened", TITLE))
    before = ("", *(one.clock for one in view.so_far))
    for one, clock in zip(view.so_far, before, strict=False):
        lines += _happened(one, one.text, view, column, width, is_same_minute=one.clock == clock)
    return lines


def last(view: View, width: int, rows: int) -> tuple[list[Line], bool]:
    """What happened last in short, as many entries as fit; and whether that is all of it, to the last word."""
    column = _clock_column(view)
    found: list[Line] = []
    following: list[Line] = []
    """The same, as it stands below an entry of the same minute."""
    is_whole, clock = True, ""
    for one in reversed(view.so_far):
        short = _shortened(one.text)
        below = following if one.clock == clock else found
        lines = _happened(one, short, view, column, width)
        if len(below) + len(lines) > rows:
            return found, False
        is_whole, clock = is_whole and short == " ".join(one.text.split()), one.clock
        found = [*lines, *below]
        following = [*_happened(one, short, view, column, width, is_same_minute=True), *below]
    return found, is_whole


def recap(view: View, width: int, rows: int) -> list[Line]:
    """What happened last, in short, for a room that looks back: as much as fits under the heading."""
    happened, _ = last(view, width - 2, rows - 2)
    return [Content.styled(" So far", TITLE), Content(""), *(Content.assemble(" ", line) for line in happened)]


def seats(view: View, width: int) -> list[Line]:
    """Roles and players, and who leads."""
    return [line for text in who_lines(view) for line in lines_of(text, width, indent="  ", first="")]


def _clock_column(view: View) -> int:
    return max((cell_len(line.clock) for line in view.so_far), default=0) + 2


def _happened(
    one: LineView, text: str, view: View, column: int, width: int, *, is_same_minute: bool = False
) -> list[Line]:
    """An entry with its time beside it, or above it where the column is narrow: there once for all of one minute."""
    style = {"state": MUTED, "decision": STRONG, "message": "", "note": ""}[one.kind]
    who = "You: " if view.mode == "solo" else "Team: "
    text = (who if one.kind == "decision" else "") + text
    if width - column < _LEAST:
        clock = [] if is_same_minute else [Content(one.clock)]
        return [*clock, *lines_of(text, width, style, indent="    ", first="  ")]
    return lines_of(text, width, style, indent=" " * column, first=f"{one.clock:<{column}}")


def _shortened(text: str) -> str:
    """A line of what happened is a reminder, not the text itself."""
    words = " ".join(text.split())
    return words if len(words) <= 100 else words[:97].rsplit(" ", 1)[0] + " ..."
