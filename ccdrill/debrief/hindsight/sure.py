"""How sure the team was, against how right: beside the score, never part of it, and of no single person."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from ccdrill.debrief.document.course import DecisionRow
from ccdrill.debrief.document.lessons import Cost, Sure, SureRow
from ccdrill.debrief.hindsight.hindsight import Hindsight, Turn
from ccdrill.model.counted import many
from ccdrill.model.events import Confidence
from ccdrill.scoring.result import rounded
from ccdrill.session.run.run import Run

PROBABILITY = (Fraction(1, 2), Fraction(13, 20), Fraction(4, 5), Fraction(19, 20))
"""What the four steps of sureness are taken to mean: a guess, leaning, fairly sure, certain."""
ENOUGH = 10
"""Answers below which a figure would say more than is known."""
_SURE = 3
"""The step from which on somebody is sure."""
_NO_FIGURE = "No Brier score: what too many decisions cost is not known."
_Known = tuple[SureRow, int]
"""What is told of a decision, and how sure they were."""


def sureness(run: Run, hindsight: Hindsight, rows: tuple[DecisionRow, ...]) -> Sure | None:
    """How sure the team was, against how right: right is what cost nothing to choose. None when nobody was asked."""
    turns = {turn.decision: turn for turn in hindsight.turns}
    row_of = {row.seq: row for row in rows}
    answers = [
        (stretch.entry.seq, stretch.judgement.confidence, turns[stretch.entry.seq])
        for stretch in run.decisions
        if stretch.judgement is not None and stretch.judgement.confidence is not None
    ]
    if not answers:
        return None
    known = [(_sure_row(row_of[seq], turn), confidence) for seq, confidence, turn in answers if turn.regret is not None]
    known.sort(
        key=lambda one: (one[0].was_right or one[1] < _SURE, one[0].was_right, one[0].cost == "nothing", -one[1])
    )
    has_figure = len(known) >= ENOUGH
    unknown = len(answers) - len(known)
    return Sure(
        line=_line(known, unknown, _scope(len(answers), len(run.decisions))),
        brier=rounded(brier([(sure, row.was_right) for row, sure in known]), 2) if has_figure else "",
        no_brier=_NO_FIGURE if len(answers) >= ENOUGH and not has_figure else "",
        rows=tuple(row for row, _ in known),
        unknown=unknown,
    )


def _scope(answers: int, decisions: int) -> str:
    """Of how many decisions what follows is said, where it is not of all; else nothing."""
    if answers == decisions:
        return ""
    return f"How sure people were was recorded with {answers} of {many(decisions, 'decision', 'decisions')}: "


def _line(known: list[_Known], unknown: int, scope: str) -> str:
    if not known:
        return "What the decisions cost is not known, so nothing can be said of how right they were."
    costs = Counter(row.cost for row, _ in known)
    of_known = " whose cost is known" if unknown else ""
    line = f"{scope}{costs['nothing']} of {many(len(known), 'decision', 'decisions')}{of_known} cost nothing"
    if costs["records"]:
        line += f"; {costs['records']} cost points for records that nobody ticked, and for nothing else"
    if not costs["points"]:
        return f"{line}."
    sure = sum(row.cost == "points" and confidence >= _SURE for row, confidence in known)
    for_choice = " for what was chosen" if costs["records"] else ""
    wrong = f"cost points{for_choice}"
    if costs["points"] == 1:
        return f"{line}. The one that {wrong} was {'' if sure else 'not '}taken fairly sure or certain."
    if sure == costs["points"]:
        return f"{line}. {'Both' if sure == 2 else f'All {sure}'} that {wrong} were taken fairly sure or certain."
    return f"{line}. Of the {costs['points']} that {wrong}, {sure or 'none'} {'were' if sure != 1 else 'was'} taken fairly sure or certain."


def brier(answers: Sequence[tuple[Confidence, bool]]) -> Fraction:
    """The mean squared distance between how sure and how right (Brier 1950); of one answer at least."""
    gaps = [(PROBABILITY[confidence - 1] - was_right) ** 2 for confidence, was_right in answers]
    return sum(gaps, Fraction(0)) / len(gaps)


def _sure_row(row: DecisionRow, turn: Turn) -> SureRow:
    cost: Cost = "nothing" if not turn.regret else "points" if turn.for_choice else "records"
    return SureRow(decision=row.seq, clock=row.clock, choice=row.choice, sure=row.confidence, cost=cost)
