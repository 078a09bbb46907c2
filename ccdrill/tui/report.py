"""Paints a debrief: in words first, the number after them. Pure: a document and a width in, titled sections out."""

from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content

from ccdrill.debrief.document.called import written_in
from ccdrill.debrief.document.course import Facts
from ccdrill.debrief.document.document import Debrief, Finding
from ccdrill.debrief.document.steps import Kept
from ccdrill.tui.after import talked
from ccdrill.tui.lessons import losses, sureness, turned
from ccdrill.tui.listed import day
from ccdrill.tui.paint import ACCENT, BAD, GOOD, MUTED, STRONG, TITLE, Line, lines_of, spread, told

Section = tuple[str, list[Line]]
SECTION_KEYS = "1234567890"
"""The key of each section, in their order."""
_POINTS = "points"
"""Over the column that says what each finding cost, of 100."""
_LEAST = 26
"""Columns that a step needs beside its times."""


def header(facts: Facts, width: int, title: str = "Debrief") -> Line:
    """What was played, by whom and when: the hour gives way before a team's name does."""
    team = f" · {facts.team}" if facts.team else ""
    left = Content.assemble((" EXERCISE", ACCENT), (f"  {title}: ", ""), (facts.drill + team, STRONG))
    when = f"{day(facts.began)}, {facts.began[11:]} "
    if left.cell_length + cell_len(when) >= width:
        when = f"{when.partition(',')[0]} "
    return spread(left, Content.styled(when, MUTED), width)


def sections(debrief: Debrief, width: int) -> list[Section]:
    """The debrief in the order in which a team should hear it."""
    found = [
        ("How it ended", _ending(debrief, width)),
        ("What went as written", _kept(debrief, width)),
        ("Critical failures", _findings(debrief.critical, width, "None.")),
        ("What else differed", _differed(debrief, width)),
        ("The number", [*_number(debrief, width), Content(""), *losses(debrief, width)]),
        ("Where it turned", turned(debrief, width)),
        ("Against the procedure", _timeline(debrief, width)),
        ("What was decided", [*_decisions(debrief, width), *_sureness(debrief, width)]),
        ("What it came to", _consequences(debrief, width)),
        talked(debrief, width),
    ]
    return [(title, lines) for title, lines in found if lines]


def _ending(debrief: Debrief, width: int) -> list[Line]:
    lines = [*lines_of(debrief.ending_title, width, STRONG), *lines_of(debrief.ending_text, width, indent="  ")]
    facts = debrief.facts
    model = ", a model procedure, not your organisation's own" if facts.is_model else ""
    scored = f"Scored against: {facts.procedure}{model}. Steps are those of: {written_in(facts)}."
    return [*lines, Content(""), *lines_of(scored, width, MUTED)]


def _kept(debrief: Debrief, width: int) -> list[Line]:
    if not debrief.kept and not debrief.unrecorded:
        return lines_of("Nothing that the procedure asks for was done as it is written.", width)
    lines = [line for one in debrief.kept for line in _kept_one(one, width)]
    if debrief.unrecorded:
        if lines:
            lines.append(Content(""))
        lines += lines_of("Done as written, but for records that are missing:", width, STRONG)
        lines += [line for one in debrief.unrecorded for line in _kept_one(one, width)]
    return lines


def _kept_one(one: Kept, width: int) -> list[Line]:
    critical = " A critical step." if one.is_critical else ""
    lost = f" {one.lost} points." if one.lost else ""
    rows = lines_of(f"{one.words}.{critical}{lost}", width, indent="  ", first="· ")
    return [rows[0].stylize(GOOD, 0, 1), *rows[1:]]


def _differed(debrief: Debrief, width: int) -> list[Line]:
    """What stands above already is not told again; below, what costs nothing."""
    found = debrief.differed_in_deed
    none = "Nothing." if found == debrief.differed else "Nothing but the records that are listed above."
    lines = _findings(found, width, none)
    if debrief.costless:
        lines += [Content(""), Content.styled("What differed at no cost", STRONG)]
        lines += [line for one in debrief.costless for line in lines_of(one, width, indent="  ", first="· ")]
    return lines


def _findings(findings: tuple[Finding, ...], width: int, none: str) -> list[Line]:
    """By step, each with where it stands; document and version are the debrief's own."""
    if not findings:
        return lines_of(none, width)
    by_step: dict[str, list[Finding]] = {}
    for one in findings:
        by_step.setdefault(one.citation.step if one.citation is not None else one.id, []).append(one)
    lines: list[Line] = [Content.styled(_POINTS, MUTED)]
    for number, group in enumerate(by_step.values()):
        lines += [*([Content("")] if number else []), *_group(group, width)]
    return lines


