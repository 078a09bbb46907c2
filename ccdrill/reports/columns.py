"""How the columns of a table share a page: which hold figures, and how wide each must be."""

import math
import re
from typing import NamedTuple

from ccdrill.reports.blocks import Table

_FIGURE = re.compile(r"-?[0-9][0-9.,]*%?|[-?]")
_LONGEST_WORD, _SHORT_CELL, _LONGEST_CELL = 18, 16, 220
"""Characters: longer words are broken, short cells are not, longer ones take more lines."""
_ROOM, _TEXT = 18, 26
"""Characters that a cell which people write into needs, and one that holds a sentence."""
_MARGIN = 3
"""What is kept free in every cell, as characters."""


class Column(NamedTuple):
    """A column of a table."""

    share: int
    """Of the width of the page, in thousandths; those of a table come to about a thousand."""
    is_figures: bool
    """Whether all that stands in it is figures: they are read from the right."""
    is_room: bool
    """Whether people write into it."""


def columns_of(table: Table) -> tuple[Column, ...]:
    """Column by column: as wide as its longest word, and what is left goes to those that say most."""
    count, whole = len(table.head), _characters(len(table.head))
    rooms = [place >= count - table.room for place in range(count)]
    cells = [[row[place] for row in table.rows] for place in range(count)]
    widths = [
        max(_least(title, column), _ROOM if is_room else 0)
        for title, column, is_room in zip(table.head, cells, rooms, strict=True)
    ]
    titled = [max(width, len(title) + _MARGIN) for width, title in zip(widths, table.head, strict=True)]
    if sum(titled) <= whole:
        widths = titled
    more = [_more(column, width) for column, width in zip(cells, widths, strict=True)]
    if not any(more):
        more = [float(is_room) for is_room in rooms] if table.room else [1.0, *more[1:]]
    left = max(whole - sum(widths), 0)
    widths = [round(width + left * extra / sum(more)) for width, extra in zip(widths, more, strict=True)]
    return tuple(
        Column(round(1000 * width / sum(widths)), not is_room and _is_figures(column), is_room)
        for width, column, is_room in zip(widths, cells, rooms, strict=True)
    )


def _least(title: str, column: list[str]) -> int:
    words = [word for text in (title, *column) for word in re.split(r"[\s-]", text)]
    short = [len(text) for text in column if len(text) <= _SHORT_CELL]
    told = [text for text in column if text]
    is_text = bool(told) and sum(map(len, told)) / len(told) > _TEXT
    return max(min(max(map(len, words)), _LONGEST_WORD), *short, _TEXT if is_text else 0) + _MARGIN


def _more(column: list[str], width: int) -> float:
    """How many characters of a usual cell find no place: the root, so that no long text presses all others."""
    lengths = [min(len(text), _LONGEST_CELL) for text in column if text]
    return math.sqrt(max(sum(lengths) / len(lengths) - width, 0)) if lengths else 0


def _characters(columns: int) -> int:
    """How many find place beside each other on the page that a table of so many columns gets."""
    return 165 if columns > 7 else 110


def _is_figures(column: list[str]) -> bool:
    told = [text for text in column if text]
    return bool(told) and all(_FIGURE.fullmatch(text) for text in told)
