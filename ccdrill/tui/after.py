"""Paints what people said after the end of an exercise: the hot wash, what was agreed, feedback. Pure: a document and a width in."""

from textual.content import Content

from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.document.lessons import agreed_words
from ccdrill.debrief.telling.told_after import few_words, statement_told, washed
from ccdrill.model.form import REMARKS
from ccdrill.scoring.titles import joined
from ccdrill.tui.paint import MUTED, STRONG, Line, lines_of, told


def talked(debrief: Debrief, width: int) -> tuple[str, list[Line]]:
    """What people said after the end: there are no more keys than sections."""
    parts = (
        ("hot wash", _washed(debrief, width)),
        ("what was agreed", _agreed(debrief, width)),
        ("feedback", _forms(debrief, width)),
    )
    found = [(title, lines) for title, lines in parts if lines]
    title = joined([title for title, _ in found])
    lines = [line for number, (_, part) in enumerate(found) for line in ([Content("")] * bool(number) + part)]
    return f"{title[:1].upper()}{title[1:]}", lines


def _forms(debrief: Debrief, width: int) -> list[Line]:
    """How far participants agree, and what they wrote."""
    found = debrief.feedback
    if found is None:
        return []
    lines: list[Line] = [Content.styled("What participants said: how many, never whose", STRONG)]
    if words := few_words(found):
        lines += told("Few answers", words, width)
    for one in found.statements:
        lines += told(one.text, statement_told(one), width)
    for remark in found.remarks:
        lines += told(REMARKS[remark.kind], remark.text, width)
    return lines


def _washed(debrief: Debrief, width: int) -> list[Line]:
    lines: list[Line] = []
    for one in washed(debrief, debrief.hot_wash) if debrief.hot_wash is not None else ():
        lines += told(one.label, one.text, width)
        for text in one.below:
            lines += lines_of(text, width, MUTED, indent="  ", first="  ")
    return lines


def _agreed(debrief: Debrief, width: int) -> list[Line]:
    """Row by row of the plan; no section where nothing was agreed."""
    words = agreed_words(debrief.plan)
    lines = lines_of(f"{words[0].upper()}{words[1:]}.", width, MUTED) if words else []
    for row in (one for one in debrief.plan if one.is_agreed and not one.is_gap):
        lines += [Content(""), *lines_of(row.what, width, STRONG)]
        if row.agreed is not None:
            lines += lines_of(row.agreed.what, width, indent="  ", first="· ")
            lines += lines_of(row.agreed.who_and_when, width, MUTED, indent="  ")
            if row.agreed.done_words:
                lines += lines_of(f"Done: {row.agreed.done_words}", width, indent="  ")
        if row.said is not None:
            lines += lines_of(f"{debrief.who_says}: {row.said.words}", width, indent="  ", first="· ")
    return lines
