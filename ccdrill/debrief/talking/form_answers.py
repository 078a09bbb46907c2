"""What people type of feedback forms, understood: how many answered what, and which remark is meant. Records nothing."""

import re
from collections.abc import Iterable

from ccdrill.authoring.reading.nearest import nearest
from ccdrill.debrief.document.document import Debrief
from ccdrill.model.errors import NotAllowed, UnknownName
from ccdrill.model.form import (
    MOST_REMARKS,
    REMARKS,
    SCALE,
    STATEMENTS,
    RemarkKind,
    RemarkNumber,
    Statement,
    remark_name,
)
from ccdrill.session.deciding.commands import CountStatement, WriteRemark

_BETWEEN = re.compile(r"[\s,;/]+")
_LONGEST = 4
"""Digits of a count."""


def counts_of(statement: Statement, typed: str, *, is_alone: bool) -> CountStatement:
    """How many answered 1, 2, 3, 4 and 5, such as `0 1 2 5 2`, or `01252` where none is above nine; nothing withdraws.

    `is_alone`: somebody played alone, and may give just their own answer, such as `4`. Raises NotAllowed.
    """
    own = [int(typed.strip() == str(one)) for one in SCALE]
    if is_alone and any(own):
        return CountStatement(statement=statement, counts=tuple(own))
    words = _BETWEEN.split(typed.strip()) if typed.strip() else []
    if len(words) == 1 and len(words[0]) == len(SCALE):
        words = list(words[0])
    is_number = all(one.isascii() and one.isdecimal() and len(one) <= _LONGEST for one in words)
    if words and (len(words) != len(SCALE) or not is_number):
        if is_alone:
            raise NotAllowed(f"'{typed.strip()[:40]}' is no answer", "Give 1 (not at all) to 5 (entirely).")
        raise NotAllowed(
            f"'{typed.strip()[:40]}' does not say how many gave each answer",
            "Give five numbers, how many answered 1, 2, 3, 4 and 5, such as 0 1 2 5 2.",
        )
    return CountStatement(statement=statement, counts=tuple(int(one) for one in words))


def statement_called(typed: str) -> Statement:
    """The statement of that name, or of that number in the form. Raises UnknownName."""
    name = typed.strip().lower()
    known = list(STATEMENTS)
    if name.isascii() and name.isdecimal() and len(name) == 1 and 1 <= int(name) <= len(known):
        return known[int(name) - 1]
    found = next((one for one in known if one == name), None)
    if found is None:
        near = nearest(name, known)
        meant = f"Did you mean '{near}'? " if near is not None else ""
        raise UnknownName(
            f"the form has no statement '{typed}'", f"{meant}Name one of: {', '.join(known)}; or its number."
        )
    return found


def remarks_of(kind: RemarkKind, texts: Iterable[str], debrief: Debrief) -> list[WriteRemark]:
    """Each under a number that is free, or that says so already. Raises NotAllowed when there is no room for all of them."""
    taken = {one.name: one.text for one in debrief.feedback.remarks} if debrief.feedback is not None else {}
    wanted: list[WriteRemark] = []
    for text in texts:
        words = " ".join(text.split())
        same = next((name for name, known in taken.items() if known == words and name.startswith(f"{kind}:")), "")
        number = remark_called(same)[1] if same else _free(kind, taken)
        taken[remark_name(kind, number)] = words
        wanted.append(WriteRemark(kind=kind, remark=number, text=text))
    return wanted


def remark_called(name: str) -> tuple[RemarkKind, RemarkNumber]:
    """The remark of a name such as strength:2. Raises NotAllowed."""
    typed, _, number = name.strip().partition(":")
    kind = next((one for one in REMARKS if one == typed), None)
    is_number = number.isascii() and number.isdecimal() and len(number) <= _LONGEST
    if kind is None or not is_number or not 1 <= int(number) <= MOST_REMARKS:
        raise NotAllowed(f"'{name}' is no remark", f"Name one such as strength:1; the kinds are {', '.join(REMARKS)}.")
    return kind, int(number)


def _free(kind: RemarkKind, taken: Iterable[str]) -> RemarkNumber:
    names = set(taken)
    found = next((one for one in range(1, MOST_REMARKS + 1) if remark_name(kind, one) not in names), None)
    if found is None:
        raise NotAllowed(
            f"there are {MOST_REMARKS} remarks of this kind already", "Change one of them, or withdraw one."
        )
    return found
