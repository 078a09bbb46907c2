"""Card numbers must never be found in anything ccdrill keeps: the one filter that every front end and importer uses."""

import re
from collections.abc import Iterator

_UNSEEN = r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
"""Characters that take no room: joiners, marks of direction, variation selectors, tags. Pasted text may bring them."""
_BETWEEN = rf"[ \t\u00a0\u2000-\u200a\u2010-\u2015\u202f\u205f\u2212\u3000\ufe58\ufe63\uff0d\-{_UNSEEN}]"
"""Spaces and dashes, and what nobody sees. A line's end parts numbers."""
_RUN = re.compile(rf"\d(?:{_BETWEEN}*\d){{12,}}")
_GROUP = re.compile(r"\d+")
REMOVED = "[number removed]"
"""What stands in place of a removed number."""
_SHORTEST, _LONGEST = 13, 19
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
"""Twice a digit, its own digits added up."""

Span = tuple[int, int]
"""Where something starts and ends in a text."""


def has_luhn(digits: str) -> bool:
    """Whether the digits pass the Luhn check (ISO/IEC 7812-1, annex B)."""
    from_right = [int(digit) for digit in reversed(digits)]
    return (sum(from_right[::2]) + sum(_DOUBLED[digit] for digit in from_right[1::2])) % 10 == 0


def remove_card_numbers(text: str) -> tuple[str, int]:
    """The text without any 13 to 19 digit sequence (spaces and dashes ignored) that passes the Luhn check, and their count.

    Groups of digits that stand side by side are tried together and apart, so that neither a date before a number nor a
    code behind it hides it; where several overlap, all go. A longer group goes whole if any part of it passes.
    """
    kept, end, removed = [], 0, 0
    for start, stop in _numbers(text):
        kept += [text[end:start], REMOVED]
        end, removed = stop, removed + 1
    return "".join((*kept, text[end:])), removed


def holds_card_number(text: str) -> bool:
    """Whether `remove_card_numbers` would remove anything."""
    return next(_numbers(text), None) is not None


def _numbers(text: str) -> Iterator[Span]:
    """Card numbers in order; those that overlap are one."""
    for run in _RUN.finditer(text):
        whole: Span | None = None
        for start, end in _candidates(text, run.span()):
            if whole is not None and start >= whole[1]:
                yield whole
                whole = None
            whole = (start, end) if whole is None else (whole[0], max(whole[1], end))
        if whole is not None:
            yield whole


def _candidates(text: str, run: Span) -> Iterator[Span]:
    """What passes in a run of digit groups: sequences of whole groups, and groups that are too long, by their start."""
    groups = [group.span() for group in _GROUP.finditer(text, *run)]
    for first, (start, end) in enumerate(groups):
        if end - start > _LONGEST:
            if _is_number_inside(text[start:end]):
                yield start, end
            continue
        digits = ""
        for begin, stop in groups[first : first + _LONGEST]:
            if len(digits) + stop - begin > _LONGEST:
                break
            digits += text[begin:stop]
            if len(digits) >= _SHORTEST and has_luhn(digits):
                yield start, stop


def _is_number_inside(digits: str) -> bool:
    return any(
        has_luhn(digits[first : first + length])
        for length in range(_SHORTEST, _LONGEST + 1)
        for first in range(len(digits) - length + 1)
    )
