"""What the facilitator does to the story by hand, in lines: what was typed behind the word, and what is asked for besides."""

from ccdrill.model.ids import StateId
from ccdrill.plain.asking import BACK
from ccdrill.plain.naming import ALL, Naming
from ccdrill.session.commands import LeadOn
from ccdrill.session.desk import Desk


def ask_where_to(desk: Desk, typed: str, naming: Naming) -> LeadOn:
    """Where the story is led, and why. Raises Dropped."""
    place, _, why = typed.partition(" ")
    if not place:
        question = f"LEAD ON: where to? An id, or words to look for; {ALL} lists them, {BACK} drops it."
        (place,) = naming.named(question, desk.mappings().targets, least=1)
    if not why.strip():
        naming.say("WHY: what the debrief is to say of it.")
        why = naming.line()
    return LeadOn(to=StateId(place), reason=why)
