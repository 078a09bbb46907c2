"""The lessons of a debrief in words: turning points, what would have been, where the loss lies, how sure people were."""

from collections.abc import Iterator

from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.document.lessons import UNKNOWN, Breakdown, Otherwise, Sure, SureRow, TurningPoint, unknown_words
from ccdrill.reports.blocks import (
    Block,
    Entry,
    Section,
    code,
    entry,
    line,
    listing,
    paragraph,
    section,
    strong,
    table,
)

_TURNS = 2
"""Decisions that are named as those that cost most."""
_COST_IS = (
    "A decision costs what could still be had before it, less what could still be had after it: also for what it put off, though"
    " all that it did went as written. What was lost step by step stands in the findings."
)
"""How to read the cost of a decision beside the points of findings."""


def lessons(debrief: Debrief) -> Iterator[Section]:
    """Each section that has something to say."""
    turns = debrief.turning_points
    costly = [one for one in turns if one.cost]
    if costly or unknown_words(turns):
        known = " of those whose cost is known" if unknown_words(turns) else ""
        yield section(f"The decisions that cost most{known}", _turning_points(costly, turns))
    if debrief.otherwise is not None:
        nowhere = debrief.turned_nowhere
        told = _otherwise(debrief.otherwise, has_stopped=debrief.has_stopped)
        title = "Had it been played otherwise" if nowhere else "Had the procedure been followed"
        yield section(title, [*([paragraph(nowhere)] if nowhere else []), *told])
    lies = ", and where the loss lies" if debrief.breakdowns else ""
    yield section(f"What was exercised{lies}", _breakdowns(debrief))
    if debrief.sure is not None:
        yield section("How sure, and how right", _sure(debrief.sure))


def _turning_points(costly: list[TurningPoint], every: tuple[TurningPoint, ...]) -> Iterator[Block]:
    if costly:
        yield listing(_turning_point(one) for one in costly[:_TURNS])
    rows = sorted(every, key=lambda one: one.decision)
    yield table(
        ("When", "Decision", "Best before", "Best after", "Cost"),
        [
            (one.clock, one.choice, one.before or UNKNOWN, one.after or UNKNOWN, one.cost or _no_cost(one))
            for one in rows
        ],
    )
    if costly:
        yield paragraph(_COST_IS)
    if any(one.below for one in every):
        yield paragraph("No score is below 0; what a decision cost there is charged all the same.")
    unknown = unknown_words(every)
    if unknown:
        yield paragraph(code(UNKNOWN), f": {unknown}")


def _turning_point(one: TurningPoint) -> Entry:
    could = f"Before it {one.before} of 100 could still be had, after it {one.after}: it cost "
    below = [line(could, strong(one.cost), f" points.{one.floor}")]
    if one.instead:
        below.append(line(f"Instead: {one.instead}"))
    return entry(strong(one.clock), f" {one.situation}: {one.choice}", below=below)


def _no_cost(one: TurningPoint) -> str:
    return "-" if one.is_known else UNKNOWN


def _otherwise(found: Otherwise, *, has_stopped: bool) -> Iterator[Block]:
    if not found.score:
        yield paragraph("The search for the best way through was cut short before it was proved: not exhausted.")
        return
    yield paragraph(
        "By this scenario's assumptions, the best way through scores ",
        strong(found.score),
        " of 100 and comes to ",
        strong(found.ending_title),
        f" ({found.ending_kind}).",
    )
    if found.beyond:
        yield paragraph(found.beyond)
    rows = [(one.label, one.actual, one.otherwise) for one in (*found.times, *found.consequences)]
    if rows:
        this, other = "This run", "The best way through"
        if has_stopped:
            this, other = f"{this}, when it stopped", f"{other}, at its end"
        yield table(("What", this, other), rows)
        yield paragraph("The best way through, decision by decision:")
        yield listing(found.path)


def _breakdowns(debrief: Debrief) -> Iterator[Block]:
    yield paragraph(debrief.exercised)
    yield from (_breakdown(view) for view in debrief.breakdowns)


def _breakdown(view: Breakdown) -> Block:
    return table(
        (f"By {view.by}", "Weight", "Kept", "Points lost"),
        [(one.label, one.weight or "-", f"{one.kept}%" if one.kept else "-", one.lost) for one in view.shares],
    )


def _sure(found: Sure) -> Iterator[Block]:
    yield paragraph(found.line)
    if found.brier:
        yield paragraph(
            f'Brier score {found.brier} (0 is best; saying "a guess" throughout gives 0.25). It is no part of the score.'
        )
    if found.no_brier:
        yield paragraph(found.no_brier)
    entries = [_sure_one(one) for one in found.rows if one.cost != "nothing"]
    if found.unknown:
        entries.append(entry(found.unknown_words))
    if entries:
        yield listing(entries)


def _sure_one(one: SureRow) -> Entry:
    how = one.words if one.was_right else strong(one.words)
    return entry(f"{one.clock}, {one.sure}: {one.choice} (", how, ")")
