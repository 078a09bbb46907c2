"""What can be done on the facilitator's console, which of it is possible now, and why the rest is not. Pure: no widget, no screen."""

from msgspec.structs import replace

from ccdrill.model.value import Value
from ccdrill.session.attending import What
from ccdrill.tui.actions import Action
from ccdrill.tui.doing import EXERCISE_ACTIONS
from ccdrill.tui.moves import PICK, STOPPED, WHILE_STOPPED, Now, filling_words, next_key
from ccdrill.tui.moves import legal_actions as legal_in_exercise
from ccdrill.tui.moves import why_not as why_not_in_exercise

_WORDS = {
    "commit": ("decide", "Decide what was picked: the big screen shows the outcome.", "Decide what was picked"),
    "drop": (
        "another",
        "Drop the choice that was picked, or give up what is filled in or typed.",
        "Drop what was picked",
    ),
    "talk": ("ask", "What to ask, question by question.", "What to ask"),
    "hint": ("hint", "Give the next hint, on the big screen; the record keeps it.", "Give a hint"),
    "facilitator": ("notes", "All notes on this situation, and everything that is still to come.", "All notes"),
    "log": ("log", "Everything that was recorded, line by line.", "Everything that was recorded"),
    "options": ("options", "Open the choices on the big screen.", "Open the options"),
    "story": ("story", "The situation on the big screen.", "Show the situation"),
    "lead_on": ("lead", EXERCISE_ACTIONS["lead_on"].help, EXERCISE_ACTIONS["lead_on"].title),
    "exhibits": (
        "exhibit",
        "The next exhibit on the big screen; Shift and a letter shows that one.",
        "Show the next exhibit",
    ),
}
"""What an action of the exercise screen is called here: in the key bar, in help, and in the palette."""


def _as_here(name: str, keys: str = "", *, in_bar: bool = False) -> Action:
    action = EXERCISE_ACTIONS[name]
    label, help_, title = _WORDS.get(name, (action.label, action.help, action.title))
    keys = keys or action.keys
    return replace(action, keys=keys, label=label, help=help_, title=title, in_bar=in_bar)


_ALL: tuple[Action, ...] = (
    _as_here("help", in_bar=True),
    Action(
        "go_on",
        "space",
        "go on",
        "Go on: the next page, from an outcome to the next situation, from anything else back; else pause, or end a pause.",
        in_bar=True,
        title="Go on, or pause",
    ),
    _as_here("options", in_bar=True),
    _as_here("commit", in_bar=True),
    _as_here("next_field", in_bar=True),
    _as_here("previous_field"),
    _as_here("clear_field"),
    _as_here("drop", in_bar=True),
    _as_here("pick"),
    _as_here("write_in"),
    _as_here("hint"),
    _as_here("exhibits", in_bar=True),
    Action(
        "hands",
        "t",
        "hands",
        "Count a show of hands: the counts, without names, stand under the options.",
        in_bar=True,
        title="Count a show of hands",
    ),
    _as_here("note"),
    _as_here("take_back"),
    _as_here("fill_in"),
    _as_here("story"),
    Action(
        "recap", "r", "recap", "What happened so far on the big screen, or back.", title="Show what happened so far"
    ),
    Action(
        "blank",
        "b",
        "blank",
        "Nothing on the big screen but that this is an exercise, or back.",
        title="Blank the big screen",
    ),
    Action(
        "scroll('pagedown')",
        "pagedown",
        "page",
        "The next page on the big screen, where it has several; PgUp turns back.",
        title="Next page of the big screen",
    ),
    Action("facts", "slash", "facts", "Search the facts for a word.", shown_key="/", title="Search the facts"),
    _as_here("facilitator"),
    _as_here("talk", "a"),
    _as_here("log"),
    _as_here("pause"),
    Action(
        "score",
        "dollar_sign",
        "score",
        "The score so far, or hide it again: people may stand behind you.",
        shown_key="$",
        title="Show the score, or hide it",
    ),
    _as_here("message"),
    _as_here("lead_on"),
    _as_here("more_time"),
    _as_here("people"),
    _as_here("roles"),
    _as_here("real_event"),
    _as_here("end_early"),
    Action(
        "take_control",
        "c",
        "take control",
        "Decide here again, after another console took over.",
        in_bar=True,
        title="Take control",
    ),
    Action(
        "leave", "q", "leave", "Leave the console; the keys of the big screen work again.", title="Leave the console"
    ),
)
CONSOLE_ACTIONS = {action.name: action for action in _ALL}
"""By name, in the order of the key bar."""
_TALKING = (
    "hint",
    "note",
    "take_back",
    "message",
    "lead_on",
    "real_event",
    "facilitator",
    "end_early",
    "leave",
    "more_time",
)
_READING = ("note", "take_back", "fill_in", "message", "lead_on", "real_event", "end_early", "leave", "facilitator")
_OVER = ("fill_in", "note", "take_back", "leave")
_STOPPED = ("real_event", "note", "end_early", "leave")
_BY_PHASE = {"outcome": _READING, "ending": _OVER}
"""What matters most while people read what came of it; else they talk."""
_BESIDES = ("take_back", "fill_in", "recap", "blank", "log", "talk", "story", "people", "roles", "score")
"""What stands behind all of these, as far as it fits."""
_NEEDS_NO_CONTROL = frozenset({"help", "facts", "facilitator", "talk", "log", "score", "take_control", "leave"})
_OWN = frozenset({"recap", "blank", "scroll('pagedown')", "facts", "facilitator", "log", "score", "leave", "help"})
"""What is possible whatever is shown."""
_SHOWN = frozenset({"go_on", "options", "story", "exhibits", "hint", "recap", "blank", "scroll('pagedown')"})
"""What has the big screen show something."""
LOOKING_BACK = "The debrief is on the big screen; its keys work there: h, the hot wash."
_GIVEN_AWAY = "Another console took over; c takes control again."


