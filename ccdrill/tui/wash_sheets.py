"""What can be filled in right after play, and about something that was missing. Pure: a debrief in; lines, and what is to be recorded, out."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from ccdrill.debrief.document.agreed import AgreedAction
from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.document.hot_wash import MEANT, QUESTIONS, HotWash, least_sure
from ccdrill.debrief.document.lessons import Improvement
from ccdrill.debrief.talking.answering import answer_of, doubt_of, free_gap, gap_of, next_gap
from ccdrill.model.afterwards import Question
from ccdrill.model.ids import Subject
from ccdrill.session.deciding.commands import Agree, NameGap
from ccdrill.tui.action_lines import (
    ACTION,
    ACTION_PARTS,
    DUE,
    OWNER,
    action_asked,
    action_lines,
    asks_why_open,
    done_lines,
    opened_again,
    why_no_action,
)
from ccdrill.tui.paint import MUTED, STRONG, TITLE, Line, lines_of
from ccdrill.tui.sheet import Field

_DOUBT, _NEW = "doubt", "new"
_MISSING = "missing"
_LABELS: Mapping[Question, str] = {
    "see": "Could we see it?",
    "know": "Known at once?",
    "trace": "Could we trace it?",
}
_ASKS: Mapping[str, str] = {
    _DOUBT: "When were you least sure? Its number, or your own words.",
    _NEW: "What was missing then? A number, a rule, a tool, somebody to ask.",
    _MISSING: "What was missing? An empty line withdraws it, and its action.",
    ACTION: "What is done about it? One thing, so that one person can answer for it.",
    OWNER: "Who sees to it?",
    DUE: "By when? A day, such as 31 Jan 2027, or: in 6 weeks.",
}
_HOW_IT_GOES = "A few words a line, while it is fresh. An empty line stays open."
_BECOMES = "It becomes a row of the improvement plan. Empty: nothing more was missing."
_HOW_TO_ANSWER = "y, p or n for yes, partly or no, and a sentence if there is one."


class GapSheet:
    """A row of the plan that the team named itself: what was missing, and what is done about it."""

    title = "Improvement plan"
    leads = False

    def __init__(self, debrief: Debrief, row: Improvement) -> None:
        """`row` is one of the debrief's plan."""
        self._debrief = debrief
        self._row = row
        self.begins_at = f"{row.about}:{ACTION}"

    def emptied(self) -> "GapSheet":
        """The same when it was withdrawn: there is no such row any more."""
        return GapSheet(self._debrief, replace(self._row, what="", agreed=None))

    def words(self, width: int, at: str) -> list[Line]:  # noqa: ARG002  # a sheet's
        """What was missing, and who says so."""
        return [
            *lines_of(self._row.what or "Withdrawn.", width, TITLE),
            *lines_of("From the hot wash: the team says that this was missing.", width, MUTED),
            *opened_again(self._row.agreed, width),
        ]

    def fields(self) -> Sequence[Field]:
        """Lines to type in."""
        return (*gap_fields(self._row), *done_lines(self._row.agreed, f"{self._row.about}:"))

    def why_not(self, field: str) -> str:
        """An owner needs an action, and an action something that was missing, which stays once that is done."""
        name = field.rpartition(":")[2]
        if name != _MISSING and not self._row.what:
            return "Say first what was missing."
        return _why_not(name, self._row.agreed)

    def asks_why(self, field: str) -> str:
        """What is done is opened again only with a reason."""
        return asks_why_open(field.rpartition(":")[2], self._row.agreed)

    def asked(self, field: str, typed: str) -> Agree:
        """What was missing, or what is done about it."""
        return gap_asked(field, typed, self._row.agreed)