def _group(findings: list[Finding], width: int) -> list[Line]:
    """What a step or a prohibition lost, its points at the left; below, once, where it stands."""
    lines: list[Line] = []
    indent = " " * (len(_POINTS) + 2)
    for one in findings:
        points = f"{one.points:>{len(_POINTS)}}"
        rows = lines_of(one.sentence, width, indent=indent, first=f"{points}  ")
        lines += [rows[0].stylize(BAD, 0, len(points)), *rows[1:]]
    cited = findings[0].citation
    if cited is not None:
        clock = f", {cited.clock}" if cited.clock else ""
        refs = f"; {cited.sources}" if cited.sources else ""
        lines += lines_of(f"{cited.step}{clock}{refs}", width, MUTED, indent=indent)
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
    lines += lines_of(numbers.lost_words, width, MUTED)
    if debrief.ratings:
        lines += [Content(""), Content.styled("Objectives (proposed ratings)", STRONG)]
        lines += lines_of("P is the best, then S, then M; U is the worst.", width, MUTED)
    for rating in debrief.ratings:
        score = f", {rating.told_score} of 100" if rating.told_score else ""
        lines += lines_of(f"{rating.objective}: {rating.words}{score}", width, indent="   ", first=f"{rating.grade}  ")
        if rating.confirmed is not None:
            lines += lines_of(rating.confirmed_words, width, indent="   ")
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
        how = "" if row.status == "as written" else f": {row.status}"
        head = f"{row.due or '-':<{first}}{row.done or '-':<{second}}"
        if width - first - second < _LEAST:
            lines += [Content(head), *lines_of(f"{row.text}{how}", width, indent="  ")]
        else:
            lines += lines_of(f"{row.text}{how}", width, indent=" " * (first + second), first=head)
    return [*lines, *_sources(debrief, width)]


def _sources(debrief: Debrief, width: int) -> list[Line]:
    """The outside sources that findings name, each spelt out once."""
    if not debrief.sources:
        return []
    lines = [Content(""), Content.styled("The outside sources that it names", STRONG)]
    for one in debrief.sources:
        lines += lines_of(one.words, width, indent="  ", first="· ")
    return lines


def _decisions(debrief: Debrief, width: int) -> list[Line]:
    lines: list[Line] = []
    rows = (debrief.decisions, debrief.by_hand, debrief.hints, debrief.notes)
    column = _column(*(one.clock for these in rows for one in these))
    for row in debrief.decisions:
        undone = "Taken back: " if row.is_taken_back else ""
        lines += lines_of(f"{undone}{row.choice}", width, indent=" " * column, first=f"{row.clock:<{column}}")
        details = "; ".join(
            part
            for part in (
                row.taken_as,
                f"hands: {row.hands}" if row.hands else "",
                row.who,
                row.records,
                row.where,
                f"sure: {row.confidence}" if row.confidence else "",
                row.reason,
                f"taken back because: {row.taken_back_because}" if row.taken_back_because else "",
            )
            if part
        )
        if details:
            lines += lines_of(details, width, MUTED, indent=" " * column)
    lines = lines or [Content("Nothing was decided.")]
    if debrief.hints_offered:
        lines += [Content(""), Content.styled("Hints", STRONG), *_hints(debrief, column, width)]
    if debrief.by_hand:
        lines += [Content(""), Content.styled("What the facilitator did by hand", STRONG)]
        for one in debrief.by_hand:
            lines += lines_of(one.words, width, indent=" " * column, first=f"{one.clock:<{column}}")
    if debrief.notes:
        lines += [Content(""), Content.styled("Notes", STRONG)]
        for note in debrief.notes:
            lines += lines_of(note.text, width, indent=" " * column, first=f"{note.clock:<{column}}")
    return lines


def _hints(debrief: Debrief, column: int, width: int) -> list[Line]:
    if not debrief.hints:
        return lines_of("No hints were taken.", width)
    lines: list[Line] = []
    for one in debrief.hints:
        lines += lines_of(f"{one.where}: {one.text}", width, indent=" " * column, first=f"{one.clock:<{column}}")
    return lines


def _sureness(debrief: Debrief, width: int) -> list[Line]:
    if debrief.sure is None:
        return []
    return [Content(""), Content.styled("How sure, and how right", STRONG), *sureness(debrief.sure, width)]


def _consequences(debrief: Debrief, width: int) -> list[Line]:
    lines: list[Line] = [Content.styled("By this scenario's assumptions", MUTED)] if debrief.consequences else []
    for one in debrief.consequences:
        lines += lines_of(f"{one.label}: {one.start} at the start, {one.end} {debrief.at_the_end}", width, indent="  ")
    if debrief.truths:
        lines += [Content(""), Content.styled("What was really going on", STRONG)]
        for truth in debrief.truths:
            lines += told(truth.about, truth.answer, width)
    for title, rows in (
        (debrief.not_reached, debrief.withheld),
        ("Not exercised in this drill", debrief.not_exercised),
        ("Not recorded, so not judged", debrief.not_recorded),
        ("Who acted is not judged where a role was vacant", debrief.by_vacant),
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
    """All lines with the place of the section that each belongs to; a blank line between sections."""
    for number, (title, lines) in enumerate(found):
        if number:
            yield number - 1, Content("")
        yield number, Content.assemble((f" {SECTION_KEYS[number]}  ", ACCENT), (title, TITLE))
        for line in lines:
            yield number, Content.assemble("    ", line)