class Position(Value, frozen=True, kw_only=True):
    """Where the console stands."""

    now: Now
    """As any screen of the exercise."""
    over: What | None = None
    """What the big screen shows in place of the situation."""
    is_more: bool = False
    """Whether the big screen has more of what it shows."""
    has_control: bool = True
    """Whether no other console took over."""

    @property
    def turns(self) -> str:
        """What Space does, in a word."""
        if self.is_more:
            return "more"
        if self.over is not None:
            return "back"
        if self.now.phase == "outcome":
            return "go on"
        if self.now.phase == "ending":
            return "debrief"
        return "go on" if self.now.view.is_paused else "pause"


def why_not(at: Position, name: str) -> str:
    """Why something can't be done now, in a line of words; empty: it can be done."""
    if not at.has_control and name not in _NEEDS_NO_CONTROL:
        return _GIVEN_AWAY
    if name == "take_control":
        return "You have control." if at.has_control else ""
    if at.now.view.is_stopped and name not in WHILE_STOPPED | _NEEDS_NO_CONTROL:
        return STOPPED
    if at.now.strip is not None:
        return why_not_in_exercise(at.now, name)
    if at.over == "debrief" and name in _SHOWN:
        return LOOKING_BACK
    if name in _OWN:
        return ""
    if name == "talk":
        return "" if at.now.view.talk else "There is nothing to ask here."
    if name == "go_on":
        return ""
    if name in ("options", "story"):
        return _why_not_shown(at, name)
    if name == "hands":
        return why_not_in_exercise(at.now, "pick")
    if name == "commit":
        return why_not_in_exercise(at.now, "pick") or PICK
    if name == "pause":
        return "The exercise is over." if at.now.view.ending is not None else ""
    return why_not_in_exercise(at.now, name)


def legal_actions(at: Position) -> frozenset[str]:
    """The names of what is possible now."""
    now = at.now
    if now.is_typing or now.strip is not None:
        return legal_in_exercise(now)
    return frozenset(name for name in CONSOLE_ACTIONS if not why_not(at, name))


def actions_now(at: Position) -> tuple[Action, ...]:
    """What is possible now, in the words of now."""
    words = {"go_on": at.turns, **filling_words(at.now)}
    words |= {"real_event": "go on with the exercise"} if at.now.view.is_stopped else {}
    legal = legal_actions(at)
    return tuple(
        replace(action, label=words.get(name, action.label))
        for name, action in CONSOLE_ACTIONS.items()
        if name in legal
    )


def first_row(at: Position) -> tuple[Action, ...]:
    """What stands in the key bar; last the facts, where there is room: a question may come at any time."""
    found = actions_now(at)
    facts = () if at.now.view.is_stopped else tuple(one for one in found if one.name == "facts")
    return (*(one for one in found if one.in_bar), *facts)


def second_row(at: Position) -> tuple[Action, ...]:
    """What stands in a key bar of its own: of what is possible now, what matters most where the exercise stands; the rest behind it."""
    first = _STOPPED if at.now.view.is_stopped else _BY_PHASE.get(at.now.phase, _TALKING)
    found = {action.name: action for action in actions_now(at) if not action.in_bar}
    return tuple(found[name] for name in dict.fromkeys((*first, *_BESIDES)) if name in found)


def _why_not_shown(at: Position, name: str) -> str:
    if at.now.phase in ("outcome", "ending"):
        return next_key(at.now) if at.over is None else "Space goes back first."
    is_shown = at.over is None and at.now.phase == name
    return "The big screen shows that already." if is_shown else ""
