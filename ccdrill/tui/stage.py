"""How the exercise screen shares its rows: story above, talk or options below, if they fit together. Pure.

At 80x24 every situation that `check` lets pass stands whole with the questions to talk about; in a smaller window the story
scrolls above them, and they stay.
"""

from collections.abc import Iterable
from itertools import product

from textual.content import Content

from ccdrill.model.value import Value
from ccdrill.session.deciding.written import listed_options
from ccdrill.session.telling.view import ExhibitView, MessageView, View
from ccdrill.tui import so_far, story
from ccdrill.tui.moves import Phase
from ccdrill.tui.paint import MEASURE, MUTED, TITLE, Line, page, rule
from ccdrill.tui.table import table

_LEAST_STORY = 5
"""Rows of the story that must be seen at once for the talk to stand beneath it."""


class Stage(Value, frozen=True):
    """What stands where."""

    upper: tuple[Line, ...]
    """The story, the outcome or the ending."""
    lower: tuple[Line, ...] = ()
    """What stays beneath: talk and table, or the question."""
    upper_rows: int = 0
    """How many rows the upper part has; fewer than its lines: it scrolls, and the last row says so."""
    option_rows: int = 0
    """How many rows the options have; none: they are not on the screen."""
    is_spaced: bool = False
    """Whether there is a blank row between two options."""
    is_combined: bool = False
    """Whether the whole story and the options are on the screen together."""

    @property
    def shows_options(self) -> bool:
        """Whether the options are on the screen."""
        return self.option_rows > 0

    @property
    def overflows(self) -> bool:
        """Whether the upper part is longer than its room."""
        return len(self.upper) > self.upper_rows


class Room(Value, frozen=True):
    """What there is to share."""

    width: int
    """Columns."""
    rows: int
    """Rows between the top and what stands at the bottom."""
    has_side: bool
    """Whether a column beside shows the table."""
    kept: int = 0
    """Rows beneath open options that stay free for the strip of the decision, so that nothing above it jumps."""
    taken: int = 0
    """Rows that the strip will take of these once a choice is picked, where none are kept free for it."""

    @property
    def measure(self) -> int:
        """Columns of running text."""
        return min(self.width, MEASURE)


def set_stage(view: View, news: tuple[MessageView, ...], phase: Phase, room: Room) -> Stage:
    """The stage for a view in a window. `news` are the messages that nobody has read yet."""
    if phase == "outcome" and view.outcome is not None:
        return _page(story.outcome(view.outcome, room.measure), room.rows)
    if phase == "meanwhile":
        return _page(story.meanwhile(news, room.measure), room.rows)
    if phase == "ending":
        return _page(story.ending(view, room.measure), room.rows)
    if phase == "hint":
        return _page(
            [Content.styled(" A hint", TITLE), Content(""), *_inset(story.hints(view, room.measure - 4))], room.rows
        )
    if phase == "recap":
        return _page(so_far.recap(view, room.measure, room.rows), room.rows)
    if phase == "blank":
        return _page(story.blank(room.width, room.rows), room.rows)
    if view.is_options_open:
        return _combined(view, news, room) or (_options(view, room) if phase == "options" else _told(view, news, room))
    return _told(view, news, room)


def _inset(lines: Iterable[Line]) -> list[Line]:
    return [Content.assemble("  ", line) for line in lines]


def set_paper(exhibit: ExhibitView, room: Room) -> Stage:
    """The stage for an exhibit: the paper as it is, and nothing beside it."""
    title = Content.assemble((f" {exhibit.letter}  {exhibit.title}", TITLE), (f"   {exhibit.kind}", MUTED))
    body = [Content(f" {row}") for row in page(exhibit.body, room.width - 2)]
    return _page([title, Content(""), *body], room.rows)


def set_page(lines: list[Line], room: Room) -> Stage:
    """The stage for a text that stands alone."""
    return _page(lines, room.rows)


