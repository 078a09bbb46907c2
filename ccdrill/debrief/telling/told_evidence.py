"""What makes a report evidence, in words: the plan that people fill in, what was exercised, and how the record is checked."""

from collections.abc import Collection, Iterator

from ccdrill.debrief.document.course import Facts
from ccdrill.debrief.document.document import Debrief, RatingRow
from ccdrill.debrief.document.lessons import Coverage, agreed_words
from ccdrill.reports.blocks import Block, code, entry, line, listing, paragraph, table
from ccdrill.scoring.ratings import MAJOR_BELOW

HOW_RATED = (
    "P: nothing was lost. S: something was. M: a critical step was done late or by somebody else, a critical prohibition was"
    f" broken, or the score is below {MAJOR_BELOW}. U: a critical step was left out that could have been done. N: no step of it"
    " counts here, or none was reached. A score is that of the objective's own steps, less what was lost by prohibitions that"
    " name it; what nobody asked for counts under no objective."
)
"""What the letters of a proposed rating come from."""
SOURCES_ARE = (
    "As the procedure and its vocabulary describe them. A source that a step names is what the step rests on: it need not"
    " word it so, and what a step adds to it, such as a span in minutes, is the procedure's own unless it is called a rule."
)
"""How the list of outside sources is to be read."""
_WHO_WAS_THERE = (
    "The record holds how many took part and who was named for a role, and no list of names: whoever was there signs by hand,"
    " with the times if it was for a part only."
)
_MOST_ROWS = 30
"""Rows to sign in at most: more people sign a list of their own."""


def improvements(debrief: Debrief) -> Iterator[Block]:
    """In order of importance, with room for what people agree."""
    plan = debrief.plan
    yield paragraph(
        "In order of importance. For each row agree on what is done (people, training, equipment, the procedure itself),"
        " who does it, and by when. Where the team was right and the procedure was not, the action is to change the procedure."
    )
    if agreed := agreed_words(plan):
        recorded = [one.agreed.last_recorded for one in plan if one.agreed is not None]
        recorded += [one.said.recorded for one in plan if one.said is not None]
        yield paragraph(f"{agreed[0].upper()}{agreed[1:]}, as recorded up to {max(recorded)}. What is empty is open.")
    has_done = any(one.agreed is not None and one.agreed.done_words for one in plan)
    has_said = any(one.said is not None for one in plan)
    has_sources = any(one.sources for one in plan)
    head = ("Finding", "To put right", "Belongs to", *(["Sources"] if has_sources else []), "Critical", "Points")
    rows = [
        (
            ", ".join(one.findings) or ("hot wash" if one.is_gap else "-"),
            one.what,
            one.belongs_to or "-",
            *([one.sources or "-"] if has_sources else []),
            "yes" if one.is_critical else "",
            "-" if one.is_gap else one.points,
            *((one.agreed.what, one.agreed.owner, one.agreed.by_when) if one.agreed is not None else ("", "", "")),
            *([one.agreed.done_words if one.agreed is not None else ""] if has_done else []),
            *([one.said.words if one.said is not None else ""] if has_said else []),
        )
        for one in plan
    ]
    done_head = ["Done"] if has_done else []
    agreed_head = ("Action", "Owner", "By when", *done_head, *([debrief.who_says] if has_said else []))
    yield table((*head, *agreed_head), rows, room=len(agreed_head))


def signatures(debrief: Debrief) -> Iterator[Block]:
    """Room to sign, by hand: for who agrees on plan and ratings, then for who took part, where anybody is known to have."""
    facts = debrief.facts
    evaluators = dict.fromkeys(one.confirmed.by for one in debrief.ratings if one.confirmed is not None)
    rows = [
        ("Facilitator", facts.facilitator, "", ""),
        ("Evaluator, for the ratings", ", ".join(one for one in evaluators if one), "", ""),
        ("Who accepts this report and its plan", "", "", ""),
    ]
    yield table(("Agreed by", "Name", "Date", "Signature"), rows, room=3)
    people = facts.most_heads or len(facts.seats) - facts.vacant
    if facts.mode == "team" and people:
        yield from _signing_in(facts, people)


def _signing_in(facts: Facts, people: int) -> Iterator[Block]:
    if people > _MOST_ROWS:
        yield paragraph(f"{_WHO_WAS_THERE} For {people} there is no room here: take a list that bears run {facts.run}.")
    else:
        yield paragraph(_WHO_WAS_THERE)
        yield table(("Took part", "Role in the exercise", "Position", "Signature"), [("",) * 4] * people, room=4)


