"""A person's results as data, for other programs: numbers, ids and instants, no words. `docs/practice.md` says what each means."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from ccdrill.model.confidence import CONFIDENCE
from ccdrill.practice.judged import Judged
from ccdrill.practice.measures import Counts, Estimate, ability, caution, count, report_precision
from ccdrill.practice.results import caught_by_group, sittings
from ccdrill.practice.spacing import schedule

FORMAT = "ccdrill/practice-results/v1"


def export_results(judged: Sequence[Judged], now: dt.datetime) -> dict[str, Any]:
    """The results of one person. It bears no name: whoever asked knows whose they are."""
    due = schedule(judged)
    return {
        "format": FORMAT,
        "all": _measured(count(judged)),
        "by_cue_group": {group: _counted(one) for group, one in caught_by_group(judged).items()},
        "by_sureness": [
            {
                "sure": sure,
                "judged": len(at),
                "right": sum(one.is_right for one in at),
            }
            for sure, _ in enumerate(CONFIDENCE, start=1)
            if (at := [one for one in judged if one.sure == sure])
        ],
        "sittings": [
            {
                "id": one.id,
                "began": one.began,
                "deck": one.deck,
                "seed": one.seed,
                "is_quiet": one.is_quiet,
                "seconds": sum(each.seconds for each in one.judged),
                **_measured(one.counts),
            }
            for one in sittings(judged)
        ],
        "due": [
            {"deck": card.deck, "item": card.item, "at": at.isoformat(), "is_due": at <= now}
            for card, at in sorted(due.items(), key=lambda pair: pair[1])
        ],
    }


def _measured(counts: Counts) -> dict[str, Any]:
    return {
        **_counted(counts),
        "report_precision": report_precision(counts),
        "ability": _estimate(ability(counts)),
        "caution": _estimate(caution(counts)),
    }


def _counted(counts: Counts) -> dict[str, int]:
    return {name: getattr(counts, name) for name in (*Counts.__struct_fields__, "misses")}


def _estimate(found: Estimate | None) -> dict[str, float] | None:
    """A measure with the ends of its 95 % interval; a nought has no sign."""
    if found is None:
        return None
    return {name: round(getattr(found, name), 4) + 0.0 for name in ("value", "error", "low", "high")}
