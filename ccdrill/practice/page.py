"""The page at the end of a sitting: what was caught and missed, how sure against how right, how able and how cautious."""

import datetime as dt
from collections.abc import Iterator, Sequence

from ccdrill.model.counted import many
from ccdrill.model.deck import Deck
from ccdrill.practice.judged import Judged
from ccdrill.practice.measures import Counts, count
from ccdrill.practice.spacing import schedule
from ccdrill.practice.telling import (
    ability_section,
    again_section,
    counts_section,
    cues_section,
    proof_section,
    sureness_section,
)
from ccdrill.practice.view import PageView, SectionView


def end_page(
    deck: Deck, judged: Sequence[Judged], everything: Sequence[Judged], now: dt.datetime, *, is_quiet: bool
) -> PageView:
    """What a sitting came to; `everything` is what the person ever judged, this sitting included. Names are filled in."""
    return PageView(
        title=f"What it came to: {deck.title}",
        lead=_lead(count(judged), is_quiet=is_quiet),
        sections=tuple(_sections(judged, everything, now)),
    )


def _lead(counts: Counts, *, is_quiet: bool) -> str:
    total = counts.phish + counts.honest
    if not total:
        return "Nothing was judged."
    quiet = " It was a quiet sitting, with as few phish as an ordinary day has." if is_quiet else ""
    return f"{many(total, 'message', 'messages')}: {counts.phish} phish, {counts.honest} honest.{quiet}"


def _sections(judged: Sequence[Judged], everything: Sequence[Judged], now: dt.datetime) -> Iterator[SectionView]:
    if judged:
        yield counts_section(count(judged))
        yield from cues_section(judged)
        yield sureness_section(judged)
        yield ability_section(count(everything))
        sitting = {(one.deck, one.item, one.digest) for one in judged}
        due = schedule(everything)
        yield again_section([due[card] for card in due if (card.deck, card.item, card.digest) in sitting], now)
    yield proof_section()
