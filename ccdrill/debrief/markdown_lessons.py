"""The lessons of a debrief as Markdown: turning points, what would have been, where the loss lies, how sure people were."""

from collections.abc import Iterator

from ccdrill.debrief.document import Debrief
from ccdrill.debrief.lessons import UNKNOWN, Breakdown, Otherwise, Sure, TurningPoint, unknown_words
from ccdrill.debrief.markup import block, section, table, text

_TURNS = 2
"""Decisions that are named as those that cost most."""


def lessons(debrief: Debrief) -> Iterator[str]:
    """Each section that has something to say."""
    turns = debrief.turning_points
    costly = [one for one in turns if one.cost]
    if costly or unknown_words(turns):
        known = " of those whose cost is known" if unknown_words(turns) else ""
        yield from section(f"The decisions that cost most{known}", _turning_points(costly, turns))
    if debrief.otherwise is not None:
        yield from section(
            "Had the procedure been followed", _otherwise(debrief.otherwise, has_stopped=debrief.has_stopped)
        )
    yield from section("What was exercised, and where the loss lies", _breakdowns(debrief))
    if debrief.sure is not None:
        yield from section("How sure, and how right", _sure(debrief.sure))


def _turning_points(costly: list[TurningPoint], every: tuple[TurningPoint, ...]) -> Iterator[str]:
    for one in costly[:_TURNS]:
        yield f"- **{one.clock}** {text(one.situation)}: {block(one.choice)}"
        yield f"  - Before it {one.before} of 100 could still be had, after it {one.after}: it cost **{one.cost}** points.{one.floor}"
        if one.instead:
            yield f"  - Instead: {block(one.instead)}"
    if costly:
        yield ""
    rows = sorted(every, key=lambda one: one.decision)
    yield from table(
        ("When", "Decision", "Best before", "Best after", "Cost"),
        [
            (one.clock, one.choice, one.before or UNKNOWN, one.after or UNKNOWN, one.cost or _no_cost(one))
            for one in rows
        ],
    )
    if any(one.below for one in every):
        yield ""
        yield "No score is below 0; what a decision cost there is charged all the same."
    unknown = unknown_words(every)
    if unknown:
        yield ""
        yield f"`{UNKNOWN}`: {unknown}"


def _no_cost(one: TurningPoint) -> str:
    return "-" if one.is_known else UNKNOWN


def _otherwise(found: Otherwise, *, has_stopped: bool) -> Iterator[str]:
    if not found.score:
        yield "The search for the best way through was cut short before it was proved: not exhausted."
        return
    yield (
        f"By this scenario's assumptions, the best way through scores **{found.score}** of 100 and comes to"
        f" **{text(found.ending_title)}** ({found.ending_kind})."
    )
    if found.beyond:
        yield ""
        yield found.beyond
    rows = [(one.label, one.actual, one.otherwise) for one in (*found.times, *found.consequences)]
    if rows:
        yield ""
        this, other = "This run", "The best way through"
        if has_stopped:
            this, other = f"{this}, when it stopped", f"{other}, at its end"
        yield from table(("What", this, other), rows)
        yield ""
        yield from (f"- {block(move)}" for move in found.path)


def _breakdowns(debrief: Debrief) -> Iterator[str]:
    yield debrief.exercised
    for view in debrief.breakdowns:
        yield ""
        yield from _breakdown(view)


def _breakdown(view: Breakdown) -> Iterator[str]:
    yield from table(
        (f"By {view.by}", "Weight", "Kept", "Points lost"),
        [(one.label, one.weight or "-", f"{one.kept}%" if one.kept else "-", one.lost) for one in view.shares],
    )


def _sure(found: Sure) -> Iterator[str]:
    yield found.line
    if found.brier:
        yield ""
        yield f'Brier score {found.brier} (0 is best; saying "a guess" throughout gives 0.25). It is no part of the score.'
    if found.no_brier:
        yield ""
        yield found.no_brier
    costly = [one for one in found.rows if one.cost != "nothing"]
    if costly or found.unknown:
        yield ""
    for one in costly:
        how = one.words if one.was_right else f"**{one.words}**"
        yield f"- {one.clock}, {one.sure}: {block(one.choice)} ({how})"
    if found.unknown:
        yield f"- {found.unknown_words}"
