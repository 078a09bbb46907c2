"""The debrief in words: sections of paragraphs, lists and tables, the same in every format that people read."""

from collections.abc import Iterator

from ccdrill.debrief.document.called import named
from ccdrill.debrief.document.course import DecisionRow, HintRow
from ccdrill.debrief.document.document import Debrief, Finding
from ccdrill.debrief.document.steps import Kept, status_words
from ccdrill.debrief.telling.short import in_short
from ccdrill.debrief.telling.told_after import feedback, hot_wash
from ccdrill.debrief.telling.told_evidence import cited, covered, improvements, ratings, record, signatures
from ccdrill.debrief.telling.told_exercise import identified, overview
from ccdrill.debrief.telling.told_lessons import lessons
from ccdrill.reports.blocks import (
    Block,
    Entry,
    Line,
    Report,
    Section,
    code,
    emphasis,
    entry,
    labelled,
    line,
    listing,
    paragraph,
    paragraphs,
    section,
    strong,
    table,
    words,
)


def told(debrief: Debrief) -> Report:
    """The whole report."""
    facts = debrief.facts
    return Report(
        title=words(f"Debrief: {facts.drill}"),
        marking=words(" ".join(span.text for span in _marking(debrief))),
        author=words(named(facts.organisation)),
        recorded=facts.last or facts.ended,
        foot=(words(f"Run {facts.run}"), words(f"Seal {facts.seal}")),
        opening=tuple(_opening(debrief)),
        sections=tuple(_sections(debrief)),
    )


def _marking(debrief: Debrief) -> Line:
    marking = debrief.facts.marking
    return line(strong("EXERCISE."), f" {words(marking)}." if marking else "")


def _opening(debrief: Debrief) -> Iterator[Block]:
    yield paragraph(*_marking(debrief), " This report is about an exercise: the incident is made up.")
    if debrief.facts.is_model:
        yield paragraph(
            strong("Scored against a model procedure"),
            ", not against one of your organisation's own: it can't say whether your own plan works.",
        )
    yield identified(debrief.facts)


def _sections(debrief: Debrief) -> Iterator[Section]:
    yield section("In short", [labelled(in_short(debrief))])
    yield section("The exercise", overview(debrief.facts))
    ending = paragraph(strong(debrief.ending_title), f" ({debrief.ending_kind})")
    yield section("How it ended", [ending, *paragraphs(debrief.ending_text)])
    yield section("What went as written", _kept(debrief))
    yield section("Critical failures", _findings(debrief.critical, debrief, "None."))
    yield section("What else differed", _findings(debrief.differed, debrief, "Nothing."))
    if debrief.costless:
        yield section("What differed at no cost", [listing(debrief.costless)])
    yield section("The number", _numbers(debrief))
    if debrief.ratings:
        yield section("Objectives", ratings(debrief))
    yield from lessons(debrief)
    yield from _put_right(debrief)
    yield section("Timeline against the procedure", _timeline(debrief))
    if debrief.coverage:
        yield section("What outside sources ask for", covered(debrief))
    yield section("What was decided", _decisions(debrief))
    if debrief.by_hand:
        by_hand = listing(entry(strong(one.clock), f" {one.words}") for one in debrief.by_hand)
        yield section("What the facilitator did by hand", [by_hand])
    if debrief.hints:
        yield section("Hints that were taken", [listing(_hint(one) for one in debrief.hints)])
    if debrief.messages or debrief.moments:
        yield section("What arrived, and what started clocks", _arrivals(debrief))
    if debrief.consequences:
        yield section("What it came to", _consequences(debrief))
    if debrief.truths:
        truths = listing(entry(strong(f"{one.about}:"), f" {one.answer}") for one in debrief.truths)
        yield section("What was really going on", [truths])
    yield from _limits(debrief)
    if debrief.notes:
        yield section("Notes", [listing(f"{one.clock}: {one.text}" for one in debrief.notes)])
    if debrief.feedback is not None:
        yield section("What participants said", feedback(debrief.feedback))
    if debrief.sources:
        yield section("Sources", cited(debrief))
    yield section("Record", record(debrief.facts))


def _put_right(debrief: Debrief) -> Iterator[Section]:
    """What the team said right after play, then the plan, which holds what was missing, and who signs."""
    if debrief.hot_wash is not None:
        yield section("Hot wash", hot_wash(debrief, debrief.hot_wash))
    if debrief.plan and (debrief.facts.mode == "team" or debrief.has_agreed_plan):
        yield section("Improvement plan", improvements(debrief), is_wide=True)
    elif debrief.plan:
        yield section("What to practise next", [listing(one.what for one in debrief.plan)])
    if debrief.facts.is_finished and (debrief.facts.mode == "team" or debrief.has_agreed_plan):
        yield section("Signatures", signatures(debrief))


def _kept(debrief: Debrief) -> Iterator[Block]:
    if not debrief.kept and not debrief.unrecorded:
        yield paragraph("Nothing that the procedure asks for was done as it is written.")
    if debrief.kept:
        yield listing(_kept_one(one) for one in debrief.kept)
    if debrief.unrecorded:
        yield paragraph("Done as written, but for records that are missing:")
        yield listing(_kept_one(one) for one in debrief.unrecorded)


def _kept_one(one: Kept) -> Entry:
    """Without what its records cost: that stands among what differed."""
    return entry(f"{one.words}. ", strong("A critical step." if one.is_critical else ""))


