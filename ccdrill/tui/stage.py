"""How the exercise screen shares its rows: story above, question and options below, if they fit together. Pure."""

from dataclasses import dataclass

from textual.content import Content

from ccdrill.session.view import View
from ccdrill.tui import story
from ccdrill.tui.moves import Phase
from ccdrill.tui.paint import Line, rule

FRAME_ROWS = 3
"""Two lines at the top, and the keys."""


@dataclass(frozen=True)
class Stage:
    """What stands where."""

    upper: tuple[Line, ...]
    """The story, the outcome or the ending."""
    question: tuple[Line, ...]
    """What stands between story and options; empty when no options are shown."""
    is_combined: bool
    """Whether the whole story and the options are on the screen together."""
    is_longer: bool = False
    """Whether the story, the outcome or the ending needs more rows than there are: then it scrolls."""

    @property
    def shows_options(self) -> bool:
        """Whether the options are on the screen."""
        return bool(self.question)


def set_stage(view: View, phase: Phase, width: int, height: int, *, has_side: bool) -> Stage:
    """The stage for a view in a window; `height` leaves out what strip and status take.

    With a side column the table is shown there.
    """
    room = height - FRAME_ROWS
    if phase == "outcome" and view.outcome is not None:
        return _alone(story.outcome(view.outcome, width), room)
    if phase == "ending":
        return _alone(story.ending(view, width), room)
    whole = story.situation(view, width)
    table = [] if has_side else story.table(view, width)
    if not view.is_options_open:
        return _alone([*whole, *story.talk(view, width), *table], room)
    question = [rule(width), *story.question(view, width)]
    spare_rows = room - len(question) - sum(len(story.option(one, width)) for one in view.options)
    for candidate in ([*whole, *table], whole):
        if len(candidate) <= spare_rows:
            spare = spare_rows - len(candidate)
            between = (Content(""),) if spare else ()
            return Stage((*candidate, *((Content(""),) if spare > 1 else ())), (*question, *between), is_combined=True)
    if phase == "options":
        short = story.collapsed(view, width)
        between = (Content(""),) if len(short) < spare_rows else ()
        return Stage(tuple(short), (*question, *between), is_combined=False)
    return _alone([*whole, *table], room)


def _alone(lines: list[Line], room: int) -> Stage:
    """Nothing but these lines, in so many rows."""
    return Stage(tuple(lines), (), is_combined=False, is_longer=len(lines) > room)
