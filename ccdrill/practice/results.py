"""Practice over time: every sitting of one person, all of them together, what kind of cue tells them most, what comes back when."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from ccdrill.model.counted import many
from ccdrill.model.ids import DeckId, SittingId
from ccdrill.model.value import Value
from ccdrill.practice.cues import GROUPS, Group, group_of
from ccdrill.practice.judged import Judged, Person
from ccdrill.practice.measures import Counts, ability, count
from ccdrill.practice.spacing import schedule
from ccdrill.practice.telling import (
    ability_section,
    again_section,
    counts_section,
    interval,
    proof_section,
    sureness_section,
)
from ccdrill.practice.view import FigureView, PageView, SectionView


class SittingResult(Value, frozen=True, kw_only=True):
    """What one sitting came to."""

    id: SittingId
    """Which."""
    began: str
    """When its first message was judged, in UTC."""
    deck: DeckId
    """The deck."""
    seed: int
    """What its order was drawn with."""
    is_quiet: bool
    """Whether it had few phish."""
    judged: tuple[Judged, ...]
    """Its judgements, in their order."""

    @property
    def counts(self) -> Counts:
        """The same, counted."""
        return count(self.judged)


def sittings(judged: Sequence[Judged]) -> tuple[SittingResult, ...]:
    """The sittings of a person, the oldest first."""
    by_sitting: dict[SittingId, list[Judged]] = {}
    for one in judged:
        by_sitting.setdefault(one.sitting, []).append(one)
    return tuple(
        SittingResult(
            id=name,
            began=ones[0].utc,
            deck=ones[0].deck,
            seed=ones[0].seed,
            is_quiet=ones[0].is_quiet,
            judged=tuple(ones),
        )
        for name, ones in by_sitting.items()
    )


def caught_by_group(judged: Sequence[Judged]) -> Mapping[Group, Counts]:
    """How phish went by the group of the cue that decides them, in the order of the scale; groups without one are left out."""
    found: dict[Group, Counts] = {}
    for group in GROUPS:
        of_group = [one for one in judged if one.kind == "phish" and one.cues and group_of(one.cues[0]) == group]
        if of_group:
            found[group] = count(of_group)
    return found


def results_page(person: Person, judged: Sequence[Judged], titles: Mapping[str, str], now: dt.datetime) -> PageView:
    """Everything that a person judged, for people; `titles` are those of the decks that are known."""
    whose = f" of {person.name}" if person.name else ""
    return PageView(
        title=f"Practice so far{whose}",
        lead=_lead(judged),
        sections=tuple(_sections(judged, titles, now)),
    )


def _lead(judged: Sequence[Judged]) -> str:
    if not judged:
        return "Nothing was judged yet."
    held, seen = len(sittings(judged)), len({(one.deck, one.item) for one in judged})
    since = f"{many(held, 'sitting', 'sittings')} since {judged[0].utc[:10]} (UTC)"
    if len(judged) == 1:
        return f"{since}: 1 judgement."
    of = f"{seen} different messages" if seen > 1 else "one message"
    return f"{since}: {len(judged)} judgements of {of}."


def _sections(judged: Sequence[Judged], titles: Mapping[str, str], now: dt.datetime) -> Iterator[SectionView]:
    if judged:
        yield counts_section(count(judged))
        yield ability_section(count(judged))
        if by_group := caught_by_group(judged):
            yield SectionView(
                title="Phish caught, by what decides them",
                figures=tuple(
                    FigureView(label=GROUPS[group], value=f"{one.hits} of {one.phish}")
                    for group, one in by_group.items()
                ),
            )
        yield sureness_section(judged)
        yield SectionView(title="Sitting by sitting", figures=tuple(_figure(one, titles) for one in sittings(judged)))
        yield again_section(schedule(judged).values(), now)
    yield proof_section()


def _figure(sitting: SittingResult, titles: Mapping[str, str]) -> FigureView:
    counts = sitting.counts
    able = ability(counts)
    told = [f"d' {interval(able)}"] if able is not None else []
    told += ["quiet"] if sitting.is_quiet else []
    return FigureView(
        label=f"{sitting.began[:10]} {titles.get(sitting.deck, sitting.deck)}",
        value=f"{counts.hits} of {counts.phish} caught, {counts.false_alarms} of {counts.honest} false alarms",
        note=", ".join(told),
    )
