"""More minutes for a situation than were planned for it: what can be given, and what stands. A plan moves; nothing is scored by it."""

import re

from ccdrill.model.counted import many
from ccdrill.model.errors import NotAllowed
from ccdrill.session.run.run import Run

USUAL = 5
"""Minutes that are given where nobody says how many."""
MOST = 240
"""Minutes more than were planned, of one situation: whoever needs more has another day in mind."""
_TYPED = re.compile(r"([-+]?[0-9]{1,3}) ?(?:m|min)?")
_HOW = f"Type a number of minutes, such as {USUAL}; -{USUAL} takes so many back."


def given_here(run: Run) -> int:
    """How many minutes more than planned the situation has that stands now, since it was come to or decided in."""
    begins = max(place for place, one in enumerate(run.stretches) if one.is_decision or one.outcome.leads_on)
    return sum(minutes for place, minutes in run.minutes_given if place > begins)


def check_minutes(run: Run, minutes: int) -> None:
    """Raises NotAllowed for what can't be given, or taken back."""
    given = given_here(run)
    if minutes == 0:
        raise NotAllowed("no minutes are no more time", _HOW)
    if given + minutes > MOST:
        raise NotAllowed(f"{MOST} minutes are the most that a situation can have besides its own", _HOW)
    if given + minutes < 0:
        words = (
            f"only {many(given, 'minute was', 'minutes were')} given here" if given else "no minutes were given here"
        )
        raise NotAllowed(words, "Only what was given can be taken back.")


def read_minutes(typed: str) -> int:
    """What somebody typed; nothing means the usual number. Raises NotAllowed."""
    text = typed.strip()
    if not text:
        return USUAL
    found = _TYPED.fullmatch(text)
    if found is None:
        raise NotAllowed(f"'{text[:40]}' is no number of minutes", _HOW)
    return int(found[1])


def told_minutes(minutes: int) -> str:
    """What was given, or taken back, in a few words."""
    if minutes > 0:
        return f"{many(minutes, 'more minute', 'more minutes')} for this situation."
    return f"{many(-minutes, 'minute', 'minutes')} of this situation taken back."
