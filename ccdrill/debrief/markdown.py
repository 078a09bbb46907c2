"""The debrief as Markdown: reads well as text, and in any renderer."""

from collections.abc import Iterator

from ccdrill.debrief.course import DecisionRow, HintRow
from ccdrill.debrief.document import Debrief, Finding
from ccdrill.debrief.facts import written_in
from ccdrill.debrief.markdown_evidence import cited, covered, improvements, ratings, record
from ccdrill.debrief.markdown_lessons import lessons
from ccdrill.debrief.markup import block, labelled, paragraphs, section, table, text
from ccdrill.debrief.short import in_short, status_words
from ccdrill.debrief.steps import Kept


def render_markdown(debrief: Debrief) -> str:
    """The whole report; ends with a line end."""
    return "\n".join(_lines(debrief)).rstrip() + "\n"


def _lines(debrief: Debrief) -> Iterator[str]:
    facts = debrief.facts
    yield f"# Debrief: {text(facts.drill)}"
    yield ""
    marking = f" {text(facts.marking)}." if facts.marking else ""
    yield f"**EXERCISE.**{marking} This report is about an exercise: the incident is made up."
    if facts.is_model:
        yield ""
        yield "**Scored against a model procedure**, not against one of your organisation's own: it can't say whether your own plan works."
    yield ""
    yield from section("In short", _short(debrief))
    yield from section("The exercise", _overview(debrief))
    yield from section(
        "How it ended",
        [f"**{text(debrief.ending_title)}** ({debrief.ending_kind})", "", *paragraphs(debrief.ending_text)],
    )
    yield from section("What went as written", _kept(debrief))
    yield from section("Critical failures", _findings(debrief.critical, debrief, "None."))
    yield from section("What else differed", _findings(debrief.differed, debrief, "Nothing."))
    if debrief.costless:
        yield from section("What differed at no cost", [f"- {block(one)}" for one in debrief.costless])
    yield from section("The number", _numbers(debrief))
    if debrief.ratings:
        yield from section("Objectives", ratings(debrief))
    yield from lessons(debrief)
    if debrief.plan and (facts.mode == "team" or debrief.has_agreed_plan):
        yield from section("Improvement plan", improvements(debrief))
    elif debrief.plan:
        yield from section("What to practise next", [f"- {block(one.what)}" for one in debrief.plan])
    yield from section("Timeline against the procedure", _timeline(debrief))
    if debrief.coverage:
        yield from section("What outside sources ask for", covered(debrief.coverage))
    yield from section("What was decided", _decisions(debrief))
    if debrief.by_hand:
        yield from section(
            "What the facilitator did by hand", [f"- **{one.clock}** {text(one.words)}" for one in debrief.by_hand]
        )
    if debrief.hints:
        yield from section("Hints that were taken", [_hint(one) for one in debrief.hints])
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
    if debrief.sources:
        yield from section("Sources", cited(debrief))
    yield from section("Record", record(facts))


def _short(debrief: Debrief) -> Iterator[str]:
    for one in in_short(debrief):
        yield from labelled(one.label, one.text, one.below)


def _overview(debrief: Debrief) -> Iterator[str]:
    facts = debrief.facts
    source = ", ".join(part for part in (written_in(facts), facts.approved) if part)
    people = str(facts.head_count) if facts.head_count else "not recorded" if facts.mode == "team" else "1"
    seats = "" if facts.seats or facts.mode != "team" else "not recorded"
    rows = [
        ("Scenario", facts.scenario),
        ("What happens in it", facts.summary),
        ("Procedure", facts.procedure),
        ("Document", source),
        ("Mode", facts.mode),
        ("Team", facts.team),
        ("Participants", people),
        ("Who played what", seats),
        ("Organisation", facts.organisation),
        ("Sponsor", facts.sponsor),
        ("Location", facts.location),
        ("Contact", facts.contact),
        ("Scope, as planned", facts.scope),
        ("Played", f"{facts.began} to {facts.ended}"),
        ("Story", facts.story),
    ]
    yield from table(("What", ""), [(name, value) for name, value in rows if value])
    if facts.seats:
        yield ""
        yield from (f"- {block(seat)}" for seat in facts.seats)


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


def _findings(findings: tuple[Finding, ...], debrief: Debrief, none: str) -> Iterator[str]:
    """Each with what shows it: whose it is, who did it in which decision, what should be on record, where it is written.

    Who plays alone need not be told who acted.
    """
    decisions = {row.seq: f"{row.clock}, {row.situation}" for row in debrief.decisions}
    is_team = debrief.facts.mode == "team"
    for one in findings:
        yield f"- **{one.id}** {text(one.sentence)} *{one.points} points.*"
        is_step = one.kind not in ("prohibited", "unneeded")
        whose = [
            f"belongs to {one.belongs_to}" if is_step and is_team else "",
            f"done by {one.by}" if one.by and is_team else "",
            *(f"decided {decisions[seq]}" for seq in one.events),
            f"to be shown by {one.records}" if one.records else "",
        ]
        if words := "; ".join(part for part in whose if part):
            yield f"  - {block(words[0].upper() + words[1:])}"
        if one.citation is not None:
            where, kind = one.citation, "step" if is_step else "prohibition"
            if where.clock:
                yield f"  - Deadline: {text(where.clock)}"
            sources = f"; sources: {text(where.sources)}" if where.sources else ""
            yield f"  - {block(where.document)} (version {text(where.version)}), {kind} `{where.step}`{sources}"
        if one.said is not None:
            yield f"  - {debrief.who_says}: {text(one.said.words)}"
    if not findings:
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


def _timeline(debrief: Debrief) -> Iterator[str]:
    yield from table(
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


def _hint(one: HintRow) -> str:
    return f"- **{one.clock}** {text(one.where)}: {text(one.text)}"


def _arrivals(debrief: Debrief) -> Iterator[str]:
    yield from (f"- {one.clock}: {text(one.text)}" for one in debrief.messages)
    if debrief.messages and debrief.moments:
        yield ""
    if debrief.moments:
        yield "Clocks were started by what follows. What starts one is the scenario's word, not the team's judgement."
        yield ""
    yield from (f"- {one.clock}: {text(one.text)}" for one in debrief.moments)


def _consequences(debrief: Debrief) -> Iterator[str]:
    yield "By this scenario's assumptions:"
    yield ""
    yield from table(
        ("What", "At the start", debrief.at_the_end.capitalize(), ""),
        [(one.label, one.start, one.end, one.verdict) for one in debrief.consequences],
    )


def _limits(debrief: Debrief) -> Iterator[str]:
    if debrief.withheld:
        yield from section(debrief.not_reached, [f"- {block(one)}" for one in debrief.withheld])
    if debrief.not_exercised:
        yield from section("Not exercised in this drill", [f"- {block(one)}" for one in debrief.not_exercised])
    if debrief.not_recorded:
        yield from section("Not recorded, so not judged", [f"- {block(one)}" for one in debrief.not_recorded])
    if debrief.by_vacant:
        listed = [f"- {block(one)}" for one in debrief.by_vacant]
        yield from section("Who acted is not judged where a role was vacant", listed)
