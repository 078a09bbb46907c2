"""Which known name somebody may have meant."""

import re
from collections.abc import Collection
from string import ascii_lowercase, digits

_MOST_COMPARED = 300
_LONGEST = 60
_MOST_TRIED = 5
_MOST_CHANGED = 0.4
"""The part of a word that may be other letters."""
_MOST_OF_IT = 0.7
"""The part of a word that stands in another in one piece."""
_LETTERS = ascii_lowercase + digits + "-_"


def nearest(name: str, known: Collection[str], cutoff: float = 0.6) -> str | None:
    """The most similar of the known names, or None when none is similar.

    Of very many names only those one slip of the pen away are found: comparing all of them would take too long.
    """
    if len(name) > _LONGEST:
        return None
    lowered = name.lower().replace(" ", "-") if len(known) > _MOST_COMPARED else name
    if len(known) > _MOST_COMPARED:
        return min((one for one in _slips(lowered) if one in known), default=None)
    if (whole := _whole_part(name, known)) is not None:
        return whole
    from difflib import get_close_matches

    for written in (name, name.lower(), name.upper()):
        for near in get_close_matches(written, known, n=_MOST_TRIED, cutoff=cutoff):
            if _is_alike(written, near):
                return near
    return None


def _whole_part(name: str, known: Collection[str]) -> str | None:
    """The only known name that begins with all of this one, or with which this one begins, in whole parts: `log` and `log-it`.

    None where another one is a single slip away: that is nearer.
    """
    parts = re.split("[-_]", name)
    begun = [one for one in known if _begins(re.split("[-_]", one), parts)]
    return begun[0] if len(begun) == 1 and _slips(name).isdisjoint(known) else None


def _begins(some: list[str], others: list[str]) -> bool:
    """Whether one of the two, which are not the same, begins with all of the other."""
    shorter, longer = sorted((some, others), key=len)
    return len(shorter) < len(longer) and longer[: len(shorter)] == shorter


def _is_alike(written: str, name: str) -> bool:
    """Whether it may be the same word: a few letters differ, or most of one stands in the other in one piece.

    Letters that two words share here and there make them similar, and nobody types one of them for the other.
    """
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, written, name, autojunk=False)
    changed = sum(
        max(end - start, to - begin) for tag, start, end, begin, to in matcher.get_opcodes() if tag != "equal"
    )
    piece = matcher.find_longest_match().size
    longest, shortest = sorted((len(written), len(name)), reverse=True)
    return changed <= max(2, longest * _MOST_CHANGED) or piece >= shortest * _MOST_OF_IT


def _slips(name: str) -> set[str]:
    """The name, and all names that one letter left out, added, changed or swapped with the next makes of it."""
    parts = [(name[:index], name[index:]) for index in range(len(name) + 1)]
    left_out = {head + tail[1:] for head, tail in parts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1}
    changed = {head + letter + tail[1:] for head, tail in parts if tail for letter in _LETTERS}
    added = {head + letter + tail for head, tail in parts for letter in _LETTERS}
    return {name} | left_out | swapped | changed | added
