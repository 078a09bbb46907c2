"""What the facilitator does to the story by hand, in lines: what was typed behind the word, and what is asked for besides."""

from typing import Literal

from ccdrill.model.ids import InjectId, StateId
from ccdrill.plain.asking import BACK
from ccdrill.plain.naming import ALL, Naming
from ccdrill.session.console.desk import Desk
from ccdrill.session.deciding.commands import DoByHand, HoldInject, LeadOn, SendInject


def ask_by_hand(word: Literal["lead", "send", "hold"], desk: Desk, typed: str, naming: Naming) -> DoByHand:
    """What is to be done, and why. Raises Dropped, and NotAllowed where nobody leads."""
    name, _, why = typed.partition(" ")
    if word == "lead":
        return _lead(desk, name, why.strip(), naming)
    if not name:
        question = f"{word.upper()}: which message? An id, or words to look for; {ALL} lists them, {BACK} drops it."
        (name,) = naming.named(question, desk.messages(), least=1)
    ask = SendInject if word == "send" else HoldInject
    return ask(inject=InjectId(name), reason=why.strip())


def _lead(desk: Desk, place: str, why: str, naming: Naming) -> LeadOn:
    if not place:
        question = f"LEAD: where does the story go on? An id, or words to look for; {ALL} lists them, {BACK} drops it."
        (place,) = naming.named(question, desk.mappings().targets, least=1)
    if not why:
        naming.say("WHY: what the debrief is to say of it.")
        why = naming.line()
    return LeadOn(to=StateId(place), reason=why)
