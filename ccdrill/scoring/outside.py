"""Traces of exercises that were not run in ccdrill: JSON Lines or CSV to a trace, or every bad line with its cure.

A line is a deed (`action`, `t`, and perhaps `seq`, `role`, `evidence`, `place`) or a moment (`moment`, `t`). What is absent
is not judged. In CSV an empty cell is absent, several records are separated by `;`, and `-` says that none was left.
"""

import csv
import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.ids import ActionId, MomentId, PlaceId, RecordId, RoleId
from ccdrill.scoring.trace import Deed, Trace

KEYS = ("seq", "t", "role", "action", "evidence", "place", "moment")
"""What a line may hold; also the columns of CSV."""
_LONGEST_SPAN = 10 * 366 * 86_400
Note = Callable[[str, str, str], None]
"""Takes code, message and cure of a problem of the line at hand."""


@dataclass(frozen=True)
class OutsideTrace:
    """What reading a trace gave: the trace if every line was good, and what was wrong."""

    trace: Trace | None
    """None when a line of it is wrong."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong, by line."""


def read_trace(text: str, file: str, begins: dt.datetime | None = None) -> OutsideTrace:
    """The trace of a text; CSV when its first line names columns, JSON Lines otherwise."""
    return _Reader(text, file, begins).read()


