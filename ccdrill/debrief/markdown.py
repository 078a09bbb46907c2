"""The debrief as Markdown: reads well as text, and in any renderer."""

from collections.abc import Iterable, Iterator

from ccdrill.debrief.course import DecisionRow
from ccdrill.debrief.document import Debrief, Finding, Kept
from ccdrill.debrief.markdown_lessons import lessons
from ccdrill.debrief.markup import block, paragraphs, section, table, text


def render_markdown(debrief: Debrief) -> str:
    """The whole report; ends with a line end."""
    return "\n".join(_lines(debrief)).rstrip() + "\n"


def _lines(debrief: Debrief) -> Iterator[str]:
    facts = debrief.facts
    yield f"# Debrief: {text(facts.drill)}"
    yield ""
    marking = f" {text(facts.marking)}." if facts.marking else ""
    yield f"**EXERCISE.**{marking} This report is about an exercise; nothing in it happened."
    if facts.is_model:
        yield ""
        yield "**Scored against a model procedure**, not against one of your organisation's own."
    yield ""
    yield from _overview(debrief)
    yield from section(
        "How it ended",
        [f"**{text(debrief.ending_title)}** ({debrief.ending_kind})", "", *paragraphs(debrief.ending_text)],
    )
    yield from section("What went as written", _kept(debrief))
    yield from section("Critical failures", _findings(debrief.critical, "None."))
    yield from section("What else differed", _findings(debrief.differed, "Nothing."))
    yield from section("The number", _numbers(debrief))
    if debrief.ratings:
        yield from section("Objectives", _ratings(debrief))
    yield from lessons(debrief)
    if debrief.next:
        yield from section("What to practise next", [f"- {block(one)}" for one in debrief.next])
    yield from section("Timeline against the procedure", _timeline(debrief))
    yield from section("What was decided", _decisions(debrief))
    if debrief.messages or debrief.moments:
        yield from section("What arrived, and what started clocks", _arrivals(debrief))
    if debrief.consequences:
        yield from section("What it came to", _consequences(debrief))
    if debrief.truths:
        yield from section(
            "What was really going on", [f"- **{text(one.about)}:** {text(one.answer)}" for one in debrief.truths]
        )
    yield from _limits(debrief)
    if debrief.notes:
        yield from section("Notes", [f"- {one.clock}: {text(one.text)}" for one in debrief.notes])
    yield from section(
        "Record", [f"- Run `{facts.run}`, scoring rules {facts.rules}", f"- Seal of its last event: `{facts.seal}`"]
    )


def _overview(debrief: Debrief) -> Iterator[str]:
    facts = debrief.facts
    source = f"{facts.procedure}; {facts.document}"
    people = str(facts.head_count) if facts.head_count else ""
    rows = [
        ("Scenario", facts.scenario),
        ("Procedure", source),
        ("Mode", facts.mode),
        ("Team", facts.team),
        ("Participants", people),
        ("Organisation", facts.organisation),
        ("Sponsor", facts.sponsor),
        ("Location", facts.location),
        ("Contact", facts.contact),
        ("Scope", facts.scope),
        ("Played", f"{facts.began} to {facts.ended}"),
        ("Story", facts.story),
    ]
    yield from table(("Exercise", ""), [(name, value) for name, value in rows if value])
    if facts.seats:
        yield ""
        yield from (f"- {block(seat)}" for seat in facts.seats)
    yield ""


def _kept(debrief: Debrief) -> Iterator[str]:
    if not debrief.kept and not debrief.unrecorded:
        yield "Nothing that the procedure asks for was done as it is written."
    for one in debrief.kept:
        yield _kept_one(one)
    if debrief.unrecorded:
        if debrief.kept:
            yield ""
        yield "Done as written, but for records that are missing:"
        yield ""
        for one in debrief.unrecorded:
            yield _kept_one(one)