def _findings(findings: tuple[Finding, ...], debrief: Debrief, none: str) -> Iterator[Block]:
    numbers = _decision_numbers(debrief)
    decisions = {row.seq: f"{row.clock}, {row.situation}" for row in debrief.decisions}
    decisions |= {seq: f"{decisions[seq]} (decision {number})" for seq, number in numbers.items()}
    if findings:
        is_grave = any(one.is_critical for one in findings)
        yield listing((_finding(one, debrief, decisions) for one in findings), is_grave=is_grave)
    else:
        yield paragraph(none)


def _finding(one: Finding, debrief: Debrief, decisions: dict[int, str]) -> Entry:
    """With what shows it: whose it is, who did it in which decision, what should be on record, where it is written.

    Who plays alone need not be told who acted.
    """
    is_team, is_step = debrief.facts.mode == "team", one.kind not in ("prohibited", "unneeded")
    whose = [
        f"belongs to {one.belongs_to}" if is_step and is_team else "",
        f"done by {one.by}" if one.by and is_team else "",
        *(f"decided {decisions[seq]}" for seq in one.events),
        f"to be shown by {one.records}" if one.records else "",
    ]
    below = []
    if told_whose := "; ".join(part for part in whose if part):
        below.append(line(told_whose[0].upper() + told_whose[1:]))
    if one.citation is not None:
        where, kind = one.citation, "step" if is_step else "prohibition"
        if where.clock:
            below.append(line(f"Deadline: {where.clock}"))
        sources = f"; sources: {where.sources}" if where.sources else ""
        below.append(line(f"{where.document} (version {where.version}), {kind} ", code(where.step), sources))
    else:
        below.append(line(f"{debrief.facts.document}: no step of {debrief.facts.procedure} asks for it"))
    if one.said is not None:
        below.append(line(f"{debrief.who_says}: {one.said.words}"))
    return entry(strong(one.id), f" {one.sentence} ", emphasis(f"{one.points} points."), below=below)


def _numbers(debrief: Debrief) -> Iterator[Block]:
    numbers = debrief.numbers
    if numbers.played_words:
        played = (" On what was played: ", strong(numbers.played), ".") if numbers.played else ()
        yield paragraph(numbers.played_words, *played, " On the whole procedure: ", strong(numbers.score), " of 100.")
    else:
        yield paragraph(strong(numbers.score), " of 100.")
    yield paragraph(numbers.lost_words)


def _timeline(debrief: Debrief) -> Iterator[Block]:
    yield paragraph("Due and done by the clock of the story: what is said to be done was decided in an exercise.")
    yield table(
        ("Step", "What", "Due", "Done", "By", "How", "Lost"),
        [
            (
                row.step,
                row.text,
                row.due or "-",
                row.done or "-",
                row.by or "-",
                status_words(row.status),
                row.lost or "-",
            )
            for row in debrief.timeline
        ],
    )


def _decisions(debrief: Debrief) -> Iterator[Block]:
    if debrief.decisions:
        numbers = _decision_numbers(debrief)
        yield listing(_decision(row, numbers.get(row.seq)) for row in debrief.decisions)
    else:
        yield paragraph("Nothing was decided.")


def _decision_numbers(debrief: Debrief) -> dict[int, int]:
    """The numbers of decisions by seq: several may be of one minute and situation."""
    return {one.seq: number for number, one in enumerate(debrief.standing_decisions, start=1)}


def _decision(row: DecisionRow, number: int | None) -> Entry:
    when = f"{number}. {row.clock}" if number is not None else row.clock
    undone = (" ", emphasis("(taken back)")) if row.is_taken_back else ()
    details = _details(row)
    below = [line(details)] if details else []
    return entry(strong(when), f" {row.situation}: {row.choice}", *undone, below=below)


def _details(row: DecisionRow) -> str:
    parts = [
        row.taken_as,
        f"takes {row.took}" if row.took else "",
        f"hands: {row.hands}" if row.hands else "",
        f"who: {row.who}" if row.who else "",
        f"recorded: {row.records}" if row.records else "",
        f"where: {row.where}" if row.where else "",
        f"sure: {row.confidence}" if row.confidence else "",
        f"thought for {row.thought}" if row.thought else "",
        f"why: {row.reason}" if row.reason else "",
        f"taken back: {row.taken_back_because}" if row.taken_back_because else "",
        f"answered or changed after its outcome: {row.amended}" if row.amended else "",
    ]
    return "; ".join(part for part in parts if part)


def _hint(one: HintRow) -> Entry:
    return entry(strong(one.clock), f" {one.where}: {one.text}")


def _arrivals(debrief: Debrief) -> Iterator[Block]:
    if debrief.messages:
        yield listing(f"{one.clock}: {one.text}" for one in debrief.messages)
    if debrief.moments:
        yield paragraph(
            "Clocks were started by what follows. What starts one is the scenario's word, not the team's judgement."
        )
        yield listing(f"{one.clock}: {one.text}" for one in debrief.moments)


def _consequences(debrief: Debrief) -> Iterator[Block]:
    yield paragraph("By this scenario's assumptions:")
    yield table(
        ("What", "At the start", debrief.at_the_end.capitalize(), "Change"),
        [(one.label, one.start, one.end, one.verdict) for one in debrief.consequences],
    )


def _limits(debrief: Debrief) -> Iterator[Section]:
    if debrief.withheld:
        yield section(debrief.not_reached, [listing(debrief.withheld)])
    if debrief.not_exercised:
        yield section("Not exercised in this drill", [listing(debrief.not_exercised)])
    if debrief.not_recorded:
        yield section("Not recorded, so not judged", [listing(debrief.not_recorded)])
    if debrief.by_vacant:
        yield section("Who acted is not judged where a role was vacant", [listing(debrief.by_vacant)])