def ratings(debrief: Debrief) -> Iterator[Block]:
    """Each objective with what lowered it, with room for the evaluator's word, and how a rating comes about."""
    critical = {one.id for one in debrief.critical}
    has_capabilities = any(one.capability for one in debrief.ratings)
    is_confirmed = any(one.confirmed is not None for one in debrief.ratings)
    is_for_evaluator = is_confirmed or (debrief.facts.mode == "team" and debrief.facts.is_finished)
    head = ("Objective", *(["Capability"] if has_capabilities else []), "Rating (proposed)", "Score", "What lowered it")
    rows = [
        (
            one.objective,
            *([one.capability or "-"] if has_capabilities else []),
            f"{one.grade}: {one.words}",
            one.told_score or "-",
            _lowered(one, critical),
            *([one.confirmed_words] if is_for_evaluator else []),
        )
        for one in debrief.ratings
    ]
    yield table((*head, *(["Confirmed or changed"] if is_for_evaluator else [])), rows, room=int(is_for_evaluator))
    yield paragraph(HOW_RATED)
    if is_for_evaluator:
        last = max((one.confirmed.recorded for one in debrief.ratings if one.confirmed is not None), default="")
        recorded = f" What evaluators said is as recorded up to {last}." if last else ""
        yield paragraph(
            f"The ratings are proposed by these rules: an evaluator confirms each, or changes it and says why.{recorded}"
        )


def _lowered(rating: RatingRow, critical: Collection[str]) -> str:
    parts = [", ".join(f"{one} (critical)" if one in critical else one for one in rating.findings)]
    if rating.not_reached:
        parts.append(f"{rating.not_reached} {'step' if rating.not_reached == 1 else 'steps'} not reached")
    return "; ".join(part for part in parts if part) or "-"


def covered(debrief: Debrief) -> Iterator[Block]:
    """Source by source."""
    coverage = debrief.coverage
    yield paragraph(
        "By the sources that the procedure names at its steps. It shows what was exercised here and how it went,"
        " not that a requirement is met. What a source asks for and this list does not name was not exercised here."
        " Prohibitions that nobody broke are left out. Whether anybody was tempted is not known."
    )
    if any(not one.steps for one in coverage):
        yield paragraph(
            "Where a source wants all of several things, those are listed, too, that no step here asks for."
        )
    if debrief.facts.is_model:
        yield paragraph(
            "Where a source asks that your own plan is tested, this is no evidence of it: a model was tested."
        )
    is_told = any(one.title for one in coverage)
    rows = [
        (one.title or one.source, *([_place(one)] if is_told else []), ", ".join(one.steps) or "-", one.how)
        for one in coverage
    ]
    head = ("Source", *(["Where in it"] if is_told else []), "Steps and broken prohibitions", "How they went")
    yield table(head, rows)


def _place(one: Coverage) -> str:
    return ": ".join(part for part in (one.place, one.about) if part) or "-"


def cited(debrief: Debrief) -> Iterator[Block]:
    """What is known of the outside sources, each once."""
    yield paragraph(SOURCES_ARE)
    yield listing(one.words for one in debrief.sources)


def record(facts: Facts) -> Iterator[Block]:
    """What was played with what, and how to check that nothing was changed."""
    version = f", begun with ccdrill {facts.program}" if facts.program else ""
    entries = [entry("Run ", code(facts.run), f", scoring rules {facts.rules}{version}")]
    if facts.last and facts.last != facts.ended:
        entries.append(entry(f"Last event recorded: {facts.last}"))
    entries.append(entry("Seal of its last event: ", code(facts.seal)))
    entries.append(entry("Played with, and the SHA-256 of its text:", below=[line(one) for one in facts.contents]))
    yield listing(entries)
    yield paragraph(
        "The run itself is the evidence; this is a report of it. ",
        code(f"ccdrill runs verify {facts.run}"),
        " proves that no event of the run was lost or changed, nor a name or typed text that is still there changed, and prints"
        " its seal: it must be the one above. If events were added to the run since, add ",
        code("--seal"),
        " and the one above, which must be among them. This shows what was changed since the report was handed out: whoever keeps"
        " the data folder could have made another run before. Times in UTC are those of the computer that it was played on. Nothing here"
        " proves who typed, nor that a record which was ticked is there: the program has seen none.",
    )
