"""Paints a debrief: in words first, the number after them. Pure: a document and a width in, titled sections out."""

from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content

from ccdrill.debrief.document import Debrief, Finding
from ccdrill.tui.lessons import losses, sureness, turned
from ccdrill.tui.paint import ACCENT, BAD, GOOD, MUTED, STRONG, TITLE, Line, lines_of

Section = tuple[str, list[Line]]
_LEAST = 26
"""Columns that a step needs beside its times."""


def sections(debrief: Debrief, width: int) -> list[Section]:
    """The debrief in the order in which a team should hear it."""
    found = [
        ("How it ended", _ending(debrief, width)),
        ("What went as written", _kept(debrief, width)),
        ("Critical failures", _findings(debrief.critical, width, "None.")),
        ("What else differed", _findings(debrief.differed, width, "Nothing.")),
        ("The number", [*_number(debrief, width), Content(""), *losses(debrief, width)]),
        ("Where it turned", turned(debrief, width)),
        ("Against the procedure", _timeline(debrief, width)),
        ("What was decided", [*_decisions(debrief, width), *_sureness(debrief, width)]),
        ("What it came to", _consequences(debrief, width)),
    ]
    return [(title, lines) for title, lines in found if lines]


def _ending(debrief: Debrief, width: int) -> list[Line]:
    lines = [*lines_of(debrief.ending_title, width, STRONG), *lines_of(debrief.ending_text, width, indent="  ")]
    model = ", a model procedure, not your organisation's own" if debrief.facts.is_model else ""
    return [*lines, Content(""), *lines_of(f"Scored against {debrief.facts.procedure}{model}.", width, MUTED)]


def _kept(debrief: Debrief, width: int) -> list[Line]:
    if not debrief.kept:
        return lines_of("Nothing that the procedure asks for was done as it is written.", width)
    lines: list[Line] = []
    for one in debrief.kept:
        due = f", due {one.due}" if one.due else ""
        critical = " Critical." if one.is_critical else ""
        rows = lines_of(f"{one.text} ({one.done}{due}).{critical}".replace("..", "."), width, indent="  ", first="· ")
        lines += [rows[0].stylize(GOOD, 0, 1), *rows[1:]]
    return lines


def _findings(findings: tuple[Finding, ...], width: int, none: str) -> list[Line]:
    if not findings:
        return [Content(none)]
    lines: list[Line] = []
    for one in findings:
        rows = lines_of(f"{one.sentence}  {one.points} points", width, indent="  ", first="· ")
        lines += [rows[0].stylize(BAD, 0, 1), *rows[1:]]
        if one.citation is not None:
            cited = one.citation
            section = f" {cited.section}" if cited.section else ""
            where = f"{cited.document}{section}, {cited.version}, {cited.step}"
            clock = f"; due {cited.clock}" if cited.clock else ""
            refs = f"; {', '.join(cited.refs)}" if cited.refs else ""
            lines += lines_of(where + clock + refs, width, MUTED, indent="  ")
    return lines


def _number(debrief: Debrief, width: int) -> list[Line]:
    numbers = debrief.numbers
    lines: list[Line] = []
    if numbers.played_words:
        lines += lines_of(numbers.played_words, width)
        if numbers.played:
            lines.append(Content.assemble("On what was played: ", (numbers.played, STRONG), "."))
        lines.append(Content.assemble("On the whole procedure: ", (numbers.score, STRONG), " of 100."))
    else:
        lines.append(Content.assemble((numbers.score, TITLE), " of 100"))
    lines += lines_of(f"Lost {numbers.lost} of {numbers.weight} units of weight.", width, MUTED)
    if debrief.ratings:
        lines += [Content(""), Content.styled("Objectives (proposed ratings)", STRONG)]
    for rating in debrief.ratings:
        score = f", {rating.score}" if rating.score else ""
        lines += lines_of(f"{rating.objective}: {rating.words}{score}", width, indent="   ", first=f"{rating.grade}  ")
    if debrief.next:
        lines += [Content(""), Content.styled("Practise next", STRONG)]
        for text in debrief.next:
            lines += lines_of(text, width, indent="  ", first="· ")
    return lines