def is_crowded(view: View, news: tuple[MessageView, ...], room: Room) -> bool:
    """Whether a situation has no room for the messages that came before it."""
    return bool(news) and set_stage(view, news, "story", room).overflows


def _page(lines: list[Line], rows: int) -> Stage:
    """One text, as large as the room."""
    return Stage(tuple(lines), upper_rows=rows)


def _told(view: View, news: tuple[MessageView, ...], room: Room) -> Stage:
    """The story with the talk, and at the bottom the table in the fullest form that fits.

    Once the options are open, the talk gives way where there is no room for it.
    """
    whole = story.situation(view, news, room.measure)
    tables: list[list[Line]] = [[]] if room.has_side else table(view, room.width)
    talk = story.talk(view, room.measure)
    talks = [talk, []] if view.is_options_open else [talk]
    for talk in talks:
        between = [Content("")] if talk else []
        for lower in tables:
            spare = room.rows - len(whole) - len(between) - len(talk) - len(lower)
            if spare >= 0:
                air = [Content("")] if spare > 1 and talk else []
                upper = (*whole, *air, *between, *talk)
                return Stage(upper, tuple(lower), upper_rows=room.rows - len(lower))
    lower = [*talk, *tables[-1]]
    left = room.rows - len(lower)
    if left < _LEAST_STORY:
        return _page([*whole, *between, *lower], room.rows)
    return Stage(tuple(whole), tuple(lower), upper_rows=left)


def _combined(view: View, news: tuple[MessageView, ...], room: Room) -> Stage | None:
    """Story, question and options together, if there is room; with what there is to talk about, if there is more."""
    rows = room.rows - room.kept
    whole = story.situation(view, news, room.measure)
    question = [rule(room.width), *story.question(view, room.measure)]
    options = _option_rows(view, room.width)
    tables: list[list[Line]] = [] if room.has_side else table(view, room.width)
    talk = story.talk(view, room.measure)
    forms = [[Content(""), *talk, *lying] for lying in (*tables, [])] if talk else []
    for beneath in (*forms, *tables, []):
        upper = [*whole, *beneath]
        spare = rows - len(upper) - len(question) - options
        if spare >= 0:
            lower = (*question, *([Content("")] if spare else []))
            air = [Content("")] if spare > 1 else []
            gaps = len(listed_options(view)) - 1
            is_spaced = spare - 2 >= gaps
            listed = options + (gaps if is_spaced else 0)
            return Stage((*upper, *air), lower, len(upper) + len(air), listed, is_spaced=is_spaced, is_combined=True)
    return None


def _options(view: View, room: Room) -> Stage:
    """The story in short, the question, and the options with as much air as there is.

    Where they would have to scroll above the rows that are kept free, they take these too. There is no blank row under the
    title that the strip would take away, for then the last message would jump.
    """
    question = story.question(view, room.measure)
    options = _option_rows(view, room.width)
    gaps = len(listed_options(view)) - 1
    for rows, short in product((room.rows - room.kept, room.rows), story.collapsed(view, room.measure)):
        spare = rows - len(short) - 1 - len(question) - options
        is_spaced = spare - 1 >= gaps
        if spare >= 0 and not (_is_airy(short) and (not is_spaced or -1 <= spare - room.taken <= gaps)):
            lower = (rule(room.width), *question, *([Content("")] if spare else []))
            return Stage(tuple(short), lower, len(short), options + (gaps if is_spaced else 0), is_spaced=is_spaced)
    count = f"{len(view.options)} choices, Up and Down for more"
    left = max(3, room.rows - 1 - len(question))
    return Stage((), (rule(room.width, "", count), *question), 0, left)


def _is_airy(short: list[Line]) -> bool:
    """Whether there is a blank row in it: the options come first where there is too little air for both."""
    return any(not line.plain for line in short)


def _option_rows(view: View, width: int) -> int:
    return sum(len(story.option(one, width)) for one in listed_options(view))
