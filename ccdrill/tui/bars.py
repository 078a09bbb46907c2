"""Paints what stands at the bottom: the decision strip, the status, the keys. Pure: values in, lines out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from ccdrill.tui.actions import Action
from ccdrill.tui.paint import ACCENT, MUTED, STRONG, Line, rule, spread, wrap

if TYPE_CHECKING:  # the library has keys and a status, and no strip
    from ccdrill.session.view import PromptView
    from ccdrill.tui.strip import Strip

REMINDER = "THIS IS AN EXERCISE"


def strip_lines(strip: Strip, width: int, *, is_amending: bool = False) -> list[Line]:
    """The decision as one strip: every field with what was picked, and the keys of the field that has them."""
    head = "FILL IN" if is_amending else f"DECIDE {strip.option.number}"
    parts: list[Content | tuple[str, str] | str] = [(f" {head} ", ACCENT)]
    for index, prompt in enumerate(strip.prompts):
        active = index == strip.at
        value = _picked(strip, prompt) or "·"
        parts.append((f"  {prompt.label} ", STRONG if active else MUTED))
        parts.append((f"[{value}]", "bold $foreground on $picked" if active else ""))
    lines = [rule(width), Content.assemble(*parts)]
    if strip.prompt is not None:
        lines += _answers(strip, strip.prompt, width)
    return lines


def status(left: str, right: str, width: int) -> list[Line]:
    """What is going on, in words: one line, or as many as the left side needs, with the right side on the last."""
    room = max(20, width - cell_len(right) - 3)
    rows = wrap(left, room)
    above = [Content.styled(f" {row}", MUTED) for row in rows[:-1]]
    return [*above, spread(Content.styled(f" {rows[-1]}", MUTED), Content.styled(f"{right} ", MUTED), width)]


def keys(actions: Iterable[Action], width: int, reminder: str = REMINDER) -> Line:
    """The key bar: as many actions as fit, the first ones first, and the reminder."""
    right = Content.styled(f"{reminder} ", ACCENT) if reminder else Content("")
    room = width - right.cell_length - 2
    parts: list[Content] = []
    used = 0
    for one in actions:
        piece = Content.assemble((f" {one.key_label}", "bold $accent"), (f" {one.label} ", ""))
        if used + piece.cell_length > room:
            break
        parts.append(piece)
        used += piece.cell_length
    return spread(Content("").join(parts), right, width)


def _picked(strip: Strip, prompt: PromptView) -> str:
    if prompt.asks == "reason":
        return strip.reason if len(strip.reason) <= 18 else strip.reason[:15] + "..."
    ids = strip.picked.get(prompt.asks, ())
    return " ".join(answer.key for answer in prompt.answers if answer.id in ids)


def _answers(strip: Strip, prompt: PromptView, width: int) -> list[Line]:
    """The answers of a field, each with its key, as many to a line as fit; what was picked is marked in words too."""
    if not prompt.answers:
        return [Content.styled(f"   {prompt.help}: Tab to type, Enter when done", MUTED)]
    lines: list[Line] = []
    row: list[Content] = []
    used = 3
    for answer in prompt.answers:
        is_picked = answer.id in strip.picked.get(prompt.asks, ())
        mark = "*" if is_picked else " "
        piece = Content.assemble((f"{mark}{answer.key} ", ACCENT), (f"{answer.title}  ", STRONG if is_picked else ""))
        if used + cell_len(piece.plain) > width and row:
            lines.append(Content.assemble("  ", *row))
            row, used = [], 3
        row.append(piece)
        used += cell_len(piece.plain)
    return [*lines, Content.assemble("  ", *row)]
