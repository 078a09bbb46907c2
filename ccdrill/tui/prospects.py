"""Paints what choices would do, for the facilitator: each in a row or two, or one with all that would come of it. Pure."""

from textual.content import Content

from ccdrill.model.counted import many
from ccdrill.session.console.backstage import Backstage
from ccdrill.session.console.prospects import ProspectView
from ccdrill.session.telling.view import OptionView, View
from ccdrill.tui import story
from ccdrill.tui.paint import ACCENT, BAD, GOOD, MUTED, STRONG, Line, lines_of

_WELCOME = ("good", "plain")
"""The tones of what does not speak against a choice."""


def choices(view: View, back: Backstage, picked: OptionView | None, width: int, rows: int) -> list[Line]:
    """Each choice in so many rows at most, and what it does in one more."""
    head = "CHOICES" if view.is_options_open else "CHOICES, not open yet: o opens them"
    lines: list[Line] = [Content.styled(f" {head}", MUTED)]
    for one in back.prospects:
        is_picked = picked is not None and picked.id == one.option.id
        mark = Content.styled(f"{'*' if is_picked else ' '}{one.option.number}  ", ACCENT)
        is_counted = bool(view.hands) and one.option.number > 0
        counted = f"{many(view.hands[one.option.number - 1], 'hand', 'hands')}: " if is_counted else ""
        text = shortened(lines_of(counted + one.option.text, width - 4, STRONG if is_picked else ""), rows, width - 4)
        lines += [Content.assemble(mark if not at else "    ", line) for at, line in enumerate(text)]
        does = Content.assemble("    ", (f"{_where(one)} · ", MUTED), *_judged(one))
        lines.append(does.truncate(width, ellipsis=True))
    if view.is_options_open and all(one.option.number for one in back.prospects):
        own = Content.assemble((" 0  ", ACCENT), ("Something else, in their own words: you say what it is", MUTED))
        lines.append(own.truncate(width, ellipsis=True))
    return lines


def _where(one: ProspectView) -> str:
    """How long a choice takes and where it leads."""
    to = f"ends: {one.goes_to}" if one.is_end else f"to {one.goes_to}" if " " not in one.goes_to else one.goes_to
    return f"{one.takes or 'no time'}, {to}"


def _judged(found: ProspectView) -> list[tuple[str, str]]:
    """What the procedure says of a choice, by the ids of steps and prohibitions; what speaks against it first, for the row may be cut."""
    bad = [one.about for one in found.remarks if one.tone == "bad"]
    groups = (
        ("breaks", BAD, [one for one in bad if one in found.breaks]),
        ("not as written:", BAD, [one for one in bad if one and one not in found.breaks]),
        ("uncalled for", BAD, [one for one in bad if not one]),
        ("gives up", BAD, [one.about for one in found.remarks if one.tone == "missed"]),
        ("fulfils", GOOD, [one.about for one in found.remarks if one.tone == "good"]),
    )
    said = [(f"{word} {', '.join(dict.fromkeys(ids))}".rstrip(), style) for word, style, ids in groups if ids]
    if not said:
        return [("nothing in the procedure", MUTED)]
    return [part for at, one in enumerate(said) for part in ([("; ", MUTED), one] if at else [one])]


def consequences(one: ProspectView, width: int) -> list[Line]:
    """All that would come of a choice, in sentences; what speaks against it first, for the rest may have no room."""
    place = f"{'ends' if one.is_end else 'to'}: {one.place}" if one.place else one.goes_to
    said = f"IF {one.option.number}: {one.takes or 'no time'}, {place}"
    lines = lines_of(said, width - 2, ACCENT, indent="  ", first=" ")
    lines += lines_of(one.option.text, width - 2, STRONG, indent="  ")
    lines += [line for who in one.brings for line in lines_of(f"Meanwhile: {who}.", width - 2, indent="  ")]
    if not one.remarks:
        return [*lines, Content.styled("  The procedure says nothing of it.", MUTED)]
    remarks = sorted(one.remarks, key=lambda remark: remark.tone in _WELCOME)
    return [*lines, *(line for remark in remarks for line in story.remark(remark, width))]


def shortened(lines: list[Line], rows: int, width: int) -> list[Line]:
    """The first rows; the last of them ends with a whole word and says that there is more."""
    if len(lines) <= rows:
        return lines
    *kept, last = lines[:rows]
    if last.cell_length > width - 2:
        whole = last.plain.rfind(" ")
        last = last[:whole] if whole > 0 else last.truncate(width - 2)
    return [*kept, Content.assemble(last.truncate(width - 2), " …")]
