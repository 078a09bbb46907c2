"""The lessons of a debrief as labelled lines."""

from collections.abc import Iterator

from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.document.lessons import UNKNOWN, unknown_words
from ccdrill.model.quoting import quoted
from ccdrill.plain.lines import folded

_TURNS = 2
"""Decisions that are named as those that cost most."""


def lessons(found: Debrief) -> Iterator[str]:
    """Where it turned, what would have been, where the loss lies, how sure people were."""
    yield from _turned(found)
    if found.otherwise is not None:
        yield from _otherwise(found)
    if found.breakdowns:
        yield ""
        yield folded(f"WHERE THE LOSS LIES: {found.exercised}")
    for view in found.breakdowns:
        for share in view.shares:
            if share.lost == "0.0":
                continue
            yield folded(f"- {view.by}: {share.label}: {share.lost} points")
    if found.sure is not None:
        brier = f" Brier score {found.sure.brier}; 0 is best, 0.25 is guessing." if found.sure.brier else ""
        why_none = f" {found.sure.no_brier}" if found.sure.no_brier else ""
        yield ""
        yield folded(f"HOW SURE: {found.sure.line}{brier}{why_none}")
        for one in (row for row in found.sure.rows if row.cost != "nothing"):
            yield folded(f"- {one.words}, {one.sure}: {one.choice}")
        if found.sure.unknown:
            yield folded(f"- {found.sure.unknown_words}")


def _turned(found: Debrief) -> Iterator[str]:
    """The decisions that cost most, those of which it is not known, or that there was none."""
    turns = [one for one in found.turning_points if one.cost][:_TURNS]
    unknown = [one for one in found.turning_points if not one.is_known]
    if turns or unknown:
        yield ""
    for turn in turns:
        yield folded(f"TURNING POINT: {turn.clock}: {quoted(turn.choice)}. {turn.words}")
        if turn.instead:
            yield folded(f"- instead: {turn.instead}")
    if found.turned_nowhere:
        yield ""
        yield folded(f"NO TURNING POINT: {found.turned_nowhere}")
    if unknown:
        yield folded(f"TURNING POINTS NOT KNOWN ({UNKNOWN}): {unknown_words(found.turning_points)}")
    for turn in sorted(unknown, key=lambda one: one.decision):
        yield folded(f"- {UNKNOWN} {turn.clock}: {turn.choice}")


def _otherwise(found: Debrief) -> Iterator[str]:
    yield ""
    other = found.otherwise
    if other is None or not other.score:
        yield "THE BEST WAY THROUGH: not exhausted; the search was cut short."
        return
    yield folded(
        f"THE BEST WAY THROUGH: {other.score} of 100, ending: {other.ending_title} ({other.ending_kind}),"
        " by this scenario's assumptions."
    )
    if other.beyond:
        yield folded(other.beyond)
    if found.standing:
        yield folded(found.standing)
    for one in (*other.times, *other.consequences):
        yield folded(f"- {one.told()}")