def _timeline(debrief: Debrief, width: int) -> list[Line]:
    """Due and done side by side, with the step beside them; where that leaves it too little room, below."""
    first = _column("due", *(row.due for row in debrief.timeline))
    second = _column("done", *(row.done for row in debrief.timeline))
    lines: list[Line] = [Content.styled(f"{'due':<{first}}{'done':<{second}}step", MUTED)]
    for row in debrief.timeline:
        how = "" if row.status == "as written" else f" [{row.status}]"
        head = f"{row.due or '-':<{first}}{row.done or '-':<{second}}"
        if width - first - second < _LEAST:
            lines += [Content(head), *lines_of(f"{row.text}{how}", width, indent="  ")]
        else:
            lines += lines_of(f"{row.text}{how}", width, indent=" " * (first + second), first=head)
    return lines


def _decisions(debrief: Debrief, width: int) -> list[Line]:
    lines: list[Line] = []
    column = _column(*(row.clock for row in debrief.decisions), *(note.clock for note in debrief.notes))
    for row in debrief.decisions:
        undone = " (taken back)" if row.is_taken_back else ""
        lines += lines_of(f"{row.choice}{undone}", width, indent=" " * column, first=f"{row.clock:<{column}}")
        details = "; ".join(
            part
            for part in (
                row.who,
                row.records,
                row.where,
                f"sure: {row.confidence}" if row.confidence else "",
                row.reason,
                f"taken back: {row.taken_back_because}" if row.taken_back_because else "",
            )
            if part
        )
        if details:
            lines += lines_of(details, width, MUTED, indent=" " * column)
    lines = lines or [Content("Nothing was decided.")]
    if debrief.notes:
        lines += [Content(""), Content.styled("Notes", STRONG)]
        for note in debrief.notes:
            lines += lines_of(note.text, width, indent=" " * column, first=f"{note.clock:<{column}}")
    return lines


def _sureness(debrief: Debrief, width: int) -> list[Line]:
    if debrief.sure is None:
        return []
    return [Content(""), Content.styled("How sure, and how right", STRONG), *sureness(debrief.sure, width)]


def _consequences(debrief: Debrief, width: int) -> list[Line]:
    lines: list[Line] = [Content.styled("By this scenario's assumptions", MUTED)] if debrief.consequences else []
    for one in debrief.consequences:
        lines += lines_of(f"{one.label}: {one.start} at the start, {one.end} at the end", width, indent="  ")
    if debrief.truths:
        lines += [Content(""), Content.styled("What was really going on", STRONG)]
        for truth in debrief.truths:
            lines += lines_of(f"{truth.about}: {truth.answer}", width, indent="  ", first="· ")
    for title, rows in (
        ("Withheld by ending early", debrief.withheld),
        ("Not exercised in this drill", debrief.not_exercised),
        ("Not asked for, so not judged", debrief.not_recorded),
    ):
        if rows:
            lines += [Content(""), Content.styled(title, STRONG)]
            for text in rows:
                lines += lines_of(text, width, indent="  ", first="· ")
    return lines


def _column(*texts: str) -> int:
    """How wide a column must be for these, with two blanks behind."""
    return max((cell_len(text) for text in texts), default=0) + 2


def titled(found: list[Section]) -> Iterator[tuple[int, Line]]:
    """All lines with the number of the section that each belongs to; a blank line between sections."""
    for number, (title, lines) in enumerate(found):
        if number:
            yield number - 1, Content("")
        yield number, Content.assemble((f" {number + 1}  ", ACCENT), (title, TITLE))
        for line in lines:
            yield number, Content.assemble("    ", line)
