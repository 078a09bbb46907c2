"""How the columns of a table share a page: which hold figures, and how wide each must be."""

import math
import re
from collections.abc import Sequence
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
    """Column by column: as wide as its longest word, and what is left goes to those that say most.

    Where there is no room for that and for a few words in each line, whichever of both makes the table shorter.
    """
    count = len(table.head)
    rooms = [place >= count - table.room for place in range(count)]
    cells = [[row[place] for row in table.rows] for place in range(count)]
    words = [
        max(_least(title, column), _ROOM if is_room else 0)
        for title, column, is_room in zip(table.head, cells, rooms, strict=True)
    ]
    texts = [max(width, _TEXT + _MARGIN if _is_text(column) else 0) for width, column in zip(words, cells, strict=True)]
    found = [_spread(least, table, cells, rooms) for least in (texts, words)]
    widths = min(found, key=lambda widths: _lines(table, widths))
    return tuple(
        Column(round(1000 * width / sum(widths)), not is_room and _is_figures(column), is_room)
        for width, column, is_room in zip(widths, cells, rooms, strict=True)
    )


def _spread(least: list[int], table: Table, cells: list[list[str]], rooms: list[bool]) -> list[int]:
    """Widths of at least so many characters, which fill a page."""
    whole = _characters(len(table.head))
    titled = [max(width, len(title) + _MARGIN) for width, title in zip(least, table.head, strict=True)]
    widths = titled if sum(titled) <= whole else least
    more = [_more(column, width) for column, width in zip(cells, widths, strict=True)]
    if not any(more):
        more = [float(is_room) for is_room in rooms] if table.room else [1.0, *more[1:]]
    left = max(whole - sum(widths), 0)
    return [round(width + left * extra / sum(more)) for width, extra in zip(widths, more, strict=True)]


def _lines(table: Table, widths: Sequence[int]) -> int:
    """About how many lines the table takes."""
    scale = _characters(len(widths)) / sum(widths)
    room = [max(width * scale - _MARGIN, 1) for width in widths]
    return sum(max(math.ceil(len(text) / width) for text, width in zip(row, room, strict=True)) for row in table.rows)


def _least(title: str, column: list[str]) -> int:
    words = [word for text in (title, *column) for word in re.split(r"[\s-]", text)]
    short = [len(text) for text in column if len(text) <= _SHORT_CELL]
    return max(min(max(map(len, words)), _LONGEST_WORD), *short, 0) + _MARGIN


def _is_text(column: list[str]) -> bool:
    """Whether most of its cells hold a sentence."""
    return bool(column) and sum(map(len, column)) / len(column) > _TEXT


def _more(column: list[str], width: int) -> float:
    """How many characters of a usual cell find no place: the root, so that no long text presses all others.

    An empty cell needs none: a column in which one text stands gets no room for many.
    """
    lengths = [min(len(text), _LONGEST_CELL) for text in column]
    return math.sqrt(max(sum(lengths) / len(lengths) - width, 0)) if lengths else 0


def _characters(columns: int) -> int:
    """How many find place beside each other on the page that a table of so many columns gets."""
    return 165 if columns > 7 else 110


def _is_figures(column: list[str]) -> bool:
    told = [text for text in column if text]
    return bool(told) and all(_FIGURE.fullmatch(text) for text in told)
