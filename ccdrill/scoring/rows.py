"""The text of an outside trace to rows, JSON Lines or CSV, each with its line; what is no row is a problem with its cure.

Knows how lines are written, not what they mean.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping

from ccdrill.authoring.decoding.load import in_order
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.model.diagnostics import Diagnostic

KEYS = ("seq", "t", "role", "action", "evidence", "place", "moment", "decision", "vacant", "mapped")
"""What a row may hold; also the columns of CSV."""
EXAMPLE = '{"t": 600, "action": "divert-payment-route"}'
_COLUMNS = "seq,t,role,action,evidence,place,moment"
_OTHERS = {";": "semicolons", "\t": "tabs", "|": "bars"}
"""What spreadsheets put between columns where a comma is expected."""
_SYNONYMS = {
    "time": "t",
    "seconds": "t",
    "sec": "t",
    "zeit": "t",
    "who": "role",
    "actions": "action",
    "what": "action",
    "record": "evidence",
    "records": "evidence",
    "where": "place",
}
"""What people call a column as long as they do not know its name."""
_REMARKS = frozenset({"comment", "comments", "note", "notes", "remark", "remarks"})
_LONGEST_NUMBER = 18
_SPREAD = frozenset({"{", "[", "[{"})
"""A first line of what is written over several."""
MOST_LINES = 20_000
"""An event every four seconds for a day: nobody does so much, and every line takes memory."""
_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*"(?!")')
_UNQUOTED = re.compile(r"[^,\n]*")

Row = tuple[int, Mapping[str, object]]
"""The line's number, from 1, and what stands in it."""


class Problems:
    """What is wrong with the lines of one trace."""

    def __init__(self, text: str, file: str) -> None:
        """`file` is what diagnostics call it. Of a text with too many lines none is kept."""
        self._file = file
        self._found: list[Diagnostic] = []
        self.lines: list[str] = []
        if text.count("\n") > MOST_LINES:
            self.note(
                0, "too-large", f"the trace has more than {MOST_LINES:,} lines", "Check that it is the right file."
            )
        else:
            self.lines = text.split("\n")

    def __len__(self) -> int:
        """How many there are."""
        return len(self._found)

    def note(self, number: int, code: str, message: str, cure: str, *, column: int = 1) -> None:
        """One problem of the line with that number; 0: of the whole trace."""
        source = self.lines[number - 1] if 0 < number <= len(self.lines) else ""
        self._found.append(
            Diagnostic(
                code=code,
                message=message,
                cure=cure,
                file=self._file,
                line=number,
                column=column if number else 0,
                source=source,
                width=max(1, len(source) - column + 1),
            )
        )

    def in_order(self) -> tuple[Diagnostic, ...]:
        """By line, and no more than anybody would read."""
        return in_order(self._found)


def read_rows(problems: Problems) -> list[Row]:
    """The rows of the problems' own lines: JSON Lines if the first one opens a bracket, CSV with named columns otherwise."""
    number, first = next(((number, line) for number, line in enumerate(problems.lines, 1) if line.strip()), (0, ""))
    if first.strip() in _SPREAD or first.lstrip().startswith("[{"):
        message = "the lines of a trace are objects by themselves, and here a list or an object goes over several"
        problems.note(number, "bad-json", message, _json_cure(first))
        return []
    return list(_json_rows(problems) if first.lstrip().startswith(("{", "[")) else _csv_rows(problems))


class _Twice(ValueError):  # a signal within this module
    """A key stands in an object a second time."""


def _json_rows(problems: Problems) -> Iterator[Row]:
    for number, line in enumerate(problems.lines, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line, object_pairs_hook=_once)
        except _Twice as error:
            problems.note(number, "duplicate-key", str(error), "Keep one of the two.")
        except json.JSONDecodeError as error:
            message = f"this line is not JSON: {error.msg.lower()}"
            problems.note(number, "bad-json", message, _json_cure(line), column=min(error.colno, len(line)))
        except (ValueError, RecursionError):
            problems.note(number, "bad-json", "this line holds more than JSON readers take", f"Write it as {EXAMPLE}.")
        else:
            if isinstance(value, dict):
                yield number, value
            else:
                problems.note(number, "bad-json", "this line is no object in braces", _json_cure(line))


def _json_cure(line: str) -> str:
    if any(quote in line for quote in "\u201c\u201d\u201e\u2018\u2019"):
        return 'Type plain quotes: "...".'
    if line.strip() in ("{", "}"):
        return f"Write each object on one line, as {EXAMPLE}."
    if line.strip()[0] in "[]" or line.rstrip().endswith(","):
        return "Write one object a line, without the brackets and commas of a list."
    return f"Write it as {EXAMPLE}."


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(f"the key '{key}' stands in this line twice")
        found[key] = value
    return found


