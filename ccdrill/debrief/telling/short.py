"""A debrief for people in a hurry: what its first page must say, each line with its label."""

from collections import Counter
from collections.abc import Iterator

from ccdrill.debrief.document.agreed import DISPOSITIONS
from ccdrill.debrief.document.document import GRADES, Debrief
from ccdrill.debrief.document.lessons import agreed_words, first_of
from ccdrill.debrief.document.steps import Status, status_words
from ccdrill.debrief.telling.told_after import washed_in_short
from ccdrill.model.counted import many
from ccdrill.reports.blocks import Short

_MOST = 4
"""Actions that the first page names."""
_ORDER: tuple[Status, ...] = ("records missing", "differed", "not done", "withheld")


def in_short(debrief: Debrief) -> Iterator[Short]:
    """How it ended, what was found, what to put right first, and with what care to read all that."""
    if debrief.facts.is_finished:
        yield Short("How it ended", f"{debrief.ending_title} ({debrief.ending_kind})")
    else:
        yield Short(
            "Not finished yet", "this is an interim report, in which all that is not done yet counts as left out"
        )
    yield Short("Findings" if debrief.facts.is_finished else "Findings so far", _findings(debrief))
    yield Short("Steps", _steps(debrief))
    if debrief.hints_offered:
        yield Short("Hints", _hints(debrief))
    if debrief.facts.is_finished:
        if debrief.ratings:
            yield Short("Objectives", f"{_objectives(debrief)}; {_rated(debrief)}")
        played = f"; {debrief.numbers.played} on what was played" if debrief.numbers.played else ""
        yield Short("Score", f"{debrief.numbers.score} of 100{played}")
    alone = debrief.facts.mode == "solo"
    first = tuple(
        f"{one.what} ({'' if alone else f'{one.belongs_to}; '}{', '.join(one.findings)})"
        for one in first_of(debrief.plan)
    )
    if first:
        yield Short("To put right first", "", first)
    if debrief.hot_wash is not None:
        yield Short("Hot wash", washed_in_short(debrief, debrief.hot_wash))
    if agreed := agreed_words(debrief.plan):
        yield Short("Agreed so far", agreed, tuple(_answers(debrief)))
    elif debrief.plan and debrief.facts.is_finished and not alone:
        yield Short("Agreed so far", "no action is recorded yet")
    if care := tuple(_care(debrief)):
        yield Short("Bear in mind", "", care)


def _findings(debrief: Debrief) -> str:
    count, critical = len(debrief.critical) + len(debrief.differed), len(debrief.critical)
    if not debrief.facts.is_finished:
        done = sum(bool(one.events) for one in (*debrief.critical, *debrief.differed))
        return f"{done or 'none'} in what was done; {count - done} more if nothing else is done"
    if not count:
        return "none"
    if count == 1:
        return f"1, {'a' if critical else 'not a'} critical failure"
    if critical in (0, count):
        return f"{count}, {'all' if critical else 'none'} of them critical failures"
    which = {1: "F1", 2: "F1 and F2"}.get(critical, f"F1 to F{critical}")
    return f"{count}, of which {which} {'is a critical failure' if critical == 1 else 'are critical failures'}"


def _steps(debrief: Debrief) -> str:
    counts = Counter(row.status for row in debrief.timeline)
    total = sum(counts[one] for one in ("as written", *_ORDER))
    critical = len(debrief.strengths)
    which = f" ({critical} of them critical)" if critical else ""
    said: dict[Status, str] = {"records missing": "done with records missing"}
    if not debrief.facts.is_finished:
        said["not done"] = "still open"
    others = "".join(f", {counts[one]} {said.get(one, status_words(one))}" for one in _ORDER if counts[one])
    return f"{counts['as written'] or 'none'} of {total} went as written{which}{others}"


def _hints(debrief: Debrief) -> str:
    taken = len(debrief.hints)
    if not taken:
        return f"no hints were taken ({debrief.hints_offered} offered)"
    return f"{taken} of {debrief.hints_offered} offered {'was' if taken == 1 else 'were'} taken, at no cost"


def _rated(debrief: Debrief) -> str:
    """Whose ratings they are."""
    counts = Counter(
        "only proposed" if one.confirmed is None else "confirmed" if one.stands == one.grade else "changed"
        for one in debrief.ratings
    )
    if counts["only proposed"] == len(debrief.ratings):
        return "all ratings are only proposed"
    told = ("changed", "confirmed", "only proposed")
    return f"ratings: {', '.join(f'{counts[one]} {one}' for one in told if counts[one])}"


def how_far(debrief: Debrief) -> str:
    """How far people have come with the plan and the ratings; empty: nothing was agreed."""
    rated = sum(one.confirmed is not None for one in debrief.ratings)
    of = f"{rated} of {many(len(debrief.ratings), 'objective', 'objectives')} rated" if rated else ""
    return "; ".join(part for part in (agreed_words(debrief.plan), of) if part)


def _answers(debrief: Debrief) -> Iterator[str]:
    """Who does what by when, and what the team says of findings: who is in a hurry must know which it does not accept."""
    agreed = [(one, one.agreed) for one in debrief.plan if one.agreed is not None]
    for row, action in agreed[:_MOST]:
        what = ", ".join(row.findings) or ("hot wash" if row.is_gap else row.about)
        yield f"{what}: {action.what} ({action.in_short})"
    if len(agreed) > _MOST:
        yield f"{len(agreed) - _MOST} more in the improvement plan"
    for answer, words in DISPOSITIONS.items():
        rows = [one for one in debrief.plan if one.said is not None and one.said.disposition == answer]
        if rows:
            yield f"{debrief.who_says}: {words} ({', '.join(name for one in rows for name in one.findings or (one.about,))})"


def _objectives(debrief: Debrief) -> str:
    counts = Counter(one.stands for one in debrief.ratings)
    return ", ".join(f"{counts[grade]} {words}" for grade, words in GRADES.items() if counts[grade])


def _care(debrief: Debrief) -> Iterator[str]:
    facts = debrief.facts
    if debrief.withheld:
        yield f"It was {debrief.cut}: {many(len(debrief.withheld), 'step was', 'steps were')} not reached, and so not tested."
    if debrief.not_exercised:
        yield f"{many(len(debrief.not_exercised), 'step', 'steps')} of the procedure can't be tested by this drill."
    early = sum(bool(one.left_out_before) for one in (*debrief.kept, *debrief.unrecorded))
    if early and facts.is_finished:
        which = "counts as written, though a step that must come before it was not done"
        if early > 1:
            which = "count as written, though a step that must come before each was not done"
        yield f"{many(early, 'step', 'steps')} {which}; the loss is that step's."
    undone = sum(row.is_taken_back for row in debrief.decisions)
    if undone:
        yield f"{many(undone, 'decision was', 'decisions were')} taken back; the score is of what stands."
    amended = sum(bool(row.amended) and not row.is_taken_back for row in debrief.decisions)
    if amended:
        whose = "its outcome was" if amended == 1 else "their outcomes were"
        yield f"What was asked with {many(amended, 'decision', 'decisions')} was answered or changed after {whose} known."
    if facts.vacant:
        roles = many(len(facts.seats), "role", "roles")
        yield f"{facts.vacant} of {roles} {'was' if facts.vacant == 1 else 'were'} vacant: the facilitator acted there."
    if facts.mode == "team" and not facts.seats and not facts.head_count:
        yield "Who took part is not recorded."
