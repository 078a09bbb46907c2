"""Lines of a list that begin alike, such as the ways in which one message can come, shortened so that they tell apart. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len, set_cell_size

_SEEN = 16
"""Columns that must be seen of what sets two of them apart."""
_NUMBER = len("… (10 of 10)")
"""Columns that are kept for a number."""
_SENDER = ": "
"""Behind what a line is of: that stays."""


def told_apart(lines: Sequence[str], width: int) -> list[str]:
    """The lines in their order. Where so many columns would cut two of them to the same, what they share gives way to a mark."""
    shared = dict.fromkeys(lines, 0)
    for one, other in pairwise(sorted(shared)):  # whoever shares most with a line stands beside it
        common = next((at for at, (here, there) in enumerate(zip(one, other, strict=False)) if here != there), len(one))
        shared[one] = max(shared[one], common)
        shared[other] = max(shared[other], common)
    return [_without(line, line[: shared[line]], width) for line in lines]


def numbered(lines: Sequence[str], width: int) -> list[str]:
    """The lines in their order, for eyes that may read no more than how they begin: those that would be cut to the same are counted."""
    counted = Counter(_begins(line, width) for line in lines)
    return list(_in_turn(lines, counted, width))


def _in_turn(lines: Sequence[str], counted: Counter[str], width: int) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for line in lines:
        begins = _begins(line, width)
        seen[begins] += 1
        mark = f"… ({seen[begins]} of {counted[begins]})"
        is_alike = counted[begins] > 1 and cell_len(line) > cell_len(begins)
        yield f"{begins.rstrip()}{mark}" if is_alike else line


def _begins(line: str, width: int) -> str:
    """As much of it as can be seen beside a number."""
    room = max(0, width - _NUMBER)
    return set_cell_size(line, room) if cell_len(line) > room else line


def _without(line: str, shared: str, width: int) -> str:
    if cell_len(shared) + _SEEN <= width or cell_len(line) <= width:
        return line
    sender, found, rest = shared.partition(_SENDER)
    known = rest if found else shared
    begins = len(shared) - len(known) + known.rfind(" ") + 1
    return f"{sender}{found}… {line[begins:]}" if found else f"… {line[begins:]}"