def _csv_rows(problems: Problems) -> Iterator[Row]:
    reader = csv.reader((f"{line}\n" for line in problems.lines), strict=True)
    columns: list[str] = []
    begin = 0
    try:
        for cells in reader:
            begin = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = [cell.strip() for cell in cells]
                if not _are_columns(problems, reader.line_num, columns):
                    return
            elif any(cell.strip() for cell in cells[len(columns) :]):
                message = "the line has more cells than there are columns"
                problems.note(reader.line_num, "too-many-cells", message, "Put cells that hold commas in quotes.")
            else:
                named = zip(columns, cells, strict=False)
                yield reader.line_num, {key: _cell(key, cell.strip()) for key, cell in named if key and cell.strip()}
    except csv.Error as error:
        _note_quote(problems, begin, reader.line_num, str(error))


def _note_quote(problems: Problems, begin: int, end: int, error: str) -> None:
    """Notes where a quote is wrong in the row that begins behind the line `begin` and that can't be read on at `end`."""
    opened = _opened(problems.lines, begin)
    if opened is None:
        problems.note(end, "bad-csv", f"this line is not CSV: {error}", "Check its quotes.")
        return
    number, column, is_closed = opened
    message, cure = "the quote that opens here is not closed", "Write another behind the cell, or delete this one."
    if is_closed and number == end:
        message = "a cell goes on behind the quote that closes it"
        cure = "Put the whole cell in quotes, and write each quote inside it twice."
    problems.note(number, "bad-csv", message, cure, column=column)


def _opened(lines: list[str], begin: int) -> tuple[int, int, bool] | None:
    """Line and column of the first quote that is wrong behind the line `begin`, and whether another one closes it."""
    text = "\n".join(lines[begin:]) + "\n"
    at = 0
    while at < len(text):
        quoted = _QUOTED.match(text, at) if text[at] == '"' else None
        if text[at] == '"' and (quoted is None or text[quoted.end()] not in ",\n"):
            return begin + 1 + text.count("\n", 0, at), at - text.rfind("\n", 0, at), quoted is not None
        cell = quoted or _UNQUOTED.match(text, at)
        at = (cell.end() if cell else at) + 1
    return None


def _are_columns(problems: Problems, number: int, columns: list[str]) -> bool:
    """Whether the first line names columns of a trace; notes what keeps it from that."""
    before = len(problems)
    written = problems.lines[number - 1].strip() if number <= len(problems.lines) else ""
    for separator, name in _OTHERS.items():
        if len({part.strip() for part in written.split(separator)} & set(KEYS)) > 1:
            cure = f"Write: {_COLUMNS}. Several records of one cell are separated by semicolons."
            problems.note(number, "bad-separator", f"the columns are separated by {name}, not by commas", cure)
            return False
    small = [column.lower() for column in columns]
    if columns != small and {"t", "action"} <= set(small) and {*small, ""} <= {*KEYS, ""}:
        message = "the names of columns are written in small letters"
        problems.note(number, "unknown-key", message, f"Write: {','.join(small)}.")
        return False
    if not set(columns) & set(KEYS):
        message = "this is neither JSON nor a line that names the columns of CSV"
        problems.note(number, "bad-json", message, f"Write {EXAMPLE}, or begin with: {_COLUMNS}.")
        return False
    for column in filter(None, columns):
        if column not in KEYS:
            problems.note(number, "unknown-key", f"there is no column '{column}'", _known(column))
        elif columns.count(column) > 1:
            problems.note(number, "repeated", f"the column '{column}' stands here twice", "Keep one of the two.")
    named = {*columns, *map(_meant, columns)}
    if "t" not in named or not {"action", "moment"} & named:
        problems.note(number, "missing-key", "there must be columns for 't' and 'action'", f"Known: {_COLUMNS}.")
    return len(problems) == before


def _cell(key: str, cell: str) -> object:
    if key in ("vacant", "mapped"):
        return cell.lower() == "true" if cell.lower() in ("true", "false") else cell
    if key in ("seq", "t", "decision"):
        return int(cell) if cell.isascii() and cell.isdecimal() and len(cell) < _LONGEST_NUMBER else cell
    if key == "evidence":
        return [] if cell == "-" else [part.strip() for part in cell.split(";") if part.strip()]
    return cell


def _meant(name: str) -> str | None:
    return _SYNONYMS.get(name.lower()) or (None if name.lower() in _REMARKS else nearest(name, KEYS))


def _known(name: str) -> str:
    near = _meant(name)
    if near is None and name.lower() in _REMARKS:
        return "Leave it out: nothing reads it."
    return f"Did you mean '{near}'?" if near else f"Known: {', '.join(KEYS)}."


def unknown_keys(row: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Every key of the row that means nothing, with its cure."""
    return ((key, _known(key)) for key in row if key not in KEYS)
