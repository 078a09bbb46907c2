"""Lines of a list that begin alike, such as the ways in which one message can come, shortened so that they tell apart. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from rich.cells import cell_len

_SEEN = 16
"""Columns that must be seen of what sets two of them apart."""
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


def _without(line: str, shared: str, width: int) -> str:
    if cell_len(shared) + _SEEN <= width or cell_len(line) <= width:
        return line
    sender, found, rest = shared.partition(_SENDER)
    known = rest if found else shared
    begins = len(shared) - len(known) + known.rfind(" ") + 1
    return f"{sender}{found}… {line[begins:]}" if found else f"… {line[begins:]}"
