"""Card numbers must never be found in anything ccdrill keeps: the one filter that every front end and importer uses."""

import re
from collections.abc import Iterator
from itertools import accumulate

_UNSEEN = r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
"""Characters that take no room: joiners, marks of direction, variation selectors, tags. Pasted text may bring them."""
_BETWEEN = rf"[ \t\u00a0\u2000-\u200a\u2010-\u2015\u202f\u205f\u2212\u3000\ufe58\ufe63\uff0d\-{_UNSEEN}]"
"""Spaces and dashes, and what nobody sees. A line's end parts numbers."""
_RUN = re.compile(rf"\d(?:{_BETWEEN}*\d){{12,}}")
_GROUP = re.compile(r"\d+")
REMOVED = "[number removed]"
"""What stands in place of a removed number."""
_SHORTEST, _LONGEST = 13, 19
MOST_DIGITS, _MOST_SHOWN = 20_000, 2_000
"""Characters in such rows of one file, and of one text that is shown, that are looked through: nobody writes as many."""
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
"""Twice a digit, its own digits added up."""

Span = tuple[int, int]
"""Where something starts and ends in a text."""


class _Digits:
    """A row of digits of which any part can be tried at once: what a part adds up to is the difference of two sums."""

    def __init__(self, digits: str) -> None:
        """`digits`: nothing else, of any script."""
        self._sums = tuple([*accumulate(self._counted(digits, parity), initial=0)] for parity in (0, 1))

    def passes(self, start: int, end: int) -> bool:
        """Whether the digits from `start` up to `end` pass the Luhn check (ISO/IEC 7812-1, annex B)."""
        sums = self._sums[(end - 1) % 2]
        return (sums[end] - sums[start]) % 10 == 0

    @staticmethod
    def _counted(digits: str, parity: int) -> Iterator[int]:
        """Digits at such places as they are, the others doubled."""
        return (int(one) if at % 2 == parity else _DOUBLED[int(one)] for at, one in enumerate(digits))


def has_luhn(digits: str) -> bool:
    """Whether the digits pass the Luhn check."""
    return _Digits(digits).passes(0, len(digits))


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


def hide_card_numbers(text: str) -> str:
    """The text as long as it was, with the digits of what `remove_card_numbers` would take as #: for what is shown, and not kept.

    Of a text with very many digits in a row all of these: it is looked through at once, whatever it is.
    """
    runs = [run.span() for run in _RUN.finditer(text)]
    is_much = sum(end - start for start, end in runs) > _MOST_SHOWN
    kept, end = [], 0
    for start, stop in runs if is_much else _numbers(text):
        kept += [text[end:start], re.sub(r"\d", "#", text[start:stop])]
        end = stop
    return "".join((*kept, text[end:]))


def holds_card_number(text: str) -> bool:
    """Whether `remove_card_numbers` would remove anything."""
    return next(_numbers(text), None) is not None


def holds_too_many_digits(text: str) -> bool:
    """Whether there are more digits in rows than can be looked through while people wait."""
    return sum(end - start for start, end in (run.span() for run in _RUN.finditer(text))) > MOST_DIGITS


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
    digits = _Digits("".join(text[start:end] for start, end in groups))
    before = 0
    for first, (start, end) in enumerate(groups):
        length = end - start
        if length > _LONGEST:
            if _is_number_inside(digits, before, before + length):
                yield start, end
        else:
            reached = before
            for begin, stop in groups[first : first + _LONGEST]:
                reached += stop - begin
                if reached - before > _LONGEST:
                    break
                if reached - before >= _SHORTEST and digits.passes(before, reached):
                    yield start, stop
        before += length


def _is_number_inside(digits: _Digits, start: int, end: int) -> bool:
    return any(
        digits.passes(first, first + length)
        for length in range(_SHORTEST, _LONGEST + 1)
        for first in range(start, end - length + 1)
    )
