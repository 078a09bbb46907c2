"""Paints what lies on the table: what is new first and by name, the rest by its letters. Pure: a view and a width in, lines out."""

from collections.abc import Iterable

from textual.content import Content

from ccdrill.session.view import ExhibitView, View
from ccdrill.tui.paint import ACCENT, MUTED, STRONG, Line, lines_of, spread


def table(view: View, width: int) -> list[list[Line]]:
    """The forms it can take under a story, the fullest first: by name, and in one row."""
    if not view.exhibits:
        return [[]]
    new = [one for one in view.exhibits if one.is_here and one.is_new]
    others = [one for one in view.exhibits if one not in new]
    names = " · ".join(f"{one.letter} {one.title}" for one in new)
    rest = _by_letter(others)
    head = " New on the table:  " if new else " On the table:  "
    full = lines_of(" · ".join(part for part in (names, rest) if part), width - 2, MUTED, indent=" " * 20, first=head)
    short = " · ".join(part for part in (f"{_ranges(new)} new" if new else "", rest) if part)
    return [[Content(""), *full], lines_of(short, width - 2, MUTED, indent=" " * 16, first=" On the table:  ")]


def side_table(view: View, width: int, rows: int) -> list[Line]:
    """The same in the column of a wide screen, a title a row, in at most so many rows."""
    order = sorted(view.exhibits, key=lambda one: (not (one.is_here and one.is_new), not one.is_new, one.letter))
    listed, others = (order, []) if len(order) < rows else (order[: rows - 2], order[rows - 2 :])
    lines: list[Line] = [Content.styled("ON THE TABLE", STRONG)]
    for one in listed:
        left = Content.assemble((f"{one.letter}  ", ACCENT if one.is_new else MUTED), one.title)
        lines.append(spread(left, Content.styled("new" if one.is_new else "", MUTED), width))
    return [*lines, *([Content.styled(_by_letter(others), MUTED)] if others else [])]


def _by_letter(exhibits: list[ExhibitView]) -> str:
    """Such as `A-C, F seen · D-E unread`."""
    unread, seen = [one for one in exhibits if one.is_new], [one for one in exhibits if not one.is_new]
    parts = (f"{_ranges(seen)} seen" if seen else "", f"{_ranges(unread)} not read yet" if unread else "")
    return " · ".join(part for part in parts if part)


def _ranges(exhibits: Iterable[ExhibitView]) -> str:
    """Letters in a row are told by the first and the last of them."""
    runs: list[str] = []
    for letter in sorted(one.letter for one in exhibits):
        if runs and ord(letter) == ord(runs[-1][-1]) + 1:
            runs[-1] = f"{runs[-1][0]}-{letter}"
        else:
            runs.append(letter)
    return ", ".join(runs)
