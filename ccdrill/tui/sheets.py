"""What can be filled in about a row of the plan, or about an objective. Pure: a debrief in; lines, and what is to be recorded, out."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ccdrill.debrief.document.agreed import DISPOSITIONS
from ccdrill.debrief.document.document import GRADES, Debrief, Finding, RatingRow
from ccdrill.debrief.document.lessons import Improvement
from ccdrill.model.ids import ObjectiveId, Subject
from ccdrill.session.deciding.commands import Agree, ConfirmRating, Dispose
from ccdrill.session.run.chain import ERASED
from ccdrill.tui.action_lines import (
    ACTION,
    ACTION_PARTS,
    DONE_PARTS,
    action_asked,
    action_lines,
    asks_why_open,
    done_lines,
    opened_again,
    why_no_action,
)
from ccdrill.tui.form_sheet import FormSheet
from ccdrill.tui.led_sheet import LedSheet
from ccdrill.tui.paint import MUTED, TITLE, Line, lines_of
from ccdrill.tui.sheet import Field, Sheet
from ccdrill.tui.wash_sheets import GapSheet, WashSheet

_REASON, _EVALUATOR = "reason", "evaluator"

OBJECTIVE = "objective:"
"""Before an objective's id, in the name of its sheet."""
HOT_WASH = "hot-wash"
"""The name of the sheet of the hot wash."""
FEEDBACK = "feedback"
"""The name of the sheet of the feedback forms."""
LED = "led"
"""The name of the sheet that says who led the exercise."""


def sheets_of(debrief: Debrief) -> dict[str, Sheet]:
    """The hot wash, the feedback forms, who led, every row of the plan, then every objective, each by a name that stays."""
    sheets: dict[str, Sheet] = {HOT_WASH: WashSheet(debrief), FEEDBACK: FormSheet(debrief), LED: LedSheet(debrief)}
    sheets |= {one.about: (GapSheet if one.is_gap else RowSheet)(debrief, one) for one in debrief.plan}
    return sheets | {f"{OBJECTIVE}{one.id}": RatingSheet(debrief, one) for one in debrief.ratings}


class RowSheet:
    """A row of the plan: action, owner, date, whether it is done, and what the team says."""

    title = "Improvement plan"
    begins_at = ACTION
    leads = False

    def __init__(self, debrief: Debrief, row: Improvement) -> None:
        """`row` is one of the debrief's plan."""
        self._debrief = debrief
        self._row = row

    def emptied(self) -> "RowSheet":
        """The same when nothing is agreed: a row that stood by that alone is in the plan no more."""
        return RowSheet(self._debrief, replace(self._row, agreed=None, said=None))

    def words(self, width: int, at: str) -> list[Line]:  # noqa: ARG002  # a sheet's
        """The row, whose it is, and its findings."""
        row = self._row
        facts = (f"Belongs to {row.belongs_to}", "critical" if row.is_critical else "", row.cost)
        return [
            *lines_of(row.what, width, TITLE),
            *lines_of(", ".join(part for part in facts if part), width, MUTED),
            *_found(self._debrief, row.findings, width),
            *opened_again(row.agreed, width),
        ]

    def fields(self) -> Sequence[Field]:
        """Lines to type in, the answers, and why."""
        said = self._row.said
        answers = [
            Field(
                id=answer,
                label="" if number else self._debrief.who_says,
                value=words,
                is_picked=said is not None and said.disposition == answer,
            )
            for number, (answer, words) in enumerate(DISPOSITIONS.items())
        ]
        return (
            *action_lines(self._row.agreed),
            *answers,
            Field(id=_REASON, label="Why", value=said.reason if said is not None else "", hint="In a sentence"),
            *done_lines(self._row.agreed),
        )

    def why_not(self, field: str) -> str:
        """An owner needs an action, and a reason an answer."""
        if field == _REASON and self._row.said is None:
            return "Pick first what is said of it."
        return why_no_action(field, self._row.agreed)

    def asks_why(self, field: str) -> str:
        """What is done is opened again only with a reason."""
        return asks_why_open(field, self._row.agreed)

    def asked(self, field: str, typed: str) -> Agree:
        """An action, or what the team says."""
        about, said = Subject(self._row.about), self._row.said
        if field in (*ACTION_PARTS, *DONE_PARTS):
            return action_asked(about, field, typed, self._row.agreed)
        if field == _REASON:
            return Dispose(about=about, disposition=said.disposition if said is not None else None, reason=typed)
        picked = next(one for one in DISPOSITIONS if one == field)
        return Dispose(about=about, disposition=None if said is not None and said.disposition == picked else picked)


