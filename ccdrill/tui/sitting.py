"""How the practice screen shares its rows: the message above, what is asked or what it came to below. Pure.

The message keeps its place when it is judged: its words are marked, and the question beneath gives way to what it came to.
What finds no room there follows the message, and scrolls with it.
"""

from textual.content import Content

from ccdrill.model.value import Value
from ccdrill.practice.view import FeedbackView, MessageView, PracticeView
from ccdrill.tui.judging import Block, Picked, core, marks_of, question, rest, routes, stacked
from ccdrill.tui.message import Sheet, message_sheet
from ccdrill.tui.paint import MUTED, STRONG, Line, rule

ROUTES = "The routes that you know"
_LEAST_MESSAGE = 7
"""Rows of the message that must be seen while it is explained."""


class Room(Value, frozen=True):
    """What there is to share."""

    width: int
    """Columns."""
    measure: int
    """Columns of running text."""
    rows: int
    """Rows between the top and the status."""
    side: int = 0
    """Columns of running text in a column beside; 0: there is none."""


class Sharing(Value, frozen=True):
    """What stands where."""

    upper: Sheet
    """The message, and what follows it."""
    upper_rows: int
    """How many rows it has; fewer than its lines: it scrolls, and the last row says so."""
    lower: tuple[Line, ...]
    """What stays beneath."""
    side: tuple[Line, ...] = ()
    """What stands in the column beside."""

    @property
    def begin(self) -> int:
        """The line of the message to begin with, so that the words that decide are on the screen."""
        decides = self.upper.decides or 0
        return 0 if decides < self.upper_rows - 1 else decides - self.upper_rows // 2


def share(view: PracticeView, picked: Picked, room: Room) -> Sharing:
    """A message that is judged, or was just judged, in a window."""
    assert view.message is not None, "at the end there is a page"
    known = _known(view, room) if room.side else []
    if view.feedback is not None:
        return _explained(view.message, view.feedback, known, room)
    return _shared(message_sheet(view.message, (), room.measure), question(view, picked, room.width), known, room)


def _known(view: PracticeView, room: Room) -> list[Line]:
    """The routes, as far as they fit beside."""
    lines = routes(view.routes, room.side, view.feedback.route if view.feedback is not None else None)
    more = [Content.styled("k: all of them", MUTED)] if len(lines) >= room.rows else []
    return [Content.styled(ROUTES.upper(), STRONG), *lines[: room.rows - 1 - len(more)], *more]


def _explained(found: MessageView, feedback: FeedbackView, known: list[Line], room: Room) -> Sharing:
    """With as much air as there is: all of it below the message, or what everybody should read, and the rest beside.

    Where neither has room, the rest follows the message, to scroll to.
    """
    message = message_sheet(found, marks_of(feedback), room.measure)
    first, others = core(feedback, room.measure), rest(feedback, room.measure)
    beside = stacked(rest(feedback, room.side), is_airy=True) if room.side else []
    for is_airy in (True, False):
        told = stacked(first, is_airy=is_airy)
        if 0 < len(beside) <= room.rows and len(message.lines) + len(told) < room.rows:
            return _shared(message, told, beside, room)
        below = stacked([*first, *others], is_airy=is_airy)
        if len(message.lines) + len(below) < room.rows:
            return _shared(message, below, known, room)
    blocks, left = _fitting(first, room.rows - _LEAST_MESSAGE)
    following = stacked([*left, *others], is_airy=True)
    return _shared(message.over(Sheet((Content(""), *following))), stacked(blocks, is_airy=False), known, room)


def _shared(upper: Sheet, lower: list[Line], side: list[Line], room: Room) -> Sharing:
    """With a line across between them, right under the message; where the message scrolls, its last row is one."""
    spare = room.rows - len(upper.lines) - len(lower)
    if spare <= 0:
        return Sharing(upper, room.rows - len(lower), tuple(lower), tuple(side))
    return Sharing(upper, len(upper.lines) + (spare > 1), (rule(room.width), *lower), tuple(side))


def _fitting(blocks: list[Block], rows: int) -> tuple[list[Block], list[Block]]:
    """As many blocks as fit, at least the first; and those that are left."""
    count = len(blocks)
    while count > 1 and sum(len(block) for block in blocks[:count]) > rows:
        count -= 1
    return blocks[:count], blocks[count:]
