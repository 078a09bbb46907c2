"""Paints what stands at the bottom: the decision strip, the status, the keys. Pure: values in, lines out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from ccdrill.tui.actions import Action
from ccdrill.tui.paint import ACCENT, MUTED, REMINDER, STRONG, Line, rule, spread, wrap

if TYPE_CHECKING:  # the library has keys and a status, and no strip
    from ccdrill.session.telling.view import PromptView, View
    from ccdrill.tui.strip import Strip

_LONGEST_BAR = 10
"""Marks for the most hands; where there are no more hands than that, a mark is a hand."""
_HANGING = 2
"""Blanks before what goes on in a further line of the strip."""


def strip_lines(strip: Strip, width: int, amending: str = "") -> list[Line]:
    """The decision as one strip: every field with what was picked, and the keys of the field that has them.

    `amending` says which earlier decision is filled in; its choice then stands above the fields. As high whichever field
    has the keys, so that nothing above it jumps.
    """
    head = "FILL IN" if amending else f"CHOICE {strip.option.number}"
    fields = [_field(strip, prompt, is_active=index == strip.at) for index, prompt in enumerate(strip.prompts)]
    lines = [rule(width), *_flow(Content.styled(f" {head} ", ACCENT), fields, width)]
    if amending:
        chosen = Content.assemble((f" {amending}: ", MUTED), strip.option.text)
        lines.insert(1, spread(chosen, "", width))
    elif strip.written is not None:
        lines.insert(1, spread(Content.assemble((" In your own words: ", MUTED), strip.option.text), "", width))
    if strip.prompt is None:
        lines.append(Content.styled("  Nothing is asked here.", MUTED))
    else:
        rows = _answers(strip, strip.prompt, width)
        most = max(len(_answers(strip, prompt, width)) for prompt in strip.prompts)
        lines += [*rows, *[Content("")] * (most - len(rows))]
    return lines


def hands_lines(view: View, width: int) -> list[Line]:
    """A show of hands under the options: how many, never whose; nothing where nobody counted."""
    if not view.hands:
        return []
    most = max(_LONGEST_BAR, *view.hands)
    pieces = [
        Content.assemble((f"   {one.number}: ", ACCENT), "▪" * (count * _LONGEST_BAR // most), (f" {count}", STRONG))
        for one, count in zip(view.options, view.hands, strict=True)
    ]
    people = f" of {view.people}" if view.people else ""
    rows = _flow(Content.styled(" Show of hands", MUTED), pieces, width - 12)
    rows[-1] = spread(rows[-1], Content.styled(f"{sum(view.hands)}{people} ", MUTED), width)
    return [rule(width), *rows]


def status(left: str, right: str, width: int, style: str = MUTED) -> list[Line]:
    """What is going on, in words: one line, or as many as the left side needs, with the right side on the last."""
    room = max(20, width - cell_len(right) - 3)
    rows = wrap(left, room)
    above = [Content.styled(f" {row}", style) for row in rows[:-1]]
    return [*above, spread(Content.styled(f" {rows[-1]}", style), Content.styled(f"{right} ", MUTED), width)]


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


def _field(strip: Strip, prompt: PromptView, *, is_active: bool) -> Content:
    """One field with what was picked in it."""
    limit = strip.limit(prompt)
    return Content.assemble(
        (f"  {prompt.label}{f', {limit}' if limit else ''} ", STRONG if is_active else MUTED),
        (f"[{_picked(strip, prompt) or '·'}]", "bold $foreground on $picked" if is_active else ""),
    )


def _flow(head: Content, pieces: Iterable[Content], width: int) -> list[Line]:
    """The pieces behind the head, as many to a line as fit; none is broken."""
    lines = [head]
    for piece in pieces:
        if lines[-1].cell_length + piece.cell_length > width and lines[-1].cell_length > _HANGING:
            lines.append(Content(" " * _HANGING))
        lines[-1] = Content.assemble(lines[-1], piece)
    return lines


def _picked(strip: Strip, prompt: PromptView) -> str:
    if prompt.asks == "reason":
        return strip.reason if len(strip.reason) <= 18 else strip.reason[:15] + "..."
    keys = {answer.id: answer.key for answer in prompt.answers}
    return " ".join(keys[one] for one in strip.picked.get(prompt.asks, ()) if one in keys)


def _answers(strip: Strip, prompt: PromptView, width: int) -> list[Line]:
    """The answers of a field, each with its key, as many to a line as fit; what was picked is marked in words too."""
    if not prompt.answers:
        return [Content.styled(f"   {prompt.help}: Tab to type, Enter when done", MUTED)]
    pieces = []
    for answer in prompt.answers:
        is_picked = answer.id in strip.picked.get(prompt.asks, ())
        mark = "*" if is_picked else " "
        pieces.append(
            Content.assemble((f"{mark}{answer.key} ", ACCENT), (f"{answer.title}  ", STRONG if is_picked else ""))
        )
    return _flow(Content(" " * _HANGING), pieces, width)
