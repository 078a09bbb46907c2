"""How sure the team was, against how right: beside the score, never part of it, and of no single person."""

from fractions import Fraction

from ccdrill.debrief.document import DecisionRow
from ccdrill.debrief.hindsight import Hindsight
from ccdrill.debrief.lessons import Sure, SureRow
from ccdrill.scoring.result import rounded
from ccdrill.session.run import Run

PROBABILITY = (Fraction(1, 2), Fraction(13, 20), Fraction(4, 5), Fraction(19, 20))
"""What the four steps of sureness are taken to mean: a guess, leaning, fairly sure, certain."""
_ENOUGH = 10
"""Answers below which a figure would say more than is known."""
_SURE = 3
"""The step from which on somebody is sure."""
_Known = tuple[int, int, bool]
"""A decision by its seq, how sure they were, and whether it cost nothing."""


def sureness(run: Run, hindsight: Hindsight, rows: tuple[DecisionRow, ...]) -> Sure | None:
    """How sure the team was, against how right: right is a decision that cost nothing. None when nobody was asked."""
    turns = {turn.decision: turn for turn in hindsight.turns}
    row_of = {row.seq: row for row in rows}
    answers = [
        (stretch.entry.seq, stretch.judgement.confidence, turns[stretch.entry.seq])
        for stretch in run.decisions
        if stretch.judgement is not None and stretch.judgement.confidence is not None
    ]
    if not answers:
        return None
    known = [(seq, confidence, turn.regret == 0) for seq, confidence, turn in answers if turn.regret is not None]
    known.sort(key=lambda one: (one[2] or one[1] < _SURE, one[2], -one[1]))
    return Sure(
        line=_line(known),
        brier=rounded(_brier(known), 2) if len(known) >= _ENOUGH else "",
        rows=tuple(_sure_row(row_of[seq], was_right=was_right) for seq, _, was_right in known),
        unknown=len(answers) - len(known),
    )


def _line(known: list[_Known]) -> str:
    right = sum(was_right for _, _, was_right in known)
    wrong_and_sure = sum(not was_right and confidence >= _SURE for _, confidence, was_right in known)
    line = f"{right} of {len(known)} decisions cost nothing."
    if right == len(known):
        return line
    return f"{line} Of the {len(known) - right} that cost points, {wrong_and_sure or 'none'} {'were' if wrong_and_sure != 1 else 'was'} taken fairly sure or certain."


def _brier(known: list[_Known]) -> Fraction:
    """The mean squared distance between how sure and how right (Brier 1950)."""
    gaps = [(PROBABILITY[confidence - 1] - was_right) ** 2 for _, confidence, was_right in known]
    return sum(gaps, Fraction(0)) / len(gaps)


def _sure_row(row: DecisionRow, *, was_right: bool) -> SureRow:
    return SureRow(decision=row.seq, clock=row.clock, choice=row.choice, sure=row.confidence, was_right=was_right)
