"""Paints what the library lists: rows of drills, decks and runs, and the preview of each. Pure: values and a width in, lines out."""

from collections.abc import Sequence
from pathlib import Path

from rich.cells import cell_len
from textual.content import Content

from ccdrill.authoring.decoding.load import Reading
from ccdrill.authoring.library.catalogue import Entry, Preview
from ccdrill.debrief.listing.summary import Summary
from ccdrill.engine.calendar import MONTHS
from ccdrill.model.counted import many
from ccdrill.model.deck import Deck
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.drill import capabilities_of
from ccdrill.model.filled import filled
from ccdrill.tui.paint import BAD, MUTED, STRONG, TITLE, Line, lines_of

_MOST_ROWS = 2
"""Rows of a title in the list."""
_CAPITALS = {"ivr": "IVR", "pci": "PCI", "acd": "ACD"}
"""Words of topics that are written in capitals."""


def hanging(title: str, width: int) -> list[Line]:
    """A title; what goes on in a second line stands in from it, and the preview has what goes on after that."""
    if cell_len(title) + 2 <= width:
        return [Content(f"  {title}")]
    rows = lines_of(title, width, indent="    ", first="  ")
    if len(rows) <= _MOST_ROWS:
        return rows
    cut = rows[_MOST_ROWS - 1].truncate(width - 2)
    return [*rows[: _MOST_ROWS - 1], Content(f"{cut.plain.rstrip()} …")]


def run_lines(one: Summary, width: int) -> list[Line]:
    """The drill, and below it when, how well, and by whom."""
    if one.status == "damaged":
        return [Content("  Damaged run")]
    told: list[str] = []
    for part in (f"{day(one.began)} {one.began[11:]}", f"{one.score} of 100" if one.score else "", one.team):
        joined = f"{told[-1]} · {part}" if told else part
        if part and (not told or cell_len(f"    {joined}") > width):
            told.append(part)
        elif part:
            told[-1] = joined
    return [
        *hanging(one.drill, width),
        *(line for row in told for line in lines_of(row, width, MUTED, indent="    ")),
    ]


def day(began: str) -> str:
    """`2026-11-25 02:59` as `25 Nov 2026`: lists are kept for years."""
    return f"{int(began[8:10])} {MONTHS[int(began[5:7]) - 1]} {began[:4]}"


def _in_words(topic: str) -> str:
    return " ".join(_CAPITALS.get(word, word) for word in topic.split("-"))


def _errors(problems: Sequence[Diagnostic], width: int) -> list[Line]:
    """Why a file can't be played, as far as it fits."""
    from ccdrill.authoring.telling.report import report

    lines: list[Line] = [Content.styled("This file has errors", BAD), Content("")]
    for text in report(problems[:3], width):
        lines += lines_of(text, width)
    return lines


def drill_preview(entry: Entry, preview: Preview, width: int) -> list[Line]:
    """What a drill is about, or why it can't be played."""
    if entry.drill is None or preview.scenario is None:
        return _errors(preview.diagnostics, width)
    drill, scenario = entry.drill, preview.scenario
    mode = "One person alone" if drill.mode == "solo" else "A team with a facilitator"
    lines = [*lines_of(drill.title, width, TITLE), Content(f"{mode} · {drill.minutes} min"), Content("")]
    lines += lines_of(drill.summary or scenario.summary, width)
    lines.append(Content(""))
    if scenario.teaches:
        lines += lines_of(f"Teaches {', '.join(scenario.teaches)}", width, MUTED)
    if scenario.topics:
        lines += lines_of(f"About {', '.join(_in_words(topic) for topic in scenario.topics)}", width, MUTED)
    if preview.procedure:
        lines += lines_of(f"Scored against: {preview.procedure}", width, MUTED)
    aims = [one.text for one in drill.objectives] if drill.mode == "team" else capabilities_of(drill.objectives)
    if aims:
        lines += [Content(""), Content.styled("Objectives" if drill.mode == "team" else "Exercises", STRONG)]
        for aim in aims:
            lines += lines_of(aim, width, indent="  ", first="· ")
    return [*lines, Content(""), Content.styled(f"Drill {drill.id}", MUTED)]


def deck_path(found: Reading[Deck]) -> str:
    """Where a deck lies."""
    return found.loaded.document.file if found.loaded is not None else found.diagnostics[0].file


def deck_lines(found: Reading[Deck], due: int, width: int) -> list[Line]:
    """The deck, and below it how many messages have come back, if any: the preview says how many it has."""
    if found.loaded is None:
        return hanging(f"{Path(deck_path(found)).name}  (has errors)", width)
    deck = found.loaded.model
    back = [Content.styled(f"    {many(due, 'message', 'messages')} due", MUTED)] if due else []
    return [*hanging(filled(deck.title, deck.names), width), *back]


def deck_preview(found: Reading[Deck], due: int, name: str, width: int) -> list[Line]:
    """What a deck is, and what Enter does with it for whoever goes by `name`; or why it can't be practised on."""
    if found.loaded is None:
        return _errors(found.diagnostics, width)
    deck = found.loaded.model
    lines = [
        *lines_of(filled(deck.title, deck.names), width, TITLE),
        Content("One person alone · a few minutes"),
        Content(""),
    ]
    lines += [*lines_of(filled(deck.summary, deck.names), width), Content("")]
    lines += lines_of(
        f"{many(len(deck.items), 'message', 'messages')}, ten at a time: which is a phish, and what do you do with it?",
        width,
    )
    if due:
        lines += lines_of(f"{due} of them {'is' if due == 1 else 'are'} due: they come first.", width, STRONG)
    kept = f"What is judged is kept for {name}" if name else "What is judged is kept without a name"
    return [*lines, Content(""), *lines_of(f"Enter begins. {kept}; n changes that.", width, MUTED)]


def run_preview(one: Summary, width: int) -> list[Line]:
    """What is known of a run, and what Enter does with it."""
    lines = lines_of(one.drill or "This run can't be read", width, TITLE)
    if one.status != "damaged":
        lines += lines_of(f"Begun {day(one.began)}, {one.began[11:]} UTC", width)
        lines += lines_of(f"Played by {one.team}", width) if one.team else []
        lines.append(Content(many(one.decided, "decision", "decisions")))
    if one.score:
        lines += [Content(""), Content.assemble("Score ", (one.score, STRONG), " of 100")]
    if one.problem:
        lines += [Content(""), *lines_of(one.problem, width, BAD)]
    what = {"unfinished": "Enter goes on with it.", "damaged": "Import it again from an exported file, or delete it."}
    return [
        *lines,
        Content(""),
        *lines_of(what.get(one.status, "Enter opens its debrief."), width, MUTED),
        Content.styled(f"Run {one.run}", MUTED),
    ]
