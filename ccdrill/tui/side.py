"""Paints the column of a wide screen: the same that other keys show on a narrow one. Pure: a view and its room in, lines out."""

from textual.content import Content

from ccdrill.model.counted import many
from ccdrill.session.telling.view import SeatView, View
from ccdrill.tui import so_far
from ccdrill.tui.paint import MUTED, STRONG, Line, spread
from ccdrill.tui.table import side_table

_MOST_EXHIBITS = 12
"""Rows, with the heading; the letters of the others stand in one more."""
_LEAST_SO_FAR = 6


def side(view: View, width: int, rows: int, *, has_so_far: bool = True, has_log: bool = True) -> list[Line]:
    """On the table, so far, who plays what: in exactly so many rows. Of what happened, the last entries as far as they fit.

    `has_so_far`: False where a page tells what happened, which is not told twice. `has_log`: whether a key opens all of it.
    """
    roles = _roles(view, width)
    table = side_table(view, width, _MOST_EXHIBITS) if view.exhibits else []
    left = rows - len(table) - (1 if table else 0) - (len(roles) + 1 if roles else 0)
    if left < _LEAST_SO_FAR:
        roles, left = [], left + (len(roles) + 1 if roles else 0)
    lines = [*table, *([Content("")] if table else []), *(_so_far(view, width, left, has_log) if has_so_far else [])]
    if not roles:
        return lines
    return [*lines, *[Content("")] * (rows - len(lines) - len(roles)), *roles]


def _so_far(view: View, width: int, rows: int, has_log: bool) -> list[Line]:
    happened, is_whole = so_far.last(view, width, rows - 1)
    key = "l: all of it" if has_log and not is_whole else ""
    return [spread(Content.styled("SO FAR", STRONG), Content.styled(key, MUTED), width), *happened]


def _roles(view: View, width: int) -> list[Line]:
    """Who leads, where that was said, and a role a row."""
    leads = (SeatView(title=view.facilitator_title, player=view.facilitator),) if view.facilitator else ()
    seats = (*leads, *view.seats)
    if not seats:
        return []
    people = many(view.people, "person", "people") if view.people else ""
    nobody = "" if any(seat.player for seat in seats) else "nobody named"
    said = " · ".join(part for part in (people, nobody) if part)
    head = spread(Content.styled("WHO PLAYS WHAT", STRONG), Content.styled(said, MUTED), width)
    return [head, *(_role(seat, width) for seat in seats)]


def _role(seat: SeatView, width: int) -> Line:
    player = Content.styled("vacant", MUTED) if seat.is_vacant else Content(seat.player)
    title = Content(seat.title)
    if title.cell_length + player.cell_length + 2 > width:
        player = player.truncate(max(6, width - title.cell_length - 2), ellipsis=True)
    return spread(title, player, width)
