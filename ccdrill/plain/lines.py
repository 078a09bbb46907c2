"""Views and debriefs as labelled lines. Text only: whoever prints them decides where."""

from collections.abc import Iterator
from textwrap import fill

from ccdrill.debrief.document import Debrief, Finding
from ccdrill.session.view import ExhibitView, MessageView, OutcomeView, PromptView, View

WIDTH = 78
"""Columns; screen readers and logs do not mind short lines."""


def wrapped(text: str, indent: str = "") -> str:
    """Paragraphs wrapped to the width; lines that are indented already stay as they are."""
    paragraphs = []
    for block in text.strip("\n").split("\n\n"):
        lines = block.split("\n")
        if any(line.startswith((" ", "\t")) for line in lines):
            paragraphs.append("\n".join(f"{indent}{line}" for line in lines))
        else:
            paragraphs.append(fill(" ".join(lines), WIDTH, initial_indent=indent, subsequent_indent=indent))
    return "\n\n".join(paragraphs)


def header(view: View) -> str:
    """What stands above everything: that this is an exercise."""
    marking = f" {view.marking}." if view.marking else ""
    team = f" Team: {view.team}." if view.team else ""
    return f"THIS IS AN EXERCISE.{marking} Drill: {view.drill}.{team} Run: {view.run}."


def situation(view: View) -> Iterator[str]:
    """Where the story stands, without the choices."""
    yield ""
    yield f"SITUATION {view.decided + 1}, {view.clock}: {view.title}"
    yield wrapped(view.narrative)
    for meter in view.meters:
        yield f"{meter.label}: {meter.value}"
    if view.exhibits:
        table = "; ".join(
            f"{exhibit.letter} {exhibit.title}{' (new)' if exhibit.is_new else ''}" for exhibit in view.exhibits
        )
        yield fill(f"On the table: {table}", WIDTH, subsequent_indent="  ")


def messages(found: tuple[MessageView, ...]) -> Iterator[str]:
    """What arrived."""
    for message in found:
        yield fill(f"MESSAGE, {message.clock}, {message.sender}: {message.text}", WIDTH, subsequent_indent="  ")


def talk(view: View) -> Iterator[str]:
    """What to talk about before the options open."""
    if view.talk:
        yield "TALK ABOUT:"
        for question in view.talk:
            yield fill(f"- {question}", WIDTH, subsequent_indent="  ")


def options(view: View) -> Iterator[str]:
    """What can be chosen."""
    yield f"QUESTION: {view.question}"
    for option in view.options:
        yield fill(f"{option.number}. {option.text}", WIDTH, subsequent_indent="   ")


def outcome(found: OutcomeView) -> Iterator[str]:
    """What a decision came to."""
    took = f" (takes {found.took}, until {found.until})" if found.took else ""
    yield ""
    yield fill(f"DECIDED: {found.choice}{took}", WIDTH, subsequent_indent="  ")
    if found.text:
        yield wrapped(found.text)
    for meter in found.meters:
        yield f"{meter.label}: {meter.value} ({meter.trend})"
    yield from messages(found.messages)
    for remark in found.remarks:
        label = {"good": "AS WRITTEN", "bad": "NOT AS WRITTEN", "missed": "LEFT OUT", "plain": "NOTE"}[remark.tone]
        yield fill(f"{label}: {remark.text}", WIDTH, subsequent_indent="  ")


def exhibit(found: ExhibitView) -> Iterator[str]:
    """A paper, whole."""
    yield ""
    yield f"EXHIBIT {found.letter} ({found.kind}): {found.title}"
    yield from (f"  {line}" for line in found.body.split("\n"))
    yield "END OF EXHIBIT"


def so_far(view: View) -> Iterator[str]:
    """What happened."""
    yield "SO FAR:"
    for line in view.so_far:
        label = {"state": "situation", "decision": "decided", "message": "message"}[line.kind]
        yield fill(f"{line.clock} {label}: {line.text}", WIDTH, subsequent_indent="  ")


def prompt(found: PromptView) -> Iterator[str]:
    """What is asked beside a choice, and how to answer."""
    several = "several, with spaces between" if found.picks_many else "one"
    how = f"answer with {several}" if found.answers else "type it"
    yield f"{found.label.upper()}: {found.help}? ({how}; an empty line leaves it open)"
    for answer in found.answers:
        yield f"  {answer.key} {answer.title}"


def ending(view: View) -> Iterator[str]:
    """How it ended."""
    if view.ending is not None:
        yield ""
        yield f"THE END ({view.ending.kind}), {view.clock}: {view.ending.title}"
        yield wrapped(view.ending.text)


def debrief(found: Debrief) -> Iterator[str]:
    """In words first, then the number."""
    yield ""
    yield f"DEBRIEF: {found.facts.drill}"
    if found.facts.is_model:
        yield "Scored against a model procedure, not one of your organisation's own."
    yield f"Procedure: {found.facts.procedure}"
    yield ""
    yield "WHAT WENT AS WRITTEN:"
    for kept in found.kept:
        due = f" (due {kept.due})" if kept.due else ""
        yield fill(f"- {kept.done}: {kept.text}{due}", WIDTH, subsequent_indent="  ")
    if not found.kept:
        yield "- nothing"
    yield "CRITICAL FAILURES:"
    yield from _findings(found.critical)
    yield "WHAT ELSE DIFFERED:"
    yield from _findings(found.differed)
    yield ""
    if found.numbers.played_words:
        played = f" On what was played: {found.numbers.played}." if found.numbers.played else ""
        yield wrapped(
            f"SCORE: {found.numbers.played_words}{played} On the whole procedure: {found.numbers.score} of 100."
        )
    else:
        yield f"SCORE: {found.numbers.score} of 100"
    for rating in found.ratings:
        yield fill(
            f"OBJECTIVE: {rating.objective}: {rating.grade}, {rating.words} (proposed)", WIDTH, subsequent_indent="  "
        )
    yield "WHAT IT CAME TO (by this scenario's assumptions):"
    for one in found.consequences:
        yield f"- {one.label}: {one.start} at the start, {one.end} at the end"
    if found.next:
        yield "PRACTISE NEXT:"
        for text in found.next:
            yield fill(f"- {text}", WIDTH, subsequent_indent="  ")


def _findings(findings: tuple[Finding, ...]) -> Iterator[str]:
    for one in findings:
        cited = f" [{one.citation.document}, {one.citation.step}]" if one.citation is not None else ""
        yield fill(f"- {one.sentence} {one.points} points.{cited}", WIDTH, subsequent_indent="  ")
    if not findings:
        yield "- none"