class _Reader:
    def __init__(self, text: str, file: str, begins: dt.datetime | None) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.file = file
        self.begins = begins
        self.problems: list[Diagnostic] = []
        self.deeds: list[tuple[int, Deed]] = []
        self.moments: dict[MomentId, int] = {}

    def read(self) -> OutsideTrace:
        rows = self._csv_rows() if self._is_csv() else self._json_rows()
        for number, row in rows:
            self._take(number, row)
        deeds = self._in_order()
        if not deeds and not self.moments and not self.problems:
            self._note(
                0,
                "empty-trace",
                "the trace has no lines",
                'Write one a line, such as {"t": 600, "action": "divert-payment-route"}.',
            )
        if self.problems:
            return OutsideTrace(None, tuple(sorted(self.problems, key=lambda one: one.line)))
        return OutsideTrace(Trace(deeds=deeds, moments=self.moments, begins=self.begins), ())

    def _is_csv(self) -> bool:
        first = next((line.strip() for line in self.lines if line.strip()), "")
        return (
            bool(first)
            and not first.startswith(("{", "[", '"'))
            and set(first.replace('"', "").split(",")) <= set(KEYS) | {""}
        )

    def _json_rows(self) -> list[tuple[int, Mapping[str, object]]]:
        rows: list[tuple[int, Mapping[str, object]]] = []
        for number, line in enumerate(self.lines, start=1):
            if not line.strip():
                continue
            try:
                value = json.loads(line, object_pairs_hook=_once)
            except (json.JSONDecodeError, RecursionError) as error:
                what = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deeply"
                self._note(
                    number,
                    "bad-json",
                    f"this line is not JSON: {what}",
                    'Write it as {"t": 600, "action": "divert-payment-route"}.',
                )
                continue
            except ValueError as error:
                self._note(number, "duplicate-key", str(error), "Keep one of the two.")
                continue
            if isinstance(value, dict):
                rows.append((number, value))
            else:
                self._note(
                    number,
                    "bad-json",
                    "this line is no object",
                    'Write it as {"t": 600, "action": "divert-payment-route"}.',
                )
        return rows

    def _csv_rows(self) -> list[tuple[int, Mapping[str, object]]]:
        reader = csv.DictReader(self.text.splitlines(keepends=True), restkey="", restval="")
        rows: list[tuple[int, Mapping[str, object]]] = []
        try:
            for row in reader:
                if "" in row and any(row[""] or ()):
                    self._note(
                        reader.line_num,
                        "too-many-cells",
                        "the line has more cells than there are columns",
                        "Put cells that hold commas in quotes.",
                    )
                    continue
                rows.append(
                    (
                        reader.line_num,
                        {
                            key: self._cell(key, value or "")
                            for key, value in row.items()
                            if key and (value or "").strip()
                        },
                    )
                )
        except csv.Error as error:
            self._note(reader.line_num, "bad-csv", f"this line is not CSV: {error}", "Check the quotes.")
        return rows

    def _cell(self, key: str, value: str) -> object:
        value = value.strip()
        if key in ("seq", "t"):
            return int(value) if value.isdecimal() and len(value) < 12 else value
        if key == "evidence":
            return [] if value == "-" else [part.strip() for part in value.split(";") if part.strip()]
        return value

    def _take(self, number: int, row: Mapping[str, object]) -> None:
        before = len(self.problems)
        for key in row:
            if key not in KEYS:
                near = get_close_matches(key, KEYS, n=1, cutoff=0.6)
                cure = f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(KEYS)}."
                self._note(number, "unknown-key", f"'{key}' is not known here", cure)
        t = row.get("t")
        if not isinstance(t, int) or isinstance(t, bool) or not 0 <= t <= _LONGEST_SPAN:
            self._note(
                number,
                "bad-time",
                "'t' is not a number of whole seconds from the start",
                'Write "t": 600 for ten minutes after the start.',
            )
        if "moment" in row and "action" in row:
            self._note(number, "two-in-one", "a line is an action or a moment, not both", "Write two lines.")
        elif "moment" not in row and "action" not in row:
            self._note(
                number, "missing-key", "the line names neither an action nor a moment", 'Add "action": or "moment":.'
            )
        texts = {
            key: self._text(number, key, row[key])
            for key in ("role", "action", "place", "moment")
            if row.get(key) is not None
        }
        evidence = self._evidence(number, row.get("evidence"))
        seq = row.get("seq")
        if seq is not None and (not isinstance(seq, int) or isinstance(seq, bool) or seq < 0):
            self._note(
                number, "bad-seq", "'seq' is not a whole number", "Number the lines 1, 2, 3, or leave 'seq' out."
            )
        if len(self.problems) > before or not isinstance(t, int):
            return
        if "moment" in texts:
            self._moment(number, MomentId(texts["moment"]), t)
            return
        role, place = texts.get("role"), texts.get("place")
        deed = Deed(
            seq=seq if isinstance(seq, int) else 0,
            t=t,
            action=ActionId(texts["action"]),
            role=RoleId(role) if role is not None else None,
            evidence=evidence,
            place=PlaceId(place) if place is not None else None,
        )
        self.deeds.append((number, deed))

    def _moment(self, number: int, moment: MomentId, t: int) -> None:
        if moment in self.moments:
            self._note(
                number,
                "repeated",
                f"the moment '{moment}' happened before",
                "A moment happens once: delete one of the lines.",
            )
        self.moments[moment] = t

    def _text(self, number: int, key: str, value: object) -> str:
        if isinstance(value, str) and value.strip():
            return value.strip()
        self._note(number, "wrong-kind", f"'{key}' is not a text", f'Write "{key}": "...", or leave it out.')
        return ""

    def _evidence(self, number: int, value: object) -> tuple[RecordId, ...] | None:
        if value is None:
            return None
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(RecordId(one) for one in value)
        self._note(
            number,
            "wrong-kind",
            "'evidence' is not a list of records",
            'Write "evidence": ["ticket"], or [] if none was left.',
        )
        return None

    def _in_order(self) -> tuple[Deed, ...]:
        """By seq, which must agree with the times; without any seq, in the order of the lines."""
        numbered = [deed.seq for _, deed in self.deeds if deed.seq]
        if numbered and len(numbered) < len(self.deeds):
            number = next(number for number, deed in self.deeds if not deed.seq)
            self._note(
                number, "missing-key", "'seq' is missing here, and other lines have it", "Number all lines, or none."
            )
            return ()
        ordered = sorted(self.deeds, key=lambda entry: entry[1].seq) if numbered else self.deeds
        for (_, one), (number, other) in pairwise(ordered):
            if numbered and one.seq == other.seq:
                self._note(
                    number, "repeated", f"seq {other.seq} stands here a second time", "Give each line its own number."
                )
            elif other.t < one.t:
                self._note(
                    number,
                    "time-runs-back",
                    f"this line ({other.t} s) is earlier than the one before it ({one.t} s)",
                    "Put the lines in the order in which things were done.",
                )
        return tuple(_numbered(deed, seq) for seq, (_, deed) in enumerate(ordered, start=1))

    def _note(self, number: int, code: str, message: str, cure: str) -> None:
        source = self.lines[number - 1] if 0 < number <= len(self.lines) else ""
        column = 1 if number else 0
        self.problems.append(
            Diagnostic(
                code=code,
                message=message,
                cure=cure,
                file=self.file,
                line=number,
                column=column,
                source=source,
                width=max(1, len(source)),
            )
        )


def _numbered(deed: Deed, seq: int) -> Deed:
    return (
        deed
        if deed.seq
        else Deed(seq=seq, t=deed.t, action=deed.action, role=deed.role, evidence=deed.evidence, place=deed.place)
    )


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        repeated = next(key for index, (key, _) in enumerate(pairs) if key in {one for one, _ in pairs[:index]})
        raise ValueError(f"the key '{repeated}' stands in this line twice")
    return found
