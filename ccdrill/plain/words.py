"""The words that can be typed beside the choices: one table that feeds what is understood and the help."""

from dataclasses import dataclass
from typing import Literal

from ccdrill.plain.lines import listed
from ccdrill.session.telling.view import View

Name = Literal[
    "options",
    "again",
    "log",
    "who",
    "time",
    "hint",
    "facilitator",
    "note",
    "hands",
    "more",
    "people",
    "seat",
    "fill",
    "lead",
    "send",
    "hold",
    "undo",
    "pause",
    "real",
    "go",
    "end",
    "quit",
    "help",
]


@dataclass(frozen=True)
class Word:
    """One of them."""

    name: Name
    """What is typed."""
    help: str
    """What it does."""
    takes: str = ""
    """What may follow it."""
    is_for_time: bool = False
    """Whether it is of use only where thinking takes story time."""
    is_for_stop: bool = False
    """Whether it is of use, too, where the exercise is stopped for something real."""
    is_for_team: bool = False
    """Whether it is of use only where a team plays, with a facilitator."""

    def is_of_use(self, view: View) -> bool:
        """Whether it does anything in this exercise."""
        is_timely = view.is_paced or not self.is_for_time or (view.is_stopped and self.is_for_stop)
        return is_timely and (view.mode == "team" or not self.is_for_team)


WORDS = (
    Word("options", "show the choices"),
    Word("again", "read the situation and the question again"),
    Word("log", "what happened so far"),
    Word("who", "who plays what"),
    Word("time", "the story's clock"),
    Word("hint", "a hint to get on, which the record keeps; typed again, the next one"),
    Word("facilitator", "the facilitator's notes on this situation, not for the team; typed twice", is_for_team=True),
    Word("note", "write something down for the debrief", takes="TEXT"),
    Word("hands", "record a show of hands: how many are for each choice", takes="1=3 2=6", is_for_team=True),
    Word("more", "more minutes for this situation than were planned: five, or so many", takes="[5]", is_for_team=True),
    Word("people", "how many take part from now on, or how many more or fewer", takes="13, +1", is_for_team=True),
    Word("seat", "who plays a role from now on; nobody: the facilitator", takes="[ROLE NAME]", is_for_team=True),
    Word(
        "fill", "fill in or change what was asked with the last decision, or the one of that number", takes="[NUMBER]"
    ),
    Word(
        "lead",
        "lead the story on to another situation by hand, without a decision",
        takes="[SITUATION WHY]",
        is_for_team=True,
    ),
    Word("send", "have a message arrive now, by hand", takes="[MESSAGE WHY]", is_for_team=True),
    Word("hold", "hold a message back: it no longer comes by itself", takes="[MESSAGE WHY]", is_for_team=True),
    Word("undo", "take the last decision back, or what was done by hand since; the record keeps it", takes="[WHY]"),
    Word("pause", "stop the story's clock", is_for_time=True),
    Word("real", "stop everything, for something real has happened; go lets the exercise go on", is_for_team=True),
    Word("go", "let the story's clock run, or the exercise go on", is_for_time=True, is_for_stop=True),
    Word("end", "end the exercise here and hold the debrief", takes="[WHY]"),
    Word("quit", "leave; the run is kept, and you are told how to go on with it"),
    Word("help", "this list"),
)
_BY_NAME = {word.name: word for word in WORDS} | {"?": WORDS[-1]}


def find_word(typed: str) -> Name | None:
    """The word that was typed, whatever its case: in capitals it is never the id of a choice."""
    found = _BY_NAME.get(typed.lower())
    return found.name if found is not None else None


def help_lines(view: View) -> list[str]:
    """How to answer, and every word that is of use here; no longer than a line of the drill."""
    entries = [
        "the number of a choice, or its id: take it",
        *(["0 and what the team does: something that no choice says"] if view.can_write_in else []),
        *(["a letter, such as A: read that exhibit"] if view.exhibits else []),
        *(
            f"{word.name}{f' {word.takes}' if word.takes else ''}: {word.help}"
            for word in WORDS
            if word.is_of_use(view)
        ),
        "while something is asked: an empty line keeps it as it is, - leaves it open, back picks another choice",
        *(f"{name.upper()}, in capitals: here {name} alone is a choice" for name in _taken(view)),
        "a line that begins with # is a comment",
    ]
    return ["HELP:", *(listed(entry) for entry in entries), "END OF HELP"]


def _taken(view: View) -> list[str]:
    """The words that are ids of choices here."""
    return [word.name for word in WORDS if any(option.id == word.name for option in view.options)]
