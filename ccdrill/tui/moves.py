"""Which of what can be done on the exercise screen is possible now, and why the rest is not. Pure: no widget, no screen."""

from typing import Literal

from msgspec.structs import replace

from ccdrill.model.value import Value
from ccdrill.session.console.notes import ALONE
from ccdrill.session.telling.view import View
from ccdrill.tui.actions import Action
from ccdrill.tui.doing import EXERCISE_ACTIONS, FIELD_ACTIONS
from ccdrill.tui.strip import Strip

Phase = Literal["story", "options", "outcome", "meanwhile", "ending", "exhibit", "hint", "recap", "blank"]
"""What the screen shows: one thing at a time. The last four only while a console leads it."""
LED = "The facilitator decides, on the console."
"""Why the keys of a big screen do nothing while a console leads it."""
PICK = "Pick a choice by its number."
"""What to do where the choices can be seen."""

STOPPED = "The exercise is stopped for a real event. ! goes on with it, w ends it."
"""Why hardly anything can be done while something real keeps people from the exercise."""
WHILE_STOPPED = frozenset({"help", "real_event", "note", "end_early", "leave"})
"""What can be done then."""

_FOR_THE_STRIP = FIELD_ACTIONS | {"commit", "drop"}
_WHILE_TYPING = frozenset({"commit", "next_field", "previous_field", "drop"})
_WHILE_LED = frozenset({"help", "leave"})
_BY_NUMBER = ("pick", "write_in")
"""What a number does, also where the choices are just out of sight."""
_OF_A_LEADER = frozenset({"lead_on", "message", "more_time", "people", "roles"})
"""What nobody does for somebody who plays alone."""
_OF_THE_RUN = _OF_A_LEADER | {"exhibits", "take_back", "read_again", "fill_in", "end_early", "real_event"}
"""What depends on more than the situation."""
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
        return frozenset(
            {"help", "commit", "drop", "real_event"} | (FIELD_ACTIONS if now.strip.prompts else frozenset())
        )
    return frozenset(name for name in EXERCISE_ACTIONS if not why_not(now, name))


def actions_now(now: Now) -> tuple[Action, ...]:
    """What is possible now, in the words of now; the key bar has what leads on from here, and a hint for whoever is alone."""
    words = {"go_on": "more"} if now.is_more_below else {}
    words |= {"real_event": "go on with the exercise"} if now.view.is_stopped else {}
    if now.strip is None:
        words |= {"commit": "pick"}
    if now.is_read_again:
        words |= {"drop": "back"}
    words |= filling_words(now)
    left_out = set() if now.phase in ("outcome", "ending") else {"fill_in"}
    left_out |= set() if now.view.is_options_open else {"talk"}
    left_out |= set() if now.view.mode == "solo" and now.shows_options else {"hint"}
    left_out |= {"take_back"} if now.view.mode == "solo" or now.phase == "ending" else set()
    shown = {"real_event", "end_early"} if now.view.is_stopped else set()
    return tuple(
        replace(
            action,
            label=words.get(name, action.label),
            in_bar=name in shown or (action.in_bar and name not in left_out),
        )
        for name, action in EXERCISE_ACTIONS.items()
        if name in legal_actions(now)
    )


def filling_words(now: Now) -> dict[str, str]:
    """What Enter and Escape do while something is filled in or typed, by the names of their actions."""
    if now.is_typing:
        return {"commit": "keep", "drop": "as it was"}
    return {"commit": "keep", "drop": "give up"} if now.is_amending else {}


def why_not(now: Now, name: str) -> str:
    """Why something can't be done now, in a line of words; empty: it can be done."""
    if now.is_led:
        return "" if name in _WHILE_LED else LED
    if name == "real_event" and now.view.ending is None:
        return "You play alone: q leaves, and the run is kept." if now.view.mode == "solo" else ""
    if now.view.is_stopped and name not in WHILE_STOPPED:
        return STOPPED
    if now.strip is not None:
        does = (
            "Enter keeps what is filled in, Esc gives it up" if now.is_amending else "Enter decides, Esc picks another"
        )
        return f"First this: {does}."
    if name in _OF_THE_RUN:
        return _why_not_about_the_run(now, name)
    if name in _FOR_THE_STRIP | {"pick", "write_in", "options", "go_on", "story"}:
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
        return next_key(now)
    if name == "hint" and not now.view.hints:
        return "There is no hint here."
    return "There are no questions to talk about here." if name == "talk" and not now.view.talk else ""


def _why_not_about_the_run(now: Now, name: str) -> str:
    view = now.view
    if name in _OF_A_LEADER and view.mode == "solo":
        return "You play alone: nobody leads the story."
    if name == "roles" and view.ending is not None:
        return "The exercise is over. Who led it can be said in the debrief: v there."
    if name in _OF_A_LEADER | {"end_early", "real_event"}:
        return "" if view.ending is None else "The exercise is over already."
    match name:
        case "exhibits":
            return "" if view.exhibits else "Nothing lies on the table yet."
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
        return "" if now.is_read_again else next_key(now)
    if name == "go_on":
        can_open = now.view.is_options_open and not now.shows_options
        return "" if is_reading or now.is_more_below or can_open else next_key(now)
    if name == "options":
        return next_key(now) if is_reading or now.shows_options else ""
    if name == "story" and not is_reading:
        return "" if now.phase == "options" and not now.is_combined else "The whole story is on the screen."
    if name == "write_in" and now.view.mode == "solo":
        return "There is no choice 0."
    can_pick = now.shows_options or (name in _BY_NUMBER and now.view.is_options_open and not is_reading)
    return "" if name in ("commit", *_BY_NUMBER) and can_pick else next_key(now)


def next_key(now: Now) -> str:
    """What to press instead."""
    if now.phase == "ending":
        return "The exercise is over."
    if now.phase in ("outcome", "meanwhile"):
        return "First this; then Space goes on."
    if now.shows_options:
        return PICK
    return "Space shows the options." if now.view.is_options_open else "o opens the options."


_NOTHING_DECIDED = "Nothing was decided yet."
