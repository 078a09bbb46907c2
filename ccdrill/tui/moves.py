"""What can be done on the exercise screen, which of it is possible now, and why the rest is not. Pure: no widget, no screen."""

from typing import Literal

from msgspec.structs import replace

from ccdrill.model.exercise import Exercise
from ccdrill.model.value import Value
from ccdrill.session.notes import ALONE
from ccdrill.session.view import View
from ccdrill.tui.actions import Action
from ccdrill.tui.strip import Strip

Phase = Literal["story", "options", "outcome", "meanwhile", "ending", "exhibit", "hint", "recap", "blank"]
"""What the screen shows: one thing at a time. The last four only while a console leads it."""
LED = "The facilitator decides, on the console."
"""Why the keys of a big screen do nothing while a console leads it."""

_ALL: tuple[Action, ...] = (
    Action("help", "question_mark", "help", "This page.", in_bar=True, title="Help"),
    Action("options", "o", "options", "Show the choices.", in_bar=True, title="Show the options"),
    Action(
        "go_on",
        "space",
        "go on",
        "Go on: to what is below, to the choices, from an outcome to the next situation, from the end to the debrief.",
        in_bar=True,
        title="Go on",
    ),
    Action(
        "commit",
        "enter",
        "decide",
        "Pick the highlighted choice; once it is picked, decide it.",
        in_bar=True,
        title="Pick or decide what is highlighted",
    ),
    Action("next_field", "tab", "next field", "Go to the next field of the decision.", in_bar=True, title="Next field"),
    Action(
        "previous_field", "shift+tab", "field before", "Go back a field.", shown_key="Shift+Tab", title="Field before"
    ),
    Action(
        "clear_field",
        "minus,backspace",
        "leave open",
        "Leave the field of the decision open after all.",
        shown_key="-",
        title="Leave the field open",
    ),
    Action(
        "drop",
        "escape",
        "another",
        "Drop the choice that was picked, to pick another; give up what was filled in or is typed; leave an outcome that is "
        "read again.",
        in_bar=True,
        title="Drop what was picked, or go back from what is read again",
    ),
    Action("pick", "1,2,3,4,5,6,7,8,9", "choose", "Pick the choice with that number.", shown_key="1-9"),
    Action("story", "s", "story", "Back to the whole story, above the choices.", in_bar=True, title="Show the story"),
    Action(
        "fill_in",
        "e",
        "fill in",
        "Fill in or change what was asked with the last decision; Up and Down go to the others.",
        in_bar=True,
        title="Fill in what was asked with a decision",
    ),
    Action(
        "exhibits",
        "x",
        "exhibits",
        "Look at what lies on the table; Shift and a letter opens that exhibit.",
        in_bar=True,
        title="Look at the exhibits",
    ),
    Action(
        "talk",
        "t",
        "talk",
        "What there is to talk about here, also when the choices are shown.",
        in_bar=True,
        title="What to talk about",
    ),
    Action(
        "log",
        "l",
        "log",
        "What happened so far, every message whole, and who plays what.",
        title="What happened so far",
    ),
    Action("read_again", "r", "read again", "Read the last outcome again.", title="Read the last outcome again"),
    Action(
        "hint",
        "h",
        "hint",
        "A hint to get on, which the record keeps; in the hint, h takes the next.",
        title="Give a hint",
    ),
    Action(
        "facilitator",
        "f",
        "facilitator",
        "The facilitator's notes on this situation; asks first, for the team may see the screen.",
        title="The facilitator's notes",
    ),
    Action("note", "n", "note", "Write something down; it goes into the debrief.", title="Write a note"),
    Action(
        "take_back",
        "u",
        "undo",
        "Take the last decision back; the record keeps it, with your reason.",
        title="Take the last decision back",
    ),
    Action("pause", "p", "pause", "Stop exercise time, or let it run again.", title="Pause, or go on after a pause"),
    Action(
        "end_early",
        "w",
        "end",
        "End the exercise here, and hold the debrief on what was played.",
        title="End the exercise here",
    ),
    Action(
        "leave",
        "q",
        "leave",
        "Leave; the run is kept, and you can go on with it later.",
        title="Leave, and go on later",
    ),
)
EXERCISE_ACTIONS = {action.name: action for action in _ALL}
"""By name, in the order of the key bar."""
_FIELD_ACTIONS = frozenset({"next_field", "previous_field", "clear_field"})
_FOR_THE_STRIP = _FIELD_ACTIONS | {"commit", "drop"}
_WHILE_TYPING = frozenset({"commit", "next_field", "previous_field", "drop"})
_WHILE_LED = frozenset({"help", "leave"})
_OF_A_SITUATION = frozenset({"hint", "talk", "facilitator"})
"""What belongs to a situation, and so waits while something else is read."""


class Now(Value, frozen=True):
    """Where the screen stands."""

    view: View
    """What is played."""
    phase: Phase
    """What is shown."""
    strip: Strip | None
    """What is being decided or filled in."""
    is_amending: bool
    """Whether an earlier decision is filled in."""
    is_combined: bool
    """Whether story and options stand on the screen together."""
    is_more_below: bool
    """Whether there is text that has not been on the screen yet."""
    is_read_again: bool = False
    """Whether the outcome on the screen is looked back at."""
    is_typing: bool = False
    """Whether the line for a reason is open: then keys type."""
    is_led: bool = False
    """Whether the facilitator decides elsewhere, on the console."""

    @property
    def shows_options(self) -> bool:
        """Whether the choices can be seen."""
        is_open = self.view.is_options_open and self.view.ending is None
        return is_open and (self.phase == "options" or (self.phase == "story" and self.is_combined))


