"""The lessons of a debrief as labelled lines."""

from collections.abc import Iterator

from ccdrill.debrief.document import Debrief
from ccdrill.debrief.losses import quoted
from ccdrill.plain.lines import folded

_TURNS = 2
"""Decisions that are named as those that cost most."""


def lessons(found: Debrief) -> Iterator[str]:
    """Where it turned, what would have been, where the loss lies, how sure people were."""
    for turn in [one for one in found.turning_points if one.cost][:_TURNS]:
        yield folded(f"TURNING POINT: {turn.clock}: {quoted(turn.choice)}. {turn.words}")
        if turn.instead:
            yield folded(f"- instead: {turn.instead}")
    if found.otherwise is not None:
        yield from _otherwise(found)
    if found.breakdowns:
        yield folded(f"WHERE THE LOSS LIES: {found.exercised}")
    for view in found.breakdowns:
        for share in view.shares:
            if share.lost == "0.0":
                continue
            yield folded(f"- {view.by}: {share.label}: {share.lost} points")
    if found.sure is not None:
        brier = f" Brier score {found.sure.brier}; 0 is best, 0.25 is guessing." if found.sure.brier else ""
        yield folded(f"HOW SURE: {found.sure.line}{brier}")
        for one in found.sure.rows:
            yield folded(f"- {'cost nothing' if one.was_right else 'cost points'}, {one.sure}: {one.choice}")


def _otherwise(found: Debrief) -> Iterator[str]:
    other = found.otherwise
    if other is None or not other.score:
        yield "THE BEST WAY THROUGH: not exhausted; the search was cut short."
        return
    yield folded(
        f"THE BEST WAY THROUGH: {other.score} of 100, ending: {other.ending_title} ({other.ending_kind}),"
        " by this scenario's assumptions."
    )
    for one in (*other.times, *other.consequences):
        yield folded(f"- {one.label}: {one.actual}; there {one.otherwise}")
