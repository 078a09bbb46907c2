"""The score of an outside trace as labelled lines that can be read aloud: in words first, then the number."""

from collections.abc import Iterator
from fractions import Fraction

from ccdrill.assessing import Assessment
from ccdrill.debrief.document.document import GRADES
from ccdrill.model.scenario import CaseValue
from ccdrill.plain.lines import folded, section
from ccdrill.scoring.case import questions
from ccdrill.scoring.result import Item, Performance, rounded
from ccdrill.scoring.sentences import Clock, times
from ccdrill.scoring.unjudged import unjudged

_MOST_COSTLESS = 20


def scored(found: Assessment) -> Iterator[str]:
    """What was compared with what, what went well, what did not, and what it comes to."""
    yield from _compared(found)
    yield from section("WHAT WENT AS WRITTEN", _kept(found), "nothing")
    score = found.score
    lost = [item for item in score.items if item.step not in score.withheld]
    yield from section("CRITICAL FAILURES", (_loss(found, one) for one in lost if one.is_critical), "none")
    yield from section("WHAT ELSE DIFFERED", (_loss(found, one) for one in lost if not one.is_critical), "nothing")
    yield from _costless(found)
    yield from _limits(found)
    yield ""
    for rating in score.ratings:
        number = f", {rounded(rating.score)} of 100" if rating.score is not None and rating.grade != "N" else ""
        yield folded(f"OBJECTIVE: {rating.text}: {GRADES[rating.grade]}{number} (proposed)")
    yield from _numbers(found)


def _compared(found: Assessment) -> Iterator[str]:
    procedure = found.frame.procedure
    yield folded(f"PROCEDURE: {procedure.title} ({procedure.id} {procedure.version}; {procedure.source.document})")
    if procedure.model:
        yield "This is a model procedure, not one of your organisation's own."
    deeds, moments = len(found.trace.deeds), len(found.trace.moments)
    yield folded(f"TRACE: {_count(deeds, 'action')} and {_count(moments, 'moment')}")
    asked = questions(procedure)
    if asked:
        yield folded(f"CASE: {'; '.join(f'{key} {_truth(found.case.get(key))}' for key in asked)}")


def _kept(found: Assessment) -> Iterator[str]:
    differed = {item.step for item in (*found.score.items, *found.score.costless)}
    for one in found.score.performances:
        if one.done is not None and one.step not in differed:
            yield _performance(found, one)


def _performance(found: Assessment, one: Performance) -> str:
    clock = Clock(found.trace)
    step = found.frame.steps[one.step]
    if not step.required:
        return f'"{step.do}" at {clock.at(one.done)} (optional)'
    due = f" (due by {clock.due(one.due)})" if one.due is not None else ""
    return f'"{step.do}" at {clock.at(one.done)}{due}'


def _loss(found: Assessment, item: Item) -> str:
    counted = next((rule.max_count for rule in found.frame.prohibitions if rule.id == item.rule), item.times)
    cap = f" It counts {times(counted)} at most." if counted < item.times else ""
    return f"{item.sentence}{cap} {_points(item)}."


def _points(item: Item) -> str:
    """Never 0.0 for what did cost something."""
    if not item.cost:
        return "No points"
    words = rounded(item.points, 1)
    return "Less than 0.1 points" if words == "0.0" else f"{words} points"


def _costless(found: Assessment) -> Iterator[str]:
    """What the procedure sets no cost for, and what came after a cap was reached."""
    costless = found.score.costless
    yield from section("WHAT DIFFERED AT NO COST", (item.sentence for item in costless[:_MOST_COSTLESS]))
    if len(costless) > _MOST_COSTLESS:
        yield f"- and {len(costless) - _MOST_COSTLESS} more"


def _limits(found: Assessment) -> Iterator[str]:
    """What the number does not speak of."""
    steps, score = found.frame.steps, found.score
    if score.withheld:
        yield from section("NOT REACHED (withheld)", (steps[step].do for step in score.withheld))
    if score.not_exercised:
        lines = (f"{steps[step].do} (weight {number(steps[step].weight)})" for step in score.not_exercised)
        yield from section("NOT EXERCISED", lines)
    if score.not_recorded:
        missing = unjudged(found.frame, score, lambda _: "not in the trace")
        yield from section("NOT RECORDED, SO NOT JUDGED", missing)


def _numbers(found: Assessment) -> Iterator[str]:
    score = found.score
    if score.played_weight is not None:
        played = f" On what was played: {rounded(score.played)}." if score.played is not None else ""
        words = f"Played {number(score.played_weight)} of {number(score.weight)} by weight."
        yield folded(f"SCORE: {words}{played} On the whole procedure: {rounded(score.score)} of 100.")
    else:
        yield f"SCORE: {rounded(score.score)} of 100"
    below = f", and {score.raw} without the floor of 0" if score.raw < 0 else ""
    yield folded(f"EXACTLY: {score.score} of 100{below}; lost {score.lost} of {score.weight} by weight")


def _truth(value: CaseValue | None) -> str:
    if value is None:
        return "not said"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _count(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def number(value: Fraction) -> str:
    """A weight as people write it."""
    return str(value) if value.denominator == 1 else f"{float(value):g}"
