"""Room to write in, of the tables that every format knows."""

from collections.abc import Iterable

from ccdrill.reports.blocks import Block, table


def box(title: str, rows: int) -> Block:
    """Lines to write on, under a title."""
    return table((title,), [("",)] * rows, room=1)


def numbered(head: tuple[str, ...], rows: int) -> Block:
    """Rows to fill in, each with its number."""
    return table(("No.", *head), [(str(number), *([""] * len(head))) for number in range(1, rows + 1)], room=len(head))


def circles(answers: Iterable[str]) -> str:
    """Answers of which one is circled."""
    return " / ".join(answers)
