"""How many people take part while an exercise runs: some come late, some are called away. What can be said, and how it is typed."""

from ccdrill.model.counted import many
from ccdrill.model.errors import NotAllowed
from ccdrill.model.form import MOST_HEADS
from ccdrill.session.run.run import Run

_HOW = "Type how many take part now, such as 13; or +1 for one who joined, -2 for two who left."


def check_people(run: Run, people: int) -> None:
    """Raises NotAllowed for a number that can't be, or that is known already."""
    if not 1 <= people <= MOST_HEADS:
        raise NotAllowed(f"{people} people can't take part", _HOW)
    if people == run.head_count:
        raise NotAllowed(f"{many(people, 'person takes', 'people take')} part already", _HOW)


def read_people(typed: str, before: int) -> int:
    """What somebody typed: how many there are, or how many more or fewer than `before` (0: not counted). Raises NotAllowed."""
    text = typed.strip()
    sign, digits = (text[0], text[1:].strip()) if text[:1] in ("+", "-") else ("", text)
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= len(f"{MOST_HEADS}")):
        raise NotAllowed(f"'{text[:40]}' is no number of people", _HOW)
    if sign and not before:
        raise NotAllowed("nobody has said yet how many take part", "Type how many take part now, such as 13.")
    number = int(digits)
    return before + number if sign == "+" else before - number if sign == "-" else number


def told_people(people: int) -> str:
    """How many take part, in a few words."""
    return f"{many(people, 'person takes', 'people take')} part now."