class WashSheet:
    """The whole hot wash, line by line."""

    title = "Hot wash"
    leads = True

    def __init__(self, debrief: Debrief) -> None:
        """`debrief` is that of a run that is over."""
        self._debrief = debrief
        self._said = debrief.hot_wash or HotWash()
        self._rows = {row.about: row for row in debrief.plan if row.is_gap}
        self.begins_at: str = next(
            (one.id for one in self.fields() if not one.value and not self.why_not(one.id)), _DOUBT
        )

    def emptied(self) -> "WashSheet":
        """The same: there is always one."""
        return self

    def words(self, width: int, at: str) -> list[Line]:
        """What the line asks for; and for the first one, the decisions."""
        name = at.rpartition(":")[2]
        question = next((one for one in QUESTIONS if one == name), None)
        lines = lines_of(_ASKS[name] if question is None else QUESTIONS[question], width, TITLE)
        if question is not None:
            lines += [*lines_of(MEANT[question], width), *lines_of(_HOW_TO_ANSWER, width, MUTED)]
        elif name == _DOUBT:
            lines += [*lines_of(_HOW_IT_GOES, width, MUTED), *self._decisions(width)]
        elif name == _NEW:
            lines += lines_of(_BECOMES, width, MUTED)
        elif name in ACTION_PARTS:
            lines += lines_of(f"Missing: {self._rows[at.rpartition(':')[0]].what}", width, MUTED)
        return lines

    def fields(self) -> Sequence[Field]:
        """The moment, what was missing with what is done about each, room for another, and the questions."""
        doubt = self._said.doubt
        rows = self._debrief.standing_decisions
        numbers = {row.seq: str(number) for number, row in enumerate(rows, start=1)}
        proposed = least_sure(rows, self._debrief.turning_points)
        found = [
            Field(
                id=_DOUBT,
                label="Least sure when",
                value=doubt.in_short if doubt is not None else "",
                proposed=numbers[proposed.seq] if proposed is not None else "",
                typed=numbers.get(doubt.decision, "") if doubt is not None else "",
            )
        ]
        for gap in self._said.gaps:
            found += gap_fields(self._rows[gap.about])
        if free_gap(self._debrief) is not None:
            found.append(Field(id=_NEW, label="Missing as well" if self._said.gaps else "What was missing"))
        answers = {one.question: one.told for one in self._said.answers}
        return (
            *found,
            *(Field(id=question, label=_LABELS[question], value=answers.get(question, "")) for question in QUESTIONS),
        )

    def why_not(self, field: str) -> str:
        """An owner needs an action; and once that is done, what was missing stays."""
        about, _, name = field.rpartition(":")
        return _why_not(name, self._rows[about].agreed) if about else ""

    def asks_why(self, field: str) -> str:  # noqa: ARG002  # a sheet's
        """Nobody need give a reason."""
        return ""

    def asked(self, field: str, typed: str) -> Agree:
        """What the line says; something else that was missing goes under the number that is free by then."""
        if field == _DOUBT:
            return doubt_of(typed, self._debrief)
        if field == _NEW:
            return NameGap(gap=next_gap(self._debrief), what=typed)
        question = next((one for one in QUESTIONS if one == field), None)
        return answer_of(question, typed) if question is not None else gap_asked(field, typed, None)

    def _decisions(self, width: int) -> Iterator[Line]:
        for number, row in enumerate(self._debrief.standing_decisions, start=1):
            style = STRONG if self._is_doubt(row.seq) else ""
            yield from lines_of(row.found_by, width, style, indent="    ", first=f"{number:>2}  ")

    def _is_doubt(self, decision: int) -> bool:
        return self._said.doubt is not None and self._said.doubt.decision == decision


def gap_fields(row: Improvement) -> Iterator[Field]:
    """What was missing and what is done about it, as lines to type in."""
    yield Field(id=f"{row.about}:{_MISSING}", label="What was missing", value=row.what)
    yield from action_lines(row.agreed, f"{row.about}:", "  ")


def _why_not(name: str, agreed: AgreedAction | None) -> str:
    """Why a line about a gap can't be filled in now: what was missing stays as what is done about it does."""
    return why_no_action(ACTION if name == _MISSING else name, agreed)


def gap_asked(field: str, typed: str, agreed: AgreedAction | None) -> Agree:
    """What such a line asks for, by what is agreed."""
    about, _, name = field.rpartition(":")
    if name == _MISSING:
        return NameGap(gap=gap_of(about), what=typed)
    return action_asked(Subject(about), name, typed, agreed)
