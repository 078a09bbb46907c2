"""What can be filled in of feedback forms. Pure: a debrief in; lines, and what is to be recorded, out."""

from collections.abc import Mapping, Sequence

from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.document.forms import Feedback
from ccdrill.debrief.talking.form_answers import counts_of, remark_called, remarks_of
from ccdrill.debrief.telling.told_after import statement_told
from ccdrill.model.form import REMARKS, STATEMENTS, RemarkKind, Statement, statements_for
from ccdrill.session.deciding.commands import Agree, WriteRemark
from ccdrill.tui.paint import MUTED, TITLE, Line, lines_of
from ccdrill.tui.sheet import Field

_LABELS: Mapping[Statement, str] = {
    "built": "Well built",
    "believable": "Believable",
    "facilitated": "Facilitator",
    "right-people": "Right people",
    "reading": "What to read",
    "taking-part": "Taking part",
    "practising": "Practising",
    "prepared": "Better prepared",
}
_WRITTEN: Mapping[RemarkKind, str] = {"strength": "Strength", "improve": "To improve", "other": "Anything else"}
_HOW_MANY = "How many said 1 (not at all), 2, 3, 4 and 5 (entirely), such as 0 1 2 5 2."
_HOW_FAR = "From 1 (not at all) to 5 (entirely)."
_WHAT = "As it was written, one after the other; an empty line goes on. No names, nothing about customers."


class FormSheet:
    """The statements, then what was written."""

    title = "Feedback"
    leads = True

    def __init__(self, debrief: Debrief) -> None:
        """`debrief` is that of a run that is over."""
        self._debrief = debrief
        self._said = debrief.feedback or Feedback()
        self.begins_at: str = next((one.id for one in self.fields() if not one.value), "built")

    def emptied(self) -> "FormSheet":
        """The same: there is always one."""
        return self

    def words(self, width: int, at: str) -> list[Line]:
        """The statement, or what sort of remark; and how to take it down."""
        statement = next((one for one in STATEMENTS if one == at), None)
        if statement is not None:
            how = _HOW_FAR if self._is_alone else _HOW_MANY
            lines = [*lines_of(STATEMENTS[statement], width, TITLE), *lines_of(how, width, MUTED)]
            stands = next((one for one in self._said.statements if one.statement == statement), None)
            return lines + (lines_of(statement_told(stands), width) if stands is not None else [])
        kind = next(one for one in REMARKS if one == at.partition(":")[0])
        return [*lines_of(REMARKS[kind], width, TITLE), *lines_of(_WHAT, width, MUTED)]

    def fields(self) -> Sequence[Field]:
        """A line for each statement, for each remark, and for another of each kind."""
        counts = {one.statement: self._as_typed(one.counts) for one in self._said.statements}
        found = [
            Field(id=statement, label=_LABELS[statement], value=counts.get(statement, ""))
            for statement in STATEMENTS
            if statement in (*statements_for(self._debrief.facts.mode), *counts)
        ]
        for kind, label in _WRITTEN.items():
            found += [Field(id=one.name, label=label, value=one.text) for one in self._said.remarks if one.kind == kind]
            found.append(Field(id=kind, label=label))
        return tuple(found)

    def why_not(self, field: str) -> str:  # noqa: ARG002  # a sheet's
        """Every line stands by itself."""
        return ""

    def asks_why(self, field: str) -> str:  # noqa: ARG002  # a sheet's
        """Nobody need give a reason."""
        return ""

    def asked(self, field: str, typed: str) -> Agree:
        """The counts, or what was written; another remark goes under the number that is free by then."""
        statement = next((one for one in STATEMENTS if one == field), None)
        if statement is not None:
            return counts_of(statement, typed, is_alone=self._is_alone)
        kind = next((one for one in REMARKS if one == field), None)
        if kind is not None:
            return remarks_of(kind, [typed], self._debrief)[0]
        known, number = remark_called(field)
        return WriteRemark(kind=known, remark=number, text=typed)

    @property
    def _is_alone(self) -> bool:
        return self._debrief.facts.mode == "solo"

    def _as_typed(self, counts: Sequence[int]) -> str:
        """The counts; of somebody who played alone the one answer."""
        if self._is_alone and sum(counts) == 1:
            return str(counts.index(1) + 1)
        return " ".join(map(str, counts))
