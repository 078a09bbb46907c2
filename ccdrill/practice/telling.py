"""Judgements in words: the parts that the page of a sitting and the page of all results share. Never a rank, never a grade."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ccdrill.model.confidence import CONFIDENCE
from ccdrill.model.counted import many
from ccdrill.practice.cues import GROUPS, NAMES, group_of
from ccdrill.practice.judged import Judged
from ccdrill.practice.measures import Counts, Estimate, ability, caution, report_precision
from ccdrill.practice.view import FigureView, SectionView

_DAY = dt.timedelta(days=1)
_FEW = 20
"""Judgements of each kind below which an interval is too wide to say much."""


def counts_section(counts: Counts) -> SectionView:
    """Hits, misses, false alarms, precision."""
    figures = [
        _share("Phish caught", counts.hits, counts.phish, "reported or verified"),
        _share("Phish left alone", counts.left, counts.phish, "not fooled, but nobody was warned"),
        _share("Phish used", counts.used, counts.phish, "these would have done harm"),
        _share("False alarms", counts.false_alarms, counts.honest, "honest messages that were reported"),
        _share("Checked for nothing", counts.checked, counts.honest, "honest messages verified: time, no harm"),
    ]
    reports = counts.reported + counts.false_alarms
    if report_precision(counts) is not None:
        figures.append(_share("Reports that were right", counts.reported, reports, "phish among what was reported"))
    return SectionView(
        title="What you caught", figures=tuple(one for one in figures if not one.value.endswith(" of 0"))
    )


def cues_section(judged: Sequence[Judged]) -> Iterator[SectionView]:
    """What kind of cue decided the phish that were missed; nothing when none was."""
    missed = [one for one in judged if one.is_miss and one.cues]
    if not missed:
        return
    groups = Counter(group_of(one.cues[0]) for one in missed)
    figures = tuple(
        FigureView(
            label=title,
            value=str(groups[group]),
            note=", ".join(dict.fromkeys(NAMES[one.cues[0]] for one in missed if group_of(one.cues[0]) == group)),
        )
        for group, title in GROUPS.items()
        if groups[group]
    )
    yield SectionView(title="What would have told the missed ones", figures=figures)


def sureness_section(judged: Sequence[Judged]) -> SectionView:
    """How often each step of sureness was right."""
    figures = []
    for sure, title in reversed(tuple(enumerate(CONFIDENCE, start=1))):
        at = [one for one in judged if one.sure == sure]
        if at:
            right = sum(one.is_right for one in at)
            figures.append(FigureView(label=title.capitalize(), value=f"{right} of {len(at)} right"))
    return SectionView(title="How sure, and how right", figures=tuple(figures))


def ability_section(counts: Counts) -> SectionView:
    """Ability and caution with their intervals, and in words; over everything that the person ever judged."""
    able, cautious = ability(counts), caution(counts)
    if able is None or cautious is None:
        text = "Both phish and honest messages must be judged before anything can be said of this."
        return SectionView(title="Telling them apart", texts=(text,))
    wide = " There are few judgements yet: the range is wide." if min(counts.phish, counts.honest) < _FEW else ""
    return SectionView(
        title="Telling them apart",
        texts=(f"Over all that you judged so far: {_in_words(able, cautious)}{wide}",),
        figures=(
            FigureView(label="Ability d'", value=interval(able), note="0 is guessing; higher tells them apart better"),
            FigureView(
                label="Caution c", value=interval(cautious), note="below 0 reports readily, above 0 hesitates to"
            ),
        ),
    )


def again_section(due: Iterable[dt.datetime], now: dt.datetime) -> SectionView:
    """How many messages come back when, a line for each day that is ahead."""
    days = Counter(max(0, (one - now).days + ((one - now) % _DAY > dt.timedelta())) for one in due)
    return SectionView(
        title="What comes back when",
        texts=(
            "What was not certain comes back sooner, what was right and certain later; after 120 days at the latest.",
        ),
        figures=tuple(
            FigureView(label=_in_days(day), value=many(days[day], "message", "messages")) for day in sorted(days)
        ),
    )


def proof_section() -> SectionView:
    """What practice does not prove."""
    text = (
        "These messages were picked for practice, and you knew that some are phish. How you do here is no proof of how you "
        "would do on a busy day, and no measure to compare people by."
    )
    return SectionView(title="What this does not say", texts=(text,))


def interval(estimate: Estimate) -> str:
    """A measure with its 95 % interval."""
    return f"{_number(estimate.value)} (95 %: {_number(estimate.low)} to {_number(estimate.high)})"


def _number(value: float) -> str:
    """Two places are more than the interval bears; without a minus before nothing."""
    shown = f"{value:.1f}"
    return "0.0" if shown == "-0.0" else shown


def _in_words(able: Estimate, cautious: Estimate) -> str:
    """What each of the two comes to; what its interval does not decide is called open."""
    if able.low > 0:
        apart = "you tell them apart"
    elif able.high < 0:
        apart = "you take one for the other"
    else:
        apart = "whether you tell them apart can't be said yet"
    if cautious.high < 0:
        return f"{apart}, and you also report what is good."
    if cautious.low > 0:
        return f"{apart}, and you let pass what ought to be reported."
    return f"{apart}, and you lean to neither side as far as can be told."


def _in_days(days: int) -> str:
    return {0: "Now", 1: "Tomorrow"}.get(days, f"In {days} days")


def _share(label: str, part: int, whole: int, note: str) -> FigureView:
    return FigureView(label=label, value=f"{part} of {whole}", note=note)
