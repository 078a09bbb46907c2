"""A debrief as labelled lines, in words first, then the number. Text only: whoever prints them decides where."""

from collections.abc import Iterator

from ccdrill.debrief.document.document import Debrief, Finding
from ccdrill.debrief.document.lessons import Improvement
from ccdrill.debrief.telling.told_after import few_words, statement_told, washed
from ccdrill.model.form import REMARKS
from ccdrill.plain.lessons import lessons
from ccdrill.plain.lines import folded, section, wrapped


def debrief(found: Debrief) -> Iterator[str]:
    """In words first, then the number."""
    yield ""
    yield folded(f"DEBRIEF: {found.facts.drill}")
    if found.facts.is_model:
        yield "Scored against a model procedure, not one of your organisation's own."
    yield folded(f"Procedure: {found.facts.procedure}; document: {found.facts.document}")
    none = "nothing with all its records" if found.unrecorded else "nothing"
    yield from section("WHAT WENT AS WRITTEN", (kept.words for kept in found.kept), none)
    records = (f"{kept.words}. {kept.lost} points." for kept in found.unrecorded)
    yield from section("DONE AS WRITTEN, BUT FOR RECORDS THAT ARE MISSING", records)
    yield from section("CRITICAL FAILURES", _findings(found.critical), "none")
    yield from section("WHAT ELSE DIFFERED", _findings(found.differed_in_deed), "nothing")
    yield from section("WHAT DIFFERED AT NO COST", found.costless)
    yield from section(f"NOT REACHED (it was {found.cut})", found.withheld)
    yield ""
    if found.numbers.played_words:
        played = f" On what was played: {found.numbers.played}." if found.numbers.played else ""
        yield wrapped(
            f"SCORE: {found.numbers.played_words}{played} On the whole procedure: {found.numbers.score} of 100."
        )
    else:
        yield f"SCORE: {found.numbers.score} of 100"
    yield folded(found.numbers.lost_words)
    for rating in found.ratings:
        yield folded(f"OBJECTIVE: {rating.objective}: {rating.grade}, {rating.words} (proposed)")
        if rating.confirmed is not None:
            yield folded(f"- {rating.confirmed_words}")
    yield from lessons(found)
    consequences = (
        f"{one.label}: {one.start} at the start, {one.end} {found.at_the_end}" for one in found.consequences
    )
    yield from section("WHAT IT CAME TO (by this scenario's assumptions)", consequences)
    yield from _hints(found)
    yield from section("PRACTISE NEXT", found.next)
    yield from section("HOT WASH", _washed(found))
    yield from section(
        "WHAT WAS AGREED", (line for one in found.plan if not one.is_gap for line in _agreed(found, one))
    )
    yield from section("WHAT PARTICIPANTS SAID (how many, never whose)", _forms(found))
    yield from _limits(found)


def _forms(found: Debrief) -> Iterator[str]:
    """How far they agree, and what they wrote."""
    if found.feedback is None:
        return
    if words := few_words(found.feedback):
        yield f"Few answers: {words}"
    for one in found.feedback.statements:
        yield f"{one.text}: {statement_told(one)}"
    for remark in found.feedback.remarks:
        yield f"{REMARKS[remark.kind]}: {remark.text}"


def _washed(found: Debrief) -> Iterator[str]:
    """What was missing with what is done about it, in one line each."""
    for one in washed(found, found.hot_wash) if found.hot_wash is not None else ():
        yield f"{one.label}: {'. '.join((one.text, *one.below))}"


def _agreed(found: Debrief, row: Improvement) -> Iterator[str]:
    """Nothing for a row on which nothing was agreed."""
    if row.agreed is not None:
        done = f". Done: {row.agreed.done_words}" if row.agreed.done_words else ""
        yield f"{row.what}. Action: {row.agreed.what} ({row.agreed.who_and_when}){done}"
    if row.said is not None:
        yield f"{row.what}. {found.who_says}: {row.said.words}"


def _hints(found: Debrief) -> Iterator[str]:
    """What helped the team on, where there was anything to help it; and what the facilitator did to the story."""
    if not found.hints and found.hints_offered:
        yield ""
        yield "No hints were taken."
    yield from section("WHAT THE FACILITATOR DID BY HAND", (f"{one.clock} {one.words}" for one in found.by_hand))
    taken = (f"{hint.clock} {hint.where}: {hint.text}" for hint in found.hints)
    yield from section("HINTS THAT WERE TAKEN (at no cost)", taken)


def _limits(found: Debrief) -> Iterator[str]:
    """What the exercise says nothing of."""
    for title, texts in (
        ("NOT EXERCISED IN THIS DRILL", found.not_exercised),
        ("NOT RECORDED, SO NOT JUDGED", found.not_recorded),
        ("WHO ACTED IS NOT JUDGED WHERE A ROLE WAS VACANT", found.by_vacant),
    ):
        yield from section(title, texts)


def _findings(findings: tuple[Finding, ...]) -> Iterator[str]:
    for one in findings:
        cited = f" [{one.citation.step}]" if one.citation is not None else ""
        yield f"{one.sentence} {one.points} points.{cited}"
