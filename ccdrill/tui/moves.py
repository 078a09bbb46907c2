"""What can be done on the exercise screen, and which of it is possible now. Pure: no widget, no screen."""

from typing import Literal

from ccdrill.session.view import View
from ccdrill.tui.actions import Action
from ccdrill.tui.strip import Strip

Phase = Literal["story", "options", "outcome", "ending"]
"""What the screen shows: one thing at a time."""

_ALL: tuple[Action, ...] = (
    Action("help", "question_mark", "help", "This page.", in_bar=True),
    Action("read_on", "pagedown", "more", "Read on: a page down, where there is more.", in_bar=True),
    Action("options", "o", "options", "Show the choices, after the talk.", in_bar=True),
    Action(
        "go_on",
        "space",
        "go on",
        "Go on: to the choices, from an outcome to the next situation, from the end to the debrief.",
        in_bar=True,
    ),
    Action("commit", "enter", "decide", "Pick the highlighted choice; once it is picked, decide it.", in_bar=True),
    Action("next_field", "tab", "next field", "Go to the next field of the decision.", in_bar=True),
    Action("previous_field", "shift+tab", "field before", "Go back a field.", shown_key="Shift+Tab"),
    Action("drop", "escape", "another", "Drop the choice that was picked, to pick another.", in_bar=True),
    Action("pick", "1,2,3,4,5,6,7,8,9", "choose", "Pick the choice with that number.", shown_key="1-9", in_bar=True),
    Action("story", "s", "story", "Back to the whole story, above the choices.", in_bar=True),
    Action("fill_in", "e", "fill in", "Fill in or change what was asked with the last decision.", in_bar=True),
    Action(
        "exhibits",
        "x",
        "exhibits",
        "Look at what lies on the table; Shift and a letter opens that exhibit.",
        in_bar=True,
    ),
    Action("read_back", "pageup", "back", "Read back: a page up."),
    Action("line_down", "down", "down", "A line down."),
    Action("line_up", "up", "up", "A line up."),
    Action("log", "l", "log", "What happened so far, and who plays what."),
    Action("hint", "h", "hint", "A hint to get on."),
    Action("note", "n", "note", "Write something down; it goes into the debrief."),
    Action("take_back", "u", "undo", "Take the last decision back; the record keeps it, with your reason."),
    Action("pause", "p", "pause", "Stop exercise time, or let it run again."),
    Action("end_early", "w", "end", "End the exercise here, and hold the debrief on what was played."),
    Action("leave", "q", "leave", "Leave; the run is kept, and you can go on with it later."),
)
_SCROLLING = {"read_on", "read_back", "line_down", "line_up"}
EXERCISE_ACTIONS = {action.name: action for action in _ALL}
"""By name, in the order of the key bar."""


def legal_actions(
    view: View, phase: Phase, strip: Strip | None, *, is_combined: bool, is_longer: bool
) -> frozenset[str]:
    """The names of what is possible now.

    `is_combined`: story and options stand on the screen together; `is_longer`: what stands there alone has to be scrolled.
    """
    legal = {"help"}
    if strip is not None:
        return frozenset(legal | {"commit", "drop"} | ({"next_field", "previous_field"} if strip.prompts else set()))
    legal |= {"note", "log", "leave"} | (_SCROLLING if is_longer else set())
    legal |= (
        _when(bool(view.exhibits), "exhibits")
        | _when(view.can_take_back, "take_back")
        | _when(view.ending is None, "end_early")
    )
    if phase in ("outcome", "ending"):
        can_fill_in = phase == "outcome" and view.outcome is not None and bool(view.outcome.prompts)
        return frozenset(legal | {"go_on"} | _when(can_fill_in, "fill_in"))
    shows_options = view.is_options_open and (is_combined or phase == "options")
    legal |= {"commit", "pick"} if shows_options else {"options"}
    legal |= _when(view.is_options_open and not shows_options, "go_on")
    legal |= _when(phase == "options" and not is_combined, "story")
    legal |= _when(bool(view.hints), "hint") | _when(view.is_paced, "pause")
    return frozenset(legal)


def _when(holds: bool, name: str) -> set[str]:
    return {name} if holds else set()