def _kept_one(one: Kept) -> str:
    """Without what its records cost: that stands among what differed."""
    critical = " **A critical step.**" if one.is_critical else ""
    return f"- {block(one.words)}.{critical}"


def _findings(findings: Iterable[Finding], none: str) -> Iterator[str]:
    is_empty = True
    for one in findings:
        is_empty = False
        yield f"- **{one.id}** {text(one.sentence)} *{one.points} points.*"
        if one.citation is not None:
            cited = one.citation
            section = f", {text(cited.section)}" if cited.section else ""
            yield f"  - {block(cited.document)}{section} (version {text(cited.version)}), step `{cited.step}`: {text(cited.text)}"
            if cited.clock:
                yield f"  - Deadline: {text(cited.clock)}"
            if cited.refs:
                yield f"  - Sources: {text(', '.join(cited.refs))}"
    if is_empty:
        yield none


def _numbers(debrief: Debrief) -> Iterator[str]:
    numbers = debrief.numbers
    if numbers.played_words:
        played = f" On what was played: **{numbers.played}**." if numbers.played else ""
        yield f"{numbers.played_words}{played} On the whole procedure: **{numbers.score}** of 100."
    else:
        yield f"**{numbers.score}** of 100."
    yield ""
    yield numbers.lost_words


def _ratings(debrief: Debrief) -> Iterator[str]:
    yield from table(
        ("Objective", "Rating (proposed)", "Score"),
        [(one.objective, f"{one.grade}: {one.words}", one.score or "-") for one in debrief.ratings],
    )


def _timeline(debrief: Debrief) -> Iterator[str]:
    yield from table(
        ("Step", "What", "Due", "Done", "By", "How", "Lost"),
        [
            (row.step, row.text, row.due or "-", row.done or "-", row.by or "-", row.status, row.lost or "-")
            for row in debrief.timeline
        ],
    )


def _decisions(debrief: Debrief) -> Iterator[str]:
    if not debrief.decisions:
        yield "Nothing was decided."
    for row in debrief.decisions:
        undone = " *(taken back)*" if row.is_taken_back else ""
        yield f"- **{row.clock}** {text(row.situation)}: {text(row.choice)}{undone}"
        details = _details(row)
        if details:
            yield f"  - {block(details)}"


def _details(row: DecisionRow) -> str:
    parts = [
        f"takes {row.took}" if row.took else "",
        f"who: {row.who}" if row.who else "",
        f"recorded: {row.records}" if row.records else "",
        f"where: {row.where}" if row.where else "",
        f"sure: {row.confidence}" if row.confidence else "",
        f"thought for {row.thought}" if row.thought else "",
        f"why: {row.reason}" if row.reason else "",
        f"taken back: {row.taken_back_because}" if row.taken_back_because else "",
    ]
    return "; ".join(part for part in parts if part)


def _arrivals(debrief: Debrief) -> Iterator[str]:
    yield from (f"- {one.clock}: {text(one.text)}" for one in debrief.messages)
    yield from (f"- {one.clock}: *clock started:* {text(one.text)}" for one in debrief.moments)


def _consequences(debrief: Debrief) -> Iterator[str]:
    yield "By this scenario's assumptions:"
    yield ""
    yield from table(
        ("What", "At the start", "At the end", ""),
        [(one.label, one.start, one.end, one.verdict) for one in debrief.consequences],
    )


def _limits(debrief: Debrief) -> Iterator[str]:
    if debrief.withheld:
        yield from section("Withheld by ending early", [f"- {block(one)}" for one in debrief.withheld])
    if debrief.not_exercised:
        yield from section("Not exercised in this drill", [f"- {block(one)}" for one in debrief.not_exercised])
    if debrief.not_recorded:
        yield from section("Not asked for, so not judged", [f"- {block(one)}" for one in debrief.not_recorded])
    if debrief.by_vacant:
        listed = [f"- {block(one)}" for one in debrief.by_vacant]
        yield from section("Who acted is not judged where a role was vacant", listed)
