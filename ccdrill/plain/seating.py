"""Who takes a role over, in lines: what was typed behind the word, and what is asked for besides."""

from collections.abc import Sequence

from ccdrill.model.ids import RoleId
from ccdrill.plain.asking import BACK
from ccdrill.plain.naming import ALL, Naming
from ccdrill.session.deciding.commands import SeatRole
from ccdrill.session.deciding.seating import RoleView, check_role
from ccdrill.session.deciding.team import split_names


def ask_who(known: Sequence[RoleView], typed: str, naming: Naming) -> SeatRole:
    """Which role, and who plays it from now on. Raises Dropped, and NotAllowed before it asks who plays what nobody can."""
    role, _, who = typed.partition(" ")
    if not role:
        question = f"SEAT: which role? An id, or words to look for; {ALL} lists them, {BACK} drops it."
        (role,) = naming.named(question, known, least=1)
    check_role(RoleId(role), [one.id for one in known])
    if not who.strip():
        naming.say(
            "WHO: who plays it, or leads, from now on, several names with commas. An empty line: nobody, so the facilitator."
        )
        who = naming.line()
    return SeatRole(role=RoleId(role), players=split_names(who))
