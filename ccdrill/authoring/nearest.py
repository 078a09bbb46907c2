"""Which known name somebody may have meant."""

from collections.abc import Collection
from string import ascii_lowercase, digits

_MOST_COMPARED = 300
_LONGEST = 60
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
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1, cutoff=cutoff) or get_close_matches(
        name.lower(), known, n=1, cutoff=cutoff
    )
    return near[0] if near else None


def _slips(name: str) -> set[str]:
    """The name, and all names that one letter left out, added, changed or swapped with the next makes of it."""
    parts = [(name[:index], name[index:]) for index in range(len(name) + 1)]
    left_out = {head + tail[1:] for head, tail in parts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1}
    changed = {head + letter + tail[1:] for head, tail in parts if tail for letter in _LETTERS}
    added = {head + letter + tail for head, tail in parts for letter in _LETTERS}
    return {name} | left_out | swapped | changed | added
