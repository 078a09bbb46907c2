"""Traces of exercises that were not run in ccdrill: rows to a trace, or every bad line with its cure.

A line is a deed (`action`, `t`, and perhaps `seq`, `role`, `evidence`, `place`) or a moment (`moment`, `t`). What is absent
is not judged. In CSV an empty cell is absent, several records are separated by `;`, and `-` says that none was left.
Each deed is a decision of its own, unless lines say with the same `decision` that they belong together; `vacant` says that
nobody played the role, `mapped` that the team decided in its own words. Runs of ccdrill are written so (`exported.py`).
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec.structs import replace

from ccdrill.authoring.reading.nearest import nearest
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.ids import SLUG, ActionId, MomentId, PlaceId, RecordId, RoleId
from ccdrill.model.procedure import Procedure, Role, Term, actions_of
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.scoring.rows import EXAMPLE, Problems, read_rows, unknown_keys
from ccdrill.scoring.trace import Deed, Trace

_LONGEST_SPAN = 10 * 366 * 86_400
_MOST_STRANGE = 1000
_ALIKE = 0.7
"""How much a word must look like another to be a slip of it."""
_NONE = 0
"""What stands for a seq that is not written; deeds are numbered once all are known."""


@dataclass(frozen=True)
class OutsideTrace:
    """What reading a trace gave: the trace if every line was good, and what was wrong."""

    trace: Trace | None
    """What was done, by seq; None when a line of it is wrong."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong, by line."""
    first_lines: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Where each word first stands, by what it is (`role`, `action`, `place`, `record`, `moment`) and its name."""


def read_trace(text: str, file: str, begins: dt.datetime | None = None) -> OutsideTrace:
    """The trace of a text: JSON Lines, or CSV whose first line names columns. `file` is what diagnostics call it."""
    problems = Problems(text, file)
    reader = _Reader(problems)
    for number, row in read_rows(problems):
        reader.take(number, row)
    deeds = reader.in_order()
    if not deeds and not reader.moments and not problems:
        problems.note(0, "empty-trace", "the trace has no lines", f"Write one a line, such as {EXAMPLE}.")
    if problems:
        return OutsideTrace(None, problems.in_order())
    return OutsideTrace(Trace(deeds=deeds, moments=reader.moments, begins=begins), (), reader.first_lines)


def undeclared(read: OutsideTrace, words: Vocabulary, procedure: Procedure, file: str) -> tuple[Diagnostic, ...]:
    """Warnings of what costs points when it is a slip of the pen, or stops a clock.

    Roles and moments must be declared. Actions, records and places may be spelt freely: they are named only if they look like
    one that the procedure itself names.
    """
    own = _own_words(procedure)
    declared = {
        "role": [str(one) for one in words.roles],
        "moment": [str(one) for one in words.moments],
        "action": [str(one) for one in words.actions],
        "record": [str(one) for one in words.records],
        "place": [str(one) for one in words.places],
    }
    known = {what: {*names, *own.get(what, ())} for what, names in declared.items()}
    strange = [(*word, number) for word, number in read.first_lines.items() if word[1] not in known[word[0]]]
    found = []
    for what, name, number in strange[:_MOST_STRANGE]:
        titled = _titled(name, _titles(words, what))
        near = titled or (nearest(name, own[what], _ALIKE) if what in own else nearest(name, declared[what]))
        is_id = re.search(SLUG, name) is not None
        if near is not None or what not in own or not is_id:
            cure = f"Did you mean '{near}'?" if near else f"Declare it in the procedure under {what}s, or leave it."
            message = f"the {what} '{name}' is declared neither in the procedure nor in the vocabulary"
            if not is_id:
                message = f"the {what} '{name}' is written in words, and no procedure can name it so"
                cure = cure if near else "Write its id: small words joined by hyphens."
            found.append(
                Diagnostic(
                    code=f"unknown-{what}",
                    message=message,
                    cure=cure,
                    file=file,
                    line=number,
                    column=1,
                    severity="warning",
                )
            )
    return tuple(found)


def _titles(words: Vocabulary, what: str) -> Mapping[str, str]:
    """What a kind of word is called, by its id."""
    terms: Mapping[str, Term | Role] = getattr(words, f"{what}s")
    return {str(name): term.title for name, term in terms.items()}


def _titled(written: str, titles: Mapping[str, str]) -> str | None:
    """The id of what is called so, whatever the capitals, or whose id is these words without hyphens."""
    plain = " ".join(re.findall(r"\w+", written.lower()))
    for name, title in titles.items():
        if plain in (" ".join(re.findall(r"\w+", title.lower())), name.replace("-", " ")):
            return name
    return None


def _own_words(procedure: Procedure) -> dict[str, list[str]]:
    """The actions, records and places that the procedure names, declared or not, each once and in its order."""
    steps = procedure.steps
    actions = [action for step in steps for action in actions_of(step)]
    actions += [*(rule.action for rule in procedure.prohibited), *procedure.accepted, *procedure.unneeded]
    records = [record for step in steps for record in step.evidence]
    places = [place for step in steps for place in step.where]
    return {"action": [*dict.fromkeys(actions)], "record": [*dict.fromkeys(records)], "place": [*dict.fromkeys(places)]}


class _Reader:
    """Takes rows one by one; what is wrong with them goes to `problems`."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.deeds: list[tuple[int, int | None, Deed]] = []
        self.moments: dict[MomentId, int] = {}
        self.first_lines: dict[tuple[str, str], int] = {}

    def take(self, number: int, row: Mapping[str, object]) -> None:
        before = len(self.problems)
        for key, cure in unknown_keys(row):
            self.problems.note(number, "unknown-key", f"'{key}' is not known here", cure)
        t = self._seconds(number, row.get("t"))
        seq = self._number(number, "seq", row.get("seq"))
        decision = self._number(number, "decision", row.get("decision"))
        vacant, mapped = (self._truth(number, key, row.get(key, False)) for key in ("vacant", "mapped"))
        kinds = ("role", "action", "place", "moment")
        texts = {key: self._text(number, key, row[key]) for key in kinds if row.get(key) is not None}
        evidence = self._evidence(number, row.get("evidence"))
        if "moment" in texts and "action" in texts:
            message = "a line is an action or a moment, not both"
            self.problems.note(number, "two-in-one", message, "Write two lines.")
        elif "moment" not in texts and "action" not in texts:
            message = "the line names neither an action nor a moment"
            self.problems.note(number, "missing-key", message, "Add 'action' or 'moment'.")
        if len(self.problems) > before:
            return
        if "moment" in texts:
            self._moment(number, MomentId(texts["moment"]), t)
            return
        role, place = texts.get("role"), texts.get("place")
        named = [("role", role), ("action", texts["action"]), ("place", place)]
        for what, name in [*named, *(("record", record) for record in evidence or ())]:
            if name is not None:
                self.first_lines.setdefault((what, name), number)
        deed = Deed(
            seq=_NONE,
            t=t,
            action=ActionId(texts["action"]),
            role=RoleId(role) if role is not None else None,
            evidence=evidence,
            place=PlaceId(place) if place is not None else None,
            decision=decision,
            is_vacant=vacant,
            is_mapped=mapped,
        )
        self.deeds.append((number, seq, deed))

    def in_order(self) -> tuple[Deed, ...]:
        """By seq, which must agree with the times; without any seq, in the order of the lines."""
        unnumbered = [number for number, seq, _ in self.deeds if seq is None]
        if unnumbered and len(unnumbered) < len(self.deeds):
            message = "'seq' is missing here, and other lines have it"
            self.problems.note(unnumbered[0], "missing-key", message, "Number all lines, or none.")
            return ()
        rows = self.deeds if unnumbered else sorted(self.deeds, key=lambda row: row[1] or 0)
        for (_, one, earlier), (number, other, deed) in pairwise(rows):
            if one == other and one is not None:
                message = f"seq {other} stands here a second time"
                self.problems.note(number, "repeated", message, "Give each line its own number.")
            elif deed.t < earlier.t:
                message = f"this line ({deed.t} s) is earlier than the one before it ({earlier.t} s)"
                cure = "Put the lines in the order in which things were done."
                self.problems.note(number, "time-runs-back", message, cure)
        return tuple(
            replace(deed, seq=place if seq is None else seq) for place, (_, seq, deed) in enumerate(rows, start=1)
        )

    def _truth(self, number: int, key: str, value: object) -> bool:
        if not isinstance(value, bool):
            message = f"'{key}' is neither true nor false"
            self.problems.note(number, "wrong-kind", message, "Write true, or leave it out.")
        return value is True

    def _seconds(self, number: int, t: object) -> int:
        cure = (_in_seconds(t) if isinstance(t, str) else None) or "Write 600 for ten minutes after the start."
        if not isinstance(t, int) or isinstance(t, bool):
            message = "'t' is not a number of whole seconds from the start" if t is not None else "'t' is missing"
        elif t < 0:
            message = "'t' is before the start"
            cure = "Call the first thing that counts the start, and count all others from there."
        elif t > _LONGEST_SPAN:
            message = "'t' is more than ten years after the start"
            cure = "Count seconds from the start of the exercise, not from a date."
        else:
            return t
        self.problems.note(number, "bad-time", message, cure)
        return 0

    def _number(self, number: int, key: str, value: object) -> int | None:
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
            return value
        cure = f"Number the lines 1, 2, 3, or leave '{key}' out."
        self.problems.note(number, f"bad-{key}", f"'{key}' is not a whole number from 0 on", cure)
        return None

    def _moment(self, number: int, moment: MomentId, t: int) -> None:
        if moment in self.moments:
            cure = "A moment happens once: delete one of the lines."
            self.problems.note(number, "repeated", f"the moment '{moment}' happened before", cure)
        self.moments[moment] = t
        self.first_lines.setdefault(("moment", moment), number)

    def _text(self, number: int, key: str, value: object) -> str:
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.problems.note(number, "wrong-kind", f"'{key}' is not a text", f'Write "{key}": "...", or leave it out.')
        return ""

    def _evidence(self, number: int, value: object) -> tuple[RecordId, ...] | None:
        if value is None:
            return None
        if isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value):
            return tuple(RecordId(one.strip()) for one in value)
        message = "'evidence' is not a list of records"
        self.problems.note(number, "wrong-kind", message, 'Write "evidence": ["ticket"], or [] if none was left.')
        return None


def _in_seconds(written: str) -> str | None:
    """The cure for a time in another form: with its unit, with a colon, or in quotes."""
    if written.isascii() and written.isdecimal():
        return f"Write {written}, without quotes."
    clock = re.fullmatch(r"([0-9]{1,2}):([0-5][0-9])", written)
    if clock is not None:
        first, second = int(clock[1]), int(clock[2])
        minutes, hours = first * 60 + second, first * 3600 + second * 60
        return f"Write {minutes} if that is minutes and seconds after the start, {hours} if it is hours and minutes."
    from ccdrill.authoring.reading.meant import span_meant
    from ccdrill.model.units import parse_span

    span = span_meant(written.lower())
    return f"Write {parse_span(span)}: seconds, without a unit." if span is not None else None
