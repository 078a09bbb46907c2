"""Paints the facilitator's notes. Pure: the notes and a width in, lines out."""

from collections.abc import Iterable

from textual.content import Content

from ccdrill.session.console.notes import FactView, NotesView
from ccdrill.tui.paint import TITLE, Line, lines_of, told


def notes(found: NotesView, width: int) -> list[Line]:
    """What to say, what to watch for, how it stands, and the answers to give."""
    if found.is_empty:
        return [Content("The author of this scenario wrote no notes here.")]
    known, unknown = ([fact for fact in found.facts if fact.is_known is wanted] for wanted in (True, False))
    parts = [
        _part("Say", lines_of(found.say, width, indent="  ")) if found.say else [],
        _part("Watch for", listed(found.watch_for, width)),
        _part(
            "How it stands, unknown to the team", listed((f"{one.label}: {one.value}" for one in found.meters), width)
        ),
        _part("Answers, when the team asks", facts(known, width)),
        _part("Nobody in the story knows this yet: keep it", facts(unknown, width)),
    ]
    lines = [line for part in parts if part for line in (*part, Content(""))]
    return lines[:-1]


def _part(title: str, lines: list[Line]) -> list[Line]:
    return [Content.styled(title, TITLE), *lines] if lines else []


def facts(found: Iterable[FactView], width: int) -> list[Line]:
    """Answers to questions that the story does not ask."""
    return [line for one in found for line in told(one.about, one.answer, width)]


def listed(texts: Iterable[str], width: int) -> list[Line]:
    """A text a line, in hanging lines."""
    return [line for one in texts for line in lines_of(one, width, indent="  ", first="· ")]
