"""Paints the lessons of a debrief: where it turned, what would have been, where the loss lies, how sure people were."""

from collections.abc import Mapping

from textual.content import Content

from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.document.lessons import UNKNOWN, Breakdown, Cost, Otherwise, Sure, TurningPoint, unknown_words
from ccdrill.tui.paint import ACCENT, BAD, GOOD, MUTED, STRONG, Line, lines_of, spread

_TURNS = 2
"""Decisions that are named as those that cost most."""
_STYLES: Mapping[Cost, str] = {"nothing": GOOD, "records": ACCENT, "points": BAD}


def turned(debrief: Debrief, width: int) -> list[Line]:
    """The decisions that cost most, and the run beside the best way through."""
    costly = [one for one in debrief.turning_points if one.cost][:_TURNS]
    lines: list[Line] = []
    for one in costly:
        lines += [*([Content("")] if lines else []), *_turning_point(one, width)]
    unknown = [one for one in debrief.turning_points if not one.is_known]
    if unknown:
        lines += [Content("")] if lines else []
        for one in sorted(unknown, key=lambda one: one.decision):
            lines += lines_of(f"{one.clock}: {one.choice}", width, indent="  ", first=f"{UNKNOWN} ")
        lines += lines_of(f"{UNKNOWN}: {unknown_words(debrief.turning_points)}", width, MUTED, indent="  ")
    if debrief.turned_nowhere:
        lines += lines_of(debrief.turned_nowhere, width)
    if debrief.otherwise is not None:
        lines += [Content("")] if lines else []
        lines += _otherwise(debrief.otherwise, debrief.standing, width)
    return lines


def _turning_point(one: TurningPoint, width: int) -> list[Line]:
    rows = lines_of(f"{one.clock}: {one.choice}", width, indent="  ", first="· ")
    lines: list[Line] = [rows[0].stylize(BAD, 0, 1), *rows[1:]]
    lines += lines_of(one.words, width, indent="  ")
    if one.instead:
        lines += lines_of(f"Instead: {one.instead}", width, MUTED, indent="  ")
    return lines


def _otherwise(found: Otherwise, standing: str, width: int) -> list[Line]:
    if not found.score:
        return lines_of("The search for the best way through was cut short: not exhausted.", width, MUTED)
    lines = lines_of(
        f'The best way through scores {found.score} of 100 and comes to "{found.ending_title}", by this scenario\'s assumptions.',
        width,
    )
    for said in (found.beyond, standing):
        lines += lines_of(said, width) if said else []
    for one in (*found.times, *found.consequences):
        lines += lines_of(one.told(), width, indent="    ", first="  · ")
    return lines


def losses(debrief: Debrief, width: int) -> list[Line]:
    """What was exercised, and where in the procedure the loss lies."""
    lines = lines_of(debrief.exercised, width, MUTED)
    for view in debrief.breakdowns:
        lines += [Content(""), *_breakdown(view, width)]
    return lines


def _breakdown(view: Breakdown, width: int) -> list[Line]:
    lines: list[Line] = [
        spread(Content.styled(f"By {view.by}", STRONG), Content.styled("points lost", MUTED), width),
    ]
    for one in view.shares:
        rows = lines_of(one.label, width - 10, indent="    ", first="  ")
        lines += [*rows[:-1], spread(rows[-1], Content(one.lost), width)]
    return lines


def sureness(found: Sure, width: int) -> list[Line]:
    """How sure the team was, against how right."""
    lines = lines_of(found.line, width)
    if found.brier:
        lines += lines_of(
            f"Brier score {found.brier}; 0 is best, 0.25 is guessing. No part of the score.", width, MUTED
        )
    if found.no_brier:
        lines += lines_of(found.no_brier, width, MUTED)
    is_mixed = any(one.cost != "nothing" for one in found.rows)
    for one in found.rows if is_mixed else ():
        how, style = one.words, _STYLES[one.cost]
        rows = lines_of(f"{how}, {one.sure}: {one.choice}", width, indent="  ", first="· ")
        lines += [rows[0].stylize(style, 2, 2 + len(how)), *rows[1:]]
    if found.unknown:
        lines += lines_of(found.unknown_words, width, MUTED, indent="  ")
    return lines
