"""The improvement plan in lines: its rows by number and name, what is agreed of each, what is open; and which row is meant."""

import datetime as dt
from collections.abc import Collection, Iterator

from ccdrill.authoring.reading.nearest import nearest
from ccdrill.debrief.document.agreed import AgreedAction
from ccdrill.debrief.document.course import Facts
from ccdrill.debrief.document.document import Debrief, RatingRow
from ccdrill.debrief.document.hot_wash import HotWash
from ccdrill.debrief.document.lessons import Improvement
from ccdrill.debrief.talking.answering import small_number
from ccdrill.debrief.telling.short import how_far
from ccdrill.model.afterwards import Question
from ccdrill.model.counted import many
from ccdrill.model.errors import UnknownName
from ccdrill.model.form import Statement, remark_name
from ccdrill.model.ids import SUBJECTS, Subject
from ccdrill.session.deciding.commands import (
    Agree,
    AnswerQuestion,
    ConfirmRating,
    CountStatement,
    NameDoubt,
    NameGap,
    SayWhoLed,
    WriteRemark,
)
from ccdrill.session.run.afterwards import gap_subject

INDENT = "   "
"""Below the first line of a row."""
DOUBT = "wash:doubt"
"""By what name the moment of most doubt is asked for."""
_LED = "wash:led"
"""By what name it is asked for who led the exercise."""


def plan_lines(found: Debrief, today: dt.date) -> Iterator[str]:
    """The whole plan, then the ratings, then how far people have come. What is overdue, is so `today`."""
    facts = found.facts
    yield headed("Improvement plan of", facts)
    if not facts.is_finished:
        yield "The exercise is not over: these are the findings so far, and nothing can be agreed yet."
    if not found.plan:
        yield "Nothing that was done differs from the procedure." if facts.is_finished else "There are none."
    if found.hot_wash is not None and (said := [line for _, line in _washed(found.hot_wash)]):
        yield ""
        yield "Hot wash"
        yield from said
    for number, row in enumerate(found.plan, start=1):
        yield ""
        yield from row_lines(found, number, row, today)
    if found.ratings and facts.is_finished:
        yield ""
        yield "Objectives"
        for rating in found.ratings:
            yield from rating_lines(rating)
    if words := how_far(found):
        yield ""
        yield f"{words[0].upper()}{words[1:]}.{_overdue(found, today)}"


def _overdue(found: Debrief, today: dt.date) -> str:
    """How many actions are overdue, to follow another sentence; empty: none is."""
    late = sum(bool(row.agreed.overdue_since(today)) for row in found.plan if row.agreed is not None)
    return f" {many(late, 'action is', 'actions are')} overdue." if late else ""


def wash_lines(found: Debrief, today: dt.date) -> Iterator[str]:
    """The hot wash alone, with what is done about what was missing."""
    yield headed("Hot wash of", found.facts)
    if found.hot_wash is None:
        yield "Nothing is recorded yet."
        return
    yield from (line for _, line in _washed(found.hot_wash))
    for number, row in enumerate(found.plan, start=1):
        if row.is_gap:
            yield ""
            yield from row_lines(found, number, row, today)


def headed(what: str, facts: Facts) -> str:
    """A heading that says which run something is of, of which drill and team."""
    return f"{what} run {facts.run}: {facts.drill}{f', {facts.team}' if facts.team else ''}"


def row_lines(found: Debrief, number: int, row: Improvement, today: dt.date) -> Iterator[str]:
    """One row of the plan."""
    critical = "critical" if row.is_critical else ""
    facts = ", ".join(part for part in (", ".join(row.findings), critical, row.cost, row.belongs_to) if part)
    yield f"{number:<3}{row.about} ({facts})"
    yield f"{INDENT}{row.what}"
    if row.agreed is None:
        yield f"{INDENT}Action: open"
    else:
        yield f"{INDENT}Action: {row.agreed.what} ({row.agreed.who_and_when})"
        if done := _done(row.agreed, today):
            yield f"{INDENT}Done: {done}"
    if row.said is not None:
        yield f"{INDENT}{found.who_says}: {row.said.words}"