def legal_actions(now: Now) -> frozenset[str]:
    """The names of what is possible now."""
    if now.is_typing:
        return _WHILE_TYPING
    if now.strip is not None:
        return frozenset({"help", "commit", "drop"} | (_FIELD_ACTIONS if now.strip.prompts else frozenset()))
    return frozenset(name for name in EXERCISE_ACTIONS if not why_not(now, name))


def actions_now(now: Now) -> tuple[Action, ...]:
    """What is possible now, in the words of now; the key bar has what leads on from here."""
    words = {"go_on": "more"} if now.is_more_below else {}
    if now.strip is None:
        words |= {"commit": "pick"}
    if now.is_amending:
        words |= {"commit": "keep", "drop": "give up"}
    if now.is_read_again:
        words |= {"drop": "back"}
    if now.is_typing:
        words |= {"commit": "keep", "drop": "as it was"}
    left_out = set() if now.phase in ("outcome", "ending") else {"fill_in"}
    left_out |= set() if now.view.is_options_open else {"talk"}
    return tuple(
        replace(action, label=words.get(name, action.label), in_bar=action.in_bar and name not in left_out)
        for name, action in EXERCISE_ACTIONS.items()
        if name in legal_actions(now)
    )


def actions_of(exercise: Exercise) -> tuple[Action, ...]:
    """What there is to do in a drill at all, in its words: for help."""
    drill, states = exercise.drill, exercise.scenario.states.values()
    is_there = {
        "facilitator": drill.mode == "team",
        "pause": drill.pace > 0,
        "hint": any(state.facilitator.hints for state in states),
        "talk": any(state.facilitator.ask for state in states),
        "exhibits": any(state.exhibits for state in states),
        **dict.fromkeys((*_FIELD_ACTIONS, "fill_in"), bool(drill.ask)),
    }
    words = {"options": "Show the choices, after the talk."} if drill.options == "closed" else {}
    return tuple(
        replace(action, help=words.get(name, action.help))
        for name, action in EXERCISE_ACTIONS.items()
        if is_there.get(name, True)
    )


def why_not(now: Now, name: str) -> str:
    """Why something can't be done now, in a line of words; empty: it can be done."""
    if now.is_led:
        return "" if name in _WHILE_LED else LED
    if now.strip is not None:
        does = (
            "Enter keeps what is filled in, Esc gives it up" if now.is_amending else "Enter decides, Esc picks another"
        )
        return f"First this: {does}."
    if name in ("exhibits", "take_back", "read_again", "fill_in", "end_early"):
        return _why_not_about_the_run(now, name)
    if name in _FOR_THE_STRIP | {"pick", "options", "go_on", "story"}:
        return _why_not_in_this_phase(now, name)
    if name in _OF_A_SITUATION:
        return _why_not_in_a_situation(now, name)
    if name == "pause" and not (now.view.is_paused or (now.view.is_paced and now.view.ending is None)):
        return "There is nothing to pause: thinking takes no story time here."
    return ""


def _why_not_in_a_situation(now: Now, name: str) -> str:
    if name == "facilitator" and now.view.mode == "solo":
        return ALONE
    if now.phase not in ("story", "options"):
        return _next_key(now)
    if name == "hint" and not now.view.hints:
        return "There is no hint here."
    return "There are no questions to talk about here." if name == "talk" and not now.view.talk else ""


def _why_not_about_the_run(now: Now, name: str) -> str:
    view = now.view
    match name:
        case "exhibits":
            return "" if view.exhibits else "Nothing lies on the table yet."
        case "end_early":
            return "" if view.ending is None else "The exercise is over already."
        case "read_again":
            return ("This is the last outcome." if now.phase == "outcome" else "") if view.outcome else _NOTHING_DECIDED
        case "fill_in":
            is_asked = any(decision.prompts for decision in view.decisions)
            return "" if is_asked else ("Nothing was asked with the decisions." if view.decisions else _NOTHING_DECIDED)
        case _:
            return "" if view.can_take_back else _NOTHING_DECIDED


def _why_not_in_this_phase(now: Now, name: str) -> str:
    is_reading = now.phase in ("outcome", "meanwhile", "ending")
    if name == "drop":
        return "" if now.is_read_again else _next_key(now)
    if name == "go_on":
        can_open = now.view.is_options_open and not now.shows_options
        return "" if is_reading or now.is_more_below or can_open else _next_key(now)
    if name == "options":
        return _next_key(now) if is_reading or now.shows_options else ""
    if name == "story" and not is_reading:
        return "" if now.phase == "options" and not now.is_combined else "The whole story is on the screen."
    can_pick = now.shows_options or (name == "pick" and now.view.is_options_open and not is_reading)
    return "" if name in ("commit", "pick") and can_pick else _next_key(now)


def _next_key(now: Now) -> str:
    """What to press instead."""
    if now.phase == "ending":
        return "The exercise is over; Space opens the debrief."
    if now.phase in ("outcome", "meanwhile"):
        return "First this; then Space goes on."
    if now.shows_options:
        return "Pick a choice by its number."
    return "Space shows the options." if now.view.is_options_open else "o opens the options."


_NOTHING_DECIDED = "Nothing was decided yet."
