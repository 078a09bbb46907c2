"""Feedback forms, as they are recorded: how many gave which answer, and what they wrote; and whether it can stand."""

from typing import TypeAlias

from ccdrill.model.afterwards import RemarkWritten, StatementCounted
from ccdrill.model.errors import NotAllowed
from ccdrill.model.form import MOST_HEADS, MOST_REMARKS, SCALE, Counts
from ccdrill.session.deciding import commands
from ccdrill.session.run.afterwards import Afterwards
from ccdrill.session.run.keeping import Keeping

Filled: TypeAlias = StatementCounted | RemarkWritten


def filled(command: commands.Fill, said: Afterwards, keeping: Keeping) -> tuple[Filled, Filled]:
    """What is asked for, as an event; and what stands. `said` is what was said before. Raises NotAllowed."""
    match command:
        case commands.CountStatement(statement=statement, counts=counts):
            stands = said.statements.get(statement, StatementCounted(statement=statement))
            return StatementCounted(statement=statement, counts=_counts(counts)), stands
        case commands.WriteRemark(kind=kind, remark=remark, text=text):
            written = said.remarks.get((kind, remark), RemarkWritten(kind=kind, remark=remark))
            return RemarkWritten(kind=kind, remark=remark, text=keeping.ref(text, written.text)), written


def check_filled(event: Filled) -> None:
    """Whether that can be said of a run that is over. Raises NotAllowed."""
    match event:
        case StatementCounted(counts=counts):
            if counts is not None and not any(counts):
                raise NotAllowed("nobody at all was counted", "Leave the statement out.")
        case RemarkWritten(remark=remark):
            if not 1 <= remark <= MOST_REMARKS:
                raise NotAllowed(
                    f"there is room for {MOST_REMARKS} remarks of a kind, and none is number {remark}",
                    "Change one of them, or withdraw one.",
                )


def _counts(counts: tuple[int, ...]) -> Counts | None:
    """None where nobody was counted. Raises NotAllowed."""
    if not any(counts):
        return None
    if len(counts) != len(SCALE) or not all(0 <= one <= MOST_HEADS for one in counts):
        raise NotAllowed(
            f"{len(counts)} numbers are no counts of five answers"
            if len(counts) != len(SCALE)
            else "no room holds so many",
            "Give how many answered 1, 2, 3, 4 and 5, such as 0 1 2 5 2.",
        )
    first, second, third, fourth, fifth = counts
    return first, second, third, fourth, fifth