def _done(agreed: AgreedAction, today: dt.date) -> str:
    """Whether it is done, and for how long it should have been; empty: it was agreed only `today`."""
    since = agreed.overdue_since(today)
    told = agreed.done_words or ("" if agreed.is_of(today) and not since else "not yet")
    return f"{told}{f'; overdue since {since}' if since else ''}"


def named(asked: Agree) -> str:
    """The name of the row, the objective or the question that somebody wants to say something of."""
    match asked:
        case ConfirmRating(objective=objective):
            return objective
        case NameDoubt():
            return DOUBT
        case NameGap(gap=gap):
            return gap_subject(gap)
        case AnswerQuestion(question=question):
            return named_question(question)
        case CountStatement(statement=statement):
            return named_statement(statement)
        case WriteRemark(kind=kind, remark=remark):
            return remark_name(kind, remark)
        case SayWhoLed():
            return _LED
        case _:
            return asked.about


def named_statement(statement: Statement) -> str:
    """By what name a statement of the feedback form is asked for: an objective may be called like it."""
    return f"form:{statement}"


def named_question(question: Question) -> str:
    """By what name a question of the hot wash is asked for: an objective may be called like it."""
    return f"wash:{question}"


def _washed(found: HotWash) -> Iterator[tuple[str, str]]:
    """What was said that is no row, each by its name."""
    if found.doubt is not None:
        yield DOUBT, f"{INDENT}Least sure: {found.doubt.told}"
    for one in found.answers:
        yield named_question(one.question), f"{INDENT}{one.asked} {one.told}"


def lines_about(found: Debrief, names: Collection[str], today: dt.date) -> Iterator[str]:
    """These rows, objectives and answers as they stand now; what was withdrawn and lost nothing has no row any more."""
    if _LED in names:
        yield f"{INDENT}Facilitator: {found.facts.facilitator or 'nobody named'}"
    if found.hot_wash is not None:
        yield from (line for name, line in _washed(found.hot_wash) if name in names)
    for number, row in enumerate(found.plan, start=1):
        if row.about in names:
            yield from row_lines(found, number, row, today)
    for rating in found.ratings:
        if rating.id in names:
            yield from rating_lines(rating)


def rating_lines(rating: RatingRow) -> Iterator[str]:
    """One objective."""
    yield f"{INDENT}{rating.id}: {rating.objective}"
    confirmed = rating.confirmed_words or "Not confirmed yet"
    yield f"{INDENT}{INDENT}Proposed: {rating.grade}, {rating.words}. {confirmed}"


def subject_of_row(found: Debrief, typed: str) -> Subject:
    """What a row's number, a finding, or a name means. Raises UnknownName.

    A name with its kind, such as `step:divert-route`, may be of something that lost nothing; whether there is any, the
    session knows.
    """
    name = typed.strip()
    number = small_number(name)
    if number is not None and 1 <= number <= len(found.plan):
        return Subject(found.plan[number - 1].about)
    findings = {one: row.about for row in found.plan for one in row.findings}
    if name.upper() in findings:
        return Subject(findings[name.upper()])
    if name.partition(":")[0] in SUBJECTS and ":" in name:
        return Subject(name)
    known = {row.about.partition(":")[2]: row.about for row in found.plan}
    known = {row.step: f"step:{row.step}" for row in found.timeline} | known
    if name in known:
        return Subject(known[name])
    near = nearest(name, known)
    meant = f"Did you mean '{near}'? " if near is not None else ""
    raise UnknownName(f"there is no row '{name[:40]}' in the plan of run {found.facts.run}", f"{meant}{_rows(found)}")


def _rows(found: Debrief) -> str:
    if not found.plan:
        return "It has no rows; a step may be named all the same, such as step:ID."
    many = f"1 to {len(found.plan)}" if len(found.plan) > 1 else "1"
    return f"Name a row by its number ({many}), a finding (such as F1), or a step."
