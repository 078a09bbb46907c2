"""What can be done on the practice screen, which of it is possible now, and why the rest is not. Pure: no widget, no screen."""

from msgspec.structs import replace

from ccdrill.model.value import Value
from ccdrill.practice.looking import LETTERS, span
from ccdrill.practice.view import PracticeView
from ccdrill.tui.actions import Action
from ccdrill.tui.judging import Picked

_ALL: tuple[Action, ...] = (
    Action("help", "question_mark", "help", "This page.", in_bar=True, title="Help"),
    Action(
        "pick",
        "1,2,3,4",
        "judge",
        "What you do with the message; then how sure you are.",
        shown_key="1-4",
        in_bar=True,
    ),
    Action(
        "commit",
        "enter",
        "decide",
        "Decide what was picked: it is recorded, and what the message was is told.",
        in_bar=True,
        title="Decide what was picked",
    ),
    Action(
        "go_on",
        "space",
        "next",
        "Go on: to the next message once this one is judged; before, to what is below.",
        in_bar=True,
        title="Go on",
    ),
    Action(
        "drop",
        "escape",
        "another",
        "Drop what was picked, to pick another.",
        in_bar=True,
        title="Drop what was picked",
    ),
    Action(
        "look",
        ",".join(LETTERS),
        "look",
        "Look closer at what has that letter: free, as often as you like.",
        shown_key="a, b ...",
        in_bar=True,
    ),
    Action(
        "routes",
        "k",
        "routes",
        "The routes that you know.",
        in_bar=True,
        title="The routes that you know",
    ),
    Action("leave", "q", "leave", "Leave; what was judged is kept.", in_bar=True, title="Leave"),
)
PRACTICE_ACTIONS = {action.name: action for action in _ALL}
"""By name, in the order of the key bar."""
_ALWAYS = frozenset({"help", "routes", "leave"})


class Moment(Value, frozen=True):
    """Where the screen stands."""

    view: PracticeView
    """What is practised."""
    picked: Picked
    """What was picked for the message."""
    is_longer: bool = False
    """Whether the message does not fit its room."""

    @property
    def is_judged(self) -> bool:
        """Whether the message is explained by now."""
        return self.view.feedback is not None

    @property
    def letters(self) -> tuple[str, ...]:
        """The keys that look closer."""
        looks = self.view.message.looks if self.view.message is not None and not self.is_judged else ()
        return tuple(one.letter for one in looks)


def practice_actions(moment: Moment) -> tuple[Action, ...]:
    """What is possible now, in the words of now; the key bar has what leads on from here."""
    is_picked = moment.picked.answer is not None
    said = {
        "pick": replace(PRACTICE_ACTIONS["pick"], label="how sure" if is_picked else "judge"),
        "look": replace(PRACTICE_ACTIONS["look"], shown_key=span(moment.letters)),
        "go_on": replace(PRACTICE_ACTIONS["go_on"], label=_onward(moment)),
    }
    left_out = {"look", "leave", "go_on"} if is_picked else set()
    return tuple(
        replace(one, in_bar=False) if name in left_out else one
        for name, one in {**PRACTICE_ACTIONS, **said}.items()
        if not why_not(moment, name)
    )


def why_not(moment: Moment, name: str) -> str:
    """Why something can't be done now, in a line of words; empty: it can be done."""
    if name in _ALWAYS:
        return ""
    if name == "drop":
        return "" if moment.picked.answer is not None else _NOTHING_PICKED
    if moment.is_judged:
        return "" if name == "go_on" else _BY_NOW.get(name, "")
    match name:
        case "go_on":
            return "" if moment.is_longer else next_key(moment)
        case "commit":
            return "" if moment.picked.sure is not None else next_key(moment)
        case "look":
            return "" if moment.letters else "This message shows all that there is."
    return ""


def status_words(moment: Moment) -> str:
    """What the status line says when nothing else was said."""
    if moment.is_judged:
        return next_key(moment)
    if moment.picked.sure is not None:
        return "Enter decides; Esc takes the answer back."
    if moment.picked.answer is not None:
        return "Esc takes the answer back."
    return "Look closer as often as you like: it is free." if moment.letters else ""


def next_key(moment: Moment) -> str:
    """What to press next."""
    if moment.is_judged:
        return "Space goes on." if moment.view.number < moment.view.count else "Space shows what it came to."
    if moment.picked.answer is None:
        return "Pick what you do with it: 1 to 4."
    return "Enter decides." if moment.picked.sure is not None else "How sure are you? 1 to 4."


def _onward(moment: Moment) -> str:
    if not moment.is_judged:
        return "more"
    return "next" if moment.view.number < moment.view.count else "results"


_NOTHING_PICKED = "Nothing is picked. q leaves; what was judged is kept."
_BY_NOW = {
    "pick": "It is judged; Space goes on.",
    "commit": "It is judged; Space goes on.",
    "look": "All that looking tells stands in the message by now.",
}
"""What is said of keys of a message that is judged."""
