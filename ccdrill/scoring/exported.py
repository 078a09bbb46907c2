"""A score as plain values for JSON: everything that another implementation needs to compare, fractions as text."""

from fractions import Fraction

from ccdrill.scoring.result import Item, Rating, Score, rounded

Plain = dict[str, object]


def export_score(score: Score) -> Plain:
    """Exact numbers are fractions in text (`75/8`); what is rounded, half to even, is a number."""
    return {
        "score": str(score.score),
        "raw": str(score.raw),
        "W": str(score.weight),
        "L": str(score.lost),
        "played": _fraction(score.played),
        "score_rounded": float(rounded(score.score, 1)),
        "items": [_item(item) for item in score.items],
        "order_pairs": [list(pair) for pair in score.order_pairs],
        "critical_failures": [_item(item) for item in score.critical_failures],
        "ratings": [_rating(rating) for rating in score.ratings],
        "withheld": list(score.withheld),
        "not_exercised": list(score.not_exercised),
        "not_recorded": [{"step": step, "what": what} for step, what in score.not_recorded],
    }


def _item(item: Item) -> Plain:
    about = (
        {"step": item.step} if item.step is not None else {"prohibition": item.rule} if item.rule is not None else {}
    )
    return {
        "kind": item.kind,
        **about,
        "cost": str(item.cost),
        "points": str(item.points),
        "points_rounded": float(rounded(item.points, 1)),
        "sentence": item.sentence,
        "critical": item.is_critical,
        "due": item.due,
        "done": item.done,
        "role": item.role,
        "actions": list(item.actions),
        "missing": list(item.missing),
        "seqs": list(item.seqs),
    }


def _rating(rating: Rating) -> Plain:
    return {"objective": rating.objective, "grade": rating.grade, "score": _fraction(rating.score)}


def _fraction(value: Fraction | None) -> str | None:
    return str(value) if value is not None else None
