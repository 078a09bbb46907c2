"""Score and trace as plain values for JSON: everything that another implementation needs to come to the same."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from ccdrill.engine.conditions import Case
from ccdrill.model.procedure import Procedure
from ccdrill.model.rules import RULES
from ccdrill.model.scenario import CaseValue
from ccdrill.scoring.result import Item, Rating, Score, rounded
from ccdrill.scoring.trace import Deed, Trace

Plain = dict[str, object]


def export_score(score: Score) -> Plain:
    """Exact numbers are fractions in text (`75/8`); what is rounded, half to even, is a number."""
    return {
        "score": str(score.score),
        "raw": str(score.raw),
        "W": str(score.weight),
        "L": str(score.lost),
        "played": _fraction(score.played),
        "W_played": _fraction(score.played_weight),
        "score_rounded": float(rounded(score.score, 1)),
        "items": [_item(item) for item in score.items],
        "costless": [_item(item) for item in score.costless],
        "order_pairs": [list(pair) for pair in score.order_pairs],
        "critical_failures": [_item(item) for item in score.critical_failures],
        "ratings": [_rating(rating) for rating in score.ratings],
        "withheld": list(score.withheld),
        "not_exercised": list(score.not_exercised),
        "not_recorded": [{"step": step, "what": what} for step, what in score.not_recorded],
    }


def export_basis(procedure: Procedure, case: Case, begins: dt.datetime | None) -> Plain:
    """What a score was computed from, beside the trace."""
    return {
        "rules": RULES,
        "procedure": {
            "id": procedure.id,
            "version": procedure.version,
            "title": procedure.title,
            "document": procedure.source.document,
            "model": procedure.model,
        },
        "case": {key: _plain(value) for key, value in case.items()},
        "begins": begins.isoformat() if begins is not None else None,
    }


def export_trace(trace: Trace) -> Iterator[Plain]:
    """The lines of an outside trace that says the same (`outside.py` reads it): moments and deeds, by time."""
    lines = [(t, 0, {"moment": moment, "t": t}) for moment, t in trace.moments.items()]
    lines += [(deed.t, 1, _deed(deed)) for deed in trace.deeds]
    return (line for _, _, line in sorted(lines, key=lambda line: line[:2]))


def _deed(deed: Deed) -> Plain:
    about = {
        "seq": deed.seq,
        "t": deed.t,
        "role": deed.role,
        "action": deed.action,
        "evidence": None if deed.evidence is None else list(deed.evidence),
        "place": deed.place,
        "decision": deed.decision,
        "vacant": deed.is_vacant or None,
        "mapped": deed.is_mapped or None,
    }
    return {key: value for key, value in about.items() if value is not None}


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


def _plain(value: CaseValue) -> object:
    return list(value) if isinstance(value, tuple) else value


def _fraction(value: Fraction | None) -> str | None:
    return str(value) if value is not None else None