class RatingSheet:
    """An objective: the evaluator's rating, why, and who says so."""

    title = "Rating"
    leads = False

    def __init__(self, debrief: Debrief, rating: RatingRow) -> None:
        """`rating` is one of the debrief's."""
        self._debrief = debrief
        self._rating = rating
        self.begins_at: str = rating.stands

    def emptied(self) -> "RatingSheet":
        """The same: an objective stays."""
        return RatingSheet(self._debrief, replace(self._rating, confirmed=None))

    def words(self, width: int, at: str) -> list[Line]:  # noqa: ARG002  # a sheet's
        """The objective, what is proposed, and what lowered it."""
        rating = self._rating
        score = f", {rating.score} of 100" if rating.score else ""
        return [
            *lines_of(rating.objective, width, TITLE),
            *lines_of(f"Proposed: {rating.grade}, {rating.words}{score}", width, MUTED),
            *_found(self._debrief, rating.findings, width),
        ]

    def fields(self) -> Sequence[Field]:
        """The grades, and two lines to type in."""
        rating, confirmed = self._rating, self._rating.confirmed
        grades = [
            Field(
                id=grade,
                label="" if number else "Rating",
                value=f"{grade}  {words}{' (proposed)' if grade == rating.grade else ''}",
                is_picked=confirmed is not None and confirmed.grade == grade,
            )
            for number, (grade, words) in enumerate(GRADES.items())
        ]
        return (
            *grades,
            Field(
                id=_REASON,
                label="Why",
                value=confirmed.reason if confirmed is not None else "",
                hint="What was seen, in a sentence",
            ),
            Field(
                id=_EVALUATOR,
                label="Evaluator",
                value=confirmed.by if confirmed is not None else "",
                proposed=self._who_rates() or "",
                hint="Whose word it is",
            ),
        )

    def why_not(self, field: str) -> str:
        """Reason and name belong to a rating."""
        return "Pick a rating first." if field in (_REASON, _EVALUATOR) and self._rating.confirmed is None else ""

    def asks_why(self, field: str) -> str:
        """A rating is changed only with a reason."""
        rating, confirmed = self._rating, self._rating.confirmed
        if field not in GRADES or field == rating.grade or (confirmed is not None and confirmed.grade == field):
            return ""
        return f"Why {field} and not {rating.grade}"

    def asked(self, field: str, typed: str) -> Agree:
        """A rating, by whoever rated this objective before, or another one: one evaluator says it once."""
        objective, confirmed = ObjectiveId(self._rating.id), self._rating.confirmed
        stands = confirmed.grade if confirmed is not None else None
        if field == _REASON:
            return ConfirmRating(objective=objective, grade=stands, reason=typed)
        if field == _EVALUATOR:
            return ConfirmRating(objective=objective, grade=stands, evaluator=typed)
        picked = next(one for one in GRADES if one == field)
        if stands == picked:
            return ConfirmRating(objective=objective, grade=None)
        return ConfirmRating(objective=objective, grade=picked, reason=typed or None, evaluator=self._who_rates())

    def _who_rates(self) -> str | None:
        """The evaluator's name as far as it is known."""
        confirmed = [one.confirmed for one in (*self._debrief.ratings, self._rating) if one.confirmed is not None]
        return next((one.by for one in reversed(confirmed) if one.by not in ("", ERASED)), None)


def _found(debrief: Debrief, findings: Sequence[str], width: int) -> Iterator[Line]:
    """What was found, each in a sentence."""
    found: dict[str, Finding] = {one.id: one for one in (*debrief.critical, *debrief.differed)}
    for name in findings:
        yield from lines_of(
            f"{found[name].sentence} {found[name].points} points.", width, indent="    ", first=f"{name:<4}"
        )
