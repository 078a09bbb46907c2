"""What was exercised, in words: what must stand on the first page of a report, and what else there is to know of the plan."""

from collections.abc import Iterator

from ccdrill.debrief.document.called import written_in
from ccdrill.debrief.document.course import Facts
from ccdrill.model.counted import many
from ccdrill.reports.blocks import Block, Pairs, listing, pairs


def identified(facts: Facts) -> Pairs:
    """When, by whom, what, against what in which version, and in which record: by these a report is told from all others."""
    program = f"ccdrill {facts.program}, " if facts.program else ""
    rows = [
        ("Played", _span(facts.began, facts.ended)),
        ("Team", _team(facts)),
        ("Facilitator", facts.facilitator),
        ("Organisation", facts.organisation),
        ("Scenario", facts.scenario),
        ("Procedure", facts.procedure),
        ("Document", ", ".join(part for part in (written_in(facts), facts.approved) if part)),
        ("Recorded with", f"{program}scoring rules {facts.rules}, as run {facts.run}"),
    ]
    return pairs((name, value) for name, value in rows if value)


def overview(facts: Facts) -> Iterator[Block]:
    """The rest of the plan, and who played what."""
    rows = [
        ("What happens in it", facts.summary),
        ("Mode", facts.mode),
        ("Who played what", "" if facts.seats or facts.mode != "team" else "not recorded"),
        ("Sponsor", facts.sponsor),
        ("Location", facts.location),
        ("Contact", facts.contact),
        ("Scope, as planned", facts.scope),
        ("Story", f"{facts.story}. Times with a day of the week are the story's"),
    ]
    yield pairs((name, value) for name, value in rows if value)
    if facts.seats:
        yield listing(facts.seats)


def _team(facts: Facts) -> str:
    if facts.mode == "team":
        return ", ".join(part for part in (facts.team, _people(facts)) if part)
    return facts.team or "one person"


def _people(facts: Facts) -> str:
    """How many take part, and did when there were most; else how many roles somebody plays, and of how many, where it was said of all of them."""
    named = len(facts.seats) - facts.vacant
    if facts.head_count:
        more = f", {facts.most_heads} when there were most" if facts.most_heads > facts.head_count else ""
        return f"{many(facts.head_count, 'participant', 'participants')}{more}"
    if not named:
        return "participants not recorded"
    of_all = f"{named} of {many(len(facts.seats), 'role', 'roles')}"
    return f"{of_all if facts.vacant else many(named, 'role', 'roles')} named"


def _span(began: str, ended: str) -> str:
    """Two instants, each as 2026-03-02 10:20 UTC; a day that they share is said once."""
    day, _, clock = began.partition(" ")
    if not ended.startswith(f"{day} "):
        return f"{began} to {ended}"
    return f"{day}, {clock.removesuffix(' UTC')} to {ended.partition(' ')[2]}"
