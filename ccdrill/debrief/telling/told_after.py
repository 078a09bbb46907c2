"""What people said right after play, in words: the same in every report, on screen and in lines."""

from collections.abc import Iterator, Mapping

from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.document.forms import FEW, Feedback, StatementRow, in_a_line
from ccdrill.debrief.document.hot_wash import IN_SHORT, HotWash
from ccdrill.debrief.document.lessons import Improvement
from ccdrill.model.counted import many
from ccdrill.model.form import REMARKS
from ccdrill.reports.blocks import Block, Short, labelled, listing, paragraph, strong, table

_WHOSE = (
    "What the team itself said right after play, as recorded up to {}. It stands beside the findings and changes none."
)

_FORMS = (
    "From feedback forms or a show of hands, as recorded up to {}: how many, never whose. 1 is not at all, 5 is entirely."
    " The median is the answer in the middle; there is no mean, for the answers are an order and no measure."
)


def hot_wash(debrief: Debrief, found: HotWash) -> Iterator[Block]:
    """As a part of a report."""
    yield paragraph(_WHOSE.format(found.recorded))
    yield labelled(washed(debrief, found))


def washed(debrief: Debrief, found: HotWash) -> Iterator[Short]:
    """When they were least sure, what was missing and what is done about it, then the three questions."""
    if found.doubt is not None:
        yield Short("Least sure", found.doubt.told)
    rows = _rows(debrief)
    for one in found.gaps:
        action = rows[one.about].agreed
        agreed = f"Action: {action.what} ({action.who_and_when})" if action is not None else "No action is agreed yet"
        done = f"Done: {action.done_words}" if action is not None and action.done_words else ""
        yield Short("Missing", one.what, (agreed, done) if done else (agreed,))
    for answered in found.answers:
        yield Short(answered.asked.removesuffix("?"), answered.told)


def washed_in_short(debrief: Debrief, found: HotWash) -> str:
    """In one line, for people in a hurry."""
    rows = _rows(debrief)
    open_ = sum(rows[one.about].agreed is None for one in found.gaps)
    without = ""
    if open_:
        without = ", without an action" if open_ == len(found.gaps) else f", {open_} of them without an action"
    parts = (
        f"least sure at: {found.doubt.in_short}" if found.doubt is not None else "",
        f"{many(len(found.gaps), 'thing was', 'things were')} missing{without}" if found.gaps else "",
        ", ".join(f"{IN_SHORT[one.question]}: {one.answer}" for one in found.answers),
    )
    return "; ".join(part for part in parts if part)


def feedback(found: Feedback) -> Iterator[Block]:
    """What participants put down on feedback forms, as a part of a report."""
    yield paragraph(_FORMS.format(found.recorded))
    if words := few_words(found):
        yield paragraph(strong("Few answers"), f": {words}")
    if found.statements:
        rows = [
            (one.text, str(one.answers), one.middle, one.spread, " / ".join(map(str, one.counts)))
            for one in found.statements
        ]
        yield table(("Statement", "Answers", "Median", "Spread", "1 / 2 / 3 / 4 / 5"), rows)
    for kind, title in REMARKS.items():
        texts = [one.text for one in found.remarks if one.kind == kind]
        if texts:
            yield paragraph(strong(title))
            yield listing(texts)


def few_words(found: Feedback) -> str:
    """Why to be careful with it; empty: enough people answered."""
    if not any(one.is_few for one in found.statements):
        return ""
    return (
        f"where fewer than {FEW} answered, whoever was there may tell who said what. Ask them before this is handed on to"
        " anybody who was not."
    )


def statement_told(one: StatementRow) -> str:
    """How far people agree with a statement, in a line."""
    return in_a_line(one.counts)


def _rows(debrief: Debrief) -> Mapping[str, Improvement]:
    return {row.about: row for row in debrief.plan if row.is_gap}
