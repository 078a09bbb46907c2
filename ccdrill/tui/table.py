"""Paints what lies on the table: what is new first and by name, the rest by its letters. Pure: a view and a width in, lines out."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content

from ccdrill.session.telling.view import ExhibitView, View
from ccdrill.tui.paint import ACCENT, MUTED, STRONG, Line, lines_of, spread, wrap

_DOT = " · "
"""Between two things in a row."""


def table(view: View, width: int) -> list[list[Line]]:
    """The forms it can take under a story, the fullest first: by name below a blank row, and in one row, by name if all fits."""
    if not view.exhibits:
        return [[]]
    new = [one for one in view.exhibits if one.is_here and one.is_new]
    others = [one for one in view.exhibits if one not in new]
    names = [f"{one.letter} {one.title}" for one in new]
    rest = _by_letter(others)
    full = _rows(" New on the table:  " if new else " On the table:  ", [*names, *rest], width - 2)
    short = _rows(" On the table:  ", [*([f"{_ranges(new)} new"] if new else []), *rest], width - 2)
    return [[Content(""), *full], full if len(full) == 1 else short]


def side_table(view: View, width: int, rows: int) -> list[Line]:
    """The same in the column of a wide screen, by title, in at most so many rows."""
    order = sorted(view.exhibits, key=lambda one: (not (one.is_here and one.is_new), not one.is_new, one.letter))
    lines: list[Line] = [Content.styled("ON THE TABLE", STRONG)]
    for place, one in enumerate(order):
        titled = _titled(one, width)
        is_last = place == len(order) - 1
        if len(lines) + len(titled) + (not is_last) > rows:
            return [*lines, Content.styled(_DOT.join(_by_letter(order[place:])), MUTED)]
        lines += titled
    return lines


def _titled(one: ExhibitView, width: int) -> list[Line]:
    """Letter and title, which goes on below itself; at the end whether anybody has read it."""
    said = ("new" if one.is_here else "unread") if one.is_new else ""
    first, *more = lines_of(one.title, width - (cell_len(said) + 2 if said else 0), indent="   ", first="")
    letter = (f"{one.letter}  ", ACCENT if one.is_new else MUTED)
    return [spread(Content.assemble(letter, first), Content.styled(said, MUTED), width), *more]


def _rows(head: str, parts: list[str], width: int) -> list[Line]:
    """The parts behind a head, as many to a row as fit; a row ends where a part does, if the part fits in one."""
    room = width - cell_len(head)
    rows: list[str] = []
    for part in parts:
        if rows and cell_len(joined := f"{rows[-1]}{_DOT}{part}") <= room:
            rows[-1] = joined
        else:
            rows += wrap(part, room)
    return [Content.assemble(" " * cell_len(head) if index else head, (row, MUTED)) for index, row in enumerate(rows)]


def _by_letter(exhibits: list[ExhibitView]) -> list[str]:
    """Such as `A-C, F seen` and `D-E not read yet`."""
    unread, seen = [one for one in exhibits if one.is_new], [one for one in exhibits if not one.is_new]
    parts = (f"{_ranges(seen)} seen" if seen else "", f"{_ranges(unread)} not read yet" if unread else "")
    return [part for part in parts if part]


def _ranges(exhibits: Iterable[ExhibitView]) -> str:
    """Letters in a row are told by the first and the last of them."""
    runs: list[str] = []
    for letter in sorted(one.letter for one in exhibits):
        if runs and ord(letter) == ord(runs[-1][-1]) + 1:
            runs[-1] = f"{runs[-1][0]}-{letter}"
        else:
            runs.append(letter)
    return ", ".join(runs)
