"""A show of hands: how many are for each choice before one is taken. What can be counted, what stands, and how it is typed.

Counts alone: whose hands they were is nobody's business.
"""

import re
from collections.abc import Mapping, Sequence

from ccdrill.engine.program import Offer
from ccdrill.model.drill import Drill
from ccdrill.model.errors import NotAllowed
from ccdrill.model.form import MOST_HEADS
from ccdrill.model.ids import ChoiceId, ChoiceKey
from ccdrill.session.run.run import Run
from ccdrill.session.telling.view import OptionView

_PAIR = re.compile(r"([1-9][0-9]?) ?= ?([0-9]{1,4})")
_HOW = "Type a number for each choice in their order, such as 3 6 1 2, or only some of them: 1=3 2=6."


def check_hands(hands: Mapping[ChoiceKey, int], people: int) -> None:
    """Raises NotAllowed for a count that can't be: nobody, less than nobody, or more than the `people` who take part (0: not known)."""
    if not hands:
        raise NotAllowed("no hand was counted", _HOW)
    if any(not 1 <= count <= MOST_HEADS for count in hands.values()):
        raise NotAllowed("nobody can count so many hands", _HOW)
    total = sum(hands.values())
    if people and total > people:
        raise NotAllowed(
            f"{total} hands are more than the {people} people who take part",
            "Count again, one hand each; or say first that somebody joined.",
        )


def hands_for(drill: Drill, offered: Sequence[Offer], counted: Mapping[ChoiceId, int]) -> dict[ChoiceKey, int]:
    """Counts as they are recorded, for the choices that are offered. Raises NotAllowed where there is nobody to count, or no such choice."""
    if drill.mode == "solo":
        raise NotAllowed("you play alone, so there are no hands to count", "Take the choice that you are for.")
    keys = {offer.id: offer.key for offer in offered}
    for choice in counted:
        if choice not in keys:
            raise NotAllowed(f"'{choice}' can't be chosen now", "Count hands for the options shown.")
    return {keys[choice]: count for choice, count in counted.items() if count}


def standing_hands(run: Run) -> Mapping[ChoiceKey, int]:
    """The last count for the decision that is to be taken next; empty: none was taken in this situation since the last one.

    Whoever takes a decision back finds the hands that were counted for it.
    """
    for place, hands in reversed(run.hands):
        then, now = run.stretches[place - 1].after, run.situation
        is_here = (then.state, then.entered) == (now.state, now.entered)
        return hands if is_here and not any(one.is_decision for one in run.stretches[place:]) else {}
    return {}


def read_hands(typed: str, options: Sequence[OptionView]) -> dict[ChoiceId, int]:
    """What somebody typed: a number for each choice in their order (where each is one digit, without blanks), or `1=3 2=6`.

    Raises NotAllowed when it is neither, or names a choice that is not there.
    """
    words = typed.replace(",", " ").split()
    if len(words) == 1 and words[0].isdecimal() and len(words[0]) == len(options):
        words = list(words[0])
    pairs = _PAIR.findall(" ".join(words))
    if pairs and not _PAIR.sub("", " ".join(words)).strip():
        counts = [(int(number), int(count)) for number, count in pairs]
    elif words and len(words) == len(options) and all(word.isdecimal() and word.isascii() for word in words):
        counts = [(number, int(word[:6])) for number, word in enumerate(words, start=1)]
    else:
        raise NotAllowed("that is no count for these choices", _HOW)
    ids = {one.number: one.id for one in options}
    for number, _ in counts:
        if number not in ids:
            raise NotAllowed(f"there is no choice {number}", _HOW)
    return {ids[number]: count for number, count in counts if count}
