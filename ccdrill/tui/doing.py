"""What there is to do in an exercise: its keys, and what they are called in the key bar, in help and in the palette. Pure.

Knows nothing of when: which of it is possible now is said in `moves.py`, what of it a console has in `control.py`.
"""

from msgspec.structs import replace

from ccdrill.model.exercise import Exercise
from ccdrill.tui.actions import Action

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
    Action(
        "write_in",
        "0",
        "something else",
        "Something that no choice says: in the team's own words, then what that is in the story.",
        title="Decide something else, in your own words",
    ),
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
        in_bar=True,
        title="Take a hint",
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
        "Take the last decision back, or what was done by hand since; the record keeps it, with your reason.",
        in_bar=True,
        title="Take the last decision back",
    ),
    Action("pause", "p", "pause", "Stop exercise time, or let it run again.", title="Pause, or go on after a pause"),
    Action(
        "real_event",
        "exclamation_mark",
        "stop",
        "Stop everything, for something real has happened, or go on with the exercise afterwards.",
        shown_key="!",
        title="Stop for a real event, or go on after it",
    ),
    Action(
        "message",
        "i",
        "message",
        "Have a message arrive now, or hold it back, by hand.",
        title="Send a message by hand, or hold it back",
    ),
    Action(
        "lead_on",
        "k",
        "lead on",
        "Lead the story on to another situation by hand, without a decision; the record keeps why.",
        title="Lead the story on by hand",
    ),
    Action(
        "more_time",
        "plus",
        "time",
        "More minutes for this situation than were planned: the plan moves, and nothing is scored by it.",
        shown_key="+",
        title="Give this situation more time",
    ),
    Action(
        "people",
        "j",
        "people",
        "Somebody joined or left: how many take part from now on.",
        title="Somebody joined or left",
    ),
    Action(
        "roles",
        "v",
        "roles",
        "Somebody takes a role over, or leaves it vacant: who plays it from now on.",
        title="Somebody takes a role over, or leaves it",
    ),
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
FIELD_ACTIONS = frozenset({"next_field", "previous_field", "clear_field"})
"""What goes from field to field of a decision, and empties one."""


def actions_of(exercise: Exercise) -> tuple[Action, ...]:
    """What there is to do in a drill at all, in its words: for help."""
    drill, states = exercise.drill, exercise.scenario.states.values()
    is_there = {
        "facilitator": drill.mode == "team",
        "write_in": drill.mode == "team",
        "lead_on": drill.mode == "team",
        "more_time": drill.mode == "team",
        "real_event": drill.mode == "team",
        "people": drill.mode == "team",
        "roles": drill.mode == "team",
        "message": drill.mode == "team" and bool(exercise.scenario.injects),
        "pause": drill.pace > 0,
        "hint": any(state.facilitator.hints for state in states),
        "talk": any(state.facilitator.ask for state in states),
        "exhibits": any(state.exhibits for state in states),
        **dict.fromkeys((*FIELD_ACTIONS, "fill_in"), bool(drill.ask)),
    }
    words = {"options": "Show the choices, after the talk."} if drill.options == "closed" else {}
    if drill.mode == "solo":
        words["take_back"] = "Take the last decision back; the record keeps it, with your reason."
    return tuple(
        replace(action, help=words.get(name, action.help))
        for name, action in EXERCISE_ACTIONS.items()
        if is_there.get(name, True)
    )
