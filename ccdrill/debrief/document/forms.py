"""The participants' feedback as a report tells it: how many agree how far with each statement, and what they wrote; never who."""

from collections.abc import Sequence
from itertools import chain, repeat

from ccdrill.model.form import SCALE, RemarkKind, Statement
from ccdrill.model.value import Value

FEW = 5
"""Answers below which people who were there can tell who said what."""
_AGREES = 4
"""The answer from which on somebody agrees."""


class StatementRow(Value, frozen=True, kw_only=True):
    """How far participants agree with one statement."""

    statement: Statement
    """Which, by its id."""
    text: str
    """What it says."""
    counts: tuple[int, ...]
    """How many gave each answer, from 1 (not at all) to 5 (entirely)."""
    answers: int
    """How many answered."""
    middle: str
    """The median, in words where it lies between two answers. There is no mean: the answers are an order, no measure."""
    spread: str
    """From which answer to which, and how many agree, in words."""
    recorded: str
    """When it was recorded as it stands, in UTC."""

    @property
    def is_few(self) -> bool:
        """Whether so few answered that people can tell who said what."""
        return self.answers < FEW


class Remark(Value, frozen=True, kw_only=True):
    """Something that participants wrote."""

    kind: RemarkKind
    """What sort: strength, improve (what must become better), or other."""
    name: str
    """By which it can be changed, such as strength:2."""
    text: str
    """What it says, as typed."""
    recorded: str
    """When it was recorded as it stands, in UTC."""


class Feedback(Value, frozen=True, kw_only=True):
    """What participants put down on feedback forms: how many, never whose."""

    statements: tuple[StatementRow, ...] = ()
    """Those that were counted, in the order of the form."""
    remarks: tuple[Remark, ...] = ()
    """What was written, by kind."""

    @property
    def recorded(self) -> str:
        """Up to when it was recorded, in UTC; empty: nothing was."""
        times = (*(one.recorded for one in self.statements), *(one.recorded for one in self.remarks))
        return max(times, default="")


def middle(counts: Sequence[int]) -> str:
    """The median of at least one answer."""
    answers = _in_order(counts)
    low, high = answers[(len(answers) - 1) // 2], answers[len(answers) // 2]
    return str(low) if low == high else f"between {low} and {high}"


def spread(counts: Sequence[int]) -> str:
    """Where the answers lie, of which there is at least one."""
    answers = _in_order(counts)
    if len(answers) == 1:
        return "one answer"
    if answers[0] == answers[-1]:
        return f"all {len(answers)} said {answers[0]}"
    agree = sum(one >= _AGREES for one in answers)
    if agree == len(answers):
        return f"all {agree} said 4 or 5"
    return f"from {answers[0]} to {answers[-1]}; {agree or 'none'} of {len(answers)} said 4 or 5"


def in_a_line(counts: Sequence[int]) -> str:
    """How many answered, and how far they agree; of at least one answer."""
    answers = sum(counts)
    return (
        f"1 answer: {middle(counts)}"
        if answers == 1
        else f"{answers} answers, median {middle(counts)}, {spread(counts)}"
    )


def _in_order(counts: Sequence[int]) -> list[int]:
    return list(chain.from_iterable(repeat(answer, count) for answer, count in zip(SCALE, counts, strict=True)))
