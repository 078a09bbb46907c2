"""Card numbers must never be found in anything ccdrill keeps: the one filter that every front end and importer uses."""

import re

_CANDIDATE = re.compile(r"\d(?:[ \-\u00a0\u2010-\u2015\u2212]*\d){12,}")
_GROUP = re.compile(r"\d+")
_SEPARATORS = re.compile(r"\D")
REMOVED = "[number removed]"
"""What stands in place of a removed number."""
_SHORTEST, _LONGEST = 13, 19


def has_luhn(digits: str) -> bool:
    """Whether the digits pass the Luhn check (ISO/IEC 7812-1, annex B)."""
    total = 0
    for index, character in enumerate(reversed(digits)):
        digit = int(character)
        if index % 2:
            digit = digit * 2 - 9 if digit > 4 else digit * 2
        total += digit
    return total % 10 == 0


def remove_card_numbers(text: str) -> tuple[str, int]:
    """The text without any 13 to 19 digit sequence (spaces and dashes ignored) that passes the Luhn check, and their count.

    Groups of digits that stand side by side are tried together and apart, so that neither a date before a number nor a
    code behind it hides it.
    """
    removed = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal removed
        kept, rest = "", match.group()
        while (window := _find_number(rest)) is not None:
            removed += 1
            kept, rest = kept + rest[: window[0]] + REMOVED, rest[window[1] :]
        return kept + rest

    return _CANDIDATE.sub(replace, text), removed


def holds_card_number(text: str) -> bool:
    """Whether `remove_card_numbers` would remove anything."""
    return any(_find_number(match.group()) is not None for match in _CANDIDATE.finditer(text))


def _find_number(run: str) -> tuple[int, int] | None:
    """Start and end in `run` of the first, longest sequence of whole digit groups that is a card number."""
    groups = [(group.start(), group.end()) for group in _GROUP.finditer(run)]
    for first, (start, _) in enumerate(groups):
        for _, end in reversed(groups[first:]):
            digits = _SEPARATORS.sub("", run[start:end])
            if _SHORTEST <= len(digits) <= _LONGEST and has_luhn(digits):
                return start, end
    return next(
        (found for start, end in groups if end - start > _LONGEST and (found := _find_inside(run, start, end))), None
    )


def _find_inside(run: str, start: int, end: int) -> tuple[int, int] | None:
    """The same within one unbroken group that is too long to be a number itself."""
    for first in range(start, end - _SHORTEST + 1):
        for last in range(min(first + _LONGEST, end), first + _SHORTEST - 1, -1):
            if has_luhn(run[first:last]):
                return first, last
    return None
