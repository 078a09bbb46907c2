"""A debrief as labelled lines, in words first, then the number. Text only: whoever prints them decides where."""

from collections.abc import Iterator

from ccdrill.debrief.document import Debrief, Finding
from ccdrill.plain.lessons import lessons
from ccdrill.plain.lines import folded, wrapped


def debrief(found: Debrief) -> Iterator[str]:
    """In words first, then the number."""
    yield ""
    yield folded(f"DEBRIEF: {found.facts.drill}")
    if found.facts.is_model:
        yield "Scored against a model procedure, not one of your organisation's own."
    yield folded(f"Procedure: {found.facts.procedure}; document: {found.facts.document}")
    yield ""
    yield "WHAT WENT AS WRITTEN:"
    for kept in found.kept:
        yield folded(f"- {kept.words}")
    if not found.kept:
        yield "- nothing" if not found.unrecorded else "- nothing with all its records"
    if found.unrecorded:
        yield "DONE AS WRITTEN, BUT FOR RECORDS THAT ARE MISSING:"
        for kept in found.unrecorded:
            yield folded(f"- {kept.words}. {kept.lost} points.")
    yield "CRITICAL FAILURES:"
    yield from _findings(found.critical)
    yield "WHAT ELSE DIFFERED:"
    yield from _findings(found.differed_in_deed)
    yield from _listed("WHAT DIFFERED AT NO COST", found.costless)
    yield from _listed("NOT REACHED (it was ended before they could be done)", found.withheld)
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
    yield from lessons(found)
    yield "WHAT IT CAME TO (by this scenario's assumptions):"
    for one in found.consequences:
        yield folded(f"- {one.label}: {one.start} at the start, {one.end} {found.at_the_end}")
    yield from _hints(found)
    if found.next:
        yield "PRACTISE NEXT:"
        for text in found.next:
            yield folded(f"- {text}")
    yield from _limits(found)


def _hints(found: Debrief) -> Iterator[str]:
    """What helped the team on, where there was anything to help it."""
    if not found.hints and found.hints_offered:
        yield "No hints were taken."
    elif found.hints:
        yield "HINTS THAT WERE TAKEN (at no cost):"
    for hint in found.hints:
        yield folded(f"- {hint.clock} {hint.where}: {hint.text}")


def _limits(found: Debrief) -> Iterator[str]:
    """What the exercise says nothing of."""
    for title, texts in (
        ("NOT EXERCISED IN THIS DRILL", found.not_exercised),
        ("NOT RECORDED, SO NOT JUDGED", found.not_recorded),
        ("WHO ACTED IS NOT JUDGED WHERE A ROLE WAS VACANT", found.by_vacant),
    ):
        yield from _listed(title, texts)


def _listed(title: str, texts: tuple[str, ...]) -> Iterator[str]:
    """Nothing where there is nothing to list."""
    if texts:
        yield f"{title}:"
        yield from (folded(f"- {text}") for text in texts)


def _findings(findings: tuple[Finding, ...]) -> Iterator[str]:
    for one in findings:
        cited = f" [{one.citation.step}]" if one.citation is not None else ""
        yield folded(f"- {one.sentence} {one.points} points.{cited}")
    if not findings:
        yield "- none"
